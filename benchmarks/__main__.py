"""Prints builds and reloads as multiples of plain MkDocs with the same pages, in the same run."""

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.generate import make_sites
from benchmarks.measure import Cost, build, reload_seconds


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--reload", type=int, nargs="*", default=[10, 100])
    options = parser.parse_args()
    print("processor seconds; in brackets as a multiple of the floor of the same run")
    print("studies   floor    cold            warm            MB cold  MB floor  kB a page")
    peaks = {}
    for count in options.sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, floor = make_sites(Path(folder), count)
            turns = 3 if count <= 100 else 1
            floors, colds, warms = [], [], []
            for _ in range(turns):
                shutil.rmtree(ours / ".cache", ignore_errors=True)
                floors.append(build(floor))
                colds.append(build(ours))
                warms.append(build(ours))
            low, cold, warm = (min(costs, key=_cpu) for costs in (floors, colds, warms))
            page = (ours / "site/case-studies/study-1/index.html").stat().st_size / 1000
            peaks[count] = cold.memory
            print(
                f"{count:7}  {low.cpu:6.2f}  {cold.cpu:6.2f} ({cold.cpu / low.cpu:4.2f})"
                f"  {warm.cpu:6.2f} ({warm.cpu / low.cpu:4.2f})"
                f"  {cold.memory:7.0f}  {low.memory:8.0f}  {page:9.1f}",
                flush=True,
            )
    if len(peaks) > 1:
        few, many = min(peaks), max(peaks)
        growth = (peaks[many] - peaks[few]) / (many - few)
        print(f"memory a study: {growth:.2f} MB")
    print("\nseconds from saving a file to the page that shows it, in `mkdocs serve`")
    print("studies   floor  study.yml")
    for count in options.reload:
        with tempfile.TemporaryDirectory() as folder:
            ours, floor = make_sites(Path(folder), count)
            page = "case-studies/study-1/"
            low = reload_seconds(floor, floor / "content/case-studies/study-1.md", page, 8311)
            saved = reload_seconds(ours, ours / "case_studies/study-1/study.yml", page, 8312)
            print(f"{count:7}  {low:6.2f}  {saved:6.2f} ({saved / low:4.2f})", flush=True)


def _cpu(cost: Cost) -> float:
    return cost.cpu


if __name__ == "__main__":
    main()
