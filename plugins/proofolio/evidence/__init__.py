"""Claims of a study against what its notebooks recorded: verdicts."""

from proofolio.evidence.record import (
    Record,
    RecordedCurve,
    RecordedNumber,
    RecordedTable,
    Records,
    Series,
    Value,
)

__all__ = [
    "Record",
    "RecordedCurve",
    "RecordedNumber",
    "RecordedTable",
    "Records",
    "Series",
    "Value",
]
