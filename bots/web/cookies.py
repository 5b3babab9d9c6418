"""What does the browser keep: which conversation, and in which language?"""

import re

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
    request: Request, response: Response, public_url: str, identifier: str, token: str, days: int
) -> None:
    secure = is_secure(request, public_url)
    response.set_cookie(
        _name(secure=secure), f"{identifier}.{token}",
        max_age=days * 24 * 3600, path="/", secure=secure, httponly=True, samesite="lax",
    )  # fmt: skip


def forget_conversation(request: Request, response: Response, public_url: str) -> None:
    secure = is_secure(request, public_url)
    response.delete_cookie(_name(secure=secure), path="/", secure=secure, httponly=True, samesite="lax")


def keep_language(request: Request, response: Response, public_url: str, language: str) -> None:
    response.set_cookie(
        LANGUAGE, language,
        max_age=YEAR, path="/", secure=is_secure(request, public_url), httponly=True, samesite="lax",
    )  # fmt: skip
