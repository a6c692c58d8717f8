"""Prints what builds, reloads and pages cost beside other ways to the same pages, in one run."""

import argparse

from benchmarks.cards import report_cards
from benchmarks.claims import report_claims
from benchmarks.documents import report_documents
from benchmarks.notebooks import report_notebooks
from benchmarks.studies import report_studies


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--only", choices=("studies", "notebooks", "claims", "cards", "documents"), help="one part"
    )
    parser.add_argument(
        "--sizes", type=int, nargs="*", default=[10, 100, 1000], help="how many studies"
    )
    parser.add_argument(
        "--reload", type=int, nargs="*", default=[10, 100], help="the same for `mkdocs serve`"
    )
    parser.add_argument(
        "--notebooks", type=int, nargs="*", default=[10, 100, 300], help="how many notebooks"
    )
    parser.add_argument(
        "--notebooks-reload", type=int, nargs="*", default=[100], help="the same for `serve`"
    )
    parser.add_argument(
        "--peer", type=int, nargs="*", default=[100], help="where mkdocs-jupyter is measured, too"
    )
    parser.add_argument("--claims", type=int, default=10_000, help="how many claims")
    parser.add_argument("--cards", type=int, default=100, help="how many preview cards")
    parser.add_argument("--documents", type=int, default=100, help="how many PDFs of studies")
    options = parser.parse_args()
    if options.only in (None, "studies"):
        report_studies(options.sizes, options.reload)
    if options.only in (None, "notebooks"):
        report_notebooks(options.notebooks, options.peer, options.notebooks_reload)
    if options.only in (None, "claims"):
        report_claims(options.claims)
    if options.only in (None, "cards"):
        report_cards(options.cards)
    if options.only in (None, "documents"):
        report_documents(options.documents)


if __name__ == "__main__":
    main()
