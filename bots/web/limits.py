"""How much may one conversation or one address ask for (R11)?"""

import ipaddress
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MOST_KEYS = 20_000
"""Beyond it the longest unused key is forgotten, so that forged addresses cannot fill the memory."""


@dataclass(frozen=True)
class Rule:
    """So many in so long; 0 = no limit."""

    name: str
    most: int
    within: timedelta


class TooMany(Exception):
    """A limit was reached; `retry_after` says in how many seconds it opens again."""

    def __init__(self, rule: Rule, retry_after: int) -> None:
        super().__init__(f"This is more than {rule.most} {rule.name}.")
        self.rule = rule
        self.retry_after = retry_after


@dataclass
class Limits:
    """Sliding windows in memory: exact, per process."""

    _seen: "OrderedDict[tuple[str, str], deque[tuple[datetime, str]]]" = field(default_factory=OrderedDict)

    def count(self, rule: Rule, key: str, now: datetime, same: str = "") -> None:
        """Count one use by `key`. A repetition with the same `same` is no second use. Raises TooMany."""
        if rule.most == 0:
            return
        uses = self._window(rule, key, now)
        if same and any(same == before for _, before in uses):
            return
        if len(uses) >= rule.most:
            left = uses[0][0] + rule.within - now
            raise TooMany(rule, max(1, int(left.total_seconds()) + 1))
        uses.append((now, same))

    def _window(self, rule: Rule, key: str, now: datetime) -> deque[tuple[datetime, str]]:
        uses = self._seen.setdefault((rule.name, key), deque())
        self._seen.move_to_end((rule.name, key))
        while uses and uses[0][0] <= now - rule.within:
            uses.popleft()
        if len(self._seen) > MOST_KEYS:
            self._seen.popitem(last=False)
        return uses


def address_prefix(host: str | None) -> str:
    """Give the network that a person sits in: /24 of IPv4, /56 of IPv6."""
    try:
        address = ipaddress.ip_address((host or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    length = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network((address, length), strict=False))
