"""Notebooks are executed, and carry a record of the run that builds compare with the present.

What is imported here is light: a build asks `check_run` and never executes. `local` and `cluster`
execute, need the extras `run` and `dask`, and are imported by those who call them.
"""

from proofolio.running.check import RunState, check_run
from proofolio.running.error import RunError
from proofolio.running.record import RunRecord, read_record

__all__ = [
    "RunError",
    "RunRecord",
    "RunState",
    "check_run",
    "read_record",
]
