"""With which token does a provider know us?"""

import threading
from typing import TYPE_CHECKING, Any, Literal

from pydantic import SecretStr, model_validator

from advisor.issuers.addresses import Address
from advisor.issuers.failures import NotAllowed, TransientFailure
from knowledge.vocabulary.value import Value

if TYPE_CHECKING:
    import httpx

EARLY = 30.0
"""Seconds before its end at which a token counts as over."""
SHORTEST_LIFE = 60.0


class Authentication(Value):
    """How we prove who we are. Secrets may be written here, or named: then they stand in the environment."""

    method: Literal["bearer", "oauth2_client_credentials", "oauth2_code"] = "bearer"
    bearer: SecretStr = SecretStr("")
    bearer_from: str = ""
    token_url: Address | None = None
    client_id: str = ""
    client_secret: SecretStr = SecretStr("")
    client_secret_from: str = ""
    scope: str = ""

    @model_validator(mode="after")
    def _is_complete(self) -> "Authentication":
        if self.method == "oauth2_code":
            raise ValueError(
                "oauth2_code means that each learner signs in at the provider, which Cairn cannot ask of them yet; "
                'use oauth2_client_credentials, or protocol = "link" with the provider\'s own page'
            )
        if self.method == "oauth2_client_credentials" and not (self.token_url and self.client_id):
            raise ValueError("oauth2_client_credentials needs token_url and client_id")
        return self


class Tokens:
    """Keeps a token until shortly before its end. May be used from several threads."""

    def __init__(self, how: Authentication) -> None:
        self._how = how
        self._lock = threading.Lock()
        self._token = ""
        self._until = 0.0

    def current(self, client: "httpx.Client", moment: float) -> str:
        """Give the token, a new one where it is needed. Raises IssuerFailure: nothing was done at the provider yet."""
        if self._how.method == "bearer":
            return self._how.bearer.get_secret_value()
        with self._lock:
            if not self._token or moment >= self._until:
                self._token, life = self._fetched(client)
                self._until = moment + max(life - EARLY, life / 2)
            return self._token

    def forget(self) -> bool:
        """Drop a token that was refused; False where there is no other to be had."""
        with self._lock:
            had, self._token = self._token, ""
        return bool(had)

    def _fetched(self, client: "httpx.Client") -> tuple[str, float]:
        import httpx

        form = {"grant_type": "client_credentials", **({"scope": self._how.scope} if self._how.scope else {})}
        us = (self._how.client_id, self._how.client_secret.get_secret_value())
        try:
            answer = client.post(str(self._how.token_url), data=form, auth=us, timeout=10.0)
        except (httpx.HTTPError, OSError) as error:
            raise TransientFailure(f"No token could be fetched: {type(error).__name__}.") from None
        if 400 <= answer.status_code < 500 and answer.status_code != 429:
            raise NotAllowed(
                f"The token address answered {answer.status_code}.", "Check client_id and secret in the issuers file."
            )
        return _read(answer)


def _read(answer: "httpx.Response") -> tuple[str, float]:
    try:
        document: Any = answer.json() if answer.status_code == 200 else None
        return str(document["access_token"]), float(document.get("expires_in") or SHORTEST_LIFE)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise TransientFailure(f"The token address answered {answer.status_code} without a token.") from None
