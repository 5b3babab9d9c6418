"""What would a large catalogue of courses on the bundled skills hold, and who would ask for a plan from it?"""

import json
import random
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from knowledge.vocabulary.skill import Occupation, Skill

FIRST_DAY = date(2027, 1, 4)
COUNTRIES = {
    "BA": ("BAM", ("bs", "bs", "en"), ("Tuzla", "Sarajevo", "Mostar")),
    "DE": ("EUR", ("de", "de", "en"), ("Berlin", "Leipzig")),
    "ID": ("IDR", ("id", "id", "en"), ("Surabaya", "Bandung")),
    "AL": ("ALL", ("sq", "en"), ("Tirana",)),
    "XK": ("EUR", ("sq", "en"), ("Prishtina",)),
    "GB": ("GBP", ("en",), ("Leeds", "London")),
}
"""Country → currency, languages of teaching, towns."""
PER_EURO = {"BAM": 2, "EUR": 1, "IDR": 17000, "ALL": 100, "GBP": 0.85}
PRICES = (0, 0, 0, 25, 49, 90, 120, 180, 250, 400, 650, 990)
HOURS = (2, 4, 6, 8, 12, 16, 20, 24, 30, 40, 60, 80, 120)
TIMES = ("self_paced", "evening", "weekend", "daytime")
NEEDS = ("childcare", "step_free")
STATED = 0.9
"""Share of the courses that state a thing."""


def courses(count: int, occupations: Sequence[Occupation], skills: Sequence[Skill], seed: int = 1) -> bytes:
    """Make up courses in the format `json`, each about one occupation and now and then something else."""
    chance = random.Random(seed)
    names = {str(skill.concept_uri): skill.preferred.get("en", "") for skill in skills}
    asked = [[names[str(r.skill)] for r in o.requirements if str(r.skill) in names] for o in occupations]
    everything = sorted(set(names.values()))
    listed: list[dict[str, Any]] = []
    for number in range(count):
        listed.append(_course(number, chance, chance.choice(asked), everything, listed))
    return json.dumps(listed).encode()


def _course(
    number: int, chance: random.Random, own: Sequence[str], everything: Sequence[str], earlier: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    taught = chance.sample(own, min(len(own), chance.choice((1, 1, 2, 2, 3, 4))))
    if chance.random() < 0.3:
        taught.append(chance.choice(everything))
    country = chance.choice(tuple(COUNTRIES))
    currency, languages, towns = COUNTRIES[country]
    mode = chance.choice(("online", "online", "onsite", "blended"))
    school = f"School {number % 97}"
    before = [e for e in earlier[-2000:] if e["provider"] == school]
    stated = {
        "hours": chance.choice(HOURS),
        "price": round(chance.choice(PRICES) * PER_EURO[currency]),
        "eqf_level": chance.choice((2, 3, 4, 4, 5, 6)),
        "schedule": chance.sample(TIMES, chance.choice((1, 2))),
        "start_dates": _starts(chance),
        "assessment": "A practical test.",
    }
    return {
        "external_id": f"c{number:05}",
        "title": f"{taught[0].capitalize()} {number}",
        "provider": school,
        "country": country,
        "skills": sorted(set(taught)),
        "currency": currency,
        "language": [chance.choice(languages)],
        "mode": [mode],
        "location": "" if mode == "online" else chance.choice(towns),
        "support": [need for need in NEEDS if chance.random() < 0.3],
        "prerequisites": _before(chance, before, everything),
        "stacks_into": [f"Certificate {number % 40}"] if chance.random() < 0.2 else [],
        **{name: value for name, value in stated.items() if chance.random() < STATED},
    }


def _starts(chance: random.Random) -> list[str]:
    if chance.random() < 0.5:
        return ["continuous"]
    return sorted(
        (FIRST_DAY + timedelta(weeks=chance.randrange(2, 60))).isoformat() for _ in range(chance.choice((1, 2, 3)))
    )


def _before(chance: random.Random, earlier: Sequence[dict[str, Any]], everything: Sequence[str]) -> list[str]:
    kind = chance.random()
    if kind < 0.15 and earlier:
        return [chance.choice(earlier)["external_id"]]
    if kind < 0.20:
        return [chance.choice(everything)]
    return [f"EQF {chance.choice((3, 4, 5))}"] if kind < 0.25 else []


def profiles(
    count: int, occupations: Sequence[Occupation], identifiers: Sequence[str], seed: int = 1
) -> list[dict[str, Any]]:
    """Make up learners as written profiles: goals, what they have, limits, languages, courses kept and turned down."""
    chance = random.Random(seed)
    return [_profile(chance, occupations, identifiers) for _ in range(count)]


def _profile(chance: random.Random, occupations: Sequence[Occupation], identifiers: Sequence[str]) -> dict[str, Any]:
    goal, other = chance.sample(list(occupations), 2)
    asked = [str(r.skill) for r in goal.requirements]
    own = chance.sample(asked, chance.randint(0, len(asked) // 2))
    evidence = ("said", "confirmed", "document", "verified")
    return {
        "goal": {"occupation": str(goal.concept_uri)},
        "background": [str(other.concept_uri)] if chance.random() < 0.5 else [],
        "held": [{"skill": skill, "evidence": chance.choice(evidence)} for skill in own],
        "language": chance.choice(("en", "en", "bs", "de", "id", "sq")),
        "constraints": _limits(chance),
        **_wishes(chance, identifiers),
    }


def _wishes(chance: random.Random, identifiers: Sequence[str]) -> dict[str, Any]:
    named = chance.sample(list(identifiers), 6)
    wishes = {
        "locked": named[:1],
        "not_wanted": named[1:4],
        "completed": named[4:],
        "eqf_level": chance.randint(2, 6),
    }
    return {name: value for name, value in wishes.items() if chance.random() < 0.15}


def _limits(chance: random.Random) -> dict[str, Any]:
    country = chance.choice(tuple(COUNTRIES))
    currency, languages, towns = COUNTRIES[country]
    money = chance.choice((0, 60, 150, 300, 700, 1500)) * PER_EURO[currency]
    likely = {
        "max_hours": (0.35, chance.choice((20, 40, 80, 120, 200))),
        "hours_per_week": (0.5, chance.choice((3, 5, 6, 10, 20, 35))),
        "max_price": (0.5, {"amount": money, "currency": chance.choice((currency, currency, None))}),
        "languages": (0.3, sorted({*languages})),
        "modes": (0.15, chance.choice((["online"], ["online", "blended"], ["onsite"]))),
        "country": (0.15, country),
        "near": (0.1, chance.choice(towns)),
        "schedules": (0.15, [chance.choice(TIMES)]),
        "needs": (0.05, [chance.choice(NEEDS)]),
        "max_eqf_level": (0.1, chance.randint(3, 6)),
        "start_from": (0.1, (FIRST_DAY + timedelta(weeks=chance.randint(1, 20))).isoformat()),
        "finish_by": (0.15, (FIRST_DAY + timedelta(weeks=chance.randint(8, 60))).isoformat()),
        "max_steps": (0.2, chance.choice((1, 2, 3, 5, 8))),
    }
    return {name: value for name, (likelihood, value) in likely.items() if chance.random() < likelihood}
