"""Claims of studies against what their notebooks recorded: values filled in, and verdicts."""

from proofolio.evidence.check import check_claims
from proofolio.evidence.claim import Verdict
from proofolio.evidence.format import in_language
from proofolio.evidence.named import name_found, names_values, write_values
from proofolio.evidence.portfolio import (
    CheckedPortfolio,
    check_portfolio,
    find_elsewhere,
    study_sources,
)
from proofolio.evidence.record import (
    Record,
    RecordedCurve,
    RecordedNumber,
    RecordedTable,
    Records,
    Series,
    Value,
)
from proofolio.evidence.source import FindSource, Source

__all__ = [
    "CheckedPortfolio",
    "FindSource",
    "Record",
    "RecordedCurve",
    "RecordedNumber",
    "RecordedTable",
    "Records",
    "Series",
    "Source",
    "Value",
    "Verdict",
    "check_claims",
    "check_portfolio",
    "find_elsewhere",
    "in_language",
    "name_found",
    "names_values",
    "study_sources",
    "write_values",
]
