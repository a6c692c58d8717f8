"""The command `proofolio links`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from proofolio.cli.options import config_option, format_option


@click.command()
@config_option()
@format_option(["text", "json"], "For people, or for programs.")
@click.option(
    "--new-key", is_flag=True, help="Write the key that addresses are made with, and end."
)
def links(config_file: Path, form: str, new_key: bool) -> None:
    """List the addresses of all that is unlisted.

    They are whole where site_url is set. Nothing is built.
    """
    if new_key:
        click.echo(_write_key(config_file.parent))
        return
    from proofolio.hosts.mkdocs.check import CheckError
    from proofolio.hosts.mkdocs.unlisted import list_unlisted

    try:
        found = list_unlisted(config_file)
    except CheckError as error:
        raise click.ClickException(str(error)) from error
    if form == "json":
        click.echo(json.dumps([asdict(page) for page in found], indent=2, ensure_ascii=False))
    elif found:
        # An address that is cut in two cannot be copied.
        click.echo("\n".join(f"{page.kind}: {page.title}\n  {page.address}" for page in found))
    else:
        click.echo("nothing is unlisted")


def _write_key(folder: Path) -> str:
    from proofolio.pages.secret import FILE, VARIABLE, write_key

    path = folder / FILE
    try:
        was_open = write_key(folder)
    except FileExistsError as error:
        raise click.ClickException(
            f"{path} is there: with another key, every address would change; delete it first, if "
            "that is what you want"
        ) from error
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}") from error
    git = f" {folder / '.gitignore'} names it now." if was_open else ""
    return (
        f"{path} is written; keep it out of the repository, and keep a copy.{git}\nWhere the site "
        f"is published, set it as {VARIABLE}: gh secret set {VARIABLE} < {path}"
    )
