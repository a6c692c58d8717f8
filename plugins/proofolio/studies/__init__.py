"""What authors write, as frozen and validated values."""

from proofolio.studies.confidential import HiddenName, find_hidden, find_names, name_pattern
from proofolio.studies.metric import Baseline, Evidence, Metric
from proofolio.studies.permission import Permission
from proofolio.studies.portfolio import (
    LISTED,
    TAKE_OUT,
    Portfolio,
    Study,
    find_published,
    make_portfolio,
    make_study,
)
from proofolio.studies.problems import suggest, validate
from proofolio.studies.profile import Profile
from proofolio.studies.quantity import Quantity, change, read_quantity
from proofolio.studies.schema import schema_path, schema_text, write_schemas
from proofolio.studies.silence import RuleName, Silence
from proofolio.studies.study import CaseStudy
from proofolio.studies.values import CellRef, FilePath, Markdown
from proofolio.studies.visual import Visual
from proofolio.studies.walk import walk

__all__ = [
    "LISTED",
    "TAKE_OUT",
    "Baseline",
    "CaseStudy",
    "CellRef",
    "Evidence",
    "FilePath",
    "HiddenName",
    "Markdown",
    "Metric",
    "Permission",
    "Portfolio",
    "Profile",
    "Quantity",
    "RuleName",
    "Silence",
    "Study",
    "Visual",
    "change",
    "find_hidden",
    "find_names",
    "find_published",
    "make_portfolio",
    "make_study",
    "name_pattern",
    "read_quantity",
    "schema_path",
    "schema_text",
    "suggest",
    "validate",
    "walk",
    "write_schemas",
]
