"""What doctor says of a site that is published, on a server that answers as Pages does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from proofolio.guard import examine_published, read_site
from tests.audit import serving
from tests.audit.serving import BASE, serve


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A small published site without a mistake."""
    # Pages packs for browsers, which ask for it.
    monkeypatch.setattr(serving, "PACKED", ())
    with serve(tmp_path) as address:
        head = (
            f'<link rel="canonical" href="{address}">'
            f'<meta property="og:image" content="{address}card.png">'
        )
        style = f'<link rel="stylesheet" href="{BASE}site.css">'
        write(tmp_path / "index.html", f'{head}{style}<a href="about/">About</a>')
        write(tmp_path / "404.html", f'<meta name="generator" content="mkdocs">{style}')
        write(tmp_path / "about/index.html", "<h1>About</h1>")
        write(tmp_path / "site.css", "body {}")
        locs = f"<loc>{address}</loc><loc>{address}about/</loc>"
        write(tmp_path / "sitemap.xml", f"<urlset>{locs}</urlset>")
        card = io.BytesIO()
        Image.new("L", (1200, 630)).save(card, "PNG")
        (tmp_path / "card.png").write_bytes(card.getvalue())
        yield address


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def codes(address: str, folder: Path | None = None) -> list[str]:
    built = read_site(folder) if folder else None
    return [finding.code for finding in examine_published(address, built)]


def test_site_that_works_is_left_in_peace(address: str, tmp_path: Path) -> None:
    assert codes(address, tmp_path) == []
    assert codes(address.rstrip("/")) == []


def test_what_readers_would_not_get_is_told(address: str, tmp_path: Path) -> None:
    (tmp_path / "site.css").unlink()
    (tmp_path / "card.png").unlink()
    (tmp_path / "about/index.html").unlink()
    (tmp_path / "about").rmdir()

    found = examine_published(address)

    assert sorted(finding.code for finding in found) == [
        "published-card", "published-file", "published-file", "published-page",
    ]  # fmt: skip
    [page] = [finding for finding in found if finding.code == "published-page"]
    assert f"{address}about/ (404 Not Found)" in str(page)


def test_site_that_was_built_for_another_address_is_told(address: str, tmp_path: Path) -> None:
    for name in ("index.html", "sitemap.xml"):
        path = tmp_path / name
        text = path.read_text(encoding="utf-8")
        write(path, text.replace(address, "https://name.github.io/other/"))

    assert {"published-address", "published-sitemap"} <= {*codes(address)}


def test_older_site_and_missing_404_are_told(address: str, tmp_path: Path) -> None:
    here = tmp_path / "here"
    write(here / "index.html", f'<link rel="canonical" href="{address}">')
    write(here / "sitemap.xml", f"<loc>{address}</loc><loc>{address}services/</loc>")
    write(tmp_path / "404.html", "<h1>There isn't a GitHub Pages site here.</h1>")

    found = [(one.code, str(one)) for one in examine_published(address, read_site(here))]

    assert {code for code, _ in found} == {"published-older", "published-404"}
    assert any(f"1 missing, such as {address}services/" in text for _, text in found)


def test_address_without_a_site_is_told(address: str) -> None:
    [finding] = examine_published(address.replace(BASE, "/nothing-here/"))

    assert finding.code == "not-published"
    assert "404" in finding.problem.found
