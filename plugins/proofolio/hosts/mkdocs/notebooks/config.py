"""Options of `proofolio/notebooks` in mkdocs.yml."""

from mkdocs.config import config_options as opt

from proofolio.hosts.mkdocs.made import MadePagesConfig


class NotebooksConfig(MadePagesConfig):
    """What a site can set for the pages of its notebooks."""

    publish = opt.Choice(("named", "listed"), default="named")
    """Which notebooks of a study get a page: all that it names, or those under `proof` alone."""

    code = opt.Choice(("shown", "folded", "hidden"), default="shown")
    """Whether code is shown, folded under a line that opens it, or left out."""

    search = opt.Choice(("prose", "code", "all"), default="prose")
    """What search finds: Markdown cells, their code as well, or all, with the text of outputs."""

    errors = opt.Choice(("stop", "show", "hide"), default="stop")
    """What an untagged error does: stop the build, stay on the page, or go (`raises-exception`)."""

    stale = opt.Choice(("warn", "stop", "ignore"), default="warn")
    """What a notebook does whose code, data or requirements changed since `proofolio run`."""

    charts = opt.Choice(("live", "still"), default="live")
    """Whether charts of Plotly, Vega and Bokeh are interactive, or a picture or their data."""

    scripts = opt.Choice(("click", "frame", "drop"), default="click")
    """HTML that needs scripts: in a frame after a `click`, in a `frame` without network, or not."""

    max_output = opt.Type(int, default=20_000)
    """How many characters of an output are shown; the rest stands behind a link."""
