"""What it costs to check the claims of a portfolio against what its notebooks recorded."""

import time
from decimal import Decimal

from proofolio.evidence import RecordedNumber, Source, check_claims
from proofolio.read import parse_yaml
from proofolio.studies import Study, make_study

STUDY = "title: T\nsummary: S\nproblem: P\nrole: R\nmethod: M\nresults:\n  business:\n"
PER_STUDY = 100


def report_claims(count: int) -> None:
    """Print the processor seconds of `count` claims, each stated and checked in five places."""
    source = Source("work.ipynb", {f"m{i}": _record(i) for i in range(PER_STUDY)}, lambda name: ())
    studies = [_study(number) for number in range(count // PER_STUDY)]
    start = time.process_time()
    problems = [check_claims(study, lambda path: source).problems for study in studies]
    seconds = time.process_time() - start
    if any(problems):
        raise SystemExit(f"claims that should agree do not: {problems[0][:1]}")
    print(f"\n{len(studies) * PER_STUDY:,} claims are checked in {seconds:.2f} processor seconds")


def _record(number: int) -> RecordedNumber:
    ends = Decimal("0.5"), Decimal("0.9")
    value, baseline = Decimal("0.6174") + number * Decimal("0.0001"), Decimal("0.265")
    return RecordedNumber(
        f"m{number}", value, "ratio", 1409, ends, baseline, True, "test", "one month"
    )


def _study(number: int) -> Study:
    rows = "".join(
        f"    - {{name: a, value: {61.74 + i / 100:.1f} %, n: 1409, baseline: 26.5 %, "
        f"evidence: work.ipynb#m{i}}}\n"
        for i in range(PER_STUDY)
    )
    study, problems = make_study(parse_yaml(STUDY + rows, "study.yml"), f"study-{number}")
    if study is None:
        raise SystemExit(str(problems))
    return study
