"""The command `proofolio pack`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from proofolio.cli.options import config_option
from proofolio.errors import AuthorError, ProofolioError

if TYPE_CHECKING:
    from proofolio.share.pack import Written

# Those of `share.pack`, which is not loaded for the sake of every command's help.
_FORMS = ("linkedin-post", "linkedin-project", "upwork", "contra", "proposal", "mail")
_LONGEST_LINK = 300


def _check_link(context: click.Context, option: click.Parameter, link: str | None) -> str | None:
    if link is None:
        return None
    if urlsplit(link).scheme not in ("http", "https") or any(sign.isspace() for sign in link):
        raise click.BadParameter(f'expected a web address, found "{link}"; write it whole')
    if len(link) > _LONGEST_LINK:
        raise click.BadParameter(f"expected {_LONGEST_LINK} characters at most, found {len(link)}")
    return link


@click.command()
@click.argument("study")
@click.option(
    "--only",
    type=click.Choice(_FORMS),
    multiple=True,
    help="This text alone; can be given several times.",
)
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a file for each text into this folder.",
)
@click.option(
    "--link",
    callback=_check_link,
    help="The address in the texts, such as one with a campaign mark; else that of the page.",
)
@config_option()
def pack(
    study: str, only: tuple[str, ...], folder: Path | None, link: str | None, config_file: Path
) -> None:
    """Write the texts about a study that you paste elsewhere, each as long as it may be there.

    STUDY is the slug of a study. The texts come from its values as the page shows them: plain, in
    the site's language, with what matters least left out where there is no room.
    """
    from proofolio.hosts.mkdocs.pack import read_pack

    try:
        packed = read_pack(config_file, study, link)
        texts = [text for form in only or _FORMS for text in packed.writer.write(form)]
    except AuthorError as error:
        count = len(error.problems)
        raise click.ClickException(f"{count} to mend first:\n{error}") from error
    except ProofolioError as error:
        raise click.ClickException(str(error)) from error
    if packed.warning:
        click.echo(packed.warning, err=True)
    if folder:
        _save(texts, folder)
    elif len(texts) == 1:
        click.echo(texts[0].text)
    else:
        click.echo("\n\n".join(f"--- {_describe(text)}\n\n{text.text}" for text in texts))


def _save(texts: list[Written], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for text in texts:
        path = folder / f"{text.name}.txt"
        path.write_text(f"{text.text}\n", encoding="utf-8")
        click.echo(f"{path}: {_describe(text)}")


def _describe(text: Written) -> str:
    return f"{text.name}, {text.size:,} of {text.limit:,} characters"
