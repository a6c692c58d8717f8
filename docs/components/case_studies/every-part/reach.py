"""The share of leavers that a list reaches."""


def reach(gone: list[bool], share: float = 0.1) -> float:
    """How many of those who leave are in the first part of the list."""
    called = gone[: int(len(gone) * share)]
    return sum(called) / sum(gone)
