"""Answers and refusals, worded as Django, its REST framework and its OAuth toolkit word them."""

from collections.abc import Mapping

from starlette.responses import HTMLResponse, JSONResponse, Response

_PAGE = """<!doctype html>
<html lang="en"><head><title>{title}</title></head>
<body><h1>{title}</h1><p>{text}</p></body></html>
"""
_TITLES = {
    404: ("Not Found", "The requested resource was not found on this server."),
    500: ("Server Error (500)", ""),
    502: ("502 Bad Gateway", "nginx"),
    503: ("503 Service Temporarily Unavailable", "nginx"),
    504: ("504 Gateway Time-out", "nginx"),
}
_DETAILS = {
    401: "Authentication credentials were not provided.",
    403: "You do not have permission to perform this action.",
    404: "Not found.",
    429: "Request was throttled.",
}


class Refused(Exception):  # noqa: N818 - an answer, not a mistake of ours
    """A request that is answered with an error."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code)
        self.response = response


def page(status: int) -> HTMLResponse:
    """Return the page that Django, or the proxy before it, would show."""
    title, text = _TITLES.get(status, (f"Error {status}", ""))
    return HTMLResponse(_PAGE.format(title=title, text=text), status)


def detail(
    status: int, text: str | None = None, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return an error of the REST framework."""
    return JSONResponse({"detail": text or _DETAILS.get(status, "Error.")}, status, headers)


def unauthorized(error: str | None = None) -> JSONResponse:
    """Return what comes of a missing or wrong token."""
    words = f',error="invalid_token",error_description="{error}"' if error else ""
    return detail(401, headers={"WWW-Authenticate": f'Bearer realm="api"{words}'})


def throttled(seconds: int) -> JSONResponse:
    """Return what comes of too many requests."""
    text = f"Request was throttled. Expected available in {seconds} seconds."
    return detail(429, text, {"Retry-After": str(seconds)})


def not_found() -> Refused:
    """Return the refusal of what there is not."""
    return Refused(detail(404))


def invalid(errors: Mapping[str, str]) -> Refused:
    """Return the refusal of fields."""
    return Refused(JSONResponse({name: [text] for name, text in errors.items()}, 400))


def taken() -> Refused:
    """Return the refusal of a slot that is not free."""
    return invalid({"_error": "Room is already booked for that time."})


def nothing(status: int = 200) -> Response:
    """Return a success without a body."""
    return Response(status_code=status)
