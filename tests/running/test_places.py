"""Outputs lose the folders of the machine."""

from pathlib import Path

import pytest

from proofolio.running.places import Places

HOME = Path("/home/anna")
SITE = Path("/home/anna/work/site/case_studies/churn")
PYTHON = ("/home/anna/.venv/lib/python3.11/site-packages", "/opt/python/lib", str(HOME), str(SITE))


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        (f"{SITE}/data/churn.csv", "./data/churn.csv"),
        (f"'{SITE}'", "'.'"),
        (f"see {SITE}.", "see .."),
        (f"{SITE.parent}/other", "../other"),
        (f"{SITE.parents[1]}/mkdocs.yml", "../../mkdocs.yml"),
        ("/home/anna/notes.txt", "~/notes.txt"),
        ("file:///home/anna/notes.txt", "file://~/notes.txt"),
        ("/home/annabel/notes.txt", "/home/annabel/notes.txt"),
        (f"{PYTHON[0]}/sklearn/base.py:3: W", "site-packages/sklearn/base.py:3: W"),
        ("/tmp/ipykernel_4711/12.py:3: W", "cell:3: W"),  # noqa: S108
        ("/var/folders/x/ipykernel_4711/12.py:3: W", "cell:3: W"),
        ("3/4, a/home/anna, https://a.example/home", "3/4, a/home/anna, https://a.example/home"),
    ],
)
def test_a_folder_becomes_what_it_is_from_the_notebook(text: str, hidden: str) -> None:
    assert Places(SITE, PYTHON, HOME).hide(text) == hidden


def test_texts_change_and_pictures_and_tracebacks_do_not() -> None:
    outputs = [
        {"output_type": "stream", "text": f"{HOME}/a"},
        {
            "output_type": "display_data",
            "data": {
                "text/html": [f"<p>{HOME}/a</p>"],
                "application/json": {"path": f"{HOME}/a", "n": 1},
                "image/png": "/home/anna/",
            },
        },
        {"output_type": "error", "traceback": [f"{HOME}/a"]},
    ]

    Places(SITE, PYTHON, HOME).hide_in(outputs)

    assert outputs == [
        {"output_type": "stream", "text": "~/a"},
        {
            "output_type": "display_data",
            "data": {
                "text/html": ["<p>~/a</p>"],
                "application/json": {"path": "~/a", "n": 1},
                "image/png": "/home/anna/",
            },
        },
        {"output_type": "error", "traceback": ["/home/anna/a"]},
    ]
