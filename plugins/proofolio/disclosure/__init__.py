"""What the public may see: whatever nobody allows any more is left out, or has its alias."""

from proofolio.disclosure.ledger import Entry, list_permissions
from proofolio.disclosure.left import Policy
from proofolio.disclosure.permission import Disclosed, disclose

__all__ = ["Disclosed", "Entry", "Policy", "disclose", "list_permissions"]
