"""Case studies written as YAML and notebooks become a portfolio whose claims can be checked."""

from proofolio.recording import record, record_curve, record_table

__version__ = "0.1.0"

__all__ = ["record", "record_curve", "record_table"]
