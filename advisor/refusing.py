"""Why is a course not in the plan: which limit or which rule keeps it out?"""

import re
from collections.abc import Iterator, Sequence

from advisor import limit_names
from advisor.candidates import admits
from advisor.comparing import offer_of
from advisor.dialogue import Scene
from advisor.gaps import TEXT, goal_label
from advisor.limits import keeps_limits
from advisor.parts import Parts
from advisor.reading.words import said as said_as
from advisor.reading.words import says
from advisor.translations import translate
from advisor.vocabulary.blocks import TextBlock
from advisor.vocabulary.learner import Constraints
from advisor.vocabulary.pathway import Pathway
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.contrasts import contrasts
from advisor.writing.record_facts import in_text, narrowed, said
from knowledge.errors import NotFound
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.search import Question

TURNED_DOWN = "“{title}” is not in the plan because you turned it down. Tell me if I may use it again."
TAKEN = "“{title}” is not in the plan because you told me that you have taken it already."
BREAKS = "“{title}” is not in the plan because of what you told me about: {limits}."
UNSTATED = "Its provider does not state: {fields}. What is not stated I do not count as kept."
TOO_HIGH = "“{title}” asks for a higher level of education than the one that you told me."
NOT_NEEDED = "“{title}” teaches nothing of what you are missing for {goal}."
HELD = "“{title}” teaches what you have already: {skills}."
INSTEAD_OF = "“{title}” would also close a part of what you are missing. In its place I chose “{chosen}”: {changes}."
LESS = (
    "“{title}” fits your limits, but with it the plan as a whole would close less, or cost or take more for the same. "
    "You can compare them, or tell me to keep it."
)
LOOKED_AT = 5
STEM = 5
"""Letters by which inflected words are compared."""
COURSE = re.compile(r"\b(?:course|class|kurs|tecaj|obuk|trening|pelatihan|latihan|lehrgang)")
"""A word for a course, folded."""
USUAL = frozenset(
    folded(word)[:STEM]
    for word in ("course", "training", "tečaj", "obuka", "kursus", "pelatihan", "latihan", "lehrgang")
)
"""Words for a course itself, which name none."""
LIMIT_FIELDS = {
    "max_price": "price", "max_hours": "hours", "languages": "language", "modes": "mode", "schedules": "schedule",
    "country": "country", "near": "location", "max_eqf_level": "eqf_level", "start_by": "start_dates",
    "start_from": "start_dates", "finish_by": "start_dates", "needs": "support",
}  # fmt: skip
"""Limit → field of the record that would keep it."""


def meant_by_name(scene: Scene, parts: Parts, plan: Pathway) -> tuple[str, ...]:
    """Find the course that "why not the welding course?" names by words of its title: a step of the plan, or another one.

    Where nothing says that it is not in the plan, it must be called a course, and a step that is named is meant first.
    """
    stems = _stems(scene.text)
    if not says("ask.why_not", said_as(scene.text, scene.heard.language)):
        steps = [step.micro_credential_id for step in plan.steps if stems & _stems(step.title)]
        if steps or not COURSE.search(folded(scene.text)):
            return tuple(steps[:1])
    found = parts.library.search(Question(text=scene.text, language=scene.heard.language, limit=LOOKED_AT))
    named = [match.micro_credential for match in found if stems & _stems(match.micro_credential.title)]
    return tuple(str(record.id) for record in named[:1])


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in re.findall(r"[^\W\d_]{5,}", folded(text))) - USUAL


def why_not(ids: Sequence[str], scene: Scene, parts: Parts, plan: Pathway, sources: Sources) -> tuple[TextBlock, ...]:
    """Say for each course that is not in the plan what keeps it out."""
    found = []
    for each in ids:
        try:
            found.append(parts.library.find(MicroCredentialId(each)))
        except NotFound:
            continue
    return tuple(block for record in found for block in _why_not(record, scene, parts, plan, sources))


