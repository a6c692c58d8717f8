"""Controls of ipywidgets as plain values: what they are called, what they say, what they are."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from proofolio.notebooks.widget_state import Widget, finite, one_line

# Beyond these, a list shows what is chosen of it.
MOST_OPTIONS = 12
_FORMAT = re.compile(r",?(?:\.\d{1,2})?[dfgeE%]?", re.ASCII)
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|[a-z]{3,24}", re.ASCII | re.IGNORECASE)
_MOODS = frozenset(("success", "info", "warning", "danger", "primary"))

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options; `colour` is a value that CSS can have as it is."""

    text: str
    is_chosen: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """What a template draws; texts are plain, `html` and `label_html` are clean.

    `said` is what a screen reader hears beside the value: what the control is, and its bounds.
    `start` and `end` are percent of a slider's or a bar's length; None without one.
    """

    shape: str  # the part of widget.html that draws it
    label: str = ""
    label_html: str = ""
    value: str = ""
    said: str = ""
    hint: str = ""
    html: str = ""
    mood: str = ""
    is_on: bool = False
    choices: Sequence[Choice] = ()
    start: float | None = None
    end: float | None = None


def read_control(widget: Widget, words: Words) -> Control | None:
    """Return a control of `@jupyter-widgets/controls`; None where it is none, or not known."""
    read = _READERS.get(widget.kind)
    if read is None:
        return None
    mood = widget.line("bar_style") or widget.line("button_style")
    return replace(
        read(widget, words),
        label=widget.line("description"),
        mood=mood if mood in _MOODS else "",
    )


def _number(value: float, style: str = "") -> str:
    if style and _FORMAT.fullmatch(style) and not (style.endswith("d") and value % 1):
        return format(int(value) if style.endswith("d") else value, style)
    return str(int(value)) if value % 1 == 0 and abs(value) < 1e15 else str(value)


