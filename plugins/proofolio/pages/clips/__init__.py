"""A clip of a study → the files that a page plays: small, without metadata, with a first frame."""

from proofolio.pages.clips.clip import ReadyClip, read_clip

__all__ = ["ReadyClip", "read_clip"]
