"""Draws the picture of the README anew: the home page, a study in the dark, and a phone.

.venv/bin/python -m tests.visual.picture
"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import Browser, sync_playwright

from tests.audit.serving import serve
from tests.find_browser import launch_options
from tests.site.building import ROOT, build_site
from tests.visual.conftest import ALIKE

TARGET = ROOT / "docs" / "images" / "portfolio.png"
SIZE = (1600, 1070)
GROUND = "#dfe9e7"
STUDY = "case-studies/telecom-churn/"
# Path, scheme, the screen's size, and where its picture stands and how wide.
SCREENS = [
    (f"{STUDY}?view=technical#results", "dark", (1180, 1080), (500, 230), 860),
    ("", "light", (1180, 800), (60, 60), 900),
    (STUDY, "light", (390, 800), (1240, 330), 300),
]


def shoot(browser: Browser, address: str, scheme: str, size: tuple[int, int]) -> Image.Image:
    """The first screen of a page."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        device_scale_factor=2,
    )
    page.goto(address, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    picture = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
    page.close()
    return picture.convert("RGB")


def place(ground: Image.Image, screen: Image.Image, at: tuple[int, int], width: int) -> None:
    """Put a screen on the ground, with round corners and a shadow."""
    screen = screen.resize((width, screen.height * width // screen.width), Image.Resampling.LANCZOS)
    mask = Image.new("L", (screen.width * 2, screen.height * 2))
    corner = (0, 0, mask.width - 1, mask.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(corner, 36, fill=255)
    mask = mask.resize(screen.size, Image.Resampling.LANCZOS)
    shadow = Image.new("L", ground.size)
    shadow.paste(mask.point(lambda value: value * 0.3), (at[0], at[1] + 14))
    ground.paste("#123330", (0, 0), shadow.filter(ImageFilter.GaussianBlur(22)))
    ground.paste(screen, at, mask)


def main() -> None:
    """Build the sample site, photograph it and write the picture."""
    ground = Image.new("RGB", SIZE, GROUND)
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as address:
        build_site(ROOT / "mkdocs.yml", Path(folder), site_url=address)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**launch_options(), args=ALIKE)
            for path, scheme, size, at, width in SCREENS:
                place(ground, shoot(browser, address + path, scheme, size), at, width)
            browser.close()
    ground.quantize(256, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
