"""What should a store of requests to wallets do, in the plainest way?"""

import threading
from datetime import datetime

from advisor.vocabulary.credential import PresentationRequest


class MemoryRequests:
    _lock: threading.RLock

    def __init__(self) -> None:
        self._requests: dict[str, PresentationRequest] = {}

    def save_request(self, request: PresentationRequest) -> None:
        with self._lock:
            self._requests[request.id] = request

    def request(self, identifier: str) -> PresentationRequest | None:
        return self._requests.get(identifier)

    def answer_request(self, identifier: str, now: datetime) -> bool:
        with self._lock:
            standing = self._requests.get(identifier)
            if standing is None or standing.answered is not None:
                return False
            self._requests[identifier] = standing.model_copy(update={"answered": now})
            return True

    def _forget_requests(self, conversation: str) -> None:
        self._requests = {name: each for name, each in self._requests.items() if each.conversation != conversation}
