"""Prints what builds, reloads and pages cost beside other ways to the same pages, in one run."""

import argparse

from benchmarks.notebooks import report_notebooks
from benchmarks.studies import report_studies


def main() -> None:
    """Run the benchmark and print its tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=("studies", "notebooks"), help="one of the two parts")
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
    options = parser.parse_args()
    if options.only != "notebooks":
        report_studies(options.sizes, options.reload)
    if options.only != "studies":
        report_notebooks(options.notebooks, options.peer, options.notebooks_reload)


if __name__ == "__main__":
    main()
