"""The texts to paste: their length, what is left out, and what Markdown becomes."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from proofolio.errors import AuthorError
from proofolio.evidence import Verdict
from proofolio.read import parse_yaml
from proofolio.share import SharedStudy
from proofolio.share.pack import FORMS, PackError, PackWriter
from proofolio.share.pack.fitting import Piece, fit_pieces
from proofolio.share.pack.limits import LIMITS, count_characters
from proofolio.share.pack.plain import write_plain
from proofolio.studies import make_study
from proofolio.words import read_words

LINK = "https://someone.github.io/portfolio/case-studies/churn/"
SMALLEST = """\
title: Whom to call
summary: A list of the customers who are about to leave.
problem: The call team reached the wrong customers.
role: All of it, alone.
method: A logistic regression.
results: Six of ten leavers are on the list.
"""


def writer(
    text: str,
    link: str = LINK,
    recorded: tuple[int, ...] = (),
    unchecked: tuple[str, ...] = (),
) -> PackWriter:
    study, problems = make_study(parse_yaml(text, "study.yml"), "churn")
    if not study:
        raise AuthorError(problems)
    verdicts: dict[Any, Any] = {
        ("results", "business", index): Verdict(
            "recorded" if index in recorded else "stated", unchecked=unchecked
        )
        for index in range(len(study.case.results.business))
    }
    return PackWriter(SharedStudy(study, Path(), verdicts, {}), link, read_words("en"), None)


def largest() -> str:
    """A study whose every field is as long as it may be, and longer than any text that is made."""
    long = "Forty characters make up each sentence. " * 100
    results = "\n".join(
        f"    - {{name: 'Result {place} {'x' * 200}', value: {place} %, baseline: 1 %}}"
        for place in range(40)
    )
    steps = "\n".join(f"    - {{name: 'Step {place}', text: '{long}'}}" for place in range(40))
    return f"""\
title: {"T" * 90}
headline: {"H" * 160}
summary: {"S" * 300}
notice: {long}
problem: {long}
role: {long}
client: {"C" * 400}
techniques: [{", ".join(f"'{'t' * 60} {place}'" for place in range(40))}]
technologies: [{", ".join(f"'{'u' * 60} {place}'" for place in range(40))}]
method:
  steps:
{steps}
results:
  text: {long}
  business:
{results}
"""


@pytest.mark.parametrize("text", [SMALLEST, largest()], ids=["smallest", "largest"])
@pytest.mark.parametrize("form", FORMS)
def test_every_text_is_within_its_limit_and_has_the_link(form: str, text: str) -> None:
    written = writer(text).write(form)
    assert {one.name for one in written} <= LIMITS.keys()
    for one in written:
        assert 0 < one.size <= one.limit == LIMITS[one.name][0]
        assert one.text == one.text.strip()
        assert "\n\n\n" not in one.text
    assert LINK in written[-1].text


def test_the_strongest_results_stay_longest() -> None:
    description = writer(largest()).write("upwork")[1].text
    shown = [place for place in range(40) if f"Result {place} " in description]
    assert shown == [*range(len(shown))]
    assert "(Baseline: 1 %)" in description or not shown


def test_a_title_that_is_too_long_ends_between_words() -> None:
    text = SMALLEST.replace(
        "Whom to call",
        "A model of 1,234 customers who may leave in the next quarter of 2027, or not",
    )
    title = writer(text).write("upwork")[0].text
    assert title == "A model of 1,234 customers who may leave in the next quarter of 2027…"


def test_a_link_that_leaves_no_room_is_refused() -> None:
    with pytest.raises(PackError, match="upwork-description: the link alone"):
        writer(SMALLEST, f"{LINK}{'x' * 600}").write("upwork")


RESULTS = SMALLEST.replace(
    "results: Six of ten leavers are on the list.",
    """results:
  business:
    - {name: Leavers on the list, value: 62 %, baseline: {value: 31 %, name: at random}, n: 1409}
    - {name: Hours saved, value: 40 h, evidence: {estimate: Calls times minutes.}}""",
)


def test_numbers_are_called_checked_only_where_a_notebook_recorded_them() -> None:
    both = writer(RESULTS, recorded=(0, 1)).write("proposal")[0].text
    assert "- Leavers on the list: 62 % (at random: 31 %); n = 1,409" in both
    assert "The numbers were checked against the notebook." in both
    one = writer(RESULTS, recorded=(0,)).write("proposal")[0].text
    assert "62 % (at random: 31 %), checked against the notebook; n = 1,409" in one
    assert "- Hours saved (estimate): 40 h" in one
    assert "The numbers were checked" not in one
    assert "checked" not in writer(RESULTS).write("proposal")[0].text


def test_a_number_beside_a_baseline_that_nobody_checked_is_not_called_checked() -> None:
    checked = writer(RESULTS, recorded=(0,), unchecked=("baseline",))
    assert "checked" not in checked.write("proposal")[0].text


def test_a_notice_is_told_elsewhere_too() -> None:
    study = f"{SMALLEST}notice: The client is invented. {'And more. ' * 300}\n"
    for form in FORMS:
        assert "The client is invented." in writer(study).write(form)[-1].text


def test_what_matters_least_is_left_out_first() -> None:
    pieces = [
        Piece(("Heading:",), 50, leads="list"),
        Piece(("- one, with details", "- one"), 90, "list"),
        Piece(("- two",), 20, "list"),
        Piece(("https://a.b",), 99, must=True),
    ]
    assert fit_pieces(pieces, 100) == "Heading:\n- one, with details\n- two\n\nhttps://a.b"
    assert fit_pieces(pieces, 40) == "Heading:\n- one\n\nhttps://a.b"
    assert fit_pieces(pieces, 20) == "- one\n\nhttps://a.b"
    assert fit_pieces(pieces, 12) == "https://a.b"
    assert fit_pieces(pieces, 5) is None


def test_an_emoji_counts_as_browsers_count_it() -> None:
    assert count_characters("a🚀é") == 4


PLAIN = {
    "**Two** _words_, `code` and [a link](https://a.b/c_d).": "Two words, code and a link.",
    "- one\n- two": "one two",
    "Above\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nBelow": "Above\n\nBelow",
    '!!! note "Public"\n    The client is **invented**.': "The client is invented.",
    "A<!-- secret --> b[^1].\n\n[^1]: Note.": "A b.",
    "```python\nx = 1\n```\nAfter": "After",
    "At most $\\frac{1}{2}$ of $ 5 and snake_case_name, 2 * 3 * 4": (
        "At most 1 / 2 of $ 5 and snake_case_name, 2 * 3 * 4"
    ),
    "![A curve](a.png)Text <b>bold</b> 1 < 2": "Text bold 1 < 2",
    "1\\. Not a list \\*": "1. Not a list *",
}  # fmt: skip


@pytest.mark.parametrize(("markdown", "plain"), PLAIN.items())
def test_markdown_becomes_plain_text(markdown: str, plain: str) -> None:
    assert write_plain(markdown) == plain


@given(st.text(alphabet="ab*_`[]()!<>-#$\\{} \n|~:^", max_size=80))
def test_any_text_becomes_plain_text(text: str) -> None:
    assert len(write_plain(text)) <= len(text) * 2
