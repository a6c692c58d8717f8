"""Addresses of pages and files within the site."""

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

# Only the host knows the address of a hand-written page; it puts it in place of this.
PAGE_SCHEME = "proofolio-page:"


@dataclass(frozen=True)
class Urls:
    """How pages are addressed; `directory` as in MkDocs' use_directory_urls."""

    directory: bool = True

    def page(self, source: str) -> str:
        """The address, from the site's root, of the page that a Markdown file becomes."""
        stem = source.removesuffix(".md")
        folder, name = posixpath.split(stem)
        if name in ("index", "README"):
            return (
                f"{folder}/"
                if folder and self.directory
                else posixpath.join(folder, "index.html")
                if not self.directory
                else ""
            )
        return f"{stem}/" if self.directory else f"{stem}.html"


def relative(target: str, base: str) -> str:
    """The address of `target` as a link on the page `base`; both count from the site's root.

    A `#` or `?` in it is a letter of a file's name; what comes after an address is added to a link.
    """
    link = posixpath.relpath(target or ".", posixpath.dirname(base) or ".")
    return quote(f"{link}/" if target.endswith("/") or not target else link)
