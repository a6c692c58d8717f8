"""What it costs to set the documents of a site's studies, and to find them again."""

import os
import tempfile
import time
from pathlib import Path

from mkdocs.config import load_config

from benchmarks.cards import usual_brand
from benchmarks.generate import make_sites
from proofolio.hosts.mkdocs.studies.build import read_build
from proofolio.share import SharedPage, SharedSite, SharedStudy
from proofolio.share.documents import DocumentMaker, Wanted
from proofolio.share.typst import Press
from proofolio.words import read_words


def report_documents(count: int) -> None:
    """Print the seconds of `count` PDFs of dense studies, cold and warm, each in a new press.

    Each study has a figure, and too much text for two pages in the usual size.
    """
    with tempfile.TemporaryDirectory() as folder:
        site = _site(Path(folder), count)
        for state in ("cold", "warm"):
            start, before = time.perf_counter(), sum(os.times()[:4])
            press = Press(Path(folder) / "share", Path(folder))
            wanted = Wanted(frozenset({"study"}))
            maker = DocumentMaker(site, read_words("en"), press, usual_brand(), wanted)
            made = maker.make()
            seconds, processor = time.perf_counter() - start, sum(os.times()[:4]) - before
            if made.problems or made.warnings:
                raise SystemExit(f"{made.problems} {made.warnings}")
            largest = max(one.path.stat().st_size for one in made.made) / 1000
            taken = f"{seconds:.2f} s, of processors {processor:.2f} s"
            print(f"{len(made.made)} PDFs, {state}: {taken}; the largest has {largest:.0f} kB")


def _site(folder: Path, count: int) -> SharedSite:
    ours, _ = make_sites(folder, count)
    config = load_config(str(ours / "mkdocs.yml"))
    build = read_build(config, config.plugins["proofolio/studies"].config, drafts=False)
    if build.problems:
        raise SystemExit(str(build.problems[0]))
    found, views = build.collection, {view.slug: view for view in build.site.studies}
    studies = {
        study.slug: SharedStudy(
            study,
            found.folders[study.slug],
            found.verdicts[study.slug],
            found.visuals[study.slug],
            views[study.slug],
        )
        for study in found.portfolio.studies
    }
    pages = tuple(
        SharedPage("study", view.uri, f"{slug}.md", view.title, slug=slug)
        for slug, view in views.items()
    )
    return SharedSite("https://ada.example/", "Ada", "", "en", pages, studies)
