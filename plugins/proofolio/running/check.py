"""Whether the outputs of a notebook still belong to its code and its data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from proofolio.notebooks import NotebookStore
from proofolio.running.digest import Digests, hash_code
from proofolio.running.facts import CodeCell, RunFacts, read_facts
from proofolio.running.record import RunRecord

Status = Literal["fresh", "stale", "unrecorded"]


@dataclass(frozen=True)
class RunState:
    """What a notebook's record says today; `unrecorded` is one that ran elsewhere, or never."""

    status: Status
    reasons: tuple[str, ...] = ()
    record: RunRecord | None = None


def check_run(path: Path, store: NotebookStore | None = None) -> RunState:
    """Compare the record of a notebook's run with the files of today. Raises NotebookError.

    With a store, neither the notebook nor a large data file is read again as long as it stays.
    """
    facts = read_facts(path, store)
    record = facts.record
    if record is None:
        return RunState("unrecorded")
    digests = Digests(store)
    reasons = [
        *_compare_code(facts.cells, record),
        *_compare_files(record.data, path, digests),
        *_compare_declared(facts, record),
        *_compare_files(record.requirements, path, digests),
    ]
    return RunState("stale" if reasons else "fresh", tuple(reasons), record)


def _compare_code(cells: Sequence[CodeCell], record: RunRecord) -> list[str]:
    now = [cell.hash for cell in cells]
    if hash_code(now) == record.code:
        cleared = any(cell.is_run for cell in cells) and not any(cell.was_run for cell in cells)
        return ["its outputs were cleared after it ran"] if cleared else []
    changed: list[int] = []
    added: list[int] = []
    removed = 0
    matcher = SequenceMatcher(None, record.cells, now, autojunk=False)
    for _, old, old_end, new, new_end in matcher.get_opcodes():
        if record.cells[old:old_end] == tuple(now[new:new_end]):
            continue
        both = min(old_end - old, new_end - new)
        changed += [cell.number for cell in cells[new : new + both]]
        added += [cell.number for cell in cells[new + both : new_end]]
        removed += old_end - old - both
    reasons = []
    if changed:
        reasons.append(f"the code of {_cells(changed)} changed after it ran")
    if added:
        reasons.append(f"{_cells(added)} {'was' if len(added) == 1 else 'were'} added after it ran")
    if removed:
        gone = "a code cell was" if removed == 1 else f"{removed} code cells were"
        reasons.append(f"{gone} removed after it ran")
    # A record whose two hashes do not agree was edited by hand.
    return reasons or ["its record was edited"]


def _cells(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"cell {numbers[0]}"
    first = ", ".join(map(str, numbers[:-1]))
    return f"cells {first} and {numbers[-1]}"


def _compare_files(files: Mapping[str, str | None], path: Path, digests: Digests) -> list[str]:
    reasons = []
    for name, then in files.items():
        if then is None:
            reasons.append(f"{name} changed while {path.name} ran")
            continue
        try:
            now = digests.of(path.parent / name)
        except OSError:
            reasons.append(f"{name}, which {path.name} was run with, is gone")
            continue
        if now != then:
            reasons.append(f"{name} changed after {path.name} ran")
    return reasons


def _compare_declared(facts: RunFacts, record: RunRecord) -> list[str]:
    new = [name for name in facts.declared if name not in record.data]
    return [f"{name} was declared after it ran" for name in new]
