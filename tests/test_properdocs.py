"""ProperDocs, a fork of MkDocs, builds the same site with the same plugins.

It loads plugins by the same entry points and answers `import mkdocs` with itself. It looks for
properdocs.yml first, so mkdocs.yml is named.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from bs4 import BeautifulSoup

TINY_SITE = Path(__file__).parent / "cases" / "tiny_site"


def test_properdocs_builds_what_mkdocs_builds(tmp_path: Path) -> None:
    built = {host: build(host, tmp_path / host) for host in ("mkdocs", "properdocs")}

    assert built["properdocs"] == built["mkdocs"]
    assert "Whom to call this week" in built["properdocs"]["case-studies/churn/index.html"]


def build(host: str, folder: Path) -> dict[str, str]:
    """What the host writes: the text of each page's content by path, and all other paths."""
    shutil.copytree(TINY_SITE, folder)
    command = [sys.executable, "-m", host, "build", "--strict", "--config-file", "mkdocs.yml"]
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr

    site = folder / "site"
    return {
        path.relative_to(site).as_posix(): content(path) if path.suffix == ".html" else ""
        for path in site.rglob("*")
        if path.is_file()
    }


def content(page: Path) -> str:
    html = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
    return str(html.find("main"))
