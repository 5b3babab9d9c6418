"""How is a pathway introduced, and what can be done with it?"""

from advisor import limit_names
from advisor.translations import LATIN_SERBIAN, count, translate
from advisor.vocabulary.blocks import Block, Choice, NoticeBlock, PathwayBlock, QuestionBlock, TextBlock
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.learner import Slot
from advisor.vocabulary.pathway import Coverage, Pathway, PathwayStep, Relaxation, Totals
from advisor.vocabulary.planned import PlannedPathway
from advisor.waiving import waived
from advisor.writing import words
from advisor.writing.differences import difference
from advisor.writing.draft import Draft, choice
from advisor.writing.from_home import from_home
from advisor.writing.questions import fact, goals
from advisor.writing.templates import first, talk_to_a_person
from knowledge.library import Library
from knowledge.transliteration import to_latin
from knowledge.vocabulary.credential import MicroCredentialId
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.search import SourceKind

SUMMARY = "Here is {n} step towards {goal}: {totals}.|Here are {n} steps towards {goal}: {totals}."
BRINGING = "You bring something along that counts here: {skills}."
OPEN = "These steps do not cover yet: {skills}."
ASSUMED = "You have not said anything about {limits} yet, so I set no limit there."
NOTHING = "No course that I know fits all your limits for {goal}."
IN_THE_WAY = "What stands in the way: {limits}."
SMALLEST = "The smallest change that helps: {limit} from {before} to {after} ({gains})."
LEFT_OPEN = "The smallest change that helps: leave this open, {limit} ({gains})."
OWN_LANGUAGE = "I looked for courses in your language; tell me if others suit you too."
NEW_GOAL = "A new goal, so I begin a new plan."
COMPARED = "Compared with the plan before: {changes}."
SAME = "Your plan stays as it is: {totals}."
DROP = "No limit: {limit}"
OTHER_GOAL = "Is one of these near to what you would like? You can also say it in other words."
SLOTS = {"needs": "need"}
"""Limits that have another name where they are said."""
UNKNOWN_GOAL = "I know no course for {goal} yet."
MOST_CHOICES = 5
LONG = 40
"""Characters of a title on a button."""
PROVING = ("hours", "price")
"""Fields whose quotes stand behind a sum of hours and money."""


def pathway(
    planned: PlannedPathway, language: str, before: Pathway | None = None, asked: frozenset[str] = frozenset()
) -> Draft:
    """Word a plan: one sentence of summary, the steps, what stays open, what was assumed.

    `before` is the pathway shown last, whose difference is told; `asked` are the limits that are being asked for now.
    """
    found = planned.pathway
    if not found.steps:
        return no_match(found, language)
    sources = _sources(planned)
    blocks: list[Block] = [
        *_new_goal(before, found, language),
        *(() if before else _bringing(found, language)),
        TextBlock(text=_kept(before, found, language) or summary(found, language), citations=sources),
        *_difference(before, found, language, sources),
        PathwayBlock(**dict(_in_script(found, language)), choices=choices(found, language)),
        *_open(found, language),
        *waived(found, language),
        *from_home(found, language),
        *assumed(found, language, asked),
    ]
    return Draft(blocks=tuple(blocks), citations=planned.citations)


def with_sums(planned: PlannedPathway, library: Library) -> PlannedPathway:
    """Cite hours and price of every step, so that each sum can be added up from its sources."""
    citations = list(planned.citations)
    known = {(each.id, each.locator, each.quote) for each in citations}
    for step in planned.pathway.steps:
        record = library.find(MicroCredentialId(step.micro_credential_id))
        chosen = tuple(offer for offer in record.opportunities if offer.id == step.opportunity_id)
        narrowed = record.model_copy(update={"opportunities": chosen or record.opportunities})
        for cited in filter(None, (library.cite(narrowed, field) for field in PROVING)):
            if (cited.id, cited.locator, cited.quote) not in known:
                citations.append(NumberedCitation(n=len(citations) + 1, **cited.model_dump()))
    return planned.model_copy(update={"citations": tuple(citations)})


def summary(found: Pathway, language: str) -> str:
    pace = any(step.week_to is not None for step in found.steps)
    return count(
        language,
        SUMMARY,
        len(found.steps),
        goal=found.goal_label or found.goal.text,
        totals=words.totals(language, found.totals, pace_known=pace),
    )


