"""What has the learner done so far, and what can they do?"""

import re
from collections.abc import Sequence

from advisor.reading import concepts
from advisor.reading.clauses import Clause, Kind, pieces
from advisor.reading.concepts import Concept
from advisor.reading.words import Read, Said, says
from advisor.vocabulary.learner import Slot
from knowledge.library import Library

SURE = 0.95
FEW_WORDS = 5
AGE = re.compile(r"[1-7]\d\s*(god(ina|ine)?|yo|y\.o|years? old|yrs? old|vjec|vjet|godini|jahre( alt)?|tahun|thn)?")


def read_history(text: Said, said: Sequence[Clause], library: Library) -> list[Read]:
    """Read occupations held now or before, and skills said."""
    named: list[Concept] = []
    places: list[Concept] = []
    skills: list[Concept] = []
    for clause in said:
        if clause.end <= clause.body:
            continue
        if clause.kind is Kind.BACKGROUND or _has_enough_of_it(text, clause):
            jobs, at = _jobs(text, clause, library)
            named += jobs
            places += at
            skills += _done_at_work(text, clause, [*jobs, *at], library)
        elif clause.kind is Kind.CAN:
            skills += _skills(text, clause, library)
        elif clause.kind is Kind.NONE and (_introduces(text, clause, said) or _tells_of_work(text, clause)):
            named += [job for job in _jobs(text, clause, library)[0] if job.confidence >= SURE or _is_called_so(job)]
    held = [*_distinct(named), *_at_workplaces(named, places, library)]
    return [
        *(_background(text, c) for c in held),
        *(_held(text, s, library) for s in _distinct(skills)),
        *_denied(text, said, library),
    ]


def _has_enough_of_it(text: Said, clause: Clause) -> bool:
    """Say whether it is work that somebody does and wants no more: "no longer in sales", "tired of cleaning"."""
    return clause.kind is Kind.AVOID and says("avoid.no_longer", text, clause.start, clause.end)


def _done_at_work(text: Said, clause: Clause, work: Sequence[Concept], library: Library) -> list[Concept]:
    """Give the skills named beside the work, not those that are another reading of its name."""
    sure = [s for s in _skills(text, clause, library) if s.confidence >= concepts.NAMED]
    return [s for s in sure if not any(_overlap(s, w) for w in work)]


def _tells_of_work(text: Said, clause: Clause) -> bool:
    """Say whether it tells for how long or when, "waiter for nine years", or stands by an age: "waiter, 23"."""
    return says("past.mark", text, clause.start, clause.end) or any(
        AGE.fullmatch(text.plain[start:end].strip()) for start, end in pieces(text)
    )


def _denied(text: Said, said: Sequence[Clause], library: Library) -> list[Read]:
    """Read what the learner cannot do, and what they never were."""
    cannot = [s for c in said if c.kind is Kind.CANNOT and c.end > c.body for s in _skills(text, c, library)]
    never = [j for c in said if c.kind is Kind.NEVER_WAS and c.end > c.body for j in _jobs(text, c, library)[0]]
    return [
        *(Read(Slot.NOT_HELD, s.uri, *text.at(s.start, s.end), s.confidence >= SURE) for s in _distinct(cannot)),
        *(Read(Slot.BACKGROUND, j.uri, *text.at(j.start, j.end), withdrawn=True) for j in _distinct(never)),
    ]


def _introduces(text: Said, clause: Clause, said: Sequence[Clause]) -> bool:
    """Say whether it is the short start of a message that goes on to a wish: "Electrician here, looking for …"."""
    wished = any(c.kind is Kind.GOAL and c.start > clause.start for c in said)
    return wished and len(text.plain[clause.start : clause.end].split()) <= FEW_WORDS


def _is_called_so(job: Concept) -> bool:
    return job.confidence == concepts.CALLED


def _range(text: Said, clause: Clause) -> tuple[int, int]:
    return text.places[clause.body], text.places[clause.end - 1] + 1


def _jobs(text: Said, clause: Clause, library: Library) -> tuple[list[Concept], list[Concept]]:
    """Give occupations that are named, and workplaces."""
    start, end = _range(text, clause)
    at = concepts.workplaces(text, start, end, library)
    # the verb that tells of it may be part of what the work is called: looked after my mother
    told = concepts.called_work(text, text.places[clause.start], end, library)
    jobs = concepts.best_of_each_place([*concepts.occupations(text, start, end, library), *told], concepts.HELD)
    # "coal mine" is nearly "coal miner": what is only near a name is read as the workplace it is
    return [j for j in jobs if not (j.confidence < SURE and any(_overlap(j, a) for a in at))], at


def _overlap(one: Concept, other: Concept) -> bool:
    return one.start < other.end and other.start < one.end


def _at_workplaces(named: Sequence[Concept], places: Sequence[Concept], library: Library) -> list[Concept]:
    """Take a workplace for its usual occupation only where the learner named none; else for theirs at that place."""
    distinct = _distinct(places)
    if not named:
        return distinct
    joined = [(concepts.at_workplace(p.uri, job.uri), p) for p in distinct for job in named]
    known = {c.uri for c in named}
    return [
        Concept(uri, p.confidence, p.start, p.end)
        for uri, p in joined
        if uri and uri not in known and library.occupation(uri)
    ]


def _distinct(found: Sequence[Concept]) -> list[Concept]:
    return list({c.uri: c for c in reversed(found)}.values())[::-1]


def _skills(text: Said, clause: Clause, library: Library) -> list[Concept]:
    start, end = _range(text, clause)
    return concepts.best_of_each_place(concepts.skills(text, start, end, library), concepts.SKILL)


def _background(text: Said, concept: Concept) -> Read:
    return Read(Slot.BACKGROUND, concept.uri, *text.at(concept.start, concept.end), concept.confidence >= SURE)


def _held(text: Said, concept: Concept, library: Library) -> Read:
    words = text.text[concept.start : concept.end]
    value: dict[str, str | float | None] = {
        "skill": concept.uri,
        "evidence": "said",
        "label": library.label(concept.uri, text.language),
        "words": words,
    }
    return Read(Slot.HELD_SKILL, value, *text.at(concept.start, concept.end), concept.confidence >= concepts.NAMED)
