"""The study and the notebook that have every part are for everyone, as the sample site is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.audit.views import STEADY, Scheme, Stop, look_at

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("visual")]

# The page of components itself has some landmarks twice, and titles in any order.
STOPS = [Stop("components/every-part/"), Stop("components/every-part/parts/")]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_pages_with_every_part_are_for_everyone(
    browser: Browser, address: str, scheme: Scheme, width: int
) -> None:
    assert [*map(str, look_at(browser, address, STOPS, scheme, width, STEADY))] == []
