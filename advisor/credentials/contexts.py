"""What do the words of a certificate mean, without asking any server for it while it is checked?

A signature over JSON-LD covers what the words mean, so whoever may change a definition may change what was signed.
Each definition ("context") is pinned by the fingerprint of its content; the same content written with other blanks or in
another order has the same fingerprint, because packages reformat them.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from advisor.credentials.limits import Unreadable, read_json

OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
CREDENTIALS_1, CREDENTIALS_2 = "https://www.w3.org/2018/credentials/v1", "https://www.w3.org/ns/credentials/v2"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
_BADGES, _PYLD = "openbadgeslib.ob3/contexts/", "pyld.documentloader.frozen/bundled/"


@dataclass(frozen=True)
class Pinned:
    fingerprint: str
    shipped: str = ""
    """`package/file` of a library that Cairn installs; empty where the operator adds it."""


PINNED: Mapping[str, Pinned] = {
    CREDENTIALS_1: Pinned("b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247", f"{_PYLD}credentials-v1.jsonld"),
    CREDENTIALS_2: Pinned("b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf", f"{_BADGES}credentials-v2.json"),
    ED25519_2020: Pinned("fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691", f"{_PYLD}security-ed25519-2020-v1.jsonld"),
    "https://w3id.org/security/data-integrity/v1": Pinned("9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f"),
    "https://w3id.org/security/data-integrity/v2": Pinned("7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305", f"{_BADGES}security-data-integrity-v2.json"),
    "https://w3id.org/security/multikey/v1": Pinned("be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc", f"{_BADGES}security-multikey-v1.json"),
    "https://www.w3.org/ns/credentials/status/v1": Pinned("b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492"),
    "https://w3id.org/vc/status-list/2021/v1": Pinned("9768f9aa81ab6c3e2ad96b2d669eaba67afe13fff0140a853f1e3d313fab13b6"),
    f"{OB}context.json": Pinned("2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b"),
    f"{OB}context-3.0.1.json": Pinned("8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5", f"{_BADGES}ob-v3p0-context-3.0.1.json"),
    f"{OB}context-3.0.2.json": Pinned("bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c", f"{_BADGES}ob-v3p0-context-3.0.2.json"),
    f"{OB}context-3.0.3.json": Pinned("04b1136ddc4eda9a8966bc7ef182789f233a26739473140ef75d6968c29a2966", f"{_BADGES}ob-v3p0-context-3.0.3.json"),
    f"{OB}extensions.json": Pinned("15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7", f"{_BADGES}ob-v3p0-extensions.json"),
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json": Pinned("7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394", f"{_BADGES}clr_context_2.0.1.json"),
    "https://w3id.org/dcc/v1": Pinned("72bbeeb602655938f472f98317cab12c1bf6abc96a915d1fcc3fe18e79f92a42"),
}  # fmt: skip
"""Address → the one content that is taken for it."""

FOLDER = "contexts"
"""Inside DATA: what the operator added, each file named after its fingerprint."""
ENDINGS = frozenset({".json", ".jsonld"})


def fingerprint(document: Any) -> str:
    """Give the SHA-256 of the content, however it was written down."""
    plain = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def find(address: str, folder: Path | None) -> dict[str, Any] | None:
    """Give the pinned content of a context, from a library or from what was added; None where it is not here."""
    pin = PINNED.get(address)
    if pin is None:
        return None
    for text in _written(pin, folder):
        document = _read(text)
        if document is not None and fingerprint(document) == pin.fingerprint:
            return document
    return None


def add(text: bytes, folder: Path) -> str:
    """Keep a context whose content is one of the pinned; give its address, empty where it is none of them."""
    document = _read(text)
    mark = fingerprint(document) if document is not None else ""
    address = next((known for known, pin in PINNED.items() if pin.fingerprint == mark), "")
    if address:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{mark}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return address


def standing(folder: Path | None) -> dict[str, bool]:
    """Say of each pinned context whether it is here."""
    return {address: find(address, folder) is not None for address in PINNED}


def _written(pin: Pinned, folder: Path | None) -> Iterator[bytes]:
    if pin.shipped:
        package, _, path = pin.shipped.partition("/")
        with contextlib.suppress(OSError, ModuleNotFoundError):  # a release of the library may no longer ship it
            yield files(package).joinpath(*path.split("/")).read_bytes()
    added = folder / f"{pin.fingerprint}.json" if folder else None
    if added is not None and added.is_file():
        yield added.read_bytes()


def _read(text: bytes) -> dict[str, Any] | None:
    try:
        found = read_json(text)
    except Unreadable:
        return None
    return found if isinstance(found, dict) and "@context" in found else None
