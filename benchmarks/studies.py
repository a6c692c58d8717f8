"""Sites of studies: builds and reloads beside plain MkDocs with the same pages."""

import shutil
import tempfile
from pathlib import Path

from benchmarks.generate import make_sites
from benchmarks.measure import Cost, build, reload_seconds


def report_studies(sizes: list[int], reload: list[int]) -> None:
    """Measure and print."""
    print("Studies: processor seconds; in brackets as a multiple of the floor of the same run")
    print("studies   floor    cold            warm            MB cold  MB floor  kB a page")
    peaks = {}
    for count in sizes:
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
    for count in reload:
        with tempfile.TemporaryDirectory() as folder:
            ours, floor = make_sites(Path(folder), count)
            page = "case-studies/study-1/"
            file = floor / "content/case-studies/study-1.md"
            low = reload_seconds(floor, file, page, 8311)[1]
            saved = reload_seconds(ours, ours / "case_studies/study-1/study.yml", page, 8312)[1]
            print(f"{count:7}  {low:6.2f}  {saved:6.2f} ({saved / low:4.2f})", flush=True)


def _cpu(cost: Cost) -> float:
    return cost.cpu
