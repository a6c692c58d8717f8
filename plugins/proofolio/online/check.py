"""All addresses of a portfolio → what is gone, has moved, or cannot be told from here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from proofolio.errors import Problem
from proofolio.evidence.lint import Finding, Severity
from proofolio.online.address import Address
from proofolio.online.ask import SILENT, Answer, ask

# So many hosts are asked at once, each of them one question after the other.
_AT_ONCE = 8
_TIMEOUT = 15.0


def check_addresses(addresses: Iterable[Address], timeout: float = _TIMEOUT) -> list[Finding]:
    """Ask for each address once, and return what authors should know, in the order of the files.

    Only what is gone for certain is an error: many hosts turn programs away.
    """
    found = sorted(set(addresses))
    answers = _ask_all([each for each in found if not each.is_example], timeout)
    findings = []
    for address in found:
        if address.is_example:
            findings.append(_example(address))
        else:
            findings += _judge(address, answers[address.asked])
    return sorted(findings)


def _ask_all(addresses: Sequence[Address], timeout: float) -> Mapping[str, Answer]:
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        if address.asked not in by_host[address.host]:
            by_host[address.host].append(address.asked)

    def ask_host(urls: Sequence[str]) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for url in urls:
            silent = next((one for one in answers.values() if _is_silent(one)), None)
            answers[url] = silent or ask(url, timeout)
        return answers

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        parts = [*pool.map(ask_host, by_host.values())]
    answers = {url: answer for part in parts for url, answer in part.items()}
    if len(by_host) > 1 and all(answer.state == "unknown host" for answer in answers.values()):
        # Then it is not the hosts that are missing.
        return {url: Answer("unsure", "no host could be looked up") for url in answers}
    return answers


def _is_silent(answer: Answer) -> bool:
    """Tell whether the host itself is not there, so that its other pages need no question."""
    return answer.state == "unknown host" or answer.reason == SILENT


def _judge(address: Address, answer: Answer) -> list[Finding]:
    expected, shown = "an address that answers", f'"{address.url}"'
    if answer.state in ("gone", "unknown host"):
        repair = "correct the address, or delete the link"
        return [_finding(address, "address-gone", "error", expected,
                         f"{shown} ({answer.reason})", repair)]  # fmt: skip
    if answer.state == "unsure":
        repair = "it may still open for people: look at it in a browser"
        return [_finding(address, "address-unsure", "warning", expected,
                         f"{shown} ({answer.reason})", repair)]  # fmt: skip
    findings = []
    if answer.moved_to:
        found = f"{shown}, which has moved for good"
        repair = f"write {answer.moved_to}"
        expected = "the address where the page is now"
        findings.append(_finding(address, "address-moved", "warning", expected, found, repair))
    if address.framed and answer.refuses_frames:
        found = f"{shown} ({answer.refuses_frames})"
        repair = "name the address for embedding, if the host has one, or link to it: `proof.demo`"
        expected = "a demo that other sites may show"
        findings.append(_finding(address, "frame-refused", "warning", expected, found, repair))
    return findings


def _example(address: Address) -> Finding:
    repair = "write the real one, or leave it out"
    return _finding(address, "address-example", "warning", "an address of yours",
                    f'"{address.url}", which is set aside for examples', repair)  # fmt: skip


def _finding(
    address: Address, code: str, severity: Severity, expected: str, found: str, repair: str
) -> Finding:
    problem = Problem(address.path, address.line, address.column, expected, found, repair)
    return Finding(problem, code, severity)
