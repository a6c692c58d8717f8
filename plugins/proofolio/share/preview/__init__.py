"""How other places show a link: cropped, cut, and what is missing."""

from proofolio.share.preview.link import Link, Picture, read_link
from proofolio.share.preview.page import render_preview
from proofolio.share.preview.places import judge

__all__ = ["Link", "Picture", "judge", "read_link", "render_preview"]
