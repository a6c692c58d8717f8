"""Options of `proofolio/share` in mkdocs.yml."""

from mkdocs.config import config_options as opt
from mkdocs.config.base import Config


class ShareConfig(Config):
    """What a site can set."""

    cache_dir = opt.Dir(exists=False, default=".cache/proofolio")
    """Where results are kept between builds; may be deleted at any time."""

    feeds = opt.Type(bool, default=True)
    """Studies and posts as feed.xml (RSS) and feed.json."""

    sitemap = opt.Type(bool, default=True)
    """sitemap.xml with the days of the last changes, in place of MkDocs' own."""

    robots = opt.Type(bool, default=True)
    """robots.txt that tells where the sitemap is."""

    analytics = opt.Type(dict, default={})
    """Who counts the views of pages, and where; nobody unless told."""

    icons = opt.Type(bool, default=True)
    """Icons for home screens, and the manifest that names them."""

    documents = opt.ListOfItems(
        opt.Choice(("study", "portfolio", "resume")), default=["study", "portfolio", "resume"]
    )
    """Which PDFs can be downloaded; without the extra `share` there are none."""

    paper = opt.Choice(("a4", "letter"), default="a4")
    """What the documents are printed on."""

    markdown = opt.Type(bool, default=True)
    """Every public page once more as Markdown, beside its HTML."""

    llms = opt.Type(bool, default=True)
    """llms.txt, which lists the Markdown of all pages."""
