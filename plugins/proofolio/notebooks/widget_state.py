"""The saved state of a notebook's widgets: from its metadata to models with their values."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from proofolio.notebooks.options import plain_text
from proofolio.notebooks.output import drop_forbidden, join_text

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
_STATE = "application/vnd.jupyter.widget-state+json"
_REFERENCE = "IPY_MODEL_"
_LONGEST_LINE = 300


@dataclass(frozen=True, slots=True)
class Widget:
    """One model: `kind` is its name without "Model"; values stay raw until they are asked for.

    JupyterLab leaves out what has its default value, so every value may be missing.
    """

    id: str
    module: str
    kind: str
    state: Mapping[str, Any] = field(repr=False)
    buffers: Sequence[Any] = field(default=(), repr=False)

    def line(self, key: str) -> str:
        """Return a text on one line, cut where nobody would read on."""
        return one_line(self.state.get(key))

    def text(self, key: str) -> str:
        return drop_forbidden(join_text(self.state.get(key)))

    def items(self, key: str) -> list[Any]:
        value = self.state.get(key)
        return value if isinstance(value, list) else []

    def number(self, key: str, default: float) -> float:
        return finite(self.state.get(key), default)

    def packed(self, key: str) -> str:
        """Return a binary value in base64: of a buffer, or as ipywidgets 6 saved it."""
        for buffer in self.buffers:
            if isinstance(buffer, dict) and buffer.get("path") == [key]:
                return join_text(buffer.get("data"))
        return join_text(self.state.get(f"_b64{key}"))

    def decoded(self, key: str) -> str:
        """Return the text that a binary value is, empty where it is damaged."""
        try:
            return base64.b64decode(self.packed(key)).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            return ""


class WidgetState:
    """All models of a notebook, each read when it is asked for: a state may have 50 MB."""

    def __init__(self, metadata: Mapping[str, Any]) -> None:
        self._models = _models(metadata.get("widgets"))

    def find(self, name: object) -> Widget | None:
        """Return the model of an id, or of a reference to it in another model."""
        if not isinstance(name, str):
            return None
        found = name.removeprefix(_REFERENCE)
        raw = self._models.get(found)
        state = raw.get("state") if isinstance(raw, dict) else None
        if not isinstance(raw, dict) or not isinstance(state, dict):
            return None
        kind, module = one_line(raw.get("model_name")), one_line(raw.get("model_module"))
        if not kind:
            return None
        buffers = raw.get("buffers")
        kept = buffers if isinstance(buffers, list) else ()
        return Widget(found, module, kind.removesuffix("Model"), state, kept)


def finite(value: object, default: float) -> float:
    """Return a number that can be drawn."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return default
    return value if abs(value) < 1e300 else default  # NaN compares false


def one_line(value: object) -> str:
    """Return a value of a model as a text on one line: a number, a word, nothing for the rest."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = plain_text(str(value)) or ""
    return text if len(text) <= _LONGEST_LINE else f"{text[:_LONGEST_LINE]}…"


def _models(widgets: object) -> Mapping[str, Any]:
    """Return the models by id: as Jupyter saves them, as ipywidgets 5 did, and as Colab does."""
    found = widgets.get(_STATE, widgets) if isinstance(widgets, dict) else {}
    if not isinstance(found, dict):
        return {}
    # Colab puts the models where their `state` should be; a model of that very id has a name.
    inner = found.get("state")
    return inner if isinstance(inner, dict) and "model_name" not in inner else found
