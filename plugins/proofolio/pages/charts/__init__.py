"""Charts of recorded values: inline SVG that follows the theme, and the data as a table."""

from proofolio.pages.charts.draw import Drawable, Drawing, draw_chart
from proofolio.pages.charts.error import ChartError
from proofolio.pages.charts.kinds import KINDS
from proofolio.pages.charts.table import ChartTable
from proofolio.pages.charts.timeline import Phase

__all__ = ["KINDS", "ChartError", "ChartTable", "Drawable", "Drawing", "Phase", "draw_chart"]
