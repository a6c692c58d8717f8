"""Asks the addresses of a portfolio whether they still answer; only where a person asks for it."""

from proofolio.online.address import Address, find_in_page, find_in_yaml
from proofolio.online.check import check_addresses

__all__ = ["Address", "check_addresses", "find_in_page", "find_in_yaml"]
