"""What one notebook offers as evidence, and how a claim's name is looked up in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from proofolio.evidence.printed import Printed
from proofolio.evidence.record import Record, RecordedNumber, RecordedTable
from proofolio.notebooks import NotebookError
from proofolio.studies import suggest


@dataclass(frozen=True)
class Source:
    """A notebook's records by name; `print_of` gives the numbers that a named cell prints.

    `print_of` raises NotebookError for a cell that does not exist. `waiting` has the names that are
    recorded once the notebook runs, with their cells, counted from 0.
    """

    name: str
    records: Mapping[str, Record]
    print_of: Callable[[str], tuple[Printed, ...]] = field(repr=False)
    waiting: Mapping[str, int] = field(default_factory=dict, repr=False)

    def number(self, name: str) -> RecordedNumber | None:
        """Return the number of this name: a recorded one, or all that a cell of it prints.

        None for a cell that prints several numbers. Raises NotebookError for what is no number.
        """
        record = self.records.get(name)
        if isinstance(record, RecordedNumber):
            return record
        if record is not None:
            kind = "table" if isinstance(record, RecordedTable) else "curve"
            raise NotebookError(
                f'a number named "{name}" in {self.name}', f"a {kind}", "record the number itself"
            )
        self.check_run(name)
        printed = self._printed(name)
        if len(printed) != 1:
            return None
        return RecordedNumber(name, printed[0].value, printed[0].unit, cell=-1)

    def check_run(self, name: str) -> None:
        """Raise NotebookError for a name that the code records and that has not run."""
        if name in self.waiting:
            expected = f'what cell {self.waiting[name] + 1} of {self.name} records as "{name}"'
            raise NotebookError(expected, "no such output", "run the notebook, and save it")

    def _printed(self, name: str) -> tuple[Printed, ...]:
        try:
            return self.print_of(name)
        except NotebookError as error:
            records = self.records.items()
            numbers = [key for key, record in records if isinstance(record, RecordedNumber)]
            if not numbers:
                raise
            known = suggest(name, numbers, "it records")
            expected = f'a number or cell named "{name}" in {self.name}'
            raise NotebookError(expected, "none", known) from error


# A notebook of the study's folder, by its path; raises NotebookError for one that cannot be read.
FindSource = Callable[[str], Source]
