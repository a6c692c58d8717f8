"""What a page shows, in the vocabulary of schema.org, as JSON-LD."""

from proofolio.share.structured.graph import make_graph
from proofolio.share.structured.shown import Shown, only_shown
from proofolio.share.structured.writing import write_script

__all__ = ["Shown", "make_graph", "only_shown", "write_script"]
