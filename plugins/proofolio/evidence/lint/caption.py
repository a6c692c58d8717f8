"""The rule on captions: a picture's message, or only its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from proofolio.evidence.lint.rule import Hit, Rule, Subject
from proofolio.studies import CellRef, Visual

# What only names a picture is made of such words alone.
_NAMING = re.compile(
    r"""
    fig | figures? | plots? | charts? | graphs? | diagrams? | tables? | images? | pictures? |
    screenshots? | photos? | illustrations? | curves? | lines? | bars? | box | boxplots? | scatter |
    scatterplots? | histograms? | distributions? | heat | maps? | heatmaps? | dashboards? | roc |
    auc | pr | precision | recall | confusion | matrix | matrices | calibration | learning |
    training | validation | test | loss | accuracy | errors? | scores? | metrics? | features? |
    importances? | shap | values? | residuals? | results? | overview | summary | architecture |
    pipeline | workflow | flow | process | comparison | evaluation | performance | models? | data |
    datasets? | samples? | examples? | outputs? | before | after | our | my | final | a | an | the |
    of | for | and | or | in | on | by | with | vs | versus | against | per | from | to | \d+
    """,
    re.VERBOSE,
)
_WORD = re.compile(r"[^\W_]+")


def _find(subject: Subject) -> Iterator[Hit]:
    for loc, visual in subject.parts:
        # A card has no room for a caption.
        if not isinstance(visual, Visual) or loc == ("cover",):
            continue
        caption = subject.captions.get(loc) or visual.caption or ""
        words = _words(caption)
        if words not in _names(visual) and not all(map(_NAMING.fullmatch, words)):
            continue
        shown = " ".join(caption.split())
        where = "" if visual.caption else " in the notebook"
        found = f'"{shown}"{where}' if shown else "none"
        yield subject.hit(
            (*loc, "caption") if visual.caption else loc,
            "a caption that says what the picture shows",
            "write the message in a sentence: what is larger, when, by how much",
            found,
        )


def _names(visual: Visual) -> Iterator[list[str]]:
    """The words of its cells' labels and its files' names."""
    for source in visual.sources:
        name = source.anchor if isinstance(source, CellRef) else source.path.rpartition("/")[2]
        yield _words(name.rsplit(".", 1)[0])


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


FIGURE_WITHOUT_MESSAGE = Rule(
    code="figure-without-message",
    severity="info",
    why="Hurried readers look at figures and captions only, and take away what the caption says.",
    source="Rougier, Droettboom and Bourne, Ten Simple Rules for Better Figures, PLoS Computational"
    " Biology 10 (2014): captions are not optional.",
    limits="Looks at all visuals but the cover. A caption of the notebook counts. It tells a "
    "missing caption, one that repeats the label or file name, and one that is made of words "
    "like ROC curve of the model only; it does not understand sentences.",
    bad="visuals: [{figure: churn.ipynb#roc, caption: ROC curve}]",
    good="visuals: [{figure: churn.ipynb#roc, caption: The model beats the team's rule.}]",
    find=_find,
)
