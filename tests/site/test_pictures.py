"""Pictures as a built site delivers them, whoever wrote the page that shows them."""

from __future__ import annotations

import base64
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import mkdocs
import pytest
from bs4 import BeautifulSoup, Tag
from mkdocs.exceptions import Abort

from tests.drawing import SECRETS, chart, exif, photo, pictures, saved, texts
from tests.site.building import Built, broken_links, build_site
from tests.site.conftest import MakeSite, write, write_notebook
from tests.site.test_studies import without_times

STUDY = {
    "cover": {"image": "curve.png", "alt": "A curve"},
    "visuals": [
        {"image": "curve.png", "alt": "A curve", "caption": "It rises."},
        {"figure": "churn.ipynb#lift", "alt": "A photo"},
    ],
    "problem": "As seen here: ![the desk](desk.jpg)",
    "proof": {"notebooks": ["churn.ipynb"]},
}
PROFILE = {
    "name": "Sam",
    "headline": "Works",
    "email": "sam@example.org",
    "photo": {"image": "me.jpg", "alt": "Sam"},
}
CONFIG: dict[str, Any] = {
    "site_url": "https://name.example/portfolio/",
    "markdown_extensions": ["attr_list", "md_in_html"],
    "plugins": [
        "search",
        {"blog": {"authors": False, "archive": False, "categories": False}},
        "proofolio/notebooks",
        "proofolio/studies",
    ],
}
BLOG = {
    "blog/index.md": "# Blog\n",
    "blog/posts/post.md": "---\ndate: 2026-01-02\n---\n# Post\n\n![x](shot.png)\n\n<!-- more -->\n"
    "\n![y](../../a/photo.jpg)\n",
}
KINDS = pictures()
PLAIN = ["search", "proofolio/studies"]
NOTEBOOK = {"lift": {"image/jpeg": base64.b64encode(saved(photo(), "JPEG", exif=exif())).decode()}}


def make(make_site: MakeSite, root: Path, pages: dict[str, str], **config: Any) -> Path:
    """A site with pictures, each of which tells a secret, on all kinds of pages."""
    mkdocs = make_site({"churn": STUDY}, {**BLOG, **pages}, PROFILE, **{**CONFIG, **config})
    for name, data in KINDS.items():
        if name == "photo.jpg" or "index.md" in pages:
            put(root / "content" / name, data)
    put(root / "content/me.jpg", saved(photo(600, 600), "JPEG", exif=exif(6)))
    put(root / "content/a/photo.jpg", saved(photo(1000, 700), "JPEG", exif=exif()))
    put(root / "content/blog/posts/shot.png", saved(chart(1000, 500), "PNG", pnginfo=texts()))
    put(root / "case_studies/churn/curve.png", saved(chart(), "PNG", pnginfo=texts()))
    put(root / "case_studies/churn/desk.jpg", saved(photo(), "JPEG", exif=exif(3)))
    write_notebook(root / "case_studies/churn/churn.ipynb", NOTEBOOK)
    write_notebook(root / "content/cells.ipynb", NOTEBOOK)
    return mkdocs


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


PAGES = {
    "index.md": "# Home\n\n<!-- proofolio: hero -->\n\n<!-- proofolio: featured -->\n\n"
    + "\n\n".join(f"![{name}]({name})" for name in KINDS)
    + "\n\n![again](photo.jpg) [the file](photo.jpg)\n",
    "sub/page.md": "# Sub\n\n![a](../a/photo.jpg){ width=300 .mine align=left }\n\n"
    "## More\n\n<img src='/portfolio/photo.jpg' alt=raw style='width: 50%' loading=eager>\n\n"
    "![b](/portfolio/chart.png#only-light)\n",
}


def picture(page: BeautifulSoup, alt: str) -> Tag:
    """A picture of the page by its description."""
    found = page.select_one(f'img[alt="{alt}"]')
    assert found
    return found


def sources(image: Tag) -> list[str]:
    """The addresses of a picture's sizes."""
    assert image.parent
    source = image.parent.select_one("source")
    return [part.split()[0] for part in str(source["srcset"]).split(", ")] if source else []


def exists(site: Built, page: str, address: str) -> bool:
    return (site.folder / page).joinpath(address.partition("#")[0]).resolve().is_file()


