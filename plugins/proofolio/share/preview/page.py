"""One page that stands alone and shows a link as it will look in other places."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from proofolio.share.preview.link import Link, Picture
from proofolio.share.preview.places import look


def render_preview(link: Link, picture: Picture | None, findings: list[str]) -> str:
    """The page as HTML; it asks no host for anything."""
    here = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    sights = look(link)
    return environment.get_template("page.html").render(
        link=link,
        picture=picture,
        findings=findings,
        sights=sights,
        by={sight.place.id: sight for sight in sights},
        style=(here / "page.css").read_text(encoding="utf-8"),
    )
