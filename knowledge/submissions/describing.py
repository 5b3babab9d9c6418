"""Which micro-credential comes out of a draft?"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from knowledge.submissions import identifiers
from knowledge.submissions.durations import hours_of
from knowledge.submissions.parsing import (
    DraftReader,
    read_country,
    read_description,
    read_ects,
    read_hours,
    read_languages,
    read_level,
    read_modes,
    read_price,
    read_schedule,
    read_support,
    read_url,
)
from knowledge.submissions.quality_marks import marks_in, parts_in
from knowledge.submissions.words import NOTHING_NEEDED, plain
from knowledge.vocabulary.credential import (
    Assessment,
    ConceptUri,
    LearningOutcome,
    MicroCredential,
    Prerequisite,
    PrerequisiteKind,
    QualityAssurance,
    TaughtSkill,
    Workload,
)
from knowledge.vocabulary.opportunity import LearningOpportunity, LearningOpportunityId
from knowledge.vocabulary.organisation import Organisation
from knowledge.vocabulary.submission import CourseDraft

_SPAN = re.compile(r"^\W*\d.{0,12}[^\W\d_]{2}", re.DOTALL)
_TELLS_APART = ("eqf_level", "language", "mode", "location", "hours", "ects", "start_dates", "further_information")
SkillResolver = Callable[[str], ConceptUri | None]
"""A provider's word for a skill → the concept, None where none is known."""
SkillInference = Callable[[MicroCredential], Sequence[TaughtSkill]]
"""A record → skills that its text speaks of, besides the stated ones."""


def no_skill_known(_label: str) -> ConceptUri | None:
    """Resolve nothing: for whoever has no skills at hand."""
    return None


def nothing_inferred(_record: MicroCredential) -> Sequence[TaughtSkill]:
    """Infer nothing."""
    return ()


def unsure(_text: str) -> str:
    """Tell no language."""
    return "und"


@dataclass(frozen=True)
class Desk:
    """What is the same for all rows of one submission."""

    today: date
    provider: str = ""
    """Fills the column where a row leaves it blank."""
    own_only: bool = False
    """True where rows of other providers must stay out."""
    columns: Mapping[str, str] = field(default_factory=dict)
    resolve_skill: SkillResolver = no_skill_known
    knows_skills: bool = False
    """False where nobody could tell a known skill from an unknown one."""
    tell_language: Callable[[str], str] = unsure
    demonstration: bool = False


def describe(reader: DraftReader, desk: Desk, title: str) -> MicroCredential:
    """Build the record; prerequisites are still plain text, since they may name rows that come later."""
    country = read_country(reader)
    provider = Organisation(name=reader.text("provider"), country=country)
    languages = read_languages(reader)
    url = read_url(reader)
    # Of an address only what is kept counts, so that the same course has the same id after export and import
    space = provider.name or reader.text("awarding_body") or identifiers.host(url)
    external_id = reader.text("external_id") or identifiers.id_from_title(title, space)
    identifier = identifiers.micro_credential_id(space, external_id)
    description = read_description(reader, title)
    # A format that tags its texts says so in a field of its own; else the text is in the language of teaching
    tagged = reader.draft.fields.get("text_language", "")
    text_language = tagged or next(iter(languages), "") or desk.tell_language(f"{title}\n{description}")
    return MicroCredential(
        id=identifier,
        external_id=external_id,
        title=title,
        description=description,
        language=text_language,
        awarding_body=_awarding_body(reader.text("awarding_body"), country),
        outcomes=tuple(
            LearningOutcome(text=item, language=text_language) for item in reader.items("learning_outcomes")
        ),
        skills=tuple(TaughtSkill(uri=_concept(reader, desk, label), label=label) for label in reader.items("skills")),
        workload=Workload(hours=read_hours(reader), ects=read_ects(reader)),
        eqf_level=read_level(reader),
        assessment=_assessment(reader),
        quality_assurance=_quality_assurance(reader),
        prerequisites=_plain_prerequisites(reader),
        stacks_into=reader.items("stacks_into"),
        further_information=_further_information(reader, desk),
        opportunities=_once_each(
            [
                _opportunity(reader, desk, provider, languages, url, f"{identifier}-1"),
                *_further_opportunities(reader, desk, provider, identifier),
            ],
            identifier,
        ),
        demonstration=desk.demonstration,
        seen=desk.today,
    )


def _awarding_body(name: str, country: str) -> Organisation:
    # The country column is the issuer's (Annex I); without a name nothing is said about who awards
    return Organisation(name=name, country=country if name else "")


def _opportunity(
    reader: DraftReader, desk: Desk, provider: Organisation, languages: tuple[str, ...], url: str, identifier: str
) -> LearningOpportunity:
    return LearningOpportunity(
        id=LearningOpportunityId(identifier),
        provider=provider,
        url=url,
        languages=languages,
        modes=read_modes(reader),
        schedule=read_schedule(reader, provider.country, desk.today),
        location=reader.stated("location"),
        price=read_price(reader, provider.country),
        support=read_support(reader),
    )


