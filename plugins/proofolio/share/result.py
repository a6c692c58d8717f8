"""A result as a line of plain text, with what a reader needs to judge it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from proofolio.evidence import Verdict, in_language
from proofolio.studies import Metric, Quantity
from proofolio.words import read_numerals, write_date


def write_quantity(quantity: Quantity | None, words: Mapping[str, Any]) -> str:
    """A quantity as the site's language writes it; nothing for none."""
    return str(in_language(quantity, read_numerals(words))) if quantity else ""


def tell_before(metric: Metric, words: Mapping[str, Any]) -> str:
    """What a result is compared with: `the team's rule: 105`; nothing where it is not."""
    before = metric.baseline
    if not before or not before.value:
        return ""
    name = before.name or words["labels"]["baseline"]
    return f"{name}: {write_quantity(before.value, words)}"


def tell_measured(metric: Metric, words: Mapping[str, Any]) -> str:
    """On what it was measured: denominator, period, uncertainty, cases, part of the data."""
    low, high = metric.interval or (None, None)
    between = f"{write_quantity(low, words)} {words['to']} {write_quantity(high, words)}"
    cases = read_numerals(words).write(f"{metric.n:,}") if metric.n else ""
    told = (
        metric.denominator,
        metric.window,
        metric.interval and f"{words['interval']} {between}",
        cases and f"n = {cases}",
        metric.split and f"{words['measured_on']} {metric.split}",
    )
    return "; ".join(part for part in told if part)


def tell_result(metric: Metric, words: Mapping[str, Any]) -> str:
    """Name, value and baseline: `Leavers reached: 136 (the team's rule: 105)`.

    An estimate is called one.
    """
    name, before = metric.name, tell_before(metric, words)
    if metric.evidence and metric.evidence.estimate:
        name = f"{name} ({words['verdicts']['estimate'].rstrip(' :')})"
    told = f"{name}: {write_quantity(metric.value, words)}"
    return f"{told} ({before})" if before else told


def tell_evidence(metric: Metric, verdict: Verdict | None, words: Mapping[str, Any]) -> str:
    """What bears a result out, with no more certainty than there is."""
    said, proof = words["verdicts"], metric.evidence
    if proof and proof.notebook and verdict:
        kind = words["record"] if verdict.kind == "recorded" else words["cell"]
        return f"{said[verdict.kind]} {proof.notebook.notebook}, {kind} {proof.notebook.anchor}"
    if proof and proof.confirmed:
        who = proof.confirmed
        told = (who.by, write_date(who.on, words), who.form)
        return f"{said['confirmed']} {', '.join(part for part in told if part)}"
    if proof and proof.estimate:
        return f"{said['estimate']} {' '.join(proof.estimate.split())}"
    if proof and proof.public:
        return f"{said['public']}: {proof.public}"
    return str(said["stated"])


def best_results(metrics: tuple[Metric, ...]) -> list[Metric]:
    """Those marked as key, else the first; only what has a value."""
    known = [metric for metric in metrics if metric.value]
    return [metric for metric in known if metric.key] or known[:1]
