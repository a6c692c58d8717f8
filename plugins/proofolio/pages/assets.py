"""Files of a study that the site publishes, under names made of their content."""

from dataclasses import dataclass
from pathlib import Path

from proofolio.notebooks import Picture


@dataclass(frozen=True)
class Asset:
    """A file and the address, from the site's root, that it is published at."""

    uri: str
    content: bytes | Path


def picture_asset(picture: Picture, slug: str, stem: str) -> Asset:
    """The asset of a picture of a study."""
    return Asset(f"assets/studies/{slug}/{picture.file_name(stem)}", picture.content)
