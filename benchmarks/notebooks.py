"""Sites of notebooks: builds, edits, memory and pages, beside mkdocs-jupyter and the floor."""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Cost, build, change_headline, reload_seconds
from benchmarks.notebook_sites import make_notebook_sites, notebook_file
from benchmarks.peer import install_peer
from benchmarks.weight import weigh

PEER = "mkdocs-jupyter"
# Ours without the sizes of pictures, which neither of the others draws.
PLAIN = "as they are"
_HEAD = (
    "notebooks  site            cold s cpu       (s wall)   warm s cpu       (s wall)"
    "   one changed      MB  MB tree"
)


def report_notebooks(sizes: list[int], peer_sizes: list[int], reload: list[int]) -> None:
    """Measure and print; `peer_sizes` are those at which mkdocs-jupyter is measured, too."""
    print("\nNotebooks of 30 cells: processor seconds with those of child processes, in brackets")
    print("as a multiple of the floor of the same run, and seconds of the clock")
    python = install_peer() if peer_sizes else None
    print(f'"{PLAIN}" is the same with pictures in the one size that the floor has')
    pythons = dict.fromkeys(("floor", PLAIN, "proofolio"), sys.executable)
    if python:
        pythons[PEER] = python
    print(_HEAD)
    for count in sizes:
        names = [name for name in pythons if name != PEER or count in peer_sizes]
        with tempfile.TemporaryDirectory() as folder:
            _builds(make_notebook_sites(Path(folder), count, names), count, pythons)
    print("\nseconds from saving a notebook to the page that shows it, in `mkdocs serve`; MkDocs")
    print("looks for changes every half second, so that 0.1 to 0.6 of them are waiting")
    for count in reload:
        names = [name for name in pythons if name != PEER or count in peer_sizes]
        names.remove(PLAIN)
        with tempfile.TemporaryDirectory() as folder:
            for name, site in make_notebook_sites(Path(folder), count, names).items():
                file, page = notebook_file(site, 1), "notebooks/work-1/"
                times = 9 if name == "proofolio" else 3
                taken = reload_seconds(site, file, page, 8313, times, pythons[name])
                middle = taken[len(taken) // 2]
                spread = f"{taken[0]:.2f} to {taken[-1]:.2f}"
                print(f"{count:9}  {name:14}  {middle:6.2f}  ({spread})", flush=True)


def _builds(sites: dict[str, Path], count: int, pythons: dict[str, str]) -> None:
    found: dict[str, list[tuple[Cost, Cost, Cost]]] = {name: [] for name in sites}
    for turn in range(3 if count <= 100 else 1):
        for name, site in sites.items():
            if turn == 0 or name != PEER:
                found[name].append(_turn(site, pythons[name], turn))
    costs = {
        name: [min(kind, key=lambda cost: cost.cpu) for kind in zip(*turns, strict=True)]
        for name, turns in found.items()
    }
    floor = costs["floor"][0].cpu
    for name, (cold, warm, changed) in costs.items():
        times = "".join(
            f"{cost.cpu:8.2f} ({cost.cpu / floor:4.2f}) ({cost.seconds:6.2f})  "
            for cost in (cold, warm)
        )
        print(
            f"{count:9}  {name:14}  {times}{changed.cpu:6.2f} ({changed.cpu / floor:4.2f})"
            f"  {cold.memory:6.0f}  {cold.tree:7.0f}",
            flush=True,
        )
    for name, site in sites.items():
        weight = weigh(site, "notebooks/work-1")
        base64 = "base64" if weight.has_base64 else "no base64"
        print(
            f"{'a page:':>9}  {name:14}  {weight.html:6.1f} kB of HTML, {weight.wire:.1f} kB over "
            f"the wire + fonts {weight.fonts:.0f} kB, {base64}, {weight.foreign} foreign files",
            flush=True,
        )


def _turn(site: Path, python: str, turn: int) -> tuple[Cost, Cost, Cost]:
    """A build from nothing, one more, and one after an edit; MkDocs alone keeps nothing."""
    shutil.rmtree(site / ".cache", ignore_errors=True)
    cold = build(site, python)
    if site.name == "floor":
        return cold, cold, cold
    warm = build(site, python)
    change_headline(notebook_file(site, 1), f"Headline{turn}x")
    return cold, warm, build(site, python)
