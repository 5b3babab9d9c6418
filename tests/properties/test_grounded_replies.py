"""Whatever the catalogue states and the learner wishes: is every statement about a course quoted from its source?"""

import re
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.opportunity import Price
from tests.builders import a_micro_credential
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import ELECTRICIAN, HEIGHT, INSTALLER, PANELS, WIRING, TalkingLibrary

prices = st.none() | st.builds(
    Price, amount=st.decimals(0, 900, places=2).map(Decimal), currency=st.sampled_from(["EUR", "BAM"])
)
courses = st.builds(
    lambda number, skills, hours, price, title: a_micro_credential(
        id=f"c-{number}", title=title, skills=tuple(sorted(skills)), hours=hours, price=price, languages=("en", "de")
    ),
    st.integers(0, 99),
    st.sets(st.sampled_from([PANELS, WIRING, HEIGHT]), min_size=1),
    st.none() | st.integers(1, 200).map(float),
    prices,
    st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=4, max_size=40).filter(str.strip),
)
wishes = st.fixed_dictionaries(
    {Slot.GOAL_OCCUPATION: st.just(INSTALLER)},
    optional={
        Slot.BACKGROUND: st.just((ELECTRICIAN,)),
        Slot.MAX_HOURS: st.integers(1, 300).map(float),
        Slot.HOURS_PER_WEEK: st.integers(1, 40).map(float),
        Slot.MAX_PRICE: st.integers(0, 500).map(lambda most: {"amount": float(most), "currency": "EUR"}),
    },
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(courses, max_size=6, unique_by=lambda course: course.id), wishes, st.sampled_from(["en", "bs", "th"]))
def test_no_reply_without_citation(catalogue, wish, language):
    library = TalkingLibrary(catalogue)

    reply = Talk(an_advisor({"go": wish}, language, library=library)).say("go")

    cited = {citation.n: citation for citation in reply.citations}
    titles = {step.title for block in blocks(reply, "pathway") for step in block.steps}
    for block in blocks(reply, "text"):
        assert set(block.citations) <= set(cited)
        assert block.citations or not (re.search(r"\d", block.text) or any(title in block.text for title in titles))
    for citation in cited.values():
        record = library.find(citation.id)
        assert library.cite(record, citation.locator).quote.find(citation.quote) >= 0
    assert all(reason.citation in cited for b in blocks(reply, "pathway") for s in b.steps for reason in s.reasons)
    assert "error" not in [block.kind for block in blocks(reply, "notice")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(courses, max_size=6, unique_by=lambda course: course.id), wishes)
def test_the_sources_of_a_sum_add_up_to_it(catalogue, wish):
    reply = Talk(an_advisor({"go": wish}, library=TalkingLibrary(catalogue))).say("go")

    for block in (way for way in blocks(reply, "pathway") if way.steps):
        summary = next(text for text in blocks(reply, "text") if text.text.startswith("Here "))
        sources = [citation for citation in reply.citations if citation.n in summary.citations]
        if block.totals.hours is not None:
            assert sum(float(s.quote) for s in sources if s.locator == "hours") == block.totals.hours
        if block.totals.price is not None:
            paid = sum(Decimal(s.quote) for s in sources if s.locator == "price")
            assert paid == sum(Decimal(amount.amount) for amount in block.totals.price)
