"""Which addresses may a call to a provider go to?"""

from ipaddress import IPv4Address, IPv6Address, ip_address
from socket import inet_aton
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, ValidationInfo

from advisor.issuers.templates import PLACEHOLDER


def refusal(url: str, *, allow_loopback: bool) -> str:
    """Say why an address must not be called; empty where it may be."""
    parts = urlsplit(PLACEHOLDER.sub("x", url))
    if not parts.hostname or "{" in url.partition("://")[2].partition("/")[0]:
        return "it must be a whole address with a fixed host"
    number = _number_of(parts.hostname)
    if _is_loopback(parts.hostname, number):
        return (
            "" if allow_loopback and parts.scheme in {"http", "https"} else "it points to this machine (allow_loopback)"
        )
    if number is not None and not number.is_global:
        return "it points into a private network"
    return "" if parts.scheme == "https" else "only https leaves this machine"


def _allowed(url: str, info: ValidationInfo) -> str:
    problem = refusal(url, allow_loopback=bool((info.context or {}).get("allow_loopback")))
    if problem:
        raise ValueError(problem)
    return url


Address = Annotated[str, AfterValidator(_allowed)]
"""An address in the issuers file; whether it may point to this machine comes with the validation's context."""


def _number_of(host: str) -> IPv4Address | IPv6Address | None:
    """Read an address in any spelling that a resolver takes (`127.1`, `2130706433`); None for a name."""
    try:
        number = ip_address(host)
    except ValueError:
        try:
            return IPv4Address(inet_aton(host))
        except OSError:
            return None
    return getattr(number, "ipv4_mapped", None) or number


def _is_loopback(host: str, number: IPv4Address | IPv6Address | None) -> bool:
    return host == "localhost" or host.endswith(".localhost") or (number is not None and number.is_loopback)
