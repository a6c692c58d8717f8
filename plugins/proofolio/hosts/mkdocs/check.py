"""A check of a MkDocs site without a build."""

from dataclasses import dataclass
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from proofolio.errors import Problem, ProofolioError
from proofolio.hosts.mkdocs.studies.build import read_build
from proofolio.hosts.mkdocs.studies.plugin import StudiesPlugin


class CheckError(ProofolioError):
    """The site itself cannot be loaded, so that there is nothing to check."""


@dataclass(frozen=True)
class Result:
    """How many studies there are, drafts included, and what is wrong with them."""

    studies: int
    problems: tuple[Problem, ...]


def check_site(config_file: Path) -> Result:
    """Read everything that the author wrote, as a build would. Raises CheckError."""
    config, plugin = _load(config_file)
    build = read_build(config, plugin.config, drafts=True)
    # What is right beside the drafts may not be right without them, such as a link to one.
    problems = build.problems or read_build(config, plugin.config, drafts=False).problems
    return Result(len(build.site.studies), problems)


def find_studies_dir(config_file: Path) -> Path:
    """Return the folder of studies that a site has set. Raises CheckError."""
    return Path(_load(config_file)[1].config.studies_dir)


def _load(config_file: Path) -> tuple[MkDocsConfig, StudiesPlugin]:
    try:
        config = load_config(str(config_file))
    except MkDocsException as error:
        raise CheckError(str(error)) from error
    for plugin in config.plugins.values():
        if isinstance(plugin, StudiesPlugin):
            return config, plugin
    raise CheckError(f"{config_file} does not name the plugin proofolio/studies")
