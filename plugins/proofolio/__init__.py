"""Case studies written as YAML and notebooks become a portfolio whose claims can be checked."""

__version__ = "0.1.0"
