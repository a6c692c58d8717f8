"""The command `proofolio run`."""

import os
from collections.abc import Sequence
from pathlib import Path

import click

from proofolio.cli.options import config_option

# Kernels are hungry; more of them at once only where the author asks for it.
_MOST_JOBS = 4
# What the extras `run` and `dask` bring.
_EXTRAS = {"nbclient", "nbformat", "jupyter_client", "psutil", "distributed"}


@click.command()
@click.argument("names", nargs=-1, metavar="[STUDY or NOTEBOOK]...")
@config_option("The site's configuration, which says where the studies are.")
@click.option("--stale", is_flag=True, help="Only those that are stale or have no record of a run.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help=f"How many at once; as many as there are processors, {_MOST_JOBS} at most, unless told.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="The time that each notebook has; no limit unless told.",
)
@click.option("--dask", metavar="ADDRESS", help="Run on the Dask cluster of this scheduler.")
def run(
    names: tuple[str, ...],
    config_file: Path,
    stale: bool,
    jobs: int | None,
    timeout: float | None,
    dask: str | None,
) -> None:
    """Execute notebooks, and save each with its outputs and a record of the run.

    STUDY is the name of a study's folder, NOTEBOOK the path of a file; without either, the
    notebooks of all studies run. One that fails, or is interrupted, stays as it was. Exit status 0
    when all ran through, 1 when one failed, 130 when interrupted.
    """
    from proofolio.running import RunError

    if jobs and dask:
        raise click.UsageError("--jobs and --dask exclude each other: the cluster has its own size")
    try:
        notebooks = _find(names, config_file)
        fresh = _drop_fresh(notebooks) if stale else 0
        if not notebooks:
            click.echo(f"nothing to run: {_count(fresh)} fresh" if fresh else "no notebooks")
            return
        failed = _run(notebooks, jobs, timeout, dask)
    except RunError as error:
        raise click.ClickException(str(error)) from error
    except KeyboardInterrupt:
        click.echo("\ninterrupted; what had not ended is as it was", err=True)
        raise SystemExit(130) from None
    left = f", {fresh} fresh" if fresh else ""
    click.echo(f"{_count(len(notebooks) - failed)} run, {failed} failed{left}")
    if failed:
        raise SystemExit(1)


def _find(names: Sequence[str], config_file: Path) -> list[Path]:
    from proofolio.running.find import find_notebooks

    # Notebooks alone need no site.
    if names and all(name.endswith(".ipynb") for name in names):
        return find_notebooks(names, None)
    from proofolio.hosts.mkdocs.check import CheckError, find_studies_dir

    try:
        return find_notebooks(names, find_studies_dir(config_file))
    except CheckError as error:
        raise click.ClickException(str(error)) from error


def _drop_fresh(notebooks: list[Path]) -> int:
    """Keep those that have to run, say why, and return how many those are that have not."""
    from proofolio.cli.progress import shown
    from proofolio.notebooks import NotebookError
    from proofolio.running import check_run

    for path in (everything := list(notebooks)):
        try:
            state = check_run(path)
        except NotebookError:
            continue  # the run tells what is wrong with it
        if state.status == "fresh":
            notebooks.remove(path)
        else:
            reasons = "; ".join(state.reasons) or "no record of a run"
            click.echo(f"stale   {shown(path)}: {reasons}")
    return len(everything) - len(notebooks)


def _run(
    notebooks: Sequence[Path], jobs: int | None, timeout: float | None, dask: str | None
) -> int:
    """Return how many failed. Raises RunError, KeyboardInterrupt."""
    from proofolio.cli.progress import Progress
    from proofolio.running import RunError

    with Progress() as progress:
        try:
            if dask:
                from proofolio.running.cluster import run_on_cluster

                run_on_cluster(notebooks, dask, timeout=timeout, on_event=progress)
            else:
                from proofolio.running.local import run_here

                at_once = jobs or min(os.cpu_count() or 1, _MOST_JOBS)
                run_here(notebooks, jobs=at_once, timeout=timeout, on_event=progress)
        except ModuleNotFoundError as error:
            if error.name not in {
                "nbclient",
                "nbformat",
                "jupyter_client",
                "psutil",
                "distributed",
            }:
                raise
            extra = "dask" if dask else "run"
            raise RunError(
                f"running needs {error.name}: python -m pip install 'proofolio[{extra}]'"
            ) from error
        return progress.failed


def _count(number: int) -> str:
    return f"{number} notebook" if number == 1 else f"{number} notebooks"
