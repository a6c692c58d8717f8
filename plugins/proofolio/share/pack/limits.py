"""How long texts may be where they are pasted.

Most places document none, LinkedIn's and Upwork's help among them: then it is what others report of
their forms, or less, to be on the safe side.
"""

from collections.abc import Mapping

FORMS = ("linkedin-post", "linkedin-project", "upwork", "contra", "proposal", "mail")

# By the name of a text: the most characters, and who says so (looked up in November 2026).
LIMITS: Mapping[str, tuple[int, str]] = {
    # https://typecount.com/blog/linkedin-character-limit, of January 2026
    "linkedin-post": (3_000, "LinkedIn's limit for posts"),
    # https://lettercounter.org/blog/linkedin-character-limit-guide
    "linkedin-project-title": (100, "LinkedIn's limit for titles of positions"),
    "linkedin-project-description": (2_000, "LinkedIn's limit for descriptions of positions"),
    "upwork-title": (70, "what the form takes; not documented"),
    "upwork-description": (600, "what the form takes; not documented"),
    "contra-title": (70, "ours: Contra documents none"),
    "contra-description": (1_200, "ours: Contra documents none"),
    "proposal": (1_000, "ours: proposals are skimmed"),
    "mail-subject": (78, "RFC 5322, 2.1.1: a line"),
    "mail-body": (1_500, "ours: a screen"),
}


def count_characters(text: str) -> int:
    """The length as browsers count it in forms: in UTF-16, so that an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
