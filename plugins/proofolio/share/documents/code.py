"""The QR code that leads from paper to a page."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from proofolio.notebooks.store import mark_used, write_whole


def can_draw_codes() -> bool:
    """Whether the package for it is there."""
    return find_spec("segno") is not None


def draw_code(address: str, cache: Path) -> Path:
    """An SVG of the address, one unit a module, without the quiet zone around it."""
    path = cache / "codes" / f"{hashlib.sha256(address.encode()).hexdigest()[:32]}.svg"
    try:
        mark_used(path)
    except OSError:
        import segno  # lazy: a warm build must not import it

        drawn = BytesIO()
        code = segno.make(address, error="m", micro=False)
        code.save(drawn, kind="svg", border=0, xmldecl=False, svgns=True, nl=False)
        write_whole(path, drawn.getvalue())
    return path
