"""The look that nobody set."""

from dataclasses import fields

from proofolio.pages.look.model import Fonts, Look
from proofolio.pages.look.usual import usual_look


def test_is_what_the_model_says() -> None:
    usual, model = usual_look(), Look()
    for name in Look.model_fields:
        if name == "fonts":
            assert [field.name for field in fields(usual.fonts)] == [*Fonts.model_fields]
            assert not any(vars(usual.fonts).values())
        else:
            assert getattr(usual, name) == getattr(model, name) or not getattr(model, name)
