"""What does the browser keep: which conversation, and in which language?"""

import re
from typing import Literal

from fastapi import Request
from fastapi.responses import Response

from bots.web.security import is_secure

YEAR = 365 * 24 * 3600
CONVERSATION = re.compile(r"^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{16,128})$")
LANGUAGE = "cairn-language"


def _name(*, secure: bool) -> str:
    return "__Host-cairn" if secure else "cairn"


def read_conversation(request: Request, public_url: str) -> tuple[str, str] | None:
    """Give id and token of the browser's conversation; a cookie of another form counts as none."""
    value = request.cookies.get(_name(secure=is_secure(request, public_url)), "")
    found = CONVERSATION.match(value)
    return (found[1], found[2]) if found else None


def keep_conversation(
    request: Request,
    response: Response,
    public_url: str,
    identifier: str,
    token: str,
    days: int,
    *,
    framed: bool = False,
) -> None:
    secure = is_secure(request, public_url)
    response.set_cookie(
        _name(secure=secure), f"{identifier}.{token}",
        max_age=days * 24 * 3600, path="/", secure=secure, httponly=True, samesite=_reach(secure=secure, framed=framed),
    )  # fmt: skip
    _partition(response, secure=secure, framed=framed)


def forget_conversation(request: Request, response: Response, public_url: str, *, framed: bool = False) -> None:
    secure = is_secure(request, public_url)
    response.delete_cookie(
        _name(secure=secure), path="/", secure=secure, httponly=True, samesite=_reach(secure=secure, framed=framed)
    )
    _partition(response, secure=secure, framed=framed)


def _reach(*, secure: bool, framed: bool) -> Literal["lax", "none"]:
    """In a frame on another site a browser sends no `Lax` cookie; without TLS there is no other kind."""
    return "none" if secure and framed else "lax"


def _partition(response: Response, *, secure: bool, framed: bool) -> None:
    """Keep a cookie of a frame apart per site around it (CHIPS), so that no other site's requests carry it."""
    if secure and framed:
        name, value = response.raw_headers[-1]
        response.raw_headers[-1] = (name, value + b"; Partitioned")


def keep_language(request: Request, response: Response, public_url: str, language: str) -> None:
    response.set_cookie(
        LANGUAGE, language,
        max_age=YEAR, path="/", secure=is_secure(request, public_url), httponly=True, samesite="lax",
    )  # fmt: skip