def _share(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.0
    return round(100 * min(1.0, max(0.0, share)), 1)


def _slider(widget: Widget, words: Words) -> Control:
    low, high = widget.number("min", 0), widget.number("max", 100)
    pair = widget.items("value")
    values = [finite(value, low) for value in pair[:2]] or [widget.number("value", 0)]
    if "Range" in widget.kind and not pair:
        values = [0, 1]
    shares = [_share(value, low, high) for value in values]
    style = widget.line("readout_format")
    bounds = words["slider"].format(low=_number(low), high=_number(high))
    return _drawn_slider([_number(value, style) for value in values], shares, bounds)


def _log_slider(widget: Widget, words: Words) -> Control:
    base, value = widget.number("base", 10), widget.number("value", 1)
    low, high = widget.number("min", 0), widget.number("max", 4)
    shown = _number(value, widget.line("readout_format") or ".3g")
    try:
        ends = [format(math.pow(base, end), ".3g") for end in (low, high)]
        share = _share(math.log(value, base), low, high)
    except (ArithmeticError, ValueError):
        return Control("field", value=shown, said=words["number"])
    said = words["slider"].format(low=ends[0], high=ends[1])
    return _drawn_slider([shown], [share], said)


def _selection_slider(widget: Widget, words: Words) -> Control:
    options, chosen = _options(widget)
    if not options:
        return Control("field", said=words["list"].format(count=0))
    last = len(options) - 1
    values = [options[index] for index in chosen[:2]]
    shares = [_share(index, 0, last) for index in chosen[:2]]
    said = words["slider"].format(low=options[0], high=options[-1])
    return _drawn_slider(values, shares, said)


def _drawn_slider(values: Sequence[str], shares: Sequence[float], said: str) -> Control:
    start, end = (0.0, *shares)[-2:] if shares else (None, None)
    return Control("slider", value=" – ".join(values), said=said, start=start, end=end)


def _progress(widget: Widget, words: Words) -> Control:
    low, high = widget.number("min", 0), widget.number("max", 100)
    value = widget.number("value", 0)
    said = words["of"].format(value=_number(value), all=_number(high))
    share = _share(value, low, high)
    shown = f"{share:.0f} %" if widget.line("description") else ""
    return Control("progress", value=shown, said=said, end=share)


def _text(widget: Widget, words: Words) -> Control:
    hint = widget.line("placeholder").strip("\u200b")
    value = widget.text("value").strip("\n")
    return Control("field", value=value, hint=hint, said=words["text_field"])


def _password(widget: Widget, words: Words) -> Control:
    # As many dots for every one: their number would tell something of it.
    value = "••••••" if widget.text("value") else ""
    return Control("field", value=value, said=words["password"])


def _number_field(widget: Widget, words: Words) -> Control:
    value = _number(widget.number("value", 0))
    if not widget.kind.startswith("Bounded") and widget.kind != "Play":
        return Control("field", value=value, said=words["number"])
    low, high = widget.number("min", 0), widget.number("max", 100)
    said = words["number_between"].format(low=_number(low), high=_number(high))
    return Control("field", value=value, said=said)


def _colour(widget: Widget, words: Words) -> Control:
    value = widget.line("value") or "black"
    return replace(_swatches([value]), said=words["colour"])


def _tags(widget: Widget, words: Words) -> Control:
    values = [text for value in widget.items("value") if (text := one_line(value))]
    if widget.kind == "ColorsInput":
        return replace(_swatches(values), said=words["tags"])
    choices = [Choice(text) for text in values[: 2 * MOST_OPTIONS]]
    return Control("tags", choices=choices, said=words["tags"])


def _swatches(values: Sequence[str]) -> Control:
    choices = [
        Choice(value, colour=value if _COLOUR.fullmatch(value) else "")
        for value in values[: 2 * MOST_OPTIONS]
    ]
    return Control("tags", choices=choices)


def _moment(widget: Widget, words: Words) -> Control:
    value = widget.state.get("value")
    parts = {
        key: int(part)
        for key, part in (value.items() if isinstance(value, dict) else ())
        if isinstance(part, int | float) and abs(part) < 1e5
    }
    day = time = ""
    if {"year", "month", "date"} <= parts.keys():  # months count from 0
        day = f"{parts['year']:04}-{parts['month'] + 1:02}-{parts['date']:02}"
    if {"hours", "minutes"} <= parts.keys():
        seconds = f":{parts['seconds']:02}" if parts.get("seconds") else ""
        time = f"{parts['hours']:02}:{parts['minutes']:02}{seconds}"
    zone = "UTC" if widget.kind == "Datetime" and day else ""
    word = words["date" if widget.kind == "DatePicker" else "time"]
    return Control("field", value=" ".join(filter(None, (day, time, zone))), said=word)


def _options(widget: Widget) -> tuple[list[str], list[int]]:
    """Return the labels of all options, and the places of those that are chosen."""
    labels = [one_line(label) or "–" for label in widget.items("_options_labels")]
    index = widget.state.get("index")
    places = index if isinstance(index, list) else [index]
    return labels, [
        place
        for place in places
        if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(labels)
    ]


def _dropdown(widget: Widget, words: Words) -> Control:
    labels, chosen = _options(widget)
    said = words["list"].format(count=len(labels))
    return Control("dropdown", value=labels[chosen[0]] if chosen else "", said=said)


def _choices(widget: Widget, words: Words) -> Control:
    labels, chosen = _options(widget)
    places = range(len(labels)) if len(labels) <= MOST_OPTIONS else chosen[:MOST_OPTIONS]
    choices = [Choice(labels[place], place in chosen) for place in places]
    count = words["list_of"].format(chosen=len(chosen), count=len(labels))
    is_whole = 0 < len(choices) == len(labels)
    return Control("choices", value="" if is_whole else count, choices=choices)


def _check(widget: Widget, words: Words) -> Control:
    is_on = widget.state.get("value") is True
    said = words["checkbox"].format(state=words["on" if is_on else "off"])
    return Control("check", is_on=is_on, said=said)


def _toggle(widget: Widget, words: Words) -> Control:
    return replace(_check(widget, words), shape="button")


def _valid(widget: Widget, words: Words) -> Control:
    is_on = widget.state.get("value") is True
    value = words["valid"] if is_on else widget.line("readout") or words["invalid"]
    return Control("valid", value=value, is_on=is_on)


def _button(widget: Widget, words: Words) -> Control:
    name = widget.line("description") or widget.line("tooltip") or widget.line("icon")
    return Control("button", value=name, said=words["button"])


def _upload(widget: Widget, words: Words) -> Control:
    value = widget.state.get("value") or widget.state.get("metadata")
    count = len(value) if isinstance(value, list | dict) else 0
    name = widget.line("description") or "Upload"
    return Control("button", value=f"{name} ({count})", said=words["button"])


_Reader = Callable[[Widget, Words], Control]
_READERS: Mapping[str, _Reader] = {
    **dict.fromkeys(("IntSlider", "FloatSlider", "IntRangeSlider", "FloatRangeSlider"), _slider),
    **dict.fromkeys(("SelectionSlider", "SelectionRangeSlider"), _selection_slider),
    "FloatLogSlider": _log_slider,
    **dict.fromkeys(("IntProgress", "FloatProgress"), _progress),
    **dict.fromkeys(("Text", "Textarea", "Combobox"), _text),
    "Password": _password,
    **dict.fromkeys(("IntText", "FloatText", "BoundedIntText", "BoundedFloatText", "Play"),
                    _number_field),
    "ColorPicker": _colour,
    **dict.fromkeys(("TagsInput", "ColorsInput", "IntsInput", "FloatsInput"), _tags),
    **dict.fromkeys(("DatePicker", "Time", "Datetime", "NaiveDatetime"), _moment),
    "Dropdown": _dropdown,
    **dict.fromkeys(("Select", "SelectMultiple", "RadioButtons", "ToggleButtons"), _choices),
    "Checkbox": _check,
    "ToggleButton": _toggle,
    "Valid": _valid,
    "Button": _button,
    "FileUpload": _upload,
}  # fmt: skip
