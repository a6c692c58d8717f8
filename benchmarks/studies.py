"""Sites of studies: builds and reloads beside plain MkDocs with the same pages."""

import shutil
import tempfile
from pathlib import Path

from benchmarks.generate import make_sites, set_pictures
from benchmarks.measure import Cost, build, change_headline, reload_seconds


def report_studies(sizes: list[int], reload: list[int]) -> None:
    """Measure and print; the floor does not draw pictures, so that builds without are compared."""
    print("Studies: processor seconds; in brackets as a multiple of the floor of the same run;")
    print("a cold build with pictures as they are, as in the floor, and with all their sizes")
    print(
        "studies   floor    cold, as they are  cold            warm            one changed   "
        "  MB cold  MB floor  kB a page"
    )
    peaks = {}
    for count in sizes:
        with tempfile.TemporaryDirectory() as folder:
            ours, floor = make_sites(Path(folder), count)
            turns = [_turn(ours, floor, turn) for turn in range(3 if count <= 100 else 1)]
            low, *costs = (min(kind, key=_cpu) for kind in zip(*turns, strict=True))
            page = (ours / "site/case-studies/study-1/index.html").stat().st_size / 1000
            plain, cold, warm, changed = (
                f"{one.cpu:6.2f} ({one.cpu / low.cpu:5.2f})" for one in costs
            )
            peaks[count] = costs[1].memory
            print(
                f"{count:7}  {low.cpu:6.2f}  {plain:>17}  {cold}  {warm}  {changed}"
                f"  {peaks[count]:7.0f}  {low.memory:8.0f}  {page:9.1f}",
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


def _turn(ours: Path, floor: Path, turn: int) -> tuple[Cost, Cost, Cost, Cost, Cost]:
    """The floor, two builds from nothing, one more, and one after an edit."""
    low = build(floor)
    set_pictures(ours, "original")
    shutil.rmtree(ours / ".cache", ignore_errors=True)
    plain = build(ours)
    set_pictures(ours, "responsive")
    shutil.rmtree(ours / ".cache", ignore_errors=True)
    cold, warm = build(ours), build(ours)
    change_headline(ours / "case_studies/study-1/study.yml", f"Headline{turn}x")
    return low, plain, cold, warm, build(ours)


def _cpu(cost: Cost) -> float:
    return cost.cpu
