"""GIFs of a notebook that move: still, until a reader wants to see them move."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

from PIL import Image

from proofolio.notebooks import NotebookPage, render_notebook

Build = Callable[..., bytes]


def page_with(build: Build, *colours: str) -> NotebookPage:
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 6), colour) for colour in colours]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=40)
    gif = base64.b64encode(file.getvalue()).decode()
    outputs = [{"data": {"image/gif": gif}}]
    cell = {"code": '#| fig-alt: A "ball" rolls\nshow()', "outputs": outputs}
    return render_notebook(build([cell]), "churn.ipynb")


def test_a_gif_that_moves_shows_its_first_frame(build: Build) -> None:
    page = page_with(build, "red", "blue")

    files = {asset.name[-4:]: asset for asset in page.assets}
    still, gif = files[".png"], files[".gif"]
    with Image.open(io.BytesIO(still.data)) as image:
        assert image.convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    assert f'<img src="{still.name}" alt="A &#34;ball&#34; rolls" width="8"' in page.html
    assert f'data-pf-gif="{gif.name}"' in page.html
    assert f'<a href="{gif.name}">Open the moving picture</a>' in page.html


def test_a_gif_that_stands_still_is_a_picture(build: Build) -> None:
    page = page_with(build, "red")
    assert "pf-clip" not in page.html
    assert f'<img src="{page.assets[0].name}"' in page.html
