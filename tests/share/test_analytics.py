"""The option `analytics`: what it takes, and what it says of the rest."""

from __future__ import annotations

import pytest

from proofolio.read import parse_yaml
from proofolio.share.analytics import Analytics, fill_script
from proofolio.studies import validate

SITE = {"plausible": "example.org", "umami": "50429a93-8479-4073-be80-d5d29c09c2ec", "matomo": "7"}
CASES = {
    "service: gotcounter\nhost: https://a.example\n": "1:10: expected one of goatcounter, "
    'plausible, umami, matomo, found "gotcounter"; did you mean "goatcounter"?',
    "service: goatcounter\n": '1:1: expected the key "host" (the host that views are sent '
    "to, and the only one), found no such key; add a line such as "
    "`host: https://name.goatcounter.com`",
    "service: goatcounter\nhost: http://stats.example.org\n": "2:7: expected an address that "
    'begins with https://, found "http://stats.example.org"; views travel with it, so encrypt it',
    "service: goatcounter\nhost: https://a.example?x=1\n": "2:7: expected the address of a host, "
    'found "https://a.example?x=1"; write it as https://stats.example.org',
    "service: goatcounter\nhost: https://a.example\nsite: a\n": "3:7: expected `host` alone for "
    'GoatCounter, found "a"; delete `site`',
    "service: plausible\nhost: https://a.example\n": "1:1: expected `site`, the domain of the site "
    "in Plausible, found none; add `site: example.org`",
    "service: umami\nhost: https://a.example\nsite: mine\n": "3:7: expected the website ID that "
    'Umami shows, found "mine"; write it as `site: 50429a93-8479-4073-be80-d5d29c09c2ec`',
    "service: matomo\nhost: https://a.example\nsite: example.org\n": "3:7: expected the number of "
    'the site in Matomo, found "example.org"; write it as `site: "1"`',
}


@pytest.mark.parametrize(("text", "said"), CASES.items())
def test_mistake_is_told_with_its_place(text: str, said: str) -> None:
    _, problems = validate(Analytics, parse_yaml(text, "mkdocs.yml"))

    assert [str(problem) for problem in problems] == [f"mkdocs.yml:{said}"]


@pytest.mark.parametrize("service", ["goatcounter", *SITE])
def test_settings_reach_the_script_and_name_the_site_alone(service: str) -> None:
    site = f'site: "{SITE[service]}"\n' if service in SITE else ""
    text = f"service: {service}\nhost: https://stats.example.org/\n{site}"
    analytics, problems = validate(Analytics, parse_yaml(text, "mkdocs.yml"))
    assert analytics, problems

    script = fill_script("const a = { /* settings */ };", analytics, "https://a.example/b/")

    assert f'"service": "{service}", "host": "https://stats.example.org", ' in script
    assert f'"site": "{SITE.get(service, "")}"' in script
    assert '"origin": "https://a.example"' in script
