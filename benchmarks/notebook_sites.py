"""The same notebooks as sites of ours, of mkdocs-jupyter, and of plain MkDocs with Markdown."""

from pathlib import Path

import yaml

from benchmarks.generate import COMMON
from benchmarks.notebook import as_markdown, as_notebook, make_cells

PLUGINS = {
    "proofolio": ["search", "proofolio/notebooks"],
    "as they are": ["search", {"proofolio/notebooks": {"pictures": "original"}}],
    "mkdocs-jupyter": ["search", {"mkdocs-jupyter": {"include_source": True}}],
    "floor": ["search"],
}


def make_notebook_sites(root: Path, count: int, names: list[str]) -> dict[str, Path]:
    """Write the sites of these names with `count` notebooks each; returns their folders."""
    sites = {name: root / name for name in names}
    for name, site in sites.items():
        (site / "content/notebooks").mkdir(parents=True)
        suffix = "md" if name == "floor" else "ipynb"
        links = "\n".join(f"- [{n}](notebooks/work-{n}.{suffix})" for n in range(count))
        (site / "content/index.md").write_text(f"# Home\n\n{links}\n")
        config = COMMON | {
            "plugins": PLUGINS[name],
            # No page lists all the others, which is the strongest floor.
            "nav": ["index.md"],
            "not_in_nav": "/notebooks/*",
        }
        (site / "mkdocs.yml").write_text(yaml.safe_dump(config))
    for number in range(count):
        cells = make_cells(number)
        for name, site in sites.items():
            pages, stem = site / "content/notebooks", f"work-{number}"
            if name == "floor":
                text, files = as_markdown(cells, stem)
                (pages / f"{stem}.md").write_text(text)
                for file, data in files.items():
                    (pages / file).write_bytes(data)
            else:
                (pages / f"{stem}.ipynb").write_text(as_notebook(cells))
    return sites


def notebook_file(site: Path, number: int) -> Path:
    """The source of a page."""
    suffix = "md" if site.name == "floor" else "ipynb"
    return site / f"content/notebooks/work-{number}.{suffix}"
