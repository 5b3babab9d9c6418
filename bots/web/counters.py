"""How often did what happen? Numbers for Prometheus, nothing about a person."""

import threading
from collections import Counter
from collections.abc import Mapping

HELP = {
    "cairn_requests_total": "Requests answered, by route and status class.",
    "cairn_turns_total": "Chat turns answered.",
    "cairn_turn_seconds_total": "Time spent on chat turns.",
    "cairn_turn_failures_total": "Chat turns that ended in an error.",
    "cairn_limited_total": "Requests refused by a limit.",
    "cairn_conversations_total": "Conversations started on the web.",
    "cairn_thumbs_total": "Thumbs under answers, by reason.",
    "cairn_streams": "Open event streams.",
    "cairn_turns_waiting": "Turns under way or waiting.",
    "cairn_catalogue_version": "Version of the catalogue.",
    "cairn_micro_credentials": "Published micro-credentials.",
}


class Counters:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: Counter[tuple[str, tuple[tuple[str, str], ...]]] = Counter()

    def add(self, name: str, amount: float = 1, **labels: str) -> None:
        with self._lock:
            self._values[name, tuple(sorted(labels.items()))] += amount  # type: ignore[assignment]

    def text(self, gauges: Mapping[str, float]) -> str:
        """Write all in the Prometheus text format."""
        with self._lock:
            values: dict[tuple[str, tuple[tuple[str, str], ...]], float] = dict(self._values)
        values.update({(name, ()): value for name, value in gauges.items()})
        lines: list[str] = []
        for name, labels in sorted(values):
            if not any(line.startswith(f"# TYPE {name} ") for line in lines):
                kind = "counter" if name.endswith("_total") else "gauge"
                lines += [f"# HELP {name} {HELP[name]}", f"# TYPE {name} {kind}"]
            lines.append(f"{name}{_labels(labels)} {values[name, labels]:g}")
        return "\n".join(lines) + "\n"


def _labels(labels: tuple[tuple[str, str], ...]) -> str:
    inside = ",".join(f'{key}="{value}"' for key, value in labels)
    return f"{{{inside}}}" if inside else ""
