"""How does the workflow coordinator of the Digital Credentials Consortium behave? As it was seen to, failures included.

What fails behind it is wrapped in a 500; a wrong tenant token is a 403 of its own; asking for its root kills it.
"""

from itertools import count
from urllib.parse import urlsplit

from tests.issuers.loopback_peer import LoopbackPeer


class ExchangeCoordinator(LoopbackPeer):
    """Sets up exchanges. `wrapped` is the status that what lies behind it answers with."""

    token = "tenant-token"

    def __init__(self):
        super().__init__()
        self.exchanges = {}
        self.wrapped = 0
        self.killed = False
        self._numbers = count(1)

    def answer(self, asked):
        if asked.path == "/" or self.killed:
            self.killed = True
            return 500, {"message": "the process is gone"}
        if urlsplit(asked.path).path != "/exchange/setup":
            return _wrapped(404, "Unknown exchangeId.")
        if not self.knows(asked):
            return 403, {"code": 403, "message": "You provided a token that is not authorized or may have changed."}
        if self.wrapped:
            return _wrapped(self.wrapped, "as it was told")
        return self._set_up(asked.document)

    def _set_up(self, document):
        if not all(record.get("retrievalId") and record.get("vc") for record in document.get("data", [])):
            return _wrapped(400, "Incomplete exchange data - every submitted record must have it's own retrievalId.")
        return 200, [self._exchange(record) for record in document["data"]]

    def _exchange(self, record):
        number, challenge = f"exchange-{next(self._numbers)}", "challenge-1"
        self.exchanges[number] = record
        at = f"{self.address}/exchange/{number}"
        link = "https://lcw.app/request.html?issuer=issuer.example.com&auth_type=bearer"
        return {
            "retrievalId": record["retrievalId"],
            "directDeepLink": f"{link}&challenge={challenge}&vc_request_url={at}/{challenge}",
            "vprDeepLink": f"{link}&vc_request_url={at}",
            "chapiVPR": {"challenge": challenge},
        }


def _wrapped(status, message):
    return 500, {
        "code": 500,
        "message": "One of the internal microservices returned an error",
        "serviceResponseError": {"code": status, "message": message},
        "serviceResponseStatus": status,
    }
