"""A built folder, and what will not work or should not be there once it is published."""

from proofolio.guard.examine import examine_folder, examine_repository
from proofolio.guard.leftovers import Record, read_record, record_build
from proofolio.guard.published import examine_published
from proofolio.guard.repository import Repository, find_remote, find_root, read_workflows
from proofolio.guard.site import BuiltSite, read_site

__all__ = [
    "BuiltSite",
    "Record",
    "Repository",
    "examine_folder",
    "examine_published",
    "examine_repository",
    "find_remote",
    "find_root",
    "read_record",
    "read_site",
    "read_workflows",
    "record_build",
]
