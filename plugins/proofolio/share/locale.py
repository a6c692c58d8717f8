"""The language of a site as Open Graph names it: with a country."""

# Where the country's code is not the language's.
_COUNTRIES = {
    "ar": "AR", "be": "BY", "bn": "IN", "ca": "ES", "cs": "CZ", "da": "DK", "el": "GR", "en": "US",
    "et": "EE", "eu": "ES", "fa": "IR", "gl": "ES", "he": "IL", "hi": "IN", "hy": "AM", "ja": "JP",
    "ka": "GE", "kk": "KZ", "ko": "KR", "nb": "NO", "nn": "NO", "sl": "SI", "sq": "AL", "sr": "RS",
    "sv": "SE", "uk": "UA", "ur": "PK", "vi": "VN", "zh": "CN",
}  # fmt: skip
_SAME = {
    "bg", "de", "es", "fi", "fr", "hr", "hu", "id", "is", "it", "lt", "lv", "mk", "nl", "pl", "pt",
    "ro", "ru", "sk", "th", "tr",
}  # fmt: skip


def open_graph_locale(language: str) -> str:
    """`de` → `de_DE`, `en-GB` → `en_GB`; nothing where the country is anybody's guess."""
    name, _, region = language.replace("_", "-").partition("-")
    if len(region) == 2:
        return f"{name}_{region.upper()}"
    if region:  # a script, such as that of zh-Hant
        return {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW"}.get(language, "")
    country = name.upper() if name in _SAME else _COUNTRIES.get(name)
    return f"{name}_{country}" if country else ""
