"""What leaves the site: previews, structured data, documents, feeds, texts for elsewhere."""

from proofolio.share.site import Kind, SharedPage, SharedSite, SharedStudy

__all__ = ["Kind", "SharedPage", "SharedSite", "SharedStudy"]