def _kept(before: Pathway | None, found: Pathway, language: str) -> str:
    """Say that what was added changes nothing; empty where it does."""
    chosen = [[step.opportunity_id for step in each.steps] for each in (before, found) if each]
    if before is None or chosen[0] != chosen[1]:
        return ""
    pace = any(step.week_to is not None for step in found.steps)
    return translate(language, SAME, totals=words.totals(language, found.totals, pace_known=pace))


def no_match(found: Pathway, language: str) -> Draft:
    """Say which limit empties the result, the smallest change that helps, and what can be tapped now."""
    goal = found.goal_label or found.goal.text
    stated = {check.name for check in found.constraints}
    in_the_way = [check.name for check in found.constraints if not check.met] or [
        c.constraint for c in found.relaxations if c.constraint in stated
    ]
    broken = [limit_names.limit_name(language, name) for name in dict.fromkeys(in_the_way)]
    parts = [translate(language, NOTHING if broken else UNKNOWN_GOAL, goal=goal)]
    if broken:
        parts.append(translate(language, IN_THE_WAY, limits=words.listed(language, broken)))
    if any(change.constraint not in stated for change in found.relaxations[:1]):
        parts.append(translate(language, OWN_LANGUAGE))
    parts.extend(_smallest(change, language) for change in found.relaxations[:1])
    notice = NoticeBlock(kind="no_match", text=" ".join(parts))
    return Draft(blocks=(notice, PathwayBlock(**dict(_emptied(found))), _way_out(found, language)))


def _emptied(found: Pathway) -> Pathway:
    """Keep the limits and what would help; nothing is got, and what is in the way is not met."""
    blocking = {change.constraint for change in found.relaxations}
    return found.model_copy(
        update={
            "steps": (),
            "totals": Totals(hours=0.0, price=(), weeks=0, ects=0.0),
            "uncovered": found.gap.missing,
            "coverage": Coverage(essential=_held(found, essential=True), optional=_held(found, essential=False)),
            "constraints": tuple(
                check.model_copy(update={"got": "", "met": check.met and check.name not in blocking})
                for check in found.constraints
            ),
        }
    )


def _held(found: Pathway, *, essential: bool) -> float:
    required = sum(need.weight for need in found.gap.required if need.essential == essential)
    held = sum(need.weight for need in found.gap.held if need.essential == essential)
    return round(held / required, 4) if required else 1.0


def _way_out(found: Pathway, language: str) -> QuestionBlock:
    """Offer to widen or drop a limit that is in the way, or fields that there are courses for."""
    slots = [SLOTS.get(name, name) for name in dict.fromkeys(change.constraint for change in found.relaxations)]
    drops = [
        fact(translate(language, DROP, limit=limit_names.limit_name(language, slot)), Slot(slot), None)
        for slot in slots
        if slot in limit_names.LIMITS
    ]
    if drops:
        offered = (*_widened(found, language), *drops)[:3]
        text = translate(language, "Which of these may change?")
        return QuestionBlock(slot="limits", text=text, choices=(*offered, talk_to_a_person(language)))
    return QuestionBlock(slot="other_goal", text=translate(language, OTHER_GOAL), choices=goals(language))


def _widened(found: Pathway, language: str) -> tuple[Choice, ...]:
    """Offer the smallest change of each limit that helps alone."""
    return tuple(
        fact(
            f"{limit_names.limit_name(language, change.constraint)}: {_worded(change, change.to, language)}",
            Slot(change.constraint),
            change.value,
        )
        for change in found.relaxations[:2]
        if change.value is not None and change.constraint in set(Slot) and change.constraint in limit_names.LIMITS
    )


def choices(found: Pathway, language: str) -> tuple[Choice, ...]:
    """Offer what can be done with a pathway: apply, why, other ways, cheaper or shorter, one more, and a person."""
    step = found.steps[0]
    title = step.title if len(step.title) <= LONG else f"{step.title[:LONG].rsplit(' ', 1)[0]} …"
    offered = [
        choice(translate(language, "Apply: {title}", title=title), f"apply:{step.micro_credential_id}"),
        choice(translate(language, "Why this?"), "why:"),
        choice(translate(language, "Other ways"), "alternatives:"),
        *_less(found, language),
        *_one_more(found, language),
    ]
    return (*offered[:MOST_CHOICES], talk_to_a_person(language))


