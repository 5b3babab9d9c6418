"""Can a person read in the terminal how an answer came about?"""

from io import StringIO

from rich.console import Console

from advisor.reading.rules import RulesReader
from bots.terminal.explaining import print_stages
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.lying_model import a_desk, reading, wording
from tests.fakes.talking_library import TalkingLibrary

SAID = (
    "I was an electrician and want to work with solar panels, free, while we talked about boats and nets at the harbour"
)


def printed(reply):
    out = StringIO()
    print_stages(Console(file=out, width=140, no_color=True), reply.explain)
    return out.getvalue()


def talk(models=None):
    library = TalkingLibrary()
    return Talk(an_advisor(library=library, reader=RulesReader(library), models=models))


def test_what_was_read_is_shown_with_the_words_that_it_came_from():
    shown = printed(talk().say(SAID))

    assert "work until now = urn:o:electrician  ← “electrician” (by rules)" in shown
    assert "closes" in shown
    assert "proven optimum" in shown
    assert "everything stands in its source" in shown


def test_what_the_model_said_is_shown_with_the_verdicts_on_it():
    desk, _ = a_desk(
        answers={
            "copy": reading(("skill", "brain surgery")),
            "into words": wording("Now for only 5 EUR!", **{"pv-1": "You learn to mount solar panels safely."}),
        }
    )

    shown = printed(talk(desk).say(SAID))

    assert "skill “brain surgery”: not in the message" in shown
    assert "summary: figure" in shown
    assert "pv-1: shown" in shown
    assert "reading_by_model: answered" in shown
