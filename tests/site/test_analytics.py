"""Where the script that counts views stands, and where it does not."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from tests.site.building import Built, build_site
from tests.site.conftest import MakeSite

HOST = "https://name.goatcounter.com"


def build(make_site: MakeSite, analytics: dict[str, Any] | None, **options: Any) -> Built:
    share: dict[str, Any] = {"documents": []}
    if analytics is not None:
        share["analytics"] = analytics
    config = make_site(plugins=["search", "proofolio/studies", {"proofolio/share": share}])
    return build_site(config, config.parent / "site", **options)


def naming(site: Built, host: str) -> list[str]:
    return [name for name, data in site.files().items() if host.encode() in data]


def test_script_is_one_file_of_the_site_that_every_page_loads(make_site: MakeSite) -> None:
    site = build(make_site, {"service": "goatcounter", "host": HOST})

    [script] = naming(site, HOST)
    assert script.endswith(".js")
    for name, page in site.html().items():
        [tag] = page.select(f'script[src$="{script.rpartition("/")[2]}"]')
        assert tag.has_attr("defer")
        assert tag.has_attr("data-pf-missing") == (name == "404.html")


def test_nobody_counts_unless_told_nor_while_serving(make_site: MakeSite) -> None:
    plain = build(make_site, None)
    served = build(make_site, {"service": "goatcounter", "host": HOST}, serving=True)

    assert naming(served, HOST) == []
    assert naming(plain, "goatcounter") == naming(plain, "doNotTrack") == []
    assert naming(plain, "pfVia")  # marks in addresses are taken out all the same


def test_mistake_ends_the_build_with_its_place(
    make_site: MakeSite, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Abort), caplog.at_level(logging.ERROR):
        build(make_site, {"service": "goatcounter", "hst": HOST})

    assert "mkdocs.yml:" in caplog.text
    assert 'expected a key of "analytics", found "hst"; did you mean "host"?' in caplog.text
    assert not (tmp_path / "site/index.html").exists()
