"""Headers that Django does not set by itself; the others are in settings."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

NOTHING_ALLOWED = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer", "autoplay", "camera", "display-capture", "fullscreen", "geolocation", "gyroscope",
        "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "serial", "usb",
    )
)  # fmt: skip


def headers(get_response: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Nothing of a page stays behind in a browser or a proxy, and no page may use the devices of its reader."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NOTHING_ALLOWED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers["Cache-Control"] = "no-store"
        if has_just_left(request):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def has_just_left(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name == "account_logout" and request.method == "POST"
