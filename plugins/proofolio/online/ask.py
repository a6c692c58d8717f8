"""One request to one address, and what became of it."""

from __future__ import annotations

import http.client
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from typing import IO, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from proofolio import __version__

_AGENT = f"Mozilla/5.0 (compatible; Proofolio/{__version__}; check of links by their author)"
_GONE = (404, 410)
_FOR_GOOD = (301, 308)
# A host that does not know HEAD answers it with any of these; GET says what is true.
_REFUSING_HEAD = frozenset({400, 401, 403, 404, 405, 406, 410, 429, 500, 501, 502, 503})
# The host's name is not there; anything else may be the network of the reader.
_UNKNOWN_HOST = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}

_ENDED = "the connection ended early"
SILENT = "no answer in time"

State = Literal["there", "gone", "unsure", "unknown host"]


@dataclass(frozen=True)
class Answer:
    """`reason` says in words why it is not simply there; `moved_to` is where it went for good.

    `refuses_frames` is the header by which the page forbids other sites to show it.
    """

    state: State
    reason: str = ""
    moved_to: str = ""
    refuses_frames: str = ""


def ask(url: str, timeout: float) -> Answer:
    """Ask for an address, by HEAD and where that is refused by GET; never raises."""
    answer, code = _request(url, "HEAD", timeout)
    if code in _REFUSING_HEAD or answer.reason in (_ENDED, SILENT):
        answer, _ = _request(url, "GET", timeout)
    return answer


def _request(url: str, method: str, timeout: float) -> tuple[Answer, int]:
    """Return the answer, and the status or 0."""
    redirects = _Redirects()
    headers = {"User-Agent": _AGENT, "Accept": "*/*"}
    try:
        request = Request(_encoded(url), headers=headers, method=method)  # noqa: S310 - http only
        with build_opener(redirects).open(request, timeout=timeout) as reply:
            return Answer(
                "there",
                moved_to=redirects.moved_to,
                refuses_frames=_refusal_of_frames(reply.headers),
            ), reply.status
    except HTTPError as error:
        with error:
            reason = f"{error.code} {http.client.responses.get(error.code, '')}".strip()
            return Answer("gone" if error.code in _GONE else "unsure", reason), error.code
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _failure(error.reason if isinstance(error, URLError) else error), 0


def explain(error: object) -> str:
    """Why there was no answer, in words."""
    return _failure(error).reason


def _failure(error: object) -> Answer:
    if isinstance(error, socket.gaierror):
        if error.errno in _UNKNOWN_HOST:
            return Answer("unknown host", "no such host")
        return Answer("unsure", "the host could not be looked up")
    if isinstance(error, TimeoutError):
        return Answer("unsure", SILENT)
    if isinstance(error, ssl.SSLCertVerificationError):
        return Answer("unsure", f"its certificate is not valid: {error.verify_message}")
    if isinstance(error, http.client.HTTPException | ConnectionResetError):
        return Answer("unsure", _ENDED)
    if isinstance(error, ConnectionRefusedError):
        return Answer("unsure", "the connection was refused")
    return Answer("unsure", str(error) or type(error).__name__)


class _Redirects(HTTPRedirectHandler):
    """Follows what leads to the web, and notes how far it leads for good."""

    def __init__(self) -> None:
        self.moved_to = ""
        self.for_good = True

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        self.for_good &= code in _FOR_GOOD
        if self.for_good:
            self.moved_to = newurl
        sent = {name: value for name, value in req.header_items() if name != "Host"}
        return Request(_encoded(newurl), headers=sent, method=req.get_method())  # noqa: S310


def _encoded(url: str) -> str:
    """Write an address as machines want it: `https://zürich.example/é` in ASCII."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    path, query = (quote(part, safe="/%:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, host, path, query, ""))


def _refusal_of_frames(headers: Message | Mapping[str, str]) -> str:
    """Name the header that forbids frames; `frame-ancestors` wins over the older one (CSP 3)."""
    policy = headers.get("Content-Security-Policy", "")
    if rule := re.search(r"frame-ancestors\s+([^;,]*)", policy, re.IGNORECASE):
        sources = rule[1].split()
        is_open = any(source in ("*", "https:", "http:") for source in sources)
        return "" if is_open else f"Content-Security-Policy: {' '.join(rule[0].split())}"
    older = headers.get("X-Frame-Options", "").strip()
    return f"X-Frame-Options: {older}" if older.lower() in ("deny", "sameorigin") else ""
