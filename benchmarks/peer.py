"""mkdocs-jupyter, the newest that installs, in an environment of its own."""

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

FOLDER = Path(__file__).parents[1] / ".cache/bench/mkdocs-jupyter"
_SHOW = (
    "from importlib.metadata import version\n"
    "print(*(f'{n} {version(n)}' for n in ('mkdocs-jupyter', 'nbconvert', 'mkdocs-material')),"
    " sep=', ')"
)


def install_peer() -> str | None:
    """Return the environment's Python; None, with a message, where no registry can be reached."""
    python = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    same = [f"{name}=={version(name)}" for name in ("mkdocs", "mkdocs-material")]
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", FOLDER], check=True)
        install = [python, "-m", "pip", "install", "-qqq", "--disable-pip-version-check"]
        subprocess.run([*install, "--upgrade", "mkdocs-jupyter", *same], check=True, timeout=600)
        shown = subprocess.run([python, "-c", _SHOW], check=True, capture_output=True, text=True)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"mkdocs-jupyter is left out: it could not be installed ({error})")
        return None
    print("beside", shown.stdout.strip())
    return str(python)
