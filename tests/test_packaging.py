"""The wheel alone builds a site: nothing that it needs is only in the checkout.

The clean environment holds what the wheel installs and what the wheel declares as its
dependencies, linked from this environment. So a template that the wheel lacks and a dependency that
pyproject.toml does not name both fail here, and no registry is asked. CI also lets pip choose the
dependencies (.github/workflows/ci.yml).
"""

import re
import shutil
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
TINY_SITE = ROOT / "tests" / "cases" / "tiny_site"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    return next(folder.glob("*.whl"))


def test_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    source = ROOT / "plugins"
    files = {path.relative_to(source) for path in source.rglob("[!.]*") if path.is_file()}
    wanted = {path.as_posix() for path in files if "__pycache__" not in path.parts}

    # hatchling leaves out what git ignores, and .gitignore names folders such as site/.
    assert wanted <= set(zipfile.ZipFile(wheel).namelist())


def test_wheel_builds_a_site_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    python = install_alone(wheel, tmp_path / "environment")
    site = shutil.copytree(TINY_SITE, tmp_path / "elsewhere")

    run(python.with_name("proofolio"), "check", cwd=site)
    run(python, "-I", "-m", "mkdocs", "build", "--strict", cwd=site)

    page = site / "site" / "case-studies" / "churn" / "index.html"
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    assert "Whom to call this week" in "".join(h1.get_text() for h1 in html.select("h1"))
    styles = [str(link["href"]) for link in html.select("link[rel=stylesheet][href]")]
    assert any("proofolio" in style for style in styles)
    assert [style for style in styles if not (page.parent / style).is_file()] == []


def install_alone(wheel: Path, environment: Path) -> Path:
    """A new environment with the wheel and its declared dependencies; returns its Python."""
    venv.create(environment, symlinks=True)
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", wheel, cwd=environment)

    site_packages = next(environment.glob("lib/python*/site-packages"))
    (installed,) = distributions(name="proofolio", path=[str(site_packages)])
    for name in with_dependencies(installed.requires or []):
        found = distribution(name)
        for top in {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}:
            link = site_packages / top
            if not link.exists():
                link.symlink_to(str(found.locate_file(top)))
    return python


def with_dependencies(requirements: list[str]) -> set[str]:
    """Names of the distributions that the requirements lead to, extras left aside."""
    names: set[str] = set()
    pending = [Requirement(text) for text in requirements]
    while pending:
        requirement = pending.pop()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and name not in names:
            names.add(name)
            pending += [Requirement(text) for text in distribution(name).requires or []]
    return names


def run(*command: str | Path, cwd: Path) -> None:
    result = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