def _less(found: Pathway, language: str) -> tuple[Choice, ...]:
    """Offer a cheaper way where there is something to pay, else a shorter one."""
    if found.totals.price is None or any(each.amount for each in found.totals.price):
        return (choice(translate(language, "Cheaper"), "alternatives:cheapest"),)
    if found.totals.hours is None or found.totals.hours > 1:
        return (choice(translate(language, "Shorter"), "alternatives:fastest"),)
    return ()


def _one_more(found: Pathway, language: str) -> tuple[Choice, ...]:
    """Offer one's own language where a step is in another, else to compare a step with what could take its place."""
    own = understood_together(language.partition("-")[0])
    if any(step.language not in own for step in found.steps):
        return (choice(translate(language, "In my language"), "alternatives:own_language"),)
    others = next((step for step in found.steps if step.alternatives), None)
    if others is None:
        return ()
    ids = (others.micro_credential_id, *others.alternatives[:2])
    return (choice(translate(language, "Compare"), f"compare:{','.join(ids)}"),)


def _sources(planned: PlannedPathway) -> tuple[int, ...]:
    catalogue = [each for each in planned.citations if each.source == SourceKind.CATALOGUE]
    proving = [each.n for each in catalogue if each.locator in PROVING]
    return tuple(proving or [each.n for each in catalogue])


def _bringing(found: Pathway, language: str) -> tuple[TextBlock, ...]:
    held = first((need.label for need in found.gap.held), 3)
    if not held:
        return ()
    return (TextBlock(text=translate(language, BRINGING, skills=words.listed(language, held))),)


def _new_goal(before: Pathway | None, found: Pathway, language: str) -> tuple[TextBlock, ...]:
    """Say that the plan starts afresh where another goal was named in the middle."""
    if before is None or before.goal == found.goal or before.goal_label == found.goal_label:
        return ()
    return (TextBlock(text=translate(language, NEW_GOAL)),)


def _open(found: Pathway, language: str) -> tuple[TextBlock, ...]:
    essential = [need.label for need in found.uncovered if need.essential]
    if not essential:
        return ()
    named = first(essential, 4)
    more = [translate(language, "others")] if len(set(essential)) > len(named) else []
    return (TextBlock(text=translate(language, OPEN, skills=words.listed(language, [*named, *more]))),)


def _difference(
    before: Pathway | None, found: Pathway, language: str, sources: tuple[int, ...]
) -> tuple[TextBlock, ...]:
    """Say what another limit changes, where there was a pathway to the same goal before."""
    if before is None or before.goal != found.goal or before.receipt == found.receipt:
        return ()
    changes = difference(language, before, found)
    if not changes:
        return ()
    told = translate(language, COMPARED, changes="; ".join(changes))
    return (TextBlock(text=told, citations=sources),)


def assumed(found: Pathway, language: str, asked: frozenset[str]) -> tuple[TextBlock, ...]:
    open_slots = [s for s in found.assumptions if s in limit_names.LIMITS and s not in asked]
    own = understood_together(language.partition("-")[0])
    # the planner assumes the learner's own language as long as something is taught in it
    in_own = "languages" in open_slots and all(step.language in (None, *own) for step in found.steps)
    named = [limit_names.limit_name(language, s) for s in open_slots if not (in_own and s == "languages")]
    said = [translate(language, ASSUMED, limits=words.listed(language, named))] if named else []
    said += [translate(language, OWN_LANGUAGE)] if in_own else []
    return (TextBlock(text=" ".join(said)),) if said else ()


def _smallest(change: Relaxation, language: str) -> str:
    limit = limit_names.limit_name(language, change.constraint)
    if not change.to or change.value is None:
        return translate(language, LEFT_OPEN, limit=limit, gains=change.gains)
    return translate(
        language,
        SMALLEST,
        limit=limit,
        before=_worded(change, change.from_, language),
        after=_worded(change, change.to, language),
        gains=change.gains,
    )


def _worded(change: Relaxation, value: str, language: str) -> str:
    return limit_names.limit_value(language, change.constraint, value)


def _in_script(found: Pathway, language: str) -> Pathway:
    """Write the reasons in the learner's own script."""
    if language != LATIN_SERBIAN:
        return found
    return found.model_copy(update={"steps": tuple(_latin(step) for step in found.steps)})


def _latin(step: PathwayStep) -> PathwayStep:
    reasons = tuple(reason.model_copy(update={"text": to_latin(reason.text)}) for reason in step.reasons)
    return step.model_copy(update={"reasons": reasons})
