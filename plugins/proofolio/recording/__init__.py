"""Numbers, tables and curves that a notebook records, for the claims of its study.

Notebooks import this package, so it needs nothing beyond the standard library. What is recorded is
an output of its cell, under the MIME type `MIME`: a JSON object with `kind` (metric, table or
curve), `name`, and the fields of `record`, `record_table` or `record_curve`.
"""

from proofolio.recording.jupyter import display, running_cell
from proofolio.recording.recorder import CURVES, MIME, Recorder

_recorder = Recorder(running_cell, display)
record = _recorder.record
record_table = _recorder.record_table
record_curve = _recorder.record_curve

__all__ = ["CURVES", "MIME", "Recorder", "record", "record_curve", "record_table"]
