"""Does every kind of reply become the bubbles that a person should see, and never one that Telegram refuses?"""

import asyncio
import json
from datetime import date

from telegram import Bot

from advisor.vocabulary.blocks import (
    Choice,
    ComparedCourse,
    ComparedFact,
    ComparisonBlock,
    HandOffBlock,
    NoticeBlock,
    OccupationItem,
    OccupationsBlock,
    QuestionBlock,
    SkillItem,
    SkillsBlock,
    TextBlock,
    UnderstoodBlock,
    UnderstoodItem,
)
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.pathway import ConstraintCheck, Totals
from bots.telegram.entities import Entity
from bots.telegram.outgoing import Button, render
from bots.telegram.sending import Sender, There
from bots.telegram.simulator.state import TOKEN
from knowledge.vocabulary.search import SourceKind
from tests.bots.telegram.replies import LANGUAGES, Made
from tests.builders import a_pathway, a_step
from tests.fakes.scripted_advisor import a_reply

PERSON = (Button("Talk to a person", "v1:!human"),)


def a_citation(n=1, **given):
    valid = {
        "n": n, "source": SourceKind.CATALOGUE, "id": "pv", "title": "Solar basics", "locator": "hours", "quote": "18",
        "url": "https://solar.example/pv", "seen": date(2026, 11, 22),
    }  # fmt: skip
    return NumberedCitation(**{**valid, **given})


def test_the_first_reply_is_one_bubble_with_quiet_notices_and_three_ways_to_begin():
    choices = tuple(Choice(id=f"t1c{n}", label=label) for n, label in enumerate(("Green", "Job", "Recognise"), 1))
    reply = a_reply(
        NoticeBlock(kind="ai", text="I am an AI system."),
        NoticeBlock(kind="privacy", text="I keep this for 90 days."),
        QuestionBlock(slot="start", text="Hello!", choices=choices),
    )

    [bubble] = render(reply)

    assert bubble.text == "I am an AI system.\n\nI keep this for 90 days.\n\nHello!"
    assert bubble.entities == (Entity("italic", 0, 18), Entity("italic", 20, 24), Entity("bold", 46, 6))
    assert bubble.keyboard == (
        (Button("Green", "v1:t1c1"),),
        (Button("Job", "v1:t1c2"),),
        (Button("Recognise", "v1:t1c3"),),
        PERSON,
    )


def test_a_pathway_is_a_card_with_its_sources_folded_beneath():
    limit = ConstraintCheck(name="max_hours", wanted="20", got="18", met=True)

    [bubble] = render(a_reply(a_pathway(a_step(), constraints=(limit,)), citations=(a_citation(),)))

    assert bubble.text == (
        "Your pathway: solar installer\n"
        "1 step · 18 hours · 3 weeks · free of charge\n\n"
        "1. Solar basics\n"
        "Solar School · awarded by Chamber\n"
        "18 hours · free of charge · 1 ECTS · online · English · EQF 3 · start any day\n"
        "→ It takes 18 hours. [1]\n"
        "Page of the provider\n\n"
        "✓ hours in all: 20 → 18\n\n"
        "Sources\n"
        "[1] “18” – Solar basics, hours, seen on 2026-11-22"
    )
    assert [(e.type, e.url) for e in bubble.entities] == [
        ("bold", None), ("bold", None), ("text_link", "https://solar.example/pv"), ("expandable_blockquote", None),
        ("bold", None), ("text_link", "https://solar.example/pv"),
    ]  # fmt: skip
    assert bubble.keyboard == ((Button("Apply: Solar basics", "v1:t1c1"),), PERSON)


def test_what_a_provider_did_not_state_is_said_to_be_so():
    step = a_step(hours=None, price=None, starts=None, ects=None, eqf_level=None, mode=None, language=None, reasons=())

    [bubble] = render(a_reply(a_pathway(step, totals=Totals(hours=None, price=None, weeks=None, ects=None))))

    assert "1 step · hours not stated · price not stated" in bubble.text
    assert "hours not stated · price not stated · start not stated" in bubble.text


def test_a_pathway_stands_between_what_leads_to_it_and_the_next_question():
    question = QuestionBlock(slot="time", text="How many hours?", choices=(Choice(id="t1c3", label="Skip"),))

    bubbles = render(
        a_reply(TextBlock(text="Here is 1 step."), a_pathway(a_step()), TextBlock(text="Open: a."), question)
    )

    assert [bubble.text.splitlines()[0] for bubble in bubbles] == [
        "Here is 1 step.", "Your pathway: solar installer", "Open: a.",
    ]  # fmt: skip
    assert [len(bubble.keyboard) for bubble in bubbles] == [0, 2, 2]


def test_what_was_understood_is_named_in_a_line():
    items = (
        UnderstoodItem(slot="a", label="electrician", words="w", turn=1),
        UnderstoodItem(slot="b", label="free", words="w", turn=1),
    )

    [bubble] = render(a_reply(UnderstoodBlock(items=items)))

    assert bubble.text == "What I understood (write to correct it): electrician · free"


