"""What was answered to the same request a moment ago (Idempotency-Key)?"""

import hashlib
import json
from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

from fastapi import Request

KEPT = timedelta(minutes=10)
MOST = 1000


class Replays:
    """In memory and short, because an answer may hold a token that is stored nowhere else in clear."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[datetime, dict[str, Any]]] = OrderedDict()

    @staticmethod
    def key(request: Request, given: str, body: str) -> str | None:
        """Bind the caller's key to the caller and to what was asked: nobody else's key finds the answer."""
        if not given:
            return None
        who = request.client.host if request.client else ""
        agent = request.headers.get("user-agent", "")
        bound = json.dumps([who, agent, request.url.path, body, given])
        return hashlib.sha256(bound.encode()).hexdigest()

    def find(self, key: str | None, now: datetime) -> dict[str, Any] | None:
        kept = self._kept.get(key) if key else None
        return kept[1] if kept and kept[0] + KEPT > now else None

    def keep(self, key: str | None, answer: dict[str, Any], now: datetime) -> dict[str, Any]:
        if key:
            self._kept[key] = (now, answer)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return answer
