"""Whose key is it that a certificate is signed with?"""

from typing import TYPE_CHECKING, Any

from advisor.credentials.material import Material

if TYPE_CHECKING:
    from openvc.did.base import DidResolverRegistry


def resolver(material: Material) -> "DidResolverRegistry":
    """Find keys that stand in the DID itself, and those on a page where it is at hand."""
    from openvc.did.base import DidResolverRegistry
    from openvc.did.did_jwk import DidJwkResolver
    from openvc.did.did_key import DidKeyResolver
    from openvc.did.did_web import DidWebResolver

    return DidResolverRegistry([DidKeyResolver(), DidJwkResolver(), DidWebResolver(material.json_at)])


def key_of(method: str, purpose: str, material: Material) -> dict[str, Any]:
    """Give the key that a DID URL names, where the DID allows it for the purpose. Raises KeyResolutionFailed, NotHere."""
    from openvc.errors import KeyResolutionFailed, OpenvcError

    try:
        document = resolver(material).resolve(did_of(method))
    except OpenvcError as error:
        raise KeyResolutionFailed(method) from error
    found = document.key_for_purpose(method if "#" in method else None, purpose)
    if found is None:
        raise KeyResolutionFailed(method)
    return found.public_key_jwk


def did_of(method: str) -> str:
    return method.partition("#")[0]