def _further_opportunities(
    reader: DraftReader, desk: Desk, provider: Organisation, identifier: str
) -> list[LearningOpportunity]:
    """Read each further offer on its own: what the first one states says nothing of the others, but for who teaches."""
    found = []
    for number, offer in enumerate(reader.draft.offers, start=2):
        its = DraftReader(reader.draft.model_copy(update={"fields": offer}), desk.columns)
        if desk.own_only and its.text("provider").casefold() not in {"", desk.provider.casefold()}:
            its.note("foreign_provider", "provider", its.text("provider"), own=desk.provider)
        country = read_country(its) or provider.country
        teacher = Organisation(name=its.text("provider") or provider.name, country=country)
        found.append(_opportunity(its, desk, teacher, read_languages(its), read_url(its), f"{identifier}-{number}"))
        reader.findings.extend(note for note in its.findings if note not in reader.findings)
    return found


def _once_each(found: Sequence[LearningOpportunity], identifier: str) -> tuple[LearningOpportunity, ...]:
    """Keep one of each: two opportunities that state the same are one."""
    kept: list[LearningOpportunity] = [*found[:1]]
    for one in found[1:]:
        numbered = one.model_copy(update={"id": LearningOpportunityId(f"{identifier}-{len(kept) + 1}")})
        if not any(numbered == other.model_copy(update={"id": numbered.id}) for other in kept):
            kept.append(numbered)
    return tuple(kept)


def _concept(reader: DraftReader, desk: Desk, label: str) -> ConceptUri | None:
    """Look a skill up by the address that the file gives, else by its words."""
    address = reader.draft.concepts.get(label, "")
    return (desk.resolve_skill(address) if address else None) or desk.resolve_skill(label)


def _assessment(reader: DraftReader) -> Assessment | None:
    text, supervision = reader.stated("assessment"), reader.stated("supervision")
    return Assessment(text=text, parts=parts_in(text), supervision=supervision) if text or supervision else None


def _quality_assurance(reader: DraftReader) -> QualityAssurance | None:
    text = reader.stated("quality_assurance")
    return QualityAssurance(text=text, marks=marks_in(text)) if text else None


def _further_information(reader: DraftReader, desk: Desk) -> str:
    """Keep how long the course lasts where that says nothing of hours: '6 Monate, Vollzeit'."""
    text, lasts = reader.text("further_information"), reader.stated("hours")
    if not lasts or hours_of(lasts) or not _SPAN.search(lasts) or lasts in text:
        return text
    heading = desk.columns.get("hours", "") or "duration"
    return "\n".join(filter(None, (text, f"{heading}: {lasts}")))


def _plain_prerequisites(reader: DraftReader) -> tuple[Prerequisite, ...]:
    items = (item for item in reader.items("prerequisites") if plain(item) not in NOTHING_NEEDED)
    return tuple(Prerequisite(kind=PrerequisiteKind.TEXT, text=item) for item in items)


def with_ids(drafts: Sequence[CourseDraft], provider: str) -> list[CourseDraft]:
    """Fill a blank provider, and a blank external id from the course's own address where no other row has that."""
    paths = [
        "" if draft.fields.get("external_id") else identifiers.id_from_url(draft.fields.get("url", ""))
        for draft in drafts
    ]
    counts: dict[str, int] = {}
    for path in paths:
        counts[path] = counts.get(path, 0) + 1
    filled = [
        _filled(draft, provider, path if counts[path] == 1 else "") for draft, path in zip(drafts, paths, strict=True)
    ]
    return _told_apart(filled)


def _told_apart(drafts: Sequence[CourseDraft]) -> list[CourseDraft]:
    """Give courses of one name and provider ids of their own, where no id is stated but other fields differ."""
    alike: dict[tuple[str, str], list[CourseDraft]] = {}
    for draft in drafts:
        if not draft.fields.get("external_id"):
            alike.setdefault((draft.fields.get("title", ""), draft.fields.get("provider", "")), []).append(draft)
    told = {
        draft.row: identifiers.id_from_title(
            "\n".join((title, *(draft.fields.get(c, "") for c in _TELLS_APART))), provider
        )
        for (title, provider), group in alike.items()
        for draft in (group if len(group) > 1 else ())
        if len({tuple(other.fields.get(c, "") for c in _TELLS_APART) for other in group}) > 1
    }
    return [_filled(draft, "", told[draft.row]) if draft.row in told else draft for draft in drafts]


def _filled(draft: CourseDraft, provider: str, path: str) -> CourseDraft:
    defaults = {"provider": provider, "external_id": path}
    missing = {ours: text for ours, text in defaults.items() if text and not draft.fields.get(ours)}
    return draft.model_copy(update={"fields": {**draft.fields, **missing}}) if missing else draft
