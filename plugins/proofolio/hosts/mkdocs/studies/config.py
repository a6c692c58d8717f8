"""Options of `proofolio/studies` in mkdocs.yml."""

from mkdocs.config import config_options as opt

from proofolio.hosts.mkdocs.made import MadePagesConfig
from proofolio.hosts.mkdocs.studies.severities import Severities


class StudiesConfig(MadePagesConfig):
    """What a site can set."""

    studies_dir = opt.Dir(exists=True, default="case_studies")
    """The folder of case studies: one folder each, with a study.yml. Counts from mkdocs.yml."""

    profile = opt.Type(str, default="profile.yml")
    """The profile, by its path in docs_dir; a site without one has no blocks that need it."""

    path = opt.Type(str, default="case-studies")
    """The folder of the site that the pages of the studies stand in."""

    templates = opt.Optional(opt.Dir(exists=True))
    """A folder with templates of the site's own; each replaces ours of the same name."""

    theme = opt.Type(bool, default=True)
    """Whether the pages come with Proofolio's look; without it, only with its structure."""

    permissions = opt.Choice(("stop", "leave-out"), default="stop")
    """What is done about things whose permission is over: the build stops, or they are left out."""

    view = opt.Choice(("brief", "technical"), default="brief")
    """Which version of a study a reader sees who has not chosen one."""

    lint = Severities()
    """How severe each rule of the linter is taken: error, warning, info or off."""
