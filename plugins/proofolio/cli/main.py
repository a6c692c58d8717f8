"""The command `proofolio`."""

import click

from proofolio import __version__
from proofolio.cli.check import check
from proofolio.cli.doctor import doctor, publish
from proofolio.cli.links import links
from proofolio.cli.pack import pack
from proofolio.cli.preview import preview
from proofolio.cli.run import run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="proofolio")
def main() -> None:
    """Case studies written as YAML and notebooks become a portfolio."""


@main.command()
@click.argument("name", type=click.Choice(["study", "profile"]))
def schema(name: str) -> None:
    """Print the JSON Schema of study.yml or profile.yml, for editors."""
    from proofolio.studies import schema_text

    click.echo(schema_text(name), nl=False)


main.add_command(check)
main.add_command(doctor)
main.add_command(pack)
main.add_command(preview)
main.add_command(publish)
main.add_command(links)
main.add_command(run)
