"""Options of `proofolio/share` in mkdocs.yml."""

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config


class ShareConfig(Config):
    """What a site can set."""

    cache_dir = opt.Dir(exists=False, default=".cache/proofolio")
    """Where results are kept between builds; may be deleted at any time."""
