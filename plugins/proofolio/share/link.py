"""What else stands for a page or for the whole site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HeadLink:
    """A `<link>` of a page's head; `uri` counts from the site's root."""

    rel: str
    uri: str
    type: str = ""
    title: str = ""
