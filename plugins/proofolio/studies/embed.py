"""Visuals that are neither pictures nor charts: code, and demos that run elsewhere."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, StrictBool, model_validator

from proofolio.studies.model import Shorthand
from proofolio.studies.values import (
    CodeSource,
    FilePath,
    Image,
    Line,
    RecordingPath,
    Source,
    Url,
    refuse,
)

DemoKind = Literal["gradio", "streamlit", "spaces", "jupyterlite", "url"]
Device = Literal["camera", "microphone", "geolocation", "midi"]
_LINES = re.compile(r"(\d{1,6})(?:\s*[-–]\s*(\d{1,6}))?")
_KINDS: dict[DemoKind, str] = {
    "gradio": r"\.gradio\.(?:live|app)$",
    "streamlit": r"\.streamlit\.(?:app|io)$|\.streamlitapp\.com$",
    "spaces": r"^huggingface\.co$|\.hf\.space$",
}


class Code(Shorthand):
    """An excerpt of code: from a file of the study's folder, or the code of a notebook's cell."""

    file: CodeSource = Field(
        description="A file of the study's folder, or the cell of a notebook.",
        examples=["src/model.py", "churn.ipynb#features"],
    )
    lines: Line | None = Field(
        None, description="Which lines are shown, from 1.", examples=["10-32", "7"]
    )
    symbol: Line | None = Field(
        None,
        description="The function, class or method that is shown, in Python.",
        examples=["fit_model", "Forecaster.predict"],
    )
    language: Line | None = Field(
        None,
        description="The language, as Pygments calls it; the file's name tells it unless given.",
        examples=["python"],
    )
    numbers: StrictBool = Field(
        False, description="Whether lines have their numbers beside them.", examples=[True]
    )

    @model_validator(mode="after")
    def _one_part(self) -> "Code":
        if self.lines and self.symbol:
            raise refuse("one of lines and symbol", "delete one of them", found="both")
        if self.lines:
            first, last = self.span or (0, 0)
            if not 1 <= first <= last:
                raise refuse("lines such as 10-32", "count from 1, the first one first",
                             at=("lines",))  # fmt: skip
        return self

    @property
    def span(self) -> tuple[int, int] | None:
        """The first and the last line that are asked for."""
        match = _LINES.fullmatch(self.lines) if self.lines else None
        return (int(match[1]), int(match[2] or match[1])) if match else None

    @property
    def sources(self) -> list[Source]:
        """Where it comes from."""
        return [self.file]


class Demo(Shorthand):
    """A demo that runs on another host, behind a picture; it is asked for after a click only."""

    url: Url = Field(
        description="Where it runs; with https, since pages show nothing else in a frame.",
        examples=["https://huggingface.co/spaces/gradio/hello_world"],
    )
    kind: DemoKind | None = Field(
        None, description="What serves it; guessed from the address.", examples=["streamlit"]
    )
    title: Line | None = Field(
        None, description="What it is called.", examples=["Try the forecast for a station"]
    )
    poster: Image | None = Field(
        None,
        description="The picture that stands there until it is loaded.",
        examples=["images/demo.png"],
    )
    fallback: RecordingPath | None = Field(
        None,
        description="A picture or a clip of it, for when the host is down.",
        examples=["media/demo.mp4"],
    )
    height: Annotated[int, Field(strict=True, ge=200, le=2000)] = Field(
        640, description="How high the frame is, in CSS pixels.", examples=[720]
    )
    needs: list[Device] = Field(
        [], description="What it may ask the reader's browser for.", examples=[["microphone"]]
    )

    @model_validator(mode="after")
    def _over_https(self) -> "Demo":
        if not self.url.lower().startswith("https://"):
            repair = "browsers load nothing else within a page: serve it with https"
            raise refuse("an address that begins with https://", repair, at=("url",))
        return self

    @property
    def host(self) -> str:
        """The host that is asked, as readers see it."""
        return urlsplit(self.url).hostname or ""

    @property
    def served_by(self) -> DemoKind:
        """What serves it: told, or guessed."""
        if self.kind:
            return self.kind
        for kind, pattern in _KINDS.items():
            if re.search(pattern, self.host):
                return kind
        is_lite = re.search(r"/(?:lab|repl|retro|tree|notebooks)/(?:index\.html)?$",
                            urlsplit(self.url).path)  # fmt: skip
        return "jupyterlite" if is_lite else "url"

    @property
    def sources(self) -> list[FilePath]:
        """Nothing of the folder: it is not the demo."""
        return []
