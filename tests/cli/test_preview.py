"""How a link will look elsewhere: for a study, a page, and a published address."""

import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result
from PIL import Image

from proofolio.cli import main
from proofolio.share.preview import Link, judge, read_link

CONFIG = """\
site_name: A
site_url: https://ada.example/work/
docs_dir: content
theme: mkdocs
plugins: [proofolio/studies, proofolio/share]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(tmp_path)
    return partial(CliRunner().invoke, main)


def asked_for(html: str) -> list[str]:
    """The addresses that a browser would load."""
    page = BeautifulSoup(html, "html.parser")
    tags = page.find_all(["img", "link", "script", "iframe", "source"])
    found = [str(tag.get("src") or tag.get("href") or "") for tag in tags]
    found += re.findall(r"url\(([^)]*)\)", html)
    return [address for address in found if not address.startswith("data:")]


def page(title: str, image: str = "card.png", **more: str) -> str:
    said = {"og:title": title, "og:description": "What it is.", "og:image": image} | {
        name.replace("_", ":"): text for name, text in more.items()
    }
    tags = "".join(f'<meta property="{name}" content="{text}">' for name, text in said.items())
    return f"<html><head><title>{title}</title>{tags}</head><body>x</body></html>"


def test_preview_of_a_study_stands_alone(
    run: Callable[..., Result], write_site: Callable[[Any], Path], tmp_path: Path
) -> None:
    write_site({"files": {"mkdocs.yml": CONFIG}})

    result = run(["preview", "churn"])

    assert result.exit_code == 0, result.output
    html = (tmp_path / "preview-churn.html").read_text(encoding="utf-8")
    text = BeautifulSoup(html, "html.parser").get_text(" ")
    for name in ("LinkedIn", "Slack", "X", "WhatsApp", "Search result"):
        assert name in text
    assert "https://ada.example/work/case-studies/churn/" in text
    assert "data:image/png;base64," in html
    assert asked_for(html) == []
    assert not (tmp_path / "site").exists()


def test_link_to_an_unlisted_study_is_looked_at_before_it_is_sent(
    run: Callable[..., Result],
    write_site: Callable[[Any], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PROOFOLIO_KEY", "a key of more than thirty-two characters")
    write_site({"files": {"mkdocs.yml": CONFIG}, "added": "visibility: unlisted\n"})

    result = run(["preview", "churn", "-o", "previews/churn.html"])

    assert result.exit_code == 0, result.output
    html = (tmp_path / "previews/churn.html").read_text(encoding="utf-8")
    assert "Search engines are asked not to show this page" in html
    assert "https://ada.example/work/p/" in html
    assert "data:image/png;base64," in html


def test_page_that_is_not_there_is_named_with_the_nearest(
    run: Callable[..., Result], write_site: Callable[[Any], Path]
) -> None:
    write_site({"files": {"mkdocs.yml": CONFIG}})

    result = run(["preview", "chrun"])

    assert result.exit_code == 1
    assert 'no page "chrun" on the site; did you mean "churn"?' in result.output


def test_folder_that_was_built_before_is_read(run: Callable[..., Result], tmp_path: Path) -> None:
    folder = tmp_path / "site/case-studies/churn"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text(page("Churn", "https://a.example/work/c.png"))
    Image.new("RGB", (400, 400)).save(tmp_path / "site/c.png")

    result = run(["preview", "churn", "--site", "site", "-o", "a.html"])

    assert "below 600 of width, places show a small square" in result.output
    assert "no alternative text" in result.output
    assert "data:image/png" in (tmp_path / "a.html").read_text(encoding="utf-8")


def test_what_a_page_says_cannot_run_in_the_preview(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    said = "&lt;script&gt;alert(1)&lt;/script&gt;&quot; onerror=&quot;x"
    (tmp_path / "site/a.html").write_text(page(said, "", og_image_alt=said))

    run(["preview", "a", "--site", "site"])

    html = BeautifulSoup((tmp_path / "preview-a.html").read_text(encoding="utf-8"), "html.parser")
    assert html.find_all("script") == []
    assert not [tag for tag in html.find_all(True) if tag.get("onerror")]


class Site(SimpleHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def published(tmp_path: Path) -> Iterator[tuple[str, Path, list[str]]]:
    folder = tmp_path / "published"
    folder.mkdir()
    asked: list[str] = []
    handler = partial(type("Own", (Site,), {"asked": asked}), directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/", folder, asked
        server.shutdown()
        thread.join()


def test_published_page_and_its_picture_are_all_that_is_asked_for(
    run: Callable[..., Result], published: tuple[str, Path, list[str]], tmp_path: Path
) -> None:
    url, folder, asked = published
    (folder / "churn.html").write_text(page("Churn") + "<img src=other.png>")
    Image.new("RGB", (1200, 630)).save(folder / "card.png")

    result = run(["preview", f"{url}churn.html"])

    assert result.exit_code == 0, result.output
    assert asked == ["/churn.html", "/card.png"]
    assert "data:image/png" in (tmp_path / "preview-churn.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "said"),
    [("gone.html", "404 File not found"), ("no.html", "the picture cannot be had")],
)
def test_what_cannot_be_had_is_said(
    name: str, said: str, run: Callable[..., Result], published: tuple[str, Path, list[str]]
) -> None:
    url, folder, _ = published
    (folder / "no.html").write_text(page("Churn"))

    assert said in run(["preview", f"{url}{name}"]).output


def test_only_the_head_counts_and_the_first_of_two() -> None:
    html = (
        "<head><title> A\n b </title><meta name=description content=One>"
        "<meta name=description content=Two></head>"
        "<body><svg><title>No</title></svg><meta property=og:title content=Evil></body>"
    )

    link = read_link(html, "https://a.example/")

    assert (link.title, link.headline, link.description) == ("A b", "A b", "One")


def test_bare_page_is_told_what_it_lacks() -> None:
    found = judge(Link("https://a.example/", headline="A", title="A"), None)

    assert [text.partition(":")[0] for text in found] == ["no description", "no picture (og"]