def test_an_answer_from_a_policy_quotes_its_passage():
    citation = a_citation(
        source=SourceKind.POLICY, title="Council 2022", locator="section 3", quote="A micro-credential is …"
    )

    [bubble] = render(a_reply(TextBlock(text="It is recognised.", citations=(1,)), citations=(citation,)))

    assert bubble.text == (
        "It is recognised. [1]\n\nSources\n[1] “A micro-credential is …” – Council 2022, section 3, seen on 2026-11-22"
    )
    assert bubble.entities[0].type == "expandable_blockquote"


def test_a_source_that_is_cited_twice_is_quoted_once_beneath_the_card():
    bubbles = render(
        a_reply(TextBlock(text="18 hours.", citations=(1,)), a_pathway(a_step()), citations=(a_citation(),))
    )

    assert bubbles[0].text == "18 hours. [1]"
    assert "Sources\n[1] “18”" in bubbles[1].text


def test_a_hand_off_asks_for_a_yes_and_says_that_telegram_is_not_private():
    block = HandOffBlock(
        handoff="h", status="draft", micro_credential_id="pv", title="Solar basics", provider="Solar School",
        text="Shall I ask?", choices=(Choice(id="t2c1", label="Yes, send it", action="consent:h"),),
    )  # fmt: skip

    [bubble] = render(a_reply(block))

    assert bubble.text == (
        "Solar basics\nSolar School\n\nShall I ask?\n\n"
        "Telegram is not a private channel: what stands here passes through Telegram's servers."
    )
    assert bubble.keyboard == ((Button("Yes, send it", "v1:t2c1"),), PERSON)


def test_an_offer_has_a_button_to_its_page_where_telegram_takes_the_address_and_words_where_not():
    offer = HandOffBlock(
        handoff="h", status="offered", micro_credential_id="pv", title="Solar basics", provider="Solar School",
        text="Your code is 4711.", url="https://cairn.example/i/h",
    )  # fmt: skip

    [with_button] = render(a_reply(offer))
    [with_words] = render(a_reply(offer.model_copy(update={"url": "http://127.0.0.1:8080/i/h"})))

    assert with_button.keyboard[0] == (Button("Open the page", url="https://cairn.example/i/h"),)
    assert "Your code is 4711." in with_button.text
    assert "http://127.0.0.1:8080/i/h" in with_words.text
    assert with_words.keyboard == ()


def test_skills_and_comparisons_are_lines():
    skill = SkillItem(uri="u", label="wiring", confidence=0.9, evidence="I wired houses", confirmed=True)

    course = ComparedCourse(micro_credential_id="a", title="A", facts=(ComparedFact(name="price", value=None),))

    [bubble] = render(a_reply(SkillsBlock(items=(skill,)), ComparisonBlock(items=(course,))))

    assert bubble.text == "✓ wiring – “I wired houses”\n\nA\nprice: not stated"


def test_an_occupation_says_how_near_it_is_and_can_be_chosen():
    item = OccupationItem(
        uri="o", label="solar installer", held=1, required=4, green_share=0.5, transferable=("wiring",),
        missing=("mount panels",), courses=3,
    )  # fmt: skip
    choice = Choice(id="t1c1", label="solar installer", action='fact:goal_occupation="o"')

    [bubble] = render(a_reply(OccupationsBlock(items=(item,), choices=(choice,))))

    assert bubble.text == (
        "solar installer\nYou have 1 of 4 essential skills.\nYou bring: wiring\nMissing: mount panels, 2 more\n"
        "green skills: 50 % · 3 courses for what is missing"
    )
    assert bubble.keyboard[0][0].label == "solar installer"


def test_a_reply_to_a_tap_begins_with_what_was_tapped():
    [bubble] = render(a_reply(TextBlock(text="Good.")), tapped="Only free courses")

    assert bubble.text == "› Only free courses\n\nGood."


def test_serbian_follows_the_script_of_the_reply():
    [cyrillic] = render(a_reply(TextBlock(text="Добро."), a_pathway(), language="sr"))
    latin = render(a_reply(TextBlock(text="Dobro."), a_pathway(a_step()), language="sr"))

    assert "Добро." in cyrillic.text
    assert latin[1].text.startswith("Vaš put")


def test_a_reply_without_words_is_no_bubble():
    assert render(a_reply(UnderstoodBlock(items=()))) == []


def test_telegram_refuses_none_of_300_replies_in_any_language(api, address):
    api.state.known_chats.add(1)
    sent = asyncio.run(_send_all(address, [Made(n).reply(LANGUAGES[n % 10]) for n in range(300)]))

    assert api.state.refused() == []
    assert all(isinstance(outcome, There) for outcome in sent)
    assert len(sent) > 300
    assert not any("parse_mode" in call.parameters for call in api.state.calls)
    keyboards = [m["reply_markup"]["inline_keyboard"] for m in api.state.sent(1) if "reply_markup" in m]
    assert all(keyboard[-1][0]["callback_data"] == "v1:!human" for keyboard in keyboards)
    assert "evil.example" not in json.dumps([m.get("entities") for m in api.state.sent(1)])


async def _send_all(address, replies):
    async with Bot(TOKEN, base_url=f"{address}/bot") as bot:
        sender = Sender(bot)
        return [await sender.send(1, bubble) for reply in replies for bubble in render(reply)]
