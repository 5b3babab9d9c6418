"""Whom does the organisation's own sign-in (OpenID Connect) name? Code flow with PKCE; the id_token decides."""

import hashlib
import hmac
import secrets
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from bots.accounts.fetching import Fetched, get_json, is_safe, post_form
from bots.errors import SignInRefused, SignInUnreachable

if TYPE_CHECKING:
    from bots.settings import Settings

BACK = "/sign-in/back"
"""Where the provider sends people back to; the address to register there."""
KNOWN_FOR = 3600.0
"""Seconds after which the provider is asked again where its doors are."""
LEEWAY = 120
"""Seconds that two clocks may differ by."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
"""Only what a published key verifies: with a shared secret, or unsigned, anybody could write a token."""


class Named(NamedTuple):
    """Whom the provider named."""

    issuer: str
    subject: str
    address: str


@dataclass(frozen=True)
class Trip:
    """A person's way there and back. Everything is drawn from one secret that only their browser has."""

    secret: str

    @classmethod
    def new(cls) -> "Trip":
        return cls(secrets.token_urlsafe(32))

    @property
    def state(self) -> str:
        return self._drawn("state")

    @property
    def nonce(self) -> str:
        return self._drawn("nonce")

    @property
    def verifier(self) -> str:
        """The secret of PKCE (43 characters of RFC 7636)."""
        return self._drawn("verifier")

    def _drawn(self, what: str) -> str:
        made = hmac.new(self.secret.encode(), f"cairn sign-in {what}".encode(), hashlib.sha256).digest()
        return urlsafe_b64encode(made).rstrip(b"=").decode()


@dataclass
class OwnSignIn:
    """The sign-in of one organisation. All methods may be called from several threads; they wait for the network."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    claim: str
    domains: frozenset[str]
    public_url: str
    _doors: tuple[float, Mapping[str, Any]] | None = field(default=None, init=False, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False, repr=False)

    @property
    def back(self) -> str:
        return self.public_url.rstrip("/") + BACK

    def doors(self) -> Mapping[str, Any]:
        """Ask where its doors are, once an hour (OpenID Connect Discovery). Raises SignInUnreachable."""
        with self._lock:
            if self._doors is None or time.monotonic() - self._doors[0] > KNOWN_FOR:
                found = get_json(self.issuer.rstrip("/") + "/.well-known/openid-configuration")
                _check_doors(found, self.issuer)
                self._doors = (time.monotonic(), found)
            return self._doors[1]

    def address(self, trip: Trip) -> str:
        """Give where the browser goes to sign in. Raises SignInUnreachable."""
        from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
        from authlib.oauth2.rfc7636 import create_s256_code_challenge

        made: str = prepare_grant_uri(
            self.doors()["authorization_endpoint"], self.client_id, "code", self.back, self._scope(), trip.state,
            nonce=trip.nonce, code_challenge=create_s256_code_challenge(trip.verifier), code_challenge_method="S256",
        )  # fmt: skip
        return made

    def _scope(self) -> str:
        return "openid email" if self.claim == "email" else "openid email profile"

    def named(self, trip: Trip, code: str) -> Named:
        """Trade the code for the person. Raises SignInRefused, SignInUnreachable."""
        doors = self.doors()
        tokens = self._traded(doors, trip, code)
        claims = self._verified(doors, trip, tokens)
        if self.claim not in claims and is_safe(doors.get("userinfo_endpoint")):
            claims |= self._told(doors["userinfo_endpoint"], str(tokens.get("access_token")), claims["sub"])
        return Named(self.issuer, claims["sub"], address_in(claims, self.claim, self.domains))

    def _traded(self, doors: Mapping[str, Any], trip: Trip, code: str) -> Mapping[str, Any]:
        form = {
            "grant_type": "authorization_code", "code": code, "redirect_uri": self.back, "code_verifier": trip.verifier,
        }  # fmt: skip
        basic = "client_secret_basic" in doors.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        ours = (self.client_id, self.client_secret)
        if not basic:
            form |= {"client_id": ours[0], "client_secret": ours[1]}
        return post_form(doors["token_endpoint"], form, ours if basic else None)

    def _verified(self, doors: Mapping[str, Any], trip: Trip, tokens: Mapping[str, Any]) -> dict[str, Any]:
        """Verify the id_token by the keys that are published now: few sign in, and a key may be new or taken back."""
        return verified(
            tokens, get_json(doors["jwks_uri"]),
            issuer=self.issuer, client_id=self.client_id, nonce=trip.nonce, now=int(time.time()),
        )  # fmt: skip

    def _told(self, door: str, access_token: str, subject: str) -> dict[str, Any]:
        """Ask for what stands in no id_token of this provider; only of the same person."""
        told = get_json(door, access_token)
        if told.get("sub") != subject:
            raise SignInRefused("invalid", "userinfo names somebody else")
        return {name: told[name] for name in told if name != "sub"}

    def farewell(self) -> str | None:
        """Give where one signs out there too; None where the provider has no such door."""
        door = self.doors().get("end_session_endpoint")
        if not isinstance(door, str) or not is_safe(door):
            return None
        back = {"client_id": self.client_id, "post_logout_redirect_uri": self.public_url.rstrip("/") + "/sign-in"}
        return f"{door}{'&' if '?' in door else '?'}{urlencode(back)}"


def own_sign_in(settings: "Settings") -> OwnSignIn | None:
    """Give the organisation's own sign-in, where one is set."""
    if not settings.oidc_issuer or settings.oidc_client_secret is None:
        return None
    return OwnSignIn(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        name=settings.oidc_name or urlsplit(settings.oidc_issuer).hostname or settings.oidc_issuer,
        claim=settings.oidc_claim,
        domains=frozenset(settings.oidc_domains.lower().split()),
        public_url=settings.public_url,
    )


def verified(
    tokens: Mapping[str, Any], keys: Any, *, issuer: str, client_id: str, nonce: str, now: int
) -> dict[str, Any]:
    """Give the claims of an id_token that is this provider's, for us, for this trip and fresh. Raises SignInRefused."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    wanted = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client_id},
        "nonce": {"essential": True, "value": nonce},
        "sub": {"essential": True},
    }
    given = {"nonce": nonce, "client_id": client_id, "access_token": tokens.get("access_token")}
    try:
        token = jwt.decode(str(tokens.get("id_token", "")), KeySet.import_key_set(keys), list(ALGORITHMS))
        claims = CodeIDToken(token.claims, token.header, wanted, given)
        claims.validate(now=now, leeway=LEEWAY)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise SignInRefused("invalid", f"id_token: {type(error).__name__}") from error
    return dict(claims)


def address_in(claims: Mapping[str, Any], claim: str, domains: frozenset[str]) -> str:
    """Give the address that the provider vouches for. Raises SignInRefused."""
    address = str(claims.get(claim) or "").strip().lower()
    if not address:
        raise SignInRefused("nameless", f"no claim {claim}")
    if claim == "email" and claims.get("email_verified") is not True:
        raise SignInRefused("unverified")
    if domains and address.rpartition("@")[2] not in domains:
        raise SignInRefused("unknown", "another domain")
    return address


def _check_doors(found: Fetched, issuer: str) -> None:
    """Refuse a description of somebody else, or one that leads out of TLS."""
    if found.get("issuer") != issuer:
        raise SignInUnreachable(
            "The issuer calls itself otherwise: CAIRN_OIDC_ISSUER must be letter for letter the same."
        )
    for door in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        if not is_safe(found.get(door)):
            raise SignInUnreachable(f"The issuer names no {door} that is reached by https.")
