"""How are hours, prices, dates and kinds said in the learner's language, on every channel?"""

from datetime import date

from advisor.limit_names import MODES
from advisor.translations import LATIN_SERBIAN, count, in_figures, translate
from advisor.vocabulary.blocks import Choice, ComparedFact, ComparisonBlock, OccupationItem, SkillsBlock
from advisor.vocabulary.conversation import Reply
from advisor.vocabulary.pathway import Amount, PathwayStep, Totals
from knowledge.vocabulary.language import NAMES

LANGUAGES = ("en", "bs", "hr", "sr", "sq", "mk", "de", "id", "ms", "th")
"""Languages that pages, commands and keyboards are offered in."""
APPROVED = "Drafted by a machine, checked and approved by {name}"
DENYING = ("fact:not_held=", "leave_out:")
"""How the actions of choices begin that deny a skill."""
SOURCES = {"catalogue": "Course catalogue", "policy": "Policy document", "skills": "Skills classification"}


def amount(language: str, price: Amount) -> str:
    return f"{in_figures(language, float(price.amount))} {price.currency}"


def price(language: str, stated: Amount | None) -> str:
    """Say a price; one that was not stated is never taken for free."""
    if stated is None:
        return translate(language, "price not stated")
    return amount(language, stated) if stated.amount else translate(language, "free of charge")


def hours(language: str, number: float | None) -> str:
    if number is None:
        return translate(language, "hours not stated")
    return count(language, "{n} hour|{n} hours", number)


def total_price(language: str, totals: Totals) -> str:
    if totals.price is None:
        return translate(language, "price not stated")
    paid = [amount(language, each) for each in totals.price if each.amount]
    return " + ".join(paid) or translate(language, "free of charge")


def weeks(language: str, number: int) -> str:
    return count(language, "{n} week|{n} weeks", number)


def starts(language: str, when: str | None) -> str:
    if when == "continuous":
        return translate(language, "start any day")
    try:
        return translate(language, "starts {date}", date=day(date.fromisoformat(when or "")))
    except ValueError:
        return translate(language, "start not stated")


def day(when: date) -> str:
    """Write a date so that nobody takes the month for the day."""
    return when.isoformat()


def mode(language: str, name: str | None) -> str:
    return translate(language, MODES.get(name, name)) if name else ""


def language_name(tag: str | None) -> str:
    return NAMES.get(tag, tag) if tag else ""


def facts(language: str, step: PathwayStep) -> list[tuple[str, bool]]:
    """List what is known of a step, hours and price first, and whether the provider stated it."""
    ects = f"{in_figures(language, step.ects)} ECTS" if step.ects is not None else ""
    level = f"EQF {step.eqf_level}" if step.eqf_level is not None else ""
    told = (
        (hours(language, step.hours), step.hours is not None),
        (price(language, step.price), step.price is not None),
        (ects, True),
        (mode(language, step.mode), True),
        (language_name(step.language), True),
        (level, True),
        (starts(language, step.starts), step.starts is not None),
    )
    return [(part, stated) for part, stated in told if part]


def totals(language: str, sums: Totals, steps: int) -> str:
    """Say the sums of a pathway in one line."""
    pace = (weeks(language, sums.weeks),) if sums.weeks is not None else ()
    parts = (
        count(language, "{n} step|{n} steps", steps),
        hours(language, sums.hours),
        *pace,
        total_price(language, sums),
    )
    return " · ".join(parts)


def quoted_once(evidence: str) -> str:
    """Put words in quotes, unless they hold a quotation already: `building electrician: “electrician”`."""
    return evidence if "“" in evidence else f"“{evidence}”"


def rows_of(block: ComparisonBlock) -> list[tuple[ComparedFact, ...]]:
    """List what is compared, with what each course states of it."""
    return list(zip(*(item.facts for item in block.items), strict=False))


def compared(language: str, block: ComparisonBlock) -> list[tuple[str, ...]]:
    """List the rows of a comparison: what is compared, then what each course states, with the numbers of the sources."""
    return [(facts[0].name, *(_stated(language, fact) for fact in facts)) for facts in rows_of(block)]


def _stated(language: str, fact: ComparedFact) -> str:
    source = f" [{fact.citation}]" if fact.citation is not None else ""
    return (translate(language, "not stated") if fact.value is None else fact.value) + source


def denials(block: SkillsBlock) -> dict[str, Choice]:
    """Give for a skill's address the choice that denies it, where one is offered."""
    denying = [choice for choice in block.choices if choice.action.startswith(DENYING)]
    return {i.uri: c for i in block.items for c in denying if i.uri and c.action.endswith((i.uri, f'{i.uri}"'))}


def occupation(language: str, item: OccupationItem) -> list[str]:
    """Say how near an occupation is: what is there already, what is missing, how green and digital it is."""
    told = [count(language, HELD, item.required, held=item.held)]
    if item.transferable:
        told.append(translate(language, "You bring: {skills}", skills=", ".join(item.transferable)))
    if item.missing:
        told.append(translate(language, "Missing: {skills}", skills=", ".join(_with_more(language, item))))
    shares = ((item.green_share, "green skills: {share} %"), (item.digital_share, "digital skills: {share} %"))
    said = [translate(language, text, share=round(100 * share)) for share, text in shares if share is not None]
    courses = count(language, "{n} course for what is missing|{n} courses for what is missing", item.courses)
    return [*told, " · ".join((*said, courses))]


def _with_more(language: str, item: OccupationItem) -> list[str]:
    """Name the missing skills that the item names, and how many more there are."""
    more = item.required - item.held - len(item.missing)
    return [*item.missing, *([count(language, "{n} more|{n} more", more)] if more > 0 else [])]


HELD = "You have {held} of {n} essential skill.|You have {held} of {n} essential skills."


def written_language(reply: Reply) -> str:
    """Follow the script of the reply's own sentences: Serbian may be in Latin letters."""
    if reply.language != "sr":
        return reply.language
    said = "".join(str(getattr(block, "text", "")) for block in reply.blocks)
    cyrillic = any("\u0400" <= character <= "\u04ff" for character in said)
    return LATIN_SERBIAN if said and not cyrillic else "sr"


def offered_language(code: str | None) -> str | None:
    """Give the language of ours that a code such as `de-AT` means; None where it is none of ours."""
    base = (code or "").lower().partition("-")[0]
    return base if base in LANGUAGES else None
