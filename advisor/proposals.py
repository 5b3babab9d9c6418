"""What does a document say of the learner that they have not answered yet, and what follows from their answer?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from advisor import consents
from advisor.dialogue import Scene
from advisor.parts import Parts
from advisor.reading.documents import Finding
from advisor.shown import shown_in
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, Choice, NoticeBlock, SkillItem, SkillsBlock, TextBlock
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.learner import Evidence, LearnerProfile, Slot
from advisor.writing import words
from advisor.writing.draft import Draft, choice
from advisor.writing.taking import as_stated
from advisor.writing.understood import LABELS
from knowledge.library import Library

MOST: Mapping[Slot, int] = {Slot.BACKGROUND: 4, Slot.HELD_SKILL: 10}
"""So many are shown; a longer list is answered by nobody."""
ALL = "*"
FOUND = (
    "I have read your file and deleted it. This is what I take from it. Nothing of it counts until you say so: confirm "
    "it, or say what is not true."
)
NOTHING_FOUND = (
    "I have read your file and deleted it. I found no work, skill, language or schooling in it that I know. Tell me in "
    "a sentence or two what you have done so far."
)
ALL_TRUE = "Yes, that is right"
NOT_THIS = "Not true: {name}"
NONE_OF_IT = "None of it is true"
LEFT_OUT = "I leave this out: {names}. What is left of your file:"
NONE_LEFT = "Nothing of your file counts, and I keep nothing of it."
NO_FILE = (
    "I have no file of yours here. Hand in your CV below the message box on the web page, send it as a document in "
    "Telegram, or write /file and its place in the terminal."
)
TAKEN_BACK = (
    "I have taken back your yes. What you had confirmed of your file no longer counts; what you told me yourself stays."
)
LINE = "line {n}: “{words}”"


def proposed(found: Sequence[Finding], profile: LearnerProfile, language: str, library: Library) -> Draft:
    """Show what was found in a document, each with the words that it was read from, to be confirmed or denied."""
    items = tuple(_items(found, profile, language, library))
    if not items:
        return Draft(blocks=(TextBlock(text=translate(language, NOTHING_FOUND)),))
    return Draft(blocks=(TextBlock(text=translate(language, FOUND)), _asked(items, language)))


def answer_proposals(scene: Scene, _: Parts, __: datetime) -> Draft:
    """Leave out what is not true and ask about the rest; or take back the yes to reading."""
    if scene.heard.about == consents.WITHDRAW:
        return Draft(blocks=(TextBlock(text=translate(scene.language, TAKEN_BACK)),))
    before = pending(scene.conversation)
    denied = frozenset(scene.heard.targets)
    left = tuple(item for item in before if not {item.uri, ALL} & denied)
    return Draft(blocks=tuple(_what_is_left(before, left, scene.language)))


def _what_is_left(before: Sequence[SkillItem], left: Sequence[SkillItem], language: str) -> Iterator[Block]:
    if not before:
        yield NoticeBlock(kind="error", text=translate(language, NO_FILE))
    elif not left:
        yield TextBlock(text=translate(language, NONE_LEFT))
    else:
        out = words.listed(language, [item.label for item in before if item not in left])
        yield TextBlock(text=translate(language, LEFT_OUT, names=out) if out else translate(language, FOUND))
        yield _asked(left, language)


def pending(conversation: Conversation) -> tuple[SkillItem, ...]:
    """Give what a document said and nobody has answered: once answered, it is kept nowhere."""
    blocks = (b for b in shown_in(conversation) if isinstance(b, SkillsBlock) and b.source == consents.BY)
    return next((block.items for block in blocks if block.items), ())


def is_answered(scene: Scene) -> bool:
    """Say whether this turn answers what a document said: then what was shown before is kept no longer."""
    verb = scene.heard.choice.action.partition(":")[0] if scene.heard.choice else ""
    said = any(fact.by == consents.BY for fact in scene.heard.facts)
    return bool(pending(scene.conversation)) and (
        verb in {"document", "leave_out"} or said or scene.heard.about == consents.WITHDRAW
    )


def _items(found: Sequence[Finding], profile: LearnerProfile, language: str, library: Library) -> Iterator[SkillItem]:
    left = dict(MOST)
    for each in found:
        item = _item(each, language, library)
        if _is_news(each, item, profile) and left.setdefault(each.slot, 1) > 0:
            left[each.slot] -= 1
            yield item


def _item(each: Finding, language: str, library: Library) -> SkillItem:
    evidence = translate(language, LINE, n=each.line, words=each.words)
    skill = str(each.value["skill"]) if isinstance(each.value, dict) else ""
    label = library.label(skill, language) if skill else LABELS[each.slot](language, each.value, library)
    value = _held(skill, label, each.words) if skill else each.value
    return SkillItem(
        uri=skill or _name(each), label=label, confidence=each.confidence, evidence=evidence, confirmed=False,
        slot=each.slot, value=value, words=each.words,
    )  # fmt: skip


def _held(skill: str, label: str, said: str) -> dict[str, str | float | None]:
    return {"skill": skill, "evidence": Evidence.DOCUMENT.value, "label": label, "words": said}


def _name(each: Finding) -> str:
    """Name what is no skill: an occupation by its concept, the others by what they say."""
    if each.slot is Slot.BACKGROUND:
        return str(each.value)
    value = "+".join(map(str, each.value)) if isinstance(each.value, list) else str(each.value)
    return f"urn:cairn:{each.slot.value}:{value}"


def _is_news(each: Finding, item: SkillItem, profile: LearnerProfile) -> bool:
    """Leave out what is known already, what was denied, and limits that the learner has set themselves."""
    if each.slot is Slot.LANGUAGES:
        return not profile.constraints.languages
    if each.slot is Slot.EQF_LEVEL:
        return profile.eqf_level is None
    return item.uri not in {*profile.not_held, *profile.background}


def _asked(items: Sequence[SkillItem], language: str) -> SkillsBlock:
    return SkillsBlock(items=tuple(items), choices=tuple(_choices(items, language)), source=consents.BY)


def _choices(items: Sequence[SkillItem], language: str) -> Iterator[Choice]:
    """Offer to confirm all of it, to deny one by one, and to deny all."""
    yield as_stated(translate(language, ALL_TRUE), [(i.slot.value, i.value, i.words) for i in items])
    for item in items:
        denied = Slot.NOT_HELD.value if item.slot is Slot.HELD_SKILL else ""
        yield choice(translate(language, NOT_THIS, name=item.label), f"leave_out:{denied}={item.uri}")
    yield choice(translate(language, NONE_OF_IT), f"leave_out:={ALL}")
