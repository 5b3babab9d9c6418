"""How is the organisation's own sign-in spoken to: by https, in short time, and never more than a little?"""

import json
from typing import Any
from urllib.parse import urlsplit

from bots.errors import SignInRefused, SignInUnreachable

SECONDS = 5.0
MOST_BYTES = 512 * 1024
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
Fetched = dict[str, Any]


def is_safe(address: object) -> bool:
    """Say whether an address is reached by TLS, or lies on this machine."""
    if not isinstance(address, str):
        return False
    parts = urlsplit(address)
    return (parts.scheme == "https" and bool(parts.hostname)) or (parts.scheme == "http" and parts.hostname in HERE)


def get_json(address: str, bearer: str = "") -> Fetched:
    """Fetch one object. Raises SignInUnreachable."""
    headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
    status, content = _asked("GET", address, headers=headers)
    if status != 200:
        raise SignInUnreachable(f"It answers {status} at {urlsplit(address).path}.")
    return _object(content)


def post_form(address: str, form: dict[str, str], basic: tuple[str, str] | None) -> Fetched:
    """Hand in a form and get an object; a code that is used up is refused. Raises SignInRefused, SignInUnreachable."""
    from urllib.parse import quote

    from httpx import BasicAuth

    auth = BasicAuth(*(quote(part, safe="") for part in basic)) if basic else None  # RFC 6749, 2.3.1
    status, content = _asked("POST", address, data=form, auth=auth)
    if status in {400, 401}:
        raise SignInRefused("invalid", f"the code was refused with {status}")
    if status != 200:
        raise SignInUnreachable(f"It answers {status} at {urlsplit(address).path}.")
    return _object(content)


def _asked(method: str, address: str, **how: Any) -> tuple[int, bytes]:
    import httpx

    try:
        with (
            httpx.Client(timeout=SECONDS, follow_redirects=False, headers={"Accept": "application/json"}) as client,
            client.stream(method, address, **how) as answer,
        ):
            content = b""
            for piece in answer.iter_bytes():
                content += piece
                if len(content) > MOST_BYTES:
                    raise SignInUnreachable("It sends too much.")
            return answer.status_code, content
    except httpx.HTTPError as error:
        raise SignInUnreachable(f"It does not answer ({type(error).__name__}).") from error


def _object(content: bytes) -> Fetched:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SignInUnreachable("It does not answer in JSON.") from error
    if not isinstance(found, dict):
        raise SignInUnreachable("It does not answer in JSON.")
    return found
