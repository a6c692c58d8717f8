"""The same steps for a person at a terminal."""

from proofolio.cli.main import main

__all__ = ["main"]
