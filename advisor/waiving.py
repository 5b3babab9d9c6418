"""How is it said that a course need not be taken, on what that rests, and who decides?"""

from collections.abc import Mapping

from advisor.translations import translate
from advisor.vocabulary.blocks import TextBlock
from advisor.vocabulary.learner import Evidence
from advisor.vocabulary.pathway import Pathway, Waived

MOST = 3
NEED_NOT = "You need not take “{course}”: {evidence}. Whether it counts is decided by {who}: please ask there."
UNNAMED = "You need not take “{course}”: {evidence}. Please ask the provider whether it counts."
RESTS_ON: Mapping[str, str] = {
    Evidence.SAID: "you told me that you have done it, or that you know what it teaches",
    Evidence.CONFIRMED: "you confirmed that you know what it teaches",
    Evidence.DOCUMENT: "you have a document on what it teaches",
    Evidence.VERIFIED: "it is verified that you know what it teaches",
}
WORK = "your work brings what it teaches"


def waived(found: Pathway, language: str) -> tuple[TextBlock, ...]:
    """Write a sentence with its source for each course that need not be taken, a few at most."""
    told = [one for one in found.waived if one.citation is not None][:MOST]
    if not told:
        return ()
    text = " ".join(sentence(one, language) for one in told)
    return (TextBlock(text=text, citations=tuple(one.citation for one in told if one.citation is not None)),)


def sentence(one: Waived, language: str) -> str:
    evidence = translate(language, RESTS_ON.get(one.evidence, WORK))
    message = NEED_NOT if one.ask else UNNAMED
    return translate(language, message, course=one.title, evidence=evidence, who=one.ask)
