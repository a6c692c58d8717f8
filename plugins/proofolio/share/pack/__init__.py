"""The texts about a study that people paste elsewhere, each as long as it may be there."""

from proofolio.share.pack.limits import FORMS
from proofolio.share.pack.writer import PackError, PackWriter, Written

__all__ = ["FORMS", "PackError", "PackWriter", "Written"]
