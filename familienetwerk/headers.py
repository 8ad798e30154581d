"""Headers that Django does not set by itself; the others are in settings."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseFileResponse

OFF = (
    *("accelerometer", "autoplay", "browsing-topics", "camera", "compute-pressure", "display-capture"),
    *("encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection"),
    *("keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "window-management"),
    "xr-spatial-tracking",
)
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{feature}=()" for feature in OFF), *(f"{feature}=(self)" for feature in PASSKEYS)])
REPORTS_TO = f'csp="{settings.CSP_REPORTS_PATH}"'


def headers(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Nothing of a page stays behind in a browser or a proxy, and no page may use the devices of its reader."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Reporting-Endpoints", REPORTS_TO)
        if not isinstance(response, WhiteNoiseFileResponse):  # what we ship holds nobody's data
            response.headers["Cache-Control"] = "no-store"
        if response.headers.get("Content-Disposition"):
            close_off(response)
        if has_just_left(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def close_off(response: HttpResponseBase) -> None:
    """A file that is taken along runs nothing, and what is opened from it does not learn where it came from.

    Pages keep `same-origin`: with `no-referrer` a browser says of a form that it comes from nowhere, and then the
    check against forms of others (CSRF) has nothing to compare.
    """
    response.headers["Referrer-Policy"] = "no-referrer"
    response._csp_config = settings.CSP_OF_A_FILE  # type: ignore[attr-defined]  # as csp_override would


def has_just_left(request: HttpRequest) -> bool:
    """By logging out, or because the session had lasted long enough."""
    match = request.resolver_match
    has_logged_out = match is not None and match.url_name == "account_logout" and request.method == "POST"
    return has_logged_out or hasattr(request, "ended_session_user")
