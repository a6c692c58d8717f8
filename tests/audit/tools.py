"""The two checks whose tools do not come with Python: the Nu HTML validator and Lighthouse.

npm brings both into the cache, once, where it is there; the validator needs Java as well.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from tests.audit.finding import Finding
from tests.site.building import ROOT

CACHE = ROOT / ".cache" / "audit"
# Lighthouse 13 needs a newer Node than most have.
VERSIONS = {"vnu-jar": "26.9.27", "lighthouse": "12.8.2"}
LIMITS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update"
)
RUNS = 3  # other work on the machine only ever lowers the performance
# What Material and pymdownx write, and no override of ours can reach.
NOT_OURS = [
    (r"^Attribute .autocomplete. is only allowed when the input type is", 'class="md-toggle"'),
    (r"^Bad value .. for attribute .tabindex. on element .label.", 'class="md-nav__link'),
    (r"^Element .a. is missing required attribute .href.", 'id="__codelineno'),
]


class NotRun(Exception):
    """A check that cannot be made here, and why."""


def validate(folder: Path) -> list[Finding]:
    """What the Nu HTML validator says of every page of a built site. Raises NotRun."""
    java = shutil.which("java")
    if java is None:
        raise NotRun("no java")
    jar = _install("vnu-jar") / "build" / "dist" / "vnu.jar"
    pages = [path for path in sorted(folder.rglob("*.html")) if _is_page(path)]
    options = ["--errors-only", "--format", "json", "--exit-zero-always", "--stdout"]
    done = _run([java, "-Xss4m", "-jar", jar, *options, *pages])
    found = []
    for message in json.loads(done.stdout)["messages"]:
        if _is_ours(message):
            page = Path(message["url"].removeprefix("file:")).relative_to(folder).as_posix()
            line, extract = message.get("lastLine", 1), " ".join(message.get("extract", "").split())
            text = f"line {line}: {message['message']} {extract[:120]}"
            found.append(Finding("html", page.removesuffix("index.html"), "", text))
    return found


def _is_page(path: Path) -> bool:
    return b"<html" in path.read_bytes()[:3000].lower()


def _is_ours(message: dict[str, Any]) -> bool:
    return not any(
        re.search(text, message["message"]) and extract in message.get("extract", "")
        for text, extract in NOT_OURS
    )


def measure(
    address: str, paths: list[str], browser: Path
) -> tuple[list[Finding], dict[str, dict[str, int]]]:
    """Lighthouse's four scores for each page, the best of a few runs. Raises NotRun."""
    node = shutil.which("node")
    if node is None:
        raise NotRun("no node")
    command = [node, _install("lighthouse") / "cli" / "index.js"]
    found, table = [], {}
    for path in paths:
        scores: dict[str, int] = {}
        why: dict[str, list[str]] = {}
        for _ in range(RUNS):
            report = _run_lighthouse(command, address + path, browser)
            for name in LIMITS:
                score = round((report["categories"][name]["score"] or 0) * 100)
                if score >= scores.get(name, -1):
                    scores[name], why[name] = score, _lost(report, name)
            if all(scores[name] >= least for name, least in LIMITS.items()):
                break
        table[path] = scores
        for name, least in LIMITS.items():
            if scores[name] < least:
                text = f"{name} {scores[name]}, not {least}: {', '.join(why[name])}"
                found.append(Finding("lighthouse", path, "", text))
    return found, table


def _run_lighthouse(command: list[Any], address: str, browser: Path) -> Any:
    options = ["--output=json", "--quiet", "--form-factor=mobile", f"--chrome-flags={FLAGS}"]
    only = f"--only-categories={','.join(LIMITS)}"
    done = _run([*command, address, *options, only], CHROME_PATH=str(browser))
    report = json.loads(done.stdout)
    if error := report.get("runtimeError"):
        raise NotRun(error["message"])
    return report


def _lost(report: Any, category: str) -> list[str]:
    """The audits that cost the score something."""
    wanted = (ref for ref in report["categories"][category]["auditRefs"] if ref["weight"])
    audits = (report["audits"][ref["id"]] for ref in wanted)
    return [audit["id"] for audit in audits if (audit["score"] or 0) < 0.9]


def _install(package: str) -> Path:
    folder = CACHE / f"{package}-{VERSIONS[package]}"
    installed = folder / "node_modules" / package
    if not installed.is_dir():
        npm = shutil.which("npm")
        if npm is None:
            raise NotRun("no npm to get it with")
        folder.mkdir(parents=True, exist_ok=True)
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--loglevel=error"]
        _run([npm, "install", *quiet, "--prefix", folder, f"{package}@{VERSIONS[package]}"])
    return installed


def _run(command: list[Any], **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **environment}, check=False
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise NotRun(f"{Path(command[0]).name} failed: {last[:200]}")
    return done
