"""Templates and values → pictures and PDFs, the same on every machine, made once."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from proofolio.errors import AuthorError
from proofolio.share import typst
from proofolio.share.fonts import Fonts, writable
from proofolio.share.sheet import Sheet, SheetRefused
from proofolio.share.typst import Press

# As wide as its text, so that a picture's size tells what was written.
PLAIN = """\
#let data = json(bytes(sys.inputs.data))
#set page(width: auto, height: 60pt, margin: 5pt)
#set text(font: "Source Sans 3", size: 20pt)
#data.title
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "templates/share"
    folder.mkdir(parents=True)
    (folder / "card.typ").write_text(PLAIN, encoding="utf-8")
    return folder


def press(own: Path) -> Press:
    return Press(own.parents[1] / "cache", own.parents[1], own)


def sheet(title: str, **more: Any) -> Sheet:
    return Sheet("card.typ", {"title": title}, **more)


@pytest.mark.parametrize(("form", "magic"), [("png", b"\x89PNG"), ("pdf", b"%PDF-1.7")])
def test_what_is_made_is_the_same_each_time(form: Any, magic: bytes, own: Path) -> None:
    source = '#set document(title: "A")\n#set text(lang: "en")\n' + PLAIN
    (own / "card.typ").write_text(source, encoding="utf-8")
    first = press(own).make(sheet("Churn", form=form)).path.read_bytes()
    shutil.rmtree(own.parents[1] / "cache")

    assert press(own).make(sheet("Churn", form=form)).path.read_bytes() == first
    assert first.startswith(magic)


def test_a_sheet_is_made_once_and_found_again(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = press(own).make(sheet("Churn 漢"))
    monkeypatch.setattr(Press, "_set", None)

    assert press(own).make(sheet("Churn 漢")) == made
    assert made.missing == "漢"


def test_threads_make_the_same_in_the_same_order(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def make(threads: int) -> list[bytes]:
        monkeypatch.setattr(typst, "processors", lambda: threads)
        shutil.rmtree(own.parents[1] / "cache", ignore_errors=True)
        one, sheets = press(own), [sheet(f"Study {number}") for number in range(12)]
        return [made.path.read_bytes() for made in one.at_once(one.make, sheets)]

    assert make(3) == make(1)


def test_values_never_become_source(own: Path) -> None:
    said = '#panic("x") \\ $1$ "quoted" #sys'

    plain = press(own).make(sheet(said)).path.read_bytes()

    assert press(own).make(sheet("#1")).path.read_bytes() != plain


def test_another_template_value_or_file_makes_it_anew(own: Path) -> None:
    before = press(own).make(sheet("Churn")).path
    picture = own.parents[1] / "a.txt"
    picture.write_text("1", encoding="utf-8")
    with_file = press(own).make(sheet("Churn", files={"a": picture})).path
    picture.write_text("2", encoding="utf-8")
    found = {before, with_file, press(own).make(sheet("Churn", files={"a": picture})).path}
    found.add(press(own).make(sheet("Rail")).path)
    (own / "card.typ").write_text(f"{PLAIN}.", encoding="utf-8")

    assert len(found | {press(own).make(sheet("Churn")).path}) == 5


def test_a_damaged_file_of_the_cache_is_made_again(own: Path) -> None:
    made = press(own).make(sheet("Churn")).path
    whole = made.read_bytes()
    made.write_bytes(whole[:100])

    assert press(own).make(sheet("Churn")).path.read_bytes() == whole


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        (
            "card.typ",
            "#let a = 1\n#data.title",
            "templates/share/card.typ:2:2: expected a template that typst can set, "
            'found "unknown variable: data"; correct it there',
        ),
        (
            "card.typ",
            'x\n#import "@preview/cetz:0.3.4": canvas',
            "templates/share/card.typ:2:9: expected templates that need no package, "
            'found "@preview/cetz:0.3.4"; a site is made without any network: put its files '
            "beside this one",
        ),
        (
            "crad.typ",
            "x",
            "templates/share/crad.typ:1:1: expected the name of a template of cards and "
            'documents, found "crad.typ"; did you mean "card.typ"?',
        ),
    ],
)
def test_mistake_in_an_own_template_is_told_with_its_place(
    name: str, source: str, said: str, own: Path
) -> None:
    (own / name).write_text(source, encoding="utf-8")

    with pytest.raises(AuthorError) as caught:
        press(own).make(sheet("Churn"))

    assert str(caught.value) == said


def test_template_reads_nothing_of_the_machine(own: Path) -> None:
    (own / "card.typ").write_text('#read("/etc/passwd")', encoding="utf-8")

    with pytest.raises(AuthorError, match="file not found"):
        press(own).make(sheet("Churn"))


def test_what_a_template_refuses_is_told_in_its_words(own: Path) -> None:
    (own / "card.typ").write_text('#panic("problem.text: 3 lines")', encoding="utf-8")

    with pytest.raises(SheetRefused, match=r"^problem\.text: 3 lines$"):
        press(own).make(sheet("Churn"))


def test_letters_that_no_font_has_are_named_once(tmp_path: Path) -> None:
    fonts = Fonts(tmp_path)

    assert fonts.missing("Łódź, Ελλάς, Киев 漢字漢\u200b\u00ad") == "漢字"


def test_fonts_of_the_site_are_opened_under_the_name_it_gives_them(tmp_path: Path) -> None:
    import typst

    theme = Path(__file__).parents[2] / "plugins/proofolio/hosts/mkdocs/theme/assets/fonts"
    woff2 = sorted(theme.rglob("*.woff2"))[0]

    [folder] = [*Fonts(tmp_path, None, (("House Font", woff2),)).folders()][2:]

    found = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    assert "House Font" in found.families()


@pytest.mark.parametrize(
    ("value", "missing", "left"),
    [
        ("Launch 🚀 now", "🚀", "Launch now"),
        ("漢字 and more", "漢字", ""),
        ({"a": ["漢", "b"], "n": 1}, "漢", {"a": ["", "b"], "n": 1}),
    ],
)
def test_signs_are_left_out_alone_and_letters_with_their_text(
    value: Any, missing: str, left: Mapping[str, Any]
) -> None:
    assert writable(value, missing) == left
