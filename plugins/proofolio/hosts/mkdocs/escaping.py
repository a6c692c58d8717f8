"""What themes print as it is: front matter and headings."""

from html import escape

from mkdocs.structure.toc import TableOfContents, get_toc

from proofolio.pages.study import Page


def escaped(value: object) -> object:
    """A value of front matter with its texts escaped."""
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, dict):
        return {key: escaped(item) for key, item in value.items()}
    return [escaped(item) for item in value] if isinstance(value, list) else value


def escaped_meta(made: Page) -> dict[str, object]:
    """The front matter of a page that was made."""
    return {key: escaped(value) for key, value in made.meta.items()}


def escaped_toc(made: Page) -> TableOfContents:
    """Its headings, as MkDocs has them."""
    tokens = [
        {"level": 2, "id": escape(id_), "name": escape(title, quote=False), "children": []}
        for id_, title in made.toc
    ]
    return get_toc(tokens)  # type: ignore[arg-type]
