"""The import rules of the design: each step knows only the steps before it."""

import ast
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parent.parent / "plugins" / "proofolio"
STEPS = (
    "recording",
    "read", "studies", "words", "notebooks", "running", "evidence", "disclosure", "online", "pages",
    "share", "guard", "hosts", "cli",
)  # fmt: skip
# `from proofolio import record` is what notebooks write.
EVERYWHERE = {"proofolio", "proofolio.errors", "proofolio.recording"}
# Packages that one step alone may know.
ONLY_IN = {"mkdocs": "hosts", "properdocs": "hosts", "material": "hosts", "click": "cli"}
FILES = {
    path.relative_to(PACKAGE).as_posix(): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "assets" not in path.parts
}


def imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and full name of each module that a file imports, inside of functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            yield node.lineno, node.module or ""


def step_of(module: str) -> str | None:
    parts = module.split(".")
    return parts[1] if parts[0] == "proofolio" and len(parts) > 1 else None


def test_every_package_is_a_step_of_the_flow() -> None:
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    files = {path.stem for path in PACKAGE.glob("*.py")} - {"__init__", "__main__", "errors"}

    assert packages | files <= {*STEPS}


@pytest.mark.parametrize("name", FILES)
def test_imports_point_up_the_flow(name: str) -> None:
    own = name.split("/")[0].removesuffix(".py")
    known = STEPS[: STEPS.index(own) + 1] if own in STEPS else ()

    wrong = [
        f"plugins/proofolio/{name}:{line}: {module}"
        for line, module in imports(FILES[name])
        if (module not in EVERYWHERE and step_of(module) not in (None, *known))
        or ONLY_IN.get(module.split(".")[0], own) != own
    ]

    assert wrong == []


def loaded(code: str, folder: Path) -> set[str]:
    """The top-level modules that are loaded once the code has run in a process of its own."""
    script = f"{code}\nimport sys; print('\\n'.join({{m.split('.')[0] for m in sys.modules}}))"
    result = subprocess.run(
        [sys.executable, "-c", script], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(result.stdout.split())


def test_command_line_starts_without_what_only_a_build_needs(tmp_path: Path) -> None:
    modules = loaded("import proofolio.cli", tmp_path)

    assert modules & {"mkdocs", "nbconvert", "PIL", "markdown", "jinja2", "pydantic"} == set()


def test_warm_build_neither_converts_notebooks_nor_decodes_pictures(
    write_site: Callable[[Mapping[str, Any]], Path],
) -> None:
    config = write_site(
        {
            "added": "visuals:\n"
            "  - {figure: churn.ipynb#lift, alt: A curve.}\n"
            "  - {table: churn.ipynb#scores}\n"
            "  - {image: flow.png, alt: The flow.}\n"
            "next_step: A share of $\\frac{1}{2}$.\n",
            "files": {
                "case_studies/churn/flow.png": {"picture": "PNG"},
                "case_studies/churn/churn.ipynb": {
                    "notebook": [
                        {"label": "lift", "png": True},
                        {"label": "scores", "html": "<table><tr><td>1</td></tr></table>"},
                    ]
                },
            },
        }
    )
    build = (
        "from mkdocs.config import load_config\n"
        "from mkdocs.commands.build import build\n"
        "build(load_config('mkdocs.yml'))"
    )

    cold, warm = loaded(build, config.parent), loaded(build, config.parent)

    assert "PIL" in cold
    assert warm & {"nbconvert", "nbclient", "typst", "PIL", "math_core"} == set()
    assert (config.parent / "site" / "case-studies" / "churn" / "index.html").is_file()
