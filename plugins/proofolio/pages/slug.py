"""Names → the form that they take in addresses."""

import re
import unicodedata


def slugify(name: str) -> str:
    """Small letters and digits of any script, joined by hyphens: `A/B tests` → `a-b-tests`."""
    plain = unicodedata.normalize("NFKC", name).lower()
    plain = plain.replace("+", " plus").replace("#", " sharp")
    return re.sub(r"[^\w]+", "-", plain).strip("-_") or "other"
