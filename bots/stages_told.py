"""How is the way of a turn told in words: what was read, decided, found, worded and checked? In any of our languages."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from advisor.limit_names import check_text, limit_name
from advisor.translations import count, translate
from advisor.vocabulary.conversation import Stage
from advisor.vocabulary.pathway import ConstraintCheck
from bots.stage_names import DISTRESS, PARTS, READERS, SUBJECTS, TITLES

MOST = 12
"""Lines of a long list."""
OPEN_OF = "{missing} of {n} offer considered states no {field}.|{missing} of {n} offers considered state no {field}."
ALL_STATED = (
    "{n} offer considered; it states level, price and hours.|{n} offers considered; all state level, price and hours."
)
FIELDS = {"eqf_level": "EQF level", "price": "price", "hours": "hours"}
"""What an offer may leave open, as a plan is chosen by it."""


def title_of(stage: Stage, language: str = "en") -> str:
    return _named(TITLES, stage.stage, language)


def lines_of(stage: Stage, language: str = "en") -> list[str]:
    """Say what a stage gave, one thing a line."""
    value = stage.model_dump(mode="json")["value"]
    return list(SHOWN.get(stage.stage, _anything)(value, language)) or ["–"]


def left_open(told: Mapping[str, int], considered: int, language: str) -> list[str]:
    """Say how many of the offers that a plan was chosen from leave open what it is chosen by."""
    if told and considered and not any(told.values()):
        return [count(language, ALL_STATED, considered)]
    return [
        count(language, OPEN_OF, considered, missing=told[field], field=translate(language, called))
        for field, called in FIELDS.items()
        if told.get(field)
    ]


def _named(names: Mapping[str, str], key: str, language: str) -> str:
    """Name a thing that code calls by a word of its own; one that is not in the table as the code does."""
    return translate(language, names[key]) if key in names else key


def _anything(value: Any, language: str) -> Iterator[str]:
    """Show what is set, one thing a line."""
    if isinstance(value, dict):
        yield from (f"{key}: {_short(one)}" for key, one in value.items() if one not in (None, "", [], {}))
    elif isinstance(value, list):
        yield from (_short(one) for one in value[:MOST])
        if len(value) > MOST:
            yield count(language, "{n} more|{n} more", len(value) - MOST)
    else:
        yield str(value)


def _short(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _reading(value: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"{_named(SUBJECTS, value['intent'], language)}, {translate(language, 'language')} {value['language']}"
    for fact in value["facts"]:
        sure = "" if fact["confirmed"] else f", {translate(language, 'to be confirmed')}"
        by = _named(READERS, fact["by"], language)
        yield f"{limit_name(language, fact['slot'])} = {_short(fact['value'])}  ← “{fact['words']}” ({by}{sure})"
    if value.get("unread"):
        yield translate(language, "not understood: {words}", words=", ".join(value["unread"]))


def _by_model(value: Mapping[str, Any], language: str) -> Iterator[str]:
    if not value.get("asked"):
        yield translate(language, "not asked: {why}", why=value["why"])
    elif "why" in value:
        yield translate(language, "no answer that can be used: {why}", why=value["why"])
    else:
        verdicts = value.get("verdicts", ())
        yield count(language, "{n} statement|{n} statements", len(verdicts))
        yield from (f"{one['about']} “{one['words']}”: {one['verdict']}" for one in verdicts)


def _profile(value: Mapping[str, Any], language: str) -> Iterator[str]:
    for part, one in value.items():
        inner = {k: v for k, v in one.items() if v not in (None, "", [], {})} if isinstance(one, dict) else one
        if inner not in (None, "", [], {}):
            yield f"{_named(PARTS, part, language)}: {_short(inner)}"


def _gap(value: Mapping[str, Any], language: str) -> Iterator[str]:
    held, missing = set(value["held"]), set(value["missing"])
    asked = "{n} skill asked for, {held} held, {missing} missing|{n} skills asked for, {held} held, {missing} missing"
    yield count(language, asked, len(value["required"]), held=len(held), missing=len(missing))
    for need in value["required"][:MOST]:
        sign = "✓" if need["skill"] in held else "✗" if need["skill"] in missing else "·"
        weight = translate(language, "essential" if need["essential"] else "optional")
        source = need["source"] if need["source"] not in {"", "said"} else translate(language, "said")
        yield f"{sign} {need['label']} ({weight}; {source})"


def _candidates(value: Mapping[str, Any], language: str) -> Iterator[str]:
    within = value["within_the_limits"]
    yield count(language, "{n} offer within the limits|{n} offers within the limits", within)
    yield from left_open(value.get("not_stated") or {}, within, language)
    for course, offer, score in value["best"][:MOST]:
        yield translate(
            language, "{course}: closes {share} % of the gap", course=f"{course} ({offer})", share=round(100 * score)
        )
    for course, limits in value.get("left_out", ()):
        names = ", ".join(limit_name(language, name) for name in limits)
        why = names or translate(language, "only several limits together")
        yield translate(language, "left out: {course}", course=f"{course} ({why})")


def _planning(value: Mapping[str, Any], language: str) -> Iterator[str]:
    yield f"{value['kind']}: {', '.join(value['steps']) or '–'}"
    covered = round(100 * value["coverage"]["essential"])
    yield translate(language, "covers {share} % of the essential skills", share=covered)
    far = f"{100 * value['proof']['gap']:.1f}"
    proof = "proven optimum" if value["proof"]["optimal"] else "within {share} % of the best"
    yield translate(language, proof, share=far)
    yield from (check_text(language, ConstraintCheck.model_validate(check)) for check in value["limits"])
    version, receipt = value["catalogue_version"], f"{value['receipt'][:16]}…"
    yield translate(language, "catalogue version {version}, receipt {receipt}", version=version, receipt=receipt)


def _calls(value: list[Mapping[str, Any]], _: str) -> Iterator[str]:
    yield from (f"{c['task']}: {c['outcome']} {c['detail']} ({c['milliseconds']} ms)" for c in value)


def _guard(value: list[Mapping[str, Any]], _: str) -> Iterator[str]:
    yield from (f"{one['course']}: {one['verdict']}" for one in value)


def _grounding(value: Mapping[str, Any], language: str) -> Iterator[str]:
    if value["left_out"]:
        yield translate(language, "left out, not found in its source: {what}", what=", ".join(value["left_out"]))
    else:
        yield translate(language, "everything stands in its source")


def _wording(value: Any, language: str) -> Iterator[str]:
    yield from [translate(language, "by templates")] if value == "templates" else _anything(value, language)


def _slots(value: list[str], language: str) -> Iterator[str]:
    yield from dict.fromkeys(limit_name(language, slot) for slot in value)


def _word(names: Mapping[str, str]) -> "Told":
    return lambda value, language: iter((_named(names, str(value), language),))


Told = Callable[[Any, str], Iterator[str]]
SHOWN: Mapping[str, Told] = {
    "distress": _word(DISTRESS),
    "reading_by_rules": _reading,
    "reading_by_model": _by_model,
    "reading": _reading,
    "profile": _profile,
    "move": _word(SUBJECTS),
    "question": _slots,
    "gap": _gap,
    "candidates": _candidates,
    "planning": _planning,
    "wording": _wording,
    "model_calls": _calls,
    "guard": _guard,
    "grounding": _grounding,
    "asked": _slots,
}
