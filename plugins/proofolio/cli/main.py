"""The command `proofolio`."""

from pathlib import Path

import click

from proofolio import __version__
from proofolio.cli.run import run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="proofolio")
def main() -> None:
    """Case studies written as YAML and notebooks become a portfolio."""


@main.command()
@click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path, dir_okay=False),
    default="mkdocs.yml",
    show_default=True,
    help="The site's configuration.",
)
def check(config_file: Path) -> None:
    """Print every mistake in studies, profile and pages; exit with 1 if there is one.

    Nothing is built and nothing is written but the cache.
    """
    from proofolio.hosts.mkdocs.check import CheckError, check_site

    try:
        result = check_site(config_file)
    except CheckError as error:
        raise click.ClickException(str(error)) from error
    for problem in result.problems:
        click.echo(str(problem))
    studies = "1 study" if result.studies == 1 else f"{result.studies} studies"
    if not result.problems:
        click.echo(f"{studies}, nothing to mend")
        return
    click.echo(f"\n{len(result.problems)} to mend in {studies}", err=True)
    raise SystemExit(1)


@main.command()
@click.argument("name", type=click.Choice(["study", "profile"]))
def schema(name: str) -> None:
    """Print the JSON Schema of study.yml or profile.yml, for editors."""
    from proofolio.studies import schema_text

    click.echo(schema_text(name), nl=False)


main.add_command(run)
