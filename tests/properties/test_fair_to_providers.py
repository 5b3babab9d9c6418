"""Does any provider's name decide what is advised or found?"""

import json
import random

import pytest

from advisor.planning import alternatives, plan
from advisor.profiling import parse_profile
from benchmarks.large_catalogue import MadeUpEmbedder
from benchmarks.made_up_catalogue import FIRST_DAY, courses, profiles
from knowledge import open_library
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Question

COURSES = 300


def renamed(content, seed):
    """Let the providers change names among themselves, so that each keeps its courses and has another's name."""
    listed = json.loads(content)
    names = sorted({course["provider"] for course in listed})
    others = random.Random(seed).sample(names, len(names))
    new = dict(zip(names, others, strict=True))
    assert sum(new[name] != name for name in names) > len(names) / 2
    return json.dumps([{**course, "provider": new[course["provider"]]} for course in listed]).encode()


def with_twins(content):
    """Let another school offer each course too, under its own number: nothing else tells the two apart."""
    listed = json.loads(content)
    twins = [
        {**course, "external_id": f"t{n:05}", "provider": f"School {(n * 31 + 7) % 97}", "prerequisites": []}
        for n, course in enumerate(listed)
    ]
    return json.dumps([*listed, *twins]).encode()


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """The same courses, offered by differently named providers."""
    settings = LibrarySettings(data=tmp_path_factory.mktemp("names"), index="memory:", seed=False)
    opened = [open_library(settings, embedder=MadeUpEmbedder()) for _ in range(2)]
    content = with_twins(courses(COURSES, opened[0].occupations(), opened[0].skills()))
    opened[0].submit("courses.json", content)
    opened[1].submit("courses.json", renamed(content, seed=3))
    yield opened
    for each in opened:
        each.close()


def number(identifier):
    """Give what a course is called by itself: its provider's name stands before it."""
    return identifier.rpartition(".")[2]


def advice_of(library, given):
    profile = parse_profile(given, library)
    ways = [plan(profile, library, FIRST_DAY), *alternatives(profile, library, FIRST_DAY, 6)]
    steps = [
        [(number(s.micro_credential_id), s.starts, [number(a) for a in s.alternatives]) for s in way.pathway.steps]
        for way in ways
    ]
    return [way.kind for way in ways], steps, [way.pathway.totals for way in ways]


def test_no_providers_name_decides_which_courses_are_chosen(worlds):
    without_names = [
        {name: value for name, value in given.items() if name not in {"locked", "not_wanted", "completed"}}
        for given in profiles(40, worlds[0].occupations(), ["a"] * 6, seed=5)
    ]

    told = [[advice_of(library, given) for given in without_names] for library in worlds]

    assert told[0] == told[1]
    assert sum(bool(steps[0]) for _, steps, _ in told[0]) > 20


def test_no_providers_name_decides_the_rank_in_a_search(worlds):
    words = ["mount photovoltaic modules", "weld steel", "care for older people", "program in Python"]

    found = [
        [[number(m.micro_credential.id) for m in library.search(Question(text=w, limit=20))] for w in words]
        for library in worlds
    ]

    assert found[0] == found[1]
