"""How do two to four plans differ, and what does each not state?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from advisor.limit_names import MODES
from advisor.translations import count, in_figures, translate
from advisor.vocabulary.blocks import ComparedCourse, ComparedFact, ComparisonBlock
from advisor.vocabulary.pathway import Pathway, PathwayStep
from advisor.writing import words
from advisor.writing.record_facts import NOT_STATED, name
from knowledge.vocabulary.language import NAMES

Say = Callable[[str, Pathway], str | None]
"""Says one thing of a plan; None where a step leaves it open."""


@dataclass(frozen=True)
class Side:
    """One plan that is put beside others."""

    key: str
    title: str
    pathway: Pathway
    made_by: str
    """Who drafted it, and who approved it."""


def side_by_side(sides: Sequence[Side], language: str) -> ComparisonBlock:
    """Put plans beside each other: sums and shares first, then step by step."""
    most = max((len(side.pathway.steps) for side in sides), default=0)
    return ComparisonBlock(items=tuple(_column(side, most, language) for side in sides))


def _column(side: Side, most: int, language: str) -> ComparedCourse:
    made = ComparedFact(name=translate(language, "Made by"), value=side.made_by)
    facts = [ComparedFact(name=heading(language), value=say(language, side.pathway)) for heading, say in ROWS]
    steps = [_step(side.pathway, place, language) for place in range(most)]
    return ComparedCourse(micro_credential_id=side.key, title=side.title, facts=(made, *facts, *steps))


def _step(way: Pathway, place: int, language: str) -> ComparedFact:
    """Name a step with its hours and price, stated or not; a dash where the plan has fewer."""
    heading = f"{translate(language, 'Step')} {place + 1}"
    if place >= len(way.steps):
        return ComparedFact(name=heading, value="–")
    step = way.steps[place]
    paid = words.price(language, None if step.price is None else (step.price,))
    told = (step.title, step.provider, words.hours(language, step.hours), paid)
    return ComparedFact(name=heading, value=" · ".join(part for part in told if part))


def _hours(language: str, way: Pathway) -> str | None:
    return None if way.totals.hours is None else words.hours(language, way.totals.hours)


def _price(language: str, way: Pathway) -> str | None:
    return None if way.totals.price is None else words.price(language, way.totals.price)


def _weeks(language: str, way: Pathway) -> str | None:
    return None if way.totals.weeks is None else count(language, "{n} week|{n} weeks", way.totals.weeks)


def _ects(language: str, way: Pathway) -> str | None:
    return None if way.totals.ects is None else f"{in_figures(language, way.totals.ects)} ECTS"


def _missing(language: str, way: Pathway) -> str:
    return ", ".join(need.label for need in way.uncovered) or translate(language, "nothing")


def _each(of: Callable[[PathwayStep], str | None], names: Callable[[str, str], str]) -> Say:
    """Name what the steps state, each thing once; of some that leave it open that too."""

    def say(language: str, way: Pathway) -> str | None:
        stated = [value for step in way.steps if (value := of(step))]
        if not stated:
            return None
        left_open = [translate(language, NOT_STATED)] if len(stated) < len(way.steps) else []
        return ", ".join([*_once(names(language, value) for value in stated), *left_open])

    return say


def _once(items: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(items))


def _begins(language: str, when: str) -> str:
    return translate(language, "start any day") if when == "continuous" else when


def _percent(language: str, share: float) -> str:
    return f"{in_figures(language, round(share * 100))} %"


def _called(field: str) -> Callable[[str], str]:
    return lambda language: name(field, language)


def _headed(message: str) -> Callable[[str], str]:
    return lambda language: translate(language, message)


ROWS: tuple[tuple[Callable[[str], str], Say], ...] = (
    (_headed("Steps"), lambda language, way: in_figures(language, len(way.steps))),
    (_called("hours"), _hours),
    (_headed("Weeks"), _weeks),
    (_called("price"), _price),
    (_called("ects"), _ects),
    (_headed("Essential skills covered"), lambda language, way: _percent(language, way.coverage.essential)),
    (_headed("Optional skills covered"), lambda language, way: _percent(language, way.coverage.optional)),
    (_headed("Still missing"), _missing),
    (_called("language"), _each(lambda step: step.language, lambda _, tag: NAMES.get(tag, tag))),
    (_called("mode"), _each(lambda step: step.mode, lambda language, mode: translate(language, MODES.get(mode, mode)))),
    (
        _called("eqf_level"),
        _each(lambda step: str(step.eqf_level) if step.eqf_level else None, lambda _, level: f"EQF {level}"),
    ),
    (_called("start_dates"), _each(lambda step: step.starts, _begins)),
)
"""What is compared, in this order."""
