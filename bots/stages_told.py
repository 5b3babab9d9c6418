"""How is the way of a turn told in words: what was read, decided, found, worded and checked?"""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from advisor.vocabulary.conversation import Stage

MOST = 12
"""Lines of a long list."""
TITLES = {
    "reading_by_rules": "read by rules", "reading_by_model": "read by model", "reading": "understood", "move": "decided",
    "candidates": "could choose from", "planning": "plan", "guard": "guard", "model_calls": "model calls", "grounding": "sources",
}  # fmt: skip


def title_of(stage: Stage) -> str:
    return TITLES.get(stage.stage, stage.stage)


def lines_of(stage: Stage) -> list[str]:
    """Say what a stage gave, one thing a line."""
    value = stage.model_dump(mode="json")["value"]
    return list(SHOWN.get(stage.stage, _anything)(value)) or ["–"]


def _anything(value: Any) -> Iterator[str]:
    """Show what is set, one thing a line."""
    if isinstance(value, dict):
        yield from (f"{key}: {_short(one)}" for key, one in value.items() if one not in (None, "", [], {}))
    elif isinstance(value, list):
        yield from (_short(one) for one in value[:MOST])
        if len(value) > MOST:
            yield f"… and {len(value) - MOST} more"
    else:
        yield str(value)


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _reading(value: Mapping[str, Any]) -> Iterator[str]:
    yield f"{value['intent']}, language {value['language']}"
    for fact in value["facts"]:
        sure = "" if fact["confirmed"] else ", to be confirmed"
        yield f"{fact['slot']} = {_short(fact['value'])}  ← “{fact['words']}” ({fact['by']}{sure})"
    if value.get("unread"):
        yield f"not understood: {', '.join(value['unread'])}"


def _by_model(value: Mapping[str, Any]) -> Iterator[str]:
    if not value.get("asked"):
        yield f"not asked: {value['why']}"
    elif "why" in value:
        yield f"no answer that can be used: {value['why']}"
    else:
        verdicts = value.get("verdicts", ())
        yield f"{len(verdicts)} statements"
        yield from (f"{one['about']} “{one['words']}”: {one['verdict']}" for one in verdicts)


def _profile(value: Mapping[str, Any]) -> Iterator[str]:
    for part, one in value.items():
        inner = {k: v for k, v in one.items() if v not in (None, "", [], {})} if isinstance(one, dict) else one
        if inner not in (None, "", [], {}):
            yield f"{part}: {_short(inner)}"


def _gap(value: Mapping[str, Any]) -> Iterator[str]:
    held, missing = set(value["held"]), set(value["missing"])
    yield f"{len(value['required'])} skills asked for, {len(held)} held, {len(missing)} missing"
    for need in value["required"][:MOST]:
        sign = "✓" if need["skill"] in held else "✗" if need["skill"] in missing else "·"
        yield f"{sign} {need['label']} ({'essential' if need['essential'] else 'optional'}; {need['source'] or 'said'})"


def _candidates(value: Mapping[str, Any]) -> Iterator[str]:
    yield f"{value['within_the_limits']} offers within the limits"
    yield from (f"{course} ({offer}): closes {score:.0%} of the gap" for course, offer, score in value["best"][:MOST])
    for course, limits in value.get("left_out", ()):
        yield f"left out: {course} ({', '.join(limits) or 'only several limits together'})"


def _planning(value: Mapping[str, Any]) -> Iterator[str]:
    proof = "proven optimum" if value["proof"]["optimal"] else f"within {value['proof']['gap']:.1%} of the best"
    yield f"{value['kind']}, {len(value['steps'])} steps: {', '.join(value['steps']) or 'none'}"
    yield f"covers {value['coverage']['essential']:.0%} of the essential skills; {proof}"
    yield from (f"limit {c['name']}: {c['wanted']} → {c['got'] or 'not met'}" for c in value["limits"])
    yield f"catalogue version {value['catalogue_version']}, receipt {value['receipt'][:16]}…"


def _calls(value: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"{c['task']}: {c['outcome']} {c['detail']} ({c['milliseconds']} ms)" for c in value)


def _guard(value: list[Mapping[str, Any]]) -> Iterator[str]:
    yield from (f"{one['course']}: {one['verdict']}" for one in value)


def _grounding(value: Mapping[str, Any]) -> Iterator[str]:
    left = value["left_out"]
    yield f"left out, not found in its source: {', '.join(left)}" if left else "everything stands in its source"


SHOWN: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "reading_by_rules": _reading,
    "reading_by_model": _by_model,
    "reading": _reading,
    "profile": _profile,
    "gap": _gap,
    "candidates": _candidates,
    "planning": _planning,
    "model_calls": _calls,
    "guard": _guard,
    "grounding": _grounding,
}
