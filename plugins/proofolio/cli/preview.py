"""The command `proofolio preview`."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import click

from proofolio.cli.options import config_option
from proofolio.errors import ProofolioError

if TYPE_CHECKING:
    from proofolio.share.preview import Link, Picture


@click.command()
@click.argument("page", metavar="STUDY-OR-URL")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write; preview-NAME.html unless given.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder that was built before; else the site is built aside.",
)
@config_option()
def preview(page: str, output: Path | None, site: Path | None, config_file: Path) -> None:
    """Write a page that shows how LinkedIn, Slack, X, WhatsApp and a search result cut a link.

    Name a study by its slug, a page by its file or its address in the site, or a published page by
    its whole URL: only that page and its picture are asked for.
    """
    from proofolio.share.preview import judge, render_preview

    try:
        if urlsplit(page).scheme in ("http", "https"):
            link, picture, problem = _read_published(page)
        else:
            link, picture, problem = _read_built(page, site, config_file)
    except ProofolioError as error:
        raise click.ClickException(str(error)) from error
    findings = judge(link, picture, problem)
    output = output or Path(f"preview-{_name(page)}.html")
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(render_preview(link, picture, findings), encoding="utf-8")
    for finding in findings:
        click.echo(f"- {finding}")
    click.echo(f"{output}: open it in a browser")


def _read_published(url: str) -> tuple[Link, Picture | None, str]:
    from proofolio.online.fetch import FetchError, fetch
    from proofolio.share.preview import read_link

    page = fetch(url)
    link = read_link(page.data.decode("utf-8", "replace"), page.url)
    try:
        return link, _picture(fetch(link.image).data) if link.image else None, ""
    except (FetchError, ValueError) as error:
        return link, None, str(error)


def _read_built(name: str, site: Path | None, config: Path) -> tuple[Link, Picture | None, str]:
    from proofolio.hosts.mkdocs.preview import build_page, find_page
    from proofolio.share.preview import read_link

    with TemporaryDirectory(prefix="proofolio-") as aside:
        folder = site or Path(aside)
        page = find_page(site, name) if site else build_page(config, name, folder)
        address = page.relative_to(folder).as_posix().removesuffix("index.html")
        link = read_link(page.read_text(encoding="utf-8"), address)
        if not link.image:
            return link, None, ""
        file = _find_file(folder, link.image)
        if not file:
            return link, None, f"{link.image} is not in the site"
        try:
            return link, _picture(file.read_bytes()), ""
        except ValueError as error:
            return link, None, str(error)


def _find_file(folder: Path, url: str) -> Path | None:
    """The file of an address, whatever path the site is published under."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part not in ("", ".", "..")]
    paths = (folder.joinpath(*parts[start:]) for start in range(len(parts)))
    return next((path for path in paths if path.is_file()), None)


def _picture(data: bytes) -> Picture:
    """Raises ValueError for what is no picture."""
    from proofolio.notebooks import NotebookError
    from proofolio.notebooks.raster import measure
    from proofolio.share.preview import Picture

    try:
        found = measure(data, "og:image")
    except NotebookError as error:
        raise ValueError(str(error)) from error
    return Picture(data, found.media_type, found.width, found.height)


def _name(page: str) -> str:
    path = re.sub(r"(?:index)?\.(?:html|md)$", "", urlsplit(page).path)
    return re.sub(r"[^\w-]+", "-", path.strip("/").rpartition("/")[2]).strip("-") or "home"
