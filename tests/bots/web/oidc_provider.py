"""How does a test get a real OpenID Connect provider, as a process of its own, and walk to it and back?"""

import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx

START_SECONDS = 30
PEOPLE = (
    {"sub": "amra", "email": "amra@example.org", "email_verified": True},
    {"sub": "stranger", "email": "stranger@example.org", "email_verified": True},
    {"sub": "unverified", "email": "boris@example.org", "email_verified": False},
    {"sub": "heir", "email": "amra@example.org", "email_verified": True},
)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextmanager
def a_provider():
    """Run oidc-provider-mock on this machine; give its issuer."""
    port = free_port()
    people = [part for person in PEOPLE for part in ("--user-claims", json.dumps(person))]
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce", "true", *people],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    issuer = f"http://127.0.0.1:{port}"
    try:
        _wait(process, issuer)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait(process, issuer):
    until = time.monotonic() + START_SECONDS
    while True:
        assert process.poll() is None, "the provider ended"
        assert time.monotonic() < until, "the provider does not start"
        try:
            httpx.get(f"{issuer}/.well-known/openid-configuration", timeout=2)
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return


def leave(client):
    """Begin in a browser of ours; give the address of the provider's page."""
    return client.get("/sign-in/with").headers["location"]


def authorise(address, sub):
    """Sign in at the provider; give what it sends back, by name."""
    answer = httpx.post(address, data={"action": "deny"} if sub is None else {"sub": sub}, timeout=10)
    assert answer.status_code == 302, answer.text
    given = carried(answer.headers["location"])
    return {
        "state": carried(address)["state"],
        **given,
    }  # a refusal of this provider forgets the state (RFC 6749, 4.1.2.1)


def changed(address, **parameters):
    """Change what the browser carries to the provider."""
    parts = urlsplit(address)
    return parts._replace(query=urlencode({**carried(address), **parameters})).geturl()


def carried(address):
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def come_back(client, given):
    return client.get("/sign-in/back", params=given)
