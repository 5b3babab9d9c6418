"""Do the same words lead to the same pathway, whoever says them?"""

import pytest

from advisor.planning import plan
from advisor.reading.rules import RulesReader
from knowledge import open_library
from knowledge.settings import LibrarySettings
from tests.fakes.advice import Talk, an_advisor
from tests.properties.counterfactuals import learners

LEARNERS = 200


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    opened = open_library(LibrarySettings(data=tmp_path_factory.mktemp("sample"), index="memory:"))
    yield opened
    opened.close()


def remembering():
    """Plan once for each profile: the same profile gives the same pathway, which other tests prove."""
    plans = {}

    def planner(profile, library, today):
        asked = (profile.model_dump_json(), today)
        if asked not in plans:
            plans[asked] = plan(profile, library, today)
        return plans[asked]

    return planner


def pathway_of(advisor, language, words):
    """Give the first pathway that these words lead to, as bytes; nothing where none is shown."""
    reply = Talk(advisor, language=language).say(words)
    shown = [block for block in reply.blocks if block.type == "pathway"]
    return shown[0].model_dump_json(by_alias=True, exclude={"choices"}) if shown else ""


@pytest.mark.timeout(300)
def test_two_hundred_learners_get_the_same_pathway_whoever_they_say_they_are(library):
    advisor = an_advisor(library=library, reader=RulesReader(library), planner=remembering())

    leaks, with_pathway = [], 0
    for learner in learners(LEARNERS):
        plain = pathway_of(advisor, learner.language, learner.words)
        told = pathway_of(advisor, learner.language, learner.told + learner.words)
        with_pathway += bool(plain)
        leaks += [learner.told + learner.words] if told != plain else []

    assert leaks == []
    assert with_pathway > 0.9 * LEARNERS
