"""How is a provider's back office called: once, bounded in time and size, and never led elsewhere?"""

from collections.abc import Mapping
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from advisor.errors import IssuerFailure
from advisor.issuers.failures import AmbiguousFailure, of_status, of_transport
from advisor.issuers.templates import PLACEHOLDER, filled
from advisor.issuers.tokens import Tokens

if TYPE_CHECKING:
    import httpx

    from advisor.issuers.issuers_file import Call, ProviderEntry

LONGEST_ANSWER = 128 * 1024
UNKNOWN_TOKEN = 401
NOBODYS = "cairn-check"
"""A number that no provider gave to anything."""


class Answered(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def failure(self) -> IssuerFailure | None:
        return of_status(self.status, self.headers)

    def needed(self) -> bytes:
        """Give the body of a success. Raises IssuerFailure."""
        if failure := self.failure:
            raise failure
        return self.body


class BackOffice:
    """One provider's addresses, with its token and its authority. Logs nothing: an offer is as good as the credential."""

    def __init__(self, entry: "ProviderEntry") -> None:
        self._entry = entry
        self._tokens = Tokens(entry.auth)

    def call(self, call: "Call", values: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answered:
        """Send what a template of the issuers file says. Raises IssuerFailure where no answer came."""
        address = PLACEHOLDER.sub(lambda match: quote(values[match[1]], safe=""), call.url)
        sent = {**filled(call.headers, values), **(headers or {})}
        return self.send(call.method, address, filled(call.body, values), sent)

    def send(self, method: str, address: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Answered:
        """Call once; a second time only with a new token where the old one is over, since 401 means that nothing was done."""
        answer = self._once(method, address, body, headers or {})
        if answer.status == UNKNOWN_TOKEN and self._tokens.forget():
            return self._once(method, address, body, headers or {})
        return answer

    def _once(self, method: str, address: str, body: Any, headers: Mapping[str, str]) -> Answered:
        import httpx

        limit = self._entry.limits.timeout
        token = self._tokens.current(self._client, monotonic())
        sent = {
            "Accept": "application/json",
            **({"Authorization": f"Bearer {token}"} if token else {}),
            **headers,
        }
        try:
            with self._client.stream(method, address, headers=sent, json=body, timeout=limit) as answer:
                return Answered(answer.status_code, answer.headers, _bounded(answer, monotonic() + limit))
        except (httpx.HTTPError, OSError) as error:
            raise of_transport(error) from None

    @cached_property
    def _client(self) -> "httpx.Client":
        """Keep no connection open: one that the other side closed meanwhile could not be told from a lost answer."""
        import ssl

        import httpx

        ca = self._entry.ca
        trust: Any = ssl.create_default_context(cafile=str(ca)) if ca else True
        return httpx.Client(
            verify=trust, trust_env=False, follow_redirects=False, limits=httpx.Limits(max_keepalive_connections=0)
        )


def _bounded(answer: "httpx.Response", until: float) -> bytes:
    """Read no more than the limit and no longer than that: httpx's own timeout starts anew with every byte."""
    body = b""
    for part in answer.iter_bytes():
        body += part
        if len(body) > LONGEST_ANSWER or monotonic() > until:
            raise AmbiguousFailure("The provider's answer is too long.")
    return body
