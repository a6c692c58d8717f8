"""Documents to attach: a PDF of each study and of the whole portfolio, and the résumé."""

from proofolio.share.documents.documents import Document, Documents, Kind, Wanted
from proofolio.share.documents.maker import DocumentMaker

__all__ = ["Document", "DocumentMaker", "Documents", "Kind", "Wanted"]