@pytest.mark.parametrize(("delivery", "directory"), [("responsive", True), ("original", False)])
def test_no_file_of_the_site_tells_a_secret(
    make_site: MakeSite, tmp_path: Path, delivery: str, directory: bool
) -> None:
    plugins = [*CONFIG["plugins"][:-1], {"proofolio/studies": {"pictures": delivery}}]
    config = make(make_site, tmp_path, PAGES, plugins=plugins, use_directory_urls=directory)
    site = build_site(config, tmp_path / "site")
    files = site.files()
    # A notebook to download is published as it was saved.
    told = [
        name
        for name, data in files.items()
        if not name.endswith(".ipynb") and any(secret in data for secret in SECRETS)
    ]
    assert told == []
    assert {*KINDS, "a/photo.jpg", "me.jpg", "blog/posts/shot.png"} - files.keys() <= {
        "blog/posts/shot.png"  # the blog moves what is beside its posts
    }
    assert broken_links(site, "/portfolio/") == []
    for name, page in site.html().items():
        for image in page.select("main img"):
            if not str(image["src"]).partition("#")[0].endswith(".svg"):
                assert image.get("width") or image.get("style"), (name, image)
                assert all(exists(site, f"{name}/..", one) for one in sources(image))
    assert bool(site.page("").select("picture source")) is (delivery == "responsive")


@pytest.fixture
def site(make_site: MakeSite, tmp_path: Path) -> Built:
    """The site as its readers get it."""
    return build_site(make(make_site, tmp_path, PAGES), tmp_path / "site")


def test_each_kind_of_page_shows_pictures_in_sizes(site: Built) -> None:
    study, notebook = (site.page(f"case-studies/churn/{name}") for name in ("", "churn/"))
    shown = {
        "": ["photo.jpg", "turned.jpg", "phone.jpg", "print.jpg", "chart.png", "still.webp"],
        "sub/page/": ["a", "raw", "b"],
        "blog/": ["x"],
    }
    for name, alts in shown.items():
        assert all(sources(picture(site.page(name), alt)) for alt in alts), name
    assert all(sources(picture(study, alt)) for alt in ("the desk", "A curve", "A photo"))
    assert all(sources(image) for image in notebook.select(".pf-output--picture img"))
    assert all(sources(image) for image in site.page("cells/").select(".pf-output--picture img"))
    assert all(sources(image) for image in site.page("case-studies/").select(".pf-card img"))
    assert sources(site.page("").select("img.pf-hero__photo")[0])
    for alt in ("tiny.png", "moving.gif", "moving.webp", "moving.png"):
        assert not sources(picture(site.page(""), alt))

    first, raw, light = (picture(site.page("sub/page/"), alt) for alt in ("a", "raw", "b"))
    # What the author wrote stays.
    assert first.attrs.items() >= {
        "src": "../../a/photo.jpg", "align": "left", "width": "300", "height": "210",
        "fetchpriority": "high", "decoding": "async", "data-pf-full": sources(first)[-1],
    }.items()  # fmt: skip
    assert first["class"] == ["mine"]
    assert raw.attrs.items() >= {"style": "width: 50%", "loading": "eager", "width": "900"}.items()
    assert str(light["src"]).endswith("chart.png#only-light")
    assert light["loading"] == "lazy"
    # One picture has one file of a size, and two of one name have their own.
    named, again = (
        {name.rpartition("/")[2] for name in sources(picture(site.page(""), alt))}
        for alt in ("photo.jpg", "again")
    )
    assert named == again
    assert not named & {name.rpartition("/")[2] for name in sources(first)}


