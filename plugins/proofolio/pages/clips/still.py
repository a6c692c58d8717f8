"""The first frame of a GIF, where no ffmpeg draws it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from proofolio.notebooks.file import read_bytes
from proofolio.notebooks.raster import measure


def draw_still(path: Path, target: Path) -> None:
    """Save the first frame as a PNG. Raises NotebookError for a damaged file."""
    from PIL import Image  # lazy: a warm build must not import it

    data = read_bytes(path, "a clip")
    measure(data, path.name)
    with Image.open(BytesIO(data), formats=("GIF",)) as image:
        frame = image.convert("RGBA")
    # What a GIF does not paint is white, as on a page.
    sheet = Image.new("RGBA", frame.size, "white")
    sheet.alpha_composite(frame)
    sheet.convert("RGB").save(target, "PNG")
