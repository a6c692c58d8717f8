"""One file of the web, as a visitor would get it."""

from __future__ import annotations

import http.client
import time
from collections.abc import Collection
from dataclasses import dataclass
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from proofolio import __version__
from proofolio.errors import ProofolioError
from proofolio.online.ask import explain

_AGENT = f"Mozilla/5.0 (compatible; Proofolio/{__version__}; preview for its author)"
_PIECE = 65_536


class FetchError(ProofolioError):
    """An address that did not give what was asked for; says why."""


@dataclass(frozen=True)
class Fetched:
    """What an address gave; `url` is where it led in the end."""

    url: str
    data: bytes
    media_type: str
    status: int = 200


def fetch(
    url: str, *, timeout: float = 10, most: int = 5_000_000, accept: Collection[int] = ()
) -> Fetched:
    """Get a file of at most so many bytes within twice the time-out, in seconds.

    `accept` has the statuses of errors whose page is wanted. Raises FetchError.
    """
    if urlsplit(url).scheme not in ("http", "https"):
        raise FetchError(f"{url}: expected an address that begins with https://")
    try:
        request = Request(url, headers={"User-Agent": _AGENT})  # noqa: S310 - http only
        with urlopen(request, timeout=timeout) as reply:  # noqa: S310
            return _read(url, reply, timeout, most)
    except HTTPError as error:
        with error:
            if error.code in accept:
                return _read(url, error, timeout, most)
            raise FetchError(f"{url}: {error.code} {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = error.reason if isinstance(error, URLError) else error
        raise FetchError(f"{url}: {explain(reason)}") from error


def _read(
    url: str, reply: http.client.HTTPResponse | HTTPError, timeout: float, most: int
) -> Fetched:
    until = time.monotonic() + 2 * timeout
    data = b""
    while piece := reply.read(_PIECE):
        data += piece
        if len(data) > most:
            raise FetchError(f"{url}: more than {most:,} bytes")
        if time.monotonic() > until:
            raise FetchError(f"{url}: no whole answer in time")
    return Fetched(reply.url, data, reply.headers.get_content_type(), reply.status or 200)
