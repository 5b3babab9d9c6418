"""What should a store of requests to wallets do, in the plainest way?"""

from datetime import datetime

from advisor.storage.memory_handoffs import MemoryHandOffStore
from advisor.vocabulary.credential import PresentationRequest


def exported(request: PresentationRequest) -> dict[str, object]:
    """Say when a wallet was asked; how it may answer is nobody's data."""
    return request.model_dump(mode="json", include={"created", "expires", "answered"})


class MemoryRequests(MemoryHandOffStore):
    """Above the store of hand-offs, as in SQL."""

    def __init__(self) -> None:
        super().__init__()
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

    def _requests_of(self, conversation: str) -> list[dict[str, object]]:
        mine = (each for each in self._requests.values() if each.conversation == conversation)
        return [exported(each) for each in sorted(mine, key=lambda each: each.created)]

    def _forget_requests(self, conversation: str) -> None:
        self._requests = {name: each for name, each in self._requests.items() if each.conversation != conversation}
