"""How does the LearnCard Network behave? No keys, the claim link only in the first answer, calls to us that come once."""

import base64
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.issuers.loopback_peer import LoopbackPeer

ED25519 = b"\xed\x01"


class LearnCardNetwork(LoopbackPeer):
    """Sends boosts to inboxes. With `shows_links` a list of what was issued shows the claim links too."""

    token = "network-token"
    shows_links = True

    def __init__(self, seed=b"n" * 32):
        super().__init__()
        from openvc.multibase import encode_multibase

        self.inboxes = {}
        self.key = Ed25519PrivateKey.from_private_bytes(seed)
        self.did = f"did:key:{encode_multibase(ED25519 + self.key.public_key().public_bytes_raw())}"

    def answer(self, asked):
        if not self.knows(asked):
            return 401, {"message": "UNAUTHORIZED", "code": "UNAUTHORIZED"}
        if asked.path == "/api/send":
            return self._send(asked.document)
        if asked.path == "/api/inbox/issued":
            return self._issued(asked.document)
        found = self.inboxes.get(asked.path.removeprefix("/api/inbox/credentials/"))
        return (200, self._shown(found)) if found else (404, {"message": "NOT_FOUND"})

    def _send(self, document):
        if document.get("type") != "boost" or not document.get("recipient") or not document.get("templateUri"):
            return 400, {"message": "BAD_REQUEST"}
        number = f"issuance-{len(self.inboxes) + 1}"
        inbox = {
            "issuanceId": number,
            "status": "PENDING",
            "claimUrl": f"https://learncard.app/interactions/inbox-claim/{number}?iuv=1",
        }
        self.inboxes[number] = {
            **inbox,
            "recipient": document["recipient"],
            "hook": document["options"].get("webhookUrl"),
        }
        shown = inbox if document["options"].get("suppressDelivery") else {**inbox, "claimUrl": None}
        return 200, {"type": "boost", "credentialUri": "lc:1", "uri": document["templateUri"], "inbox": shown}

    def _issued(self, document):
        wanted = document["recipient"]["value"]
        return 200, {
            "hasMore": False,
            "records": [self._shown(i) for i in self.inboxes.values() if i["recipient"] == wanted],
        }

    def _shown(self, inbox):
        shown = {"id": inbox["issuanceId"], "currentStatus": inbox["status"]}
        return {**shown, "claimUrl": inbox["claimUrl"]} if self.shows_links else shown

    def claim(self, number):
        """Play the learner; give what the network would call us with: body and headers."""
        self.inboxes[number]["status"] = "CLAIMED"
        body = {"type": "ISSUANCE_CLAIMED", "data": {"inbox": {"issuanceId": number, "status": "CLAIMED"}}}
        return json.dumps(body).encode(), {"authorization": f"Bearer {self.signed({'iss': self.did, 'vp': {}})}"}

    def signed(self, claims, key=None):
        def part(document):
            return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")

        said = f"{part({'alg': 'EdDSA', 'typ': 'JWT'})}.{part(claims)}"
        signature = (key or self.key).sign(said.encode())
        return f"{said}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"