def _why_not(
    record: MicroCredential, scene: Scene, parts: Parts, plan: Pathway, sources: Sources
) -> Iterator[TextBlock]:
    profile, language = scene.profile, scene.language
    title = sources.quotes(record, "title")

    def told(message: str, *cited: int, **values: object) -> TextBlock:
        text = translate(language, message, title=record.title, **values)
        return TextBlock(text=text, citations=(*title, *cited))

    if record.id in profile.not_wanted:
        yield told(TURNED_DOWN)
        return
    if record.id in profile.completed:
        yield told(TAKEN)
        return
    taught = {str(skill.uri) for skill in record.skills if skill.uri}
    by_words = any(need.skill.startswith(TEXT) for need in plan.gap.missing)
    if not by_words and not taught & {need.skill for need in plan.gap.missing}:
        held = [need.label for need in plan.gap.held if need.skill in taught]
        goal = plan.goal_label or goal_label(profile, parts.library)
        yield told(HELD, skills=words.listed(language, held)) if held else told(NOT_NEEDED, goal=goal)
        return
    broken = broken_limits(record, scene)
    if broken:
        yield from _broken(record, broken, scene, sources, told(BREAKS, limits=_named(broken, language)))
        return
    if not admits(record, profile.eqf_level):
        yield told(TOO_HIGH, *sources.quotes(record, "prerequisites"))
        return
    yield _in_its_place(record, scene, parts, plan, sources) or told(LESS)


def broken_limits(record: MicroCredential, scene: Scene) -> tuple[str, ...]:
    """List the limits that no way to take the course keeps, each tried alone."""
    limits = scene.profile.constraints
    stated = {name: value for name in Constraints.model_fields if (value := getattr(limits, name)) not in (None, ())}
    return tuple(
        name
        for name, value in stated.items()
        if name in LIMIT_FIELDS and not keeps_limits(record, Constraints.model_validate({name: value}), scene.today)
    )


def _broken(
    record: MicroCredential, broken: Sequence[str], scene: Scene, sources: Sources, told: TextBlock
) -> Iterator[TextBlock]:
    """Name the limits, quote what the record states there, and say what it does not state."""
    offer = offer_of(record, scene)
    fields = list(dict.fromkeys(LIMIT_FIELDS[name] for name in broken))
    stated = [f for f in fields if said(f, scene.language, record, offer) is not None]
    values = [f"{in_text(f, scene.language)}: {said(f, scene.language, record, offer)}" for f in stated]
    cited = sources.quotes(narrowed(record, offer), *stated)
    text = f"{told.text} ({'; '.join(values)})" if values else told.text
    yield TextBlock(text=text, citations=(*told.citations, *cited))
    silent = [in_text(f, scene.language) for f in fields if f not in stated]
    if silent:
        yield TextBlock(text=translate(scene.language, UNSTATED, fields=", ".join(silent)), citations=told.citations)


def _named(limits: Sequence[str], language: str) -> str:
    return words.listed(language, [limit_names.limit_name(language, name) for name in limits])


def _in_its_place(
    record: MicroCredential, scene: Scene, parts: Parts, plan: Pathway, sources: Sources
) -> TextBlock | None:
    """Compare with the step that it could stand for."""
    step = next((s for s in plan.steps if record.id in s.alternatives), None)
    if step is None:
        return None
    chosen = parts.library.find(MicroCredentialId(step.micro_credential_id))
    offers = [offer_of(each, scene) for each in (record, chosen)]
    changes = contrasts(scene.language, (record, offers[0]), (chosen, offers[1]))
    if not changes:
        return None
    cited = [
        n
        for each, offer in zip((record, chosen), offers, strict=True)
        for n in sources.quotes(narrowed(each, offer), "title", "price", "hours", "language", "mode")
    ]
    text = translate(
        scene.language, INSTEAD_OF, title=record.title, chosen=step.title, changes=words.listed(scene.language, changes)
    )
    return TextBlock(text=text, citations=tuple(dict.fromkeys(cited)))
