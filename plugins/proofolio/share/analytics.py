"""Who counts the views of pages, as a site sets it in mkdocs.yml."""

from __future__ import annotations

import json
import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, StrictBool, model_validator

from proofolio.studies.model import Model
from proofolio.studies.values import Line, Url, refuse

Service = Literal["goatcounter", "plausible", "umami", "matomo"]

_LOCAL = ("localhost", "127.0.0.1")
_SETTINGS = "{ /* settings */ }"
_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_EXAMPLE = "50429a93-8479-4073-be80-d5d29c09c2ec"
# What each service calls the site, and how it writes it.
_SITES: dict[Service, tuple[str, str, str]] = {
    "plausible": ("the domain of the site in Plausible", r"[\w.-]+(?:/[\w./-]*)?", "example.org"),
    "umami": ("the website ID that Umami shows", _UUID, _EXAMPLE),
    "matomo": ("the number of the site in Matomo", r"[1-9]\d*", '"1"'),
}


def _host(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" and parts.hostname not in _LOCAL:
        raise refuse("an address that begins with https://", "views travel with it, so encrypt it")
    if parts.query or parts.fragment or parts.username:
        raise refuse("the address of a host", "write it as https://stats.example.org")
    return value.rstrip("/")


class Analytics(Model):
    """A service, the host that it runs on, and what it calls the site."""

    service: Service = Field(description="Who counts.", examples=["goatcounter"])
    host: Annotated[Url, AfterValidator(_host)] = Field(
        description="The host that views are sent to, and the only one.",
        examples=["https://name.goatcounter.com"],
    )
    site: Line | None = Field(
        None,
        description="What the service calls the site; GoatCounter knows it by its host.",
        examples=["example.org"],
    )
    unlisted: StrictBool = Field(
        False,
        description="Whether views of unlisted pages are sent, too: the service then knows their "
        "addresses.",
        examples=[True],
    )

    @model_validator(mode="after")
    def _site_of_service(self) -> Analytics:
        if self.service not in _SITES:
            if self.site is not None:
                raise refuse("`host` alone for GoatCounter", "delete `site`", at=("site",))
            return self
        expected, form, example = _SITES[self.service]
        if self.site is None:
            raise refuse(f"`site`, {expected}", f"add `site: {example}`", found="none")
        if not re.fullmatch(form, self.site):
            raise refuse(expected, f"write it as `site: {example}`", at=("site",))
        return self


def fill_script(script: str, analytics: Analytics, site_url: str) -> str:
    """The script with its settings; it counts at the site's own address alone."""
    parts = urlsplit(site_url)
    settings = {
        "service": analytics.service,
        "host": analytics.host,
        "site": analytics.site or "",
        "unlisted": analytics.unlisted,
        "origin": f"{parts.scheme}://{parts.netloc}" if parts.netloc else "",
    }
    return script.replace(_SETTINGS, json.dumps(settings))
