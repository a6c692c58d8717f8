"""Files of a study that the site publishes, under names made of their content."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from proofolio.notebooks import Picture

if TYPE_CHECKING:  # notebooks alone need no studies
    from proofolio.studies import Study


@dataclass(frozen=True)
class Asset:
    """A file and the address, from the site's root, that it is published at."""

    uri: str
    content: bytes | Path


def assets_of(study: Study) -> str:
    """The folder of the site that the files of a study stand in."""
    return f"{study.apart}files/" if study.apart else f"assets/studies/{study.slug}/"


def picture_asset(picture: Picture, folder: str, stem: str) -> Asset:
    """The asset of a picture in a folder of the site."""
    return Asset(f"{folder}{picture.file_name(stem)}", picture.content)
