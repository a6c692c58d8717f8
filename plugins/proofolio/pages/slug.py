"""Names → the form that they take in addresses."""

import re
import unicodedata


def slugify(name: str) -> str:
    """Small letters and digits of any script, joined by hyphens: `A/B tests` → `a-b-tests`.

    A name of signs alone becomes their code points: `!?` → `u21-u3f`.
    """
    plain = unicodedata.normalize("NFKC", name).lower()
    plain = plain.replace("+", " plus").replace("#", " sharp")
    if plain.isascii():
        kept = re.sub(r"\W", "-", plain)
    else:
        kept = ""
        for character in plain:
            # Signs such as the vowels of Hindi belong to the letter before them.
            is_mark = unicodedata.category(character).startswith("M") and kept[-1:] not in ("", "-")
            kept += character if is_mark or re.match(r"\w", character) else "-"
    slug = re.sub("-+", "-", kept).strip("-_")
    return slug or "-".join(f"u{ord(character):x}" for character in name if character.strip())
