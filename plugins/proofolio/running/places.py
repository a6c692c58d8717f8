"""Takes the machine out of outputs: its folders, and with them the name of its user."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

# What Python calls a cell in its warnings: /tmp/ipykernel_4711/1234.py
_CELL_FILE = re.compile(r"(?:[A-Za-z]:)?[/\\][^\s\"'<>:]*ipykernel_\d+[/\\]\d+\.py")
# A folder this near to the root, such as /usr, tells nothing and is a part of many paths.
_MIN_PARTS = 3


class Places:
    """Words for the folders of this machine, relative to that of the notebook.

    `known` are folders of Python: what lies in them is named from the last of their names.
    """

    def __init__(self, folder: Path, known: Iterable[str] = (), home: Path | None = None) -> None:
        home = home or Path.home()
        places = (place for place in map(Path, known) if len(place.parts) >= _MIN_PARTS)
        words = {str(place): place.name for place in places}
        if len(home.parts) > 1:
            words[str(home)] = "~"
        for parent in folder.parents:
            if len(parent.parts) >= _MIN_PARTS and not home.is_relative_to(parent):
                words[str(parent)] = Path(os.path.relpath(parent, folder)).as_posix()
        words[str(folder)] = "."
        self._words = words
        longest = sorted(words, key=len, reverse=True)
        names = "|".join(map(re.escape, longest))
        self._pattern = re.compile(rf"(?<![\w.~-])(?:{names})(?![\w-]|\.\w)")

    def hide(self, text: str) -> str:
        """Return the text with `./data/churn.csv` for /home/anna/site/churn/data/churn.csv."""
        text = _CELL_FILE.sub("cell", text)
        return self._pattern.sub(lambda match: self._words[match[0]], text)

    def hide_in(self, outputs: Iterable[dict[str, Any]]) -> None:
        """Replace them in the outputs of a cell; tracebacks are left as the author let them be."""
        for output in outputs:
            for key in ("text", "data"):
                if key in output:
                    output[key] = self._replace(output[key])

    def _replace(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.hide(value)
        if isinstance(value, list):
            return [self._replace(item) for item in value]
        if isinstance(value, dict):
            binary = ("image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf")
            for key in value:
                if key not in binary:
                    value[key] = self._replace(value[key])
        return value
