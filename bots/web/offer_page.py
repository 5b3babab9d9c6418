"""What does the page of an offer show: which wallets open it, and how?"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus

LEARNCARD, LCW = "LearnCard", "Learner Credential Wallet"
LEARNCARD_REQUEST = "https://learncard.app/request?vc_request_url="
WAITING = "The offer is not ready yet. The news comes in the conversation."
NOT_JUST_NOW = "A new link cannot be made just now. Open this page again in a few minutes."
HEADLINES: Mapping[HandOffStatus, str] = {
    HandOffStatus.OFFERED: "Put it into your wallet",
    HandOffStatus.CLAIMED: "It is in a wallet already.",
    HandOffStatus.COMPLETED: "It is in a wallet already.",
    HandOffStatus.EXPIRED: "This offer has expired. Apply once more in the conversation for a new one.",
    HandOffStatus.CANCELLED: "This request was cancelled.",
    HandOffStatus.REJECTED: "The provider did not accept this request.",
}
OID4VCI_NAMES = ("oid4vci-1.0", "OID4VCI", "openid4vci")
"""Names of one protocol in interaction documents: the specification's, and those that wallets look for."""


class WayIn(NamedTuple):
    """A button: which wallet it opens ("" for whichever is installed), and the link."""

    wallet: str
    link: str


class Wallet(NamedTuple):
    """An app that a learner can get."""

    name: str
    site: str


LEARNCARD_APP = Wallet(LEARNCARD, "https://www.learncard.com")
LCW_APP = Wallet(LCW, "https://lcw.app")
WALLETS: Mapping[str, Sequence[Wallet]] = {
    "vcapi": (LCW_APP, LEARNCARD_APP),
    "learncard": (LEARNCARD_APP,),
    "oid4vci": (LEARNCARD_APP,),
}


def kind_of(offer: CredentialOffer) -> str:
    """Tell by the offer itself which protocol opens it: a hand-off's own protocol may have been the enrolment's."""
    if offer.exchange:
        return "vcapi"
    return "oid4vci" if offer.uri.startswith("openid-credential-offer:") else "learncard"


def ways_in(offer: CredentialOffer) -> list[WayIn]:
    """List the buttons, the likeliest first."""
    made: dict[str, list[WayIn]] = {
        "oid4vci": [WayIn("", offer.uri)],
        "learncard": [WayIn(LEARNCARD, offer.uri)],
        "vcapi": [WayIn(LCW, offer.uri), WayIn(LEARNCARD, LEARNCARD_REQUEST + quote(offer.exchange, safe=""))],
    }
    return made[kind_of(offer)]


def protocols(offer: CredentialOffer, website: str) -> dict[str, str]:
    """Say which protocols a wallet may fetch the offer with (VCALM interaction)."""
    stated: dict[str, dict[str, str]] = {
        "oid4vci": dict.fromkeys(OID4VCI_NAMES, offer.uri),
        "vcapi": {"vcapi": offer.exchange},
        "learncard": {},
    }
    kind = kind_of(offer)
    return {**stated[kind], "website": offer.uri if kind == "learncard" else website}


def shown(handoff: HandOff, *, late: bool) -> dict[str, Any]:
    """Give the page what it shows; `late`: its link has ended, and no new one could be had."""
    offer = handoff.offer if handoff.status == HandOffStatus.OFFERED and not late else None
    headline = NOT_JUST_NOW if late else HEADLINES.get(handoff.status, WAITING)
    kind = kind_of(offer) if offer else ""
    return {
        "handoff": handoff, "offered": offer is not None, "headline": headline, "qr": f"/i/{handoff.id}/qr.svg",
        "ways": ways_in(offer) if offer else (), "wallets": WALLETS.get(kind, ()), "renews": kind == "vcapi",
        "wallet_names": ", ".join(wallet.name for wallet in WALLETS.get(kind, ())),
    }  # fmt: skip