def test_mistakes_are_told_before_the_site_is_touched(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make(make_site, tmp_path, {})
    put(tmp_path / "content/half.jpg", KINDS["photo.jpg"][:4000])
    put(tmp_path / "content/page.png", b"<!doctype html><p>Not found")
    put(tmp_path / "site/old.html", b"old")
    with pytest.raises(Abort):
        build_site(config, tmp_path / "site")
    assert "2 to mend" in caplog.text
    assert "content/half.jpg:1:1: expected a whole picture, found a damaged picture" in caplog.text
    assert "content/page.png:1:1: expected a PNG, JPEG, GIF, WebP or AVIF pict" in caplog.text
    assert (tmp_path / "site/old.html").is_file()


EDITS: dict[str, Callable[[Path], object]] = {
    "photo of a page": lambda root: put(
        root / "content/photo.jpg", saved(photo(700, 700), "JPEG", exif=exif())
    ),
    "metadata alone": lambda root: put(root / "content/photo.jpg", saved(photo(), "JPEG")),
    "picture of a post": lambda root: put(
        root / "content/blog/posts/shot.png", saved(chart(900, 600), "PNG")
    ),
    "figure": lambda root: write_notebook(
        root / "case_studies/churn/churn.ipynb",
        {"lift": {"image/png": base64.b64encode(saved(chart(800, 400), "PNG")).decode()}},
    ),
    "other delivery": lambda root: write(
        root / "mkdocs.yml",
        (root / "mkdocs.yml").read_text().replace(
            "- proofolio/studies", "- proofolio/studies: {pictures: original}"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS)
def test_build_after_an_edit_is_a_build_without_caches(
    make_site: MakeSite, tmp_path: Path, edit: str
) -> None:
    config = make(make_site, tmp_path, {"sub/page.md": PAGES["sub/page.md"]})
    before = build_site(config, tmp_path / "before").files()
    EDITS[edit](tmp_path)
    after = without_times(build_site(config, tmp_path / "after").files())
    assert after != without_times(before)
    shutil.rmtree(tmp_path / ".cache")
    assert after == without_times(build_site(config, tmp_path / "fresh").files())


WARM = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml", site_dir=sys.argv[1], strict=True)
config.plugins.on_startup(command="build", dirty=False)
build(config)
print([name for name in sys.modules if name == "PIL" or name.startswith("PIL.")])
"""


def test_warm_build_does_not_import_pillow(make_site: MakeSite, tmp_path: Path) -> None:
    config = make(make_site, tmp_path, PAGES)
    cold = build_site(config, tmp_path / "cold").files()
    command = [sys.executable, "-c", WARM, str(tmp_path / "warm")]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert without_times(Built(tmp_path / "warm").files()) == without_times(cold)


def test_serving_does_only_a_changed_picture_again(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from proofolio.pages.pictures import store

    done: list[str] = []

    def count(data: bytes) -> Any:
        done.append("cleaned")
        return clean(data)

    clean = store.clean_picture
    config = make(make_site, tmp_path, PAGES)
    build_site(config, tmp_path / "site", serving=True)
    monkeypatch.setattr(store, "clean_picture", count)
    put(tmp_path / "content/a/photo.jpg", saved(photo(800, 700), "JPEG", exif=exif()))
    build_site(config, tmp_path / "site", serving=True)
    assert done == ["cleaned"]


def test_pillow_without_webp_degrades_with_one_warning(
    make_site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    from proofolio.pages.pictures import draw

    monkeypatch.setattr(draw, "HAS_WEBP", False)
    config = make(make_site, tmp_path, PAGES)
    with pytest.raises(Abort):  # --strict counts it
        build_site(config, tmp_path / "site")
    told = [record.message for record in caplog.records if "Pillow" in record.message]
    assert len(told) == 1
    assert "Pillow was built without WebP" in told[0]
    site = build_site(config, tmp_path / "site", strict=False)
    image = picture(site.page(""), "turned.jpg")
    assert (image["width"], image["height"], image["src"]) == ("600", "900", "turned.jpg")
    assert not sources(image)


def test_files_that_stay_as_they_are_and_tell_a_place_are_warned_of(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    config = make_site()
    entry = b"II*\0\x25\x88\x04\x00\x01\x00\x00\x00\x08\x00\x00\x00"
    put(tmp_path / "content/photo.heic", b"\0\0\0\x18ftypheic....Exif\0\0" + entry)
    put(tmp_path / "content/scan.tif", b"II*\0")
    film = b"\0\0\0\x18ftypisom....\xa9xyz"
    put(tmp_path / "content/film.mp4", film + b"\x00\x12\x15\xc7+51.3397+012.3731/")
    put(tmp_path / "content/other.m4v", b"\0\0\0\x18ftypmp42....loci\0\0\0\0\x15\xc7\0")
    put(tmp_path / "content/clean.mp4", film + b"....")
    put(tmp_path / "content/empty.mov", b"")

    build_site(config, tmp_path / "site", strict=False)

    told = [one.message for one in caplog.records if "where it was taken" in one.message]
    assert [text.split()[1] for text in told] == [
        "content/film.mp4",
        "content/other.m4v",
        "content/photo.heic",
    ]


def test_notebooks_alone_deliver_pictures_too(make_site: MakeSite, tmp_path: Path) -> None:
    config = make(make_site, tmp_path, {}, plugins=["search", "proofolio/notebooks"])
    (tmp_path / "content/profile.yml").unlink()
    site = build_site(config, tmp_path / "site", strict=False)
    assert all(sources(image) for image in site.page("cells/").select(".pf-output--picture img"))
    assert b"PLANTED" not in site.files()["photo.jpg"]


def test_pictures_of_the_theme_stay(make_site: MakeSite, tmp_path: Path) -> None:
    config = make(make_site, tmp_path, {}, theme={"name": "mkdocs"}, plugins=PLAIN)
    site = build_site(config, tmp_path / "site").files()
    theme = Path(mkdocs.__file__).parent / "themes/mkdocs/img/grid.png"
    assert b"iTXt" in theme.read_bytes()
    assert site["img/grid.png"] == theme.read_bytes()
