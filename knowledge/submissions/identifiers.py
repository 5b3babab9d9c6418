"""Under which identifier does a course stand, so that the same course has the same one next time?"""

import hashlib
import re
from urllib.parse import urlsplit

from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredentialId

_LONGEST = 72


def slug(text: str) -> str:
    """Write a name in small ASCII letters, digits and hyphens; what that would lose is kept in a short hash."""
    latin = folded(text)
    short = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    lossy = any(c.isalnum() and not c.isascii() for c in latin) or len(short) > _LONGEST or not short
    return f"{short[:_LONGEST].strip('-')}-{_hash(text, 8)}".strip("-") if lossy and text else short


def course_slug(external_id: str) -> str:
    """Write an external id for an address; two ids that differ only in signs or case stay different."""
    short = slug(external_id)
    return (
        short if short == external_id else f"{short}-{_hash(external_id, 6)}" if _blurred(external_id, short) else short
    )


def _blurred(external_id: str, short: str) -> bool:
    # "PV 1" and "PV-1" give the same slug; upper case alone is no difference that a provider means
    return external_id.lower() != short and not short.endswith(_hash(external_id, 8))


def micro_credential_id(namespace: str, external_id: str) -> MicroCredentialId:
    """Join the provider's slug and the external id's."""
    return MicroCredentialId(f"{slug(namespace) or 'unknown'}.{course_slug(external_id)}")


def host(url: str) -> str:
    """Take the host of an address, without www."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def id_from_url(url: str) -> str:
    """Make an external id from the path of a course's own address; empty for a mere home page."""
    try:
        return urlsplit(url).path.strip("/") if "//" in url else ""
    except ValueError:
        return ""


def id_from_title(title: str, namespace: str) -> str:
    """Make an external id for a course that has none."""
    return "t-" + _hash(f"{folded(title)}\n{folded(namespace)}", 12)


def _hash(text: str, length: int) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:length]
