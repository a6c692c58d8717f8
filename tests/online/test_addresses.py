"""Which addresses are found where, and what is said of each."""

from __future__ import annotations

import socket
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from proofolio.cli import main
from proofolio.online import Address, check_addresses, find_in_page, find_in_yaml
from proofolio.online.fetch import FetchError, fetch
from proofolio.read import parse_yaml

Asked = Counter[tuple[str, str]]


def say(url: str, *, framed: bool = False) -> list[str]:
    findings = check_addresses([Address("a.md", 1, 1, url, framed)], timeout=0.5)
    return [f"{one.severity}: {one}" for one in findings]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/gone", "404 Not Found"),
        ("/deleted", "410 Gone"),
        ("/walled", "403 Forbidden"),
        ("/busy", "429 Too Many Requests"),
        ("/broken", "500 Internal Server Error"),
        ("/slow", "no answer in time"),
        ("/cut", "the connection ended early"),
    ],
)
def test_only_what_is_gone_for_certain_is_an_error(
    path: str, reason: str, host: tuple[str, Asked]
) -> None:
    url = host[0] + path
    gone = "error: {}; correct the address, or delete the link [address-gone]"
    unsure = "warning: {}; it may still open for people: look at it in a browser [address-unsure]"

    form = gone if path in ("/gone", "/deleted") else unsure
    found = f'a.md:1:1: expected an address that answers, found "{url}" ({reason})'

    assert say(url) == [form.format(found)]


@pytest.mark.parametrize("path", ["/there", "/no-head", "/elsewhere"])
def test_of_what_is_there_nothing_is_said(path: str, host: tuple[str, Asked]) -> None:
    assert say(host[0] + path) == []


def test_what_has_moved_for_good(host: tuple[str, Asked]) -> None:
    url = f"{host[0]}/moved-twice"

    assert say(url) == [
        f'warning: a.md:1:1: expected the address where the page is now, found "{url}", which has '
        f"moved for good; write {host[0]}/there [address-moved]"
    ]


def test_hosts_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    def find(name: str, *_: object) -> None:
        raise socket.gaierror(missing[name], "not found")

    missing = {"gone.test-host": socket.EAI_NONAME, "offline.test-host": socket.EAI_AGAIN}
    monkeypatch.setattr(socket, "getaddrinfo", find)
    monkeypatch.setenv("no_proxy", "*")

    assert "(no such host); correct" in say("https://gone.test-host/a")[0]
    assert "warning: " in say("https://offline.test-host/a")[0]

    # Where no host at all is found, the network is not there.
    missing["offline.test-host"] = socket.EAI_NONAME
    urls = ["https://gone.test-host/", "https://offline.test-host/"]
    findings = check_addresses([Address("a.md", 1, 1, url) for url in urls])
    assert {one.severity for one in findings} == {"warning"}


def test_each_address_is_asked_once_and_a_silent_host_no_more(host: tuple[str, Asked]) -> None:
    base, asked = host
    urls = [f"{base}/there", f"{base}/there#part", f"{base}/slow", f"{base}/after"]
    places = [Address("a.md", line, 1, url) for line, url in enumerate([*urls, *urls], 1)]

    findings = check_addresses(places, timeout=0.3)

    assert asked == {
        ("HEAD", "/there"): 1, ("HEAD", "/slow"): 1, ("GET", "/slow"): 1,
    }  # fmt: skip
    assert [one.problem.line for one in findings] == [3, 4, 7, 8]


@pytest.mark.parametrize(("path", "header"), [
    ("/denied", "X-Frame-Options: DENY"),
    ("/own", "Content-Security-Policy: frame-ancestors 'self'"),
    ("/open", ""),
])  # fmt: skip
def test_a_demo_that_other_sites_may_not_show(
    path: str, header: str, host: tuple[str, Asked]
) -> None:
    said = say(host[0] + path, framed=True)

    assert [f"({header}); name the address" in one for one in said] == [True] * bool(header)
    assert say(host[0] + path) == []


def test_examples_are_told_and_not_asked() -> None:
    said = say("https://demo.example.org/a")

    assert said == [
        'warning: a.md:1:1: expected an address of yours, found "https://demo.example.org/a", '
        "which is set aside for examples; write the real one, or leave it out [address-example]"
    ]


def test_addresses_of_a_page() -> None:
    text = """\
See <https://a.io/x>, [one](https://b.io/y_(z)) and https://c.io/end.
`https://code.io/` and <!-- https://comment.io/ -->
```
https://fence.io/
```
<img src="https://d.io/é.png">
"""
    found = [(one.line, one.column, one.url) for one in find_in_page("a.md", text)]

    assert found == [
        (1, 6, "https://a.io/x"),
        (1, 29, "https://b.io/y_(z)"),
        (1, 53, "https://c.io/end"),
        (6, 11, "https://d.io/é.png"),
    ]


def test_addresses_of_a_study() -> None:
    text = """\
# https://comment.io/
title: See https://a.io/x.
visuals:
  - demo: {url: "https://b.io/y", poster: a.png}
proof: {code: https://c.io/z}
"""
    found = {one.url: (one.line, one.framed) for one in find_in_yaml(parse_yaml(text, "a.yml"))}

    assert found == {
        "https://a.io/x": (2, False),
        "https://b.io/y": (4, True),
        "https://c.io/z": (5, False),
    }


def test_only_the_flag_asks_and_what_is_gone_fails(
    host: tuple[str, Asked], write_site: Callable[[Mapping[str, Any]], Path]
) -> None:
    base, asked = host
    config = str(
        write_site(
            {
                "added": f"proof: {{code: '{base}/gone', demo: '{base}/walled'}}\n",
                "files": {"content/index.md": f"# Home\n\n[There]({base}/there)\n"},
            }
        )
    )

    offline = CliRunner().invoke(main, ["check", "-f", config])
    assert (offline.exit_code, asked) == (0, Counter())

    online = CliRunner().invoke(main, ["check", "-f", config, "--online", "--format", "github"])
    assert online.exit_code == 1
    levels = [line.split(" ")[0] for line in online.stdout.splitlines() if "title=address-" in line]
    assert levels == ["::error", "::warning"]
    assert ("HEAD", "/there") in asked


def test_why_a_file_could_not_be_had_is_said_in_words() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"

        with pytest.raises(FetchError) as told:
            fetch(address)

    assert str(told.value) == f"{address}: the connection was refused"
