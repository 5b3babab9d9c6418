"""What is each interest called, and how is one asked for?"""

from collections.abc import Mapping

from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, QuestionBlock
from advisor.vocabulary.learner import Interest, Slot
from advisor.writing.questions import fact

SLOT = "interest"
ASK = "What should the work be like? Choose what comes nearest, or say it in your own words."
NAMES: Mapping[Interest, str] = {
    Interest.GREEN: "good for the environment",
    Interest.HANDS: "with my hands",
    Interest.PEOPLE: "with people",
    Interest.DIGITAL: "with computers",
    Interest.OUTDOORS: "outdoors",
    Interest.MACHINES: "with machines",
    Interest.OFFICE: "in an office",
    Interest.CREATIVE: "creative",
    Interest.ANIMALS: "with animals",
}
OFFERED = (Interest.GREEN, Interest.HANDS, Interest.PEOPLE, Interest.DIGITAL, Interest.OUTDOORS, Interest.OFFICE)


def name_of(language: str, interest: str) -> str:
    """Say an interest in the learner's language."""
    words = translate(language, NAMES[Interest(interest)])
    return words[:1].upper() + words[1:]


def ask_for_interests(language: str, *more: Choice) -> QuestionBlock:
    """Ask what the work should be like: easier to answer than which work."""
    offered = tuple(fact(name_of(language, interest), Slot.INTEREST, interest.value) for interest in OFFERED)
    return QuestionBlock(slot=SLOT, text=translate(language, ASK), choices=(*offered, *more))
