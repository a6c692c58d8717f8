"""`jupyter nbconvert --to proofolio`: the same page through nbconvert, with its preprocessors.

Builds call `render_notebook` without it: importing nbconvert takes 0.8 s, twice as long as making a
first page, and going through it adds 3 to 15 ms to each.
"""

from __future__ import annotations

from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from nbconvert.utils.exceptions import ConversionException

from proofolio.notebooks.error import NotebookError
from proofolio.notebooks.page import RenderOptions, render_notebook


class ProofolioExporter(Exporter):
    """Writes the body of a notebook's page, and its pictures beside it."""

    export_from_notebook = "Proofolio page"
    output_mimetype = "text/html"

    def _file_extension_default(self) -> str:
        return ".html"

    # The base class says that it returns a notebook; all of nbconvert's own return text.
    def from_notebook_node(  # type: ignore[override]
        self, nb: Any, resources: Any = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the resources. Raises ConversionException with every mistake."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        name = f"{resources.get('metadata', {}).get('name') or 'notebook'}.ipynb"
        try:
            # What nbconvert writes comes without our scripts.
            options = RenderOptions(charts="still", scripts="drop")
            page = render_notebook(nbformat.writes(nb).encode(), name, options)
        except NotebookError as error:
            raise ConversionException(str(error)) from error
        if mistakes := [str(p) for p in page.problems if p.level == "error"]:
            raise ConversionException("\n".join(mistakes))
        outputs = {asset.name: asset.data for asset in page.assets}
        return page.html, {**resources, "outputs": {**resources.get("outputs", {}), **outputs}}
