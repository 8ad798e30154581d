"""Where browsers report what the content security policy stopped (ASVS V3.4.7): a fault of ours, or an attack.

Anybody can post here, so of what comes in only two words of our own are logged: a directive and the name of a page.
"""

import json
import logging
from collections.abc import Iterator
from http import HTTPStatus
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from allauth.core import ratelimit
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from familienetwerk.accounts.access import public

logger = logging.getLogger(__name__)

TYPES = {"application/csp-report", "application/reports+json"}
MOST_BYTES = 16_000
MOST_REPORTS = 10  # of one request
UNKNOWN = "onbekend"


@csrf_exempt
@require_POST
@public
def receive(request: HttpRequest) -> HttpResponse:
    """204, also for what says nothing; small JSON only, and not too often."""
    if request.content_type not in TYPES:
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not ratelimit.consume(request, action="csp_report"):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS)
    try:
        posted = json.loads(request.body)
    except (ValueError, RecursionError):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    for directive, page in islice(reports_in(posted), MOST_REPORTS):
        logger.warning("A browser stopped %s on the page %s.", directive, page)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def reports_in(posted: Any) -> Iterator[tuple[str, str]]:
    """Directive and page of each report, in the older form (one, by report-uri) and the newer (many, by report-to)."""
    if isinstance(posted, dict) and isinstance(report := posted.get("csp-report"), dict):
        directive = report.get("effective-directive") or report.get("violated-directive")
        yield directive_of(directive), page_of(report.get("document-uri"))
    for report in posted if isinstance(posted, list) else []:
        if isinstance(report, dict) and isinstance(body := report.get("body"), dict):
            yield directive_of(body.get("effectiveDirective")), page_of(body.get("documentURL"))


def directive_of(said: Any) -> str:
    """One of our own policy, or a part of it such as script-src-elem; never what somebody made up."""
    return next(
        (f"{name}{part}" for name in settings.SECURE_CSP for part in ("", "-elem", "-attr") if said == f"{name}{part}"),
        UNKNOWN,
    )


def page_of(address: Any) -> str:
    """The name of the page in our site map: no number of a case, no query."""
    try:
        return resolve(urlsplit(str(address)).path).view_name or UNKNOWN
    except (Resolver404, ValueError):
        return UNKNOWN
