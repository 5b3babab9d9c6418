"""Why this: what does a step close, who asks for it, what chose it, and why in this order?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from advisor import limit_names
from advisor.comparing import offer_of
from advisor.dialogue import Question, Scene, known
from advisor.gaps import SAID, TEXT
from advisor.instead import find, others
from advisor.parts import Parts
from advisor.reasons import words_for
from advisor.refusing import broken_limits, meant_by_name, why_not
from advisor.shown import in_language, last_pathway
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, Choice, PathwayBlock, QuestionBlock, TextBlock
from advisor.vocabulary.pathway import PathwayStep, SkillNeed
from advisor.writing import templates, words
from advisor.writing.citing import Sources
from advisor.writing.contrasts import contrasts
from advisor.writing.draft import Draft, choice
from advisor.writing.pathways import OPEN, assumed, no_match, pathway
from advisor.writing.record_facts import narrowed
from advisor.writing.templates import first, talk_to_a_person
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.search import Citation, SourceKind

STEP = "{order}. “{title}” gives you what you are missing: {skills}."
FITS = "{order}. “{title}” fits what you are looking for: {wish}."
LEADS = "{order}. “{title}” is there because a later step asks for it: {later}."
EXTRA = "{order}. “{title}” is there because you asked to keep it."
ASKED_BY = "{source} says that the work of a {goal} asks for: {skills}."
WISHED = "You asked for it yourself: {skills}."
RULE = (
    "How I choose: first what closes most of what you are missing, then the lowest price, the fewest hours, the fewest "
    "steps, stated assessment and quality assurance, and last what counts towards something larger."
)
KEPT = "It keeps what you told me about: {limits}."
UNSURE = "Not sure, because a provider does not state it: {limits}."
BEFORE = "It comes before {courses}, because that builds on it."
AFTER = "It comes after {courses}, because it builds on that."
ANY_ORDER = "No other step has to come before or after it. What starts earlier, is easier or shorter comes first."
INSTEAD = "Next best: “{title}”. The difference: {changes}."
INSTEAD_ALIKE = "Next best: “{title}”, with the same price, hours, language and form."
NO_OTHER = "I know no other course that gives you the same within your limits."
OUTSIDE = "Outside your limits ({limits}) there is “{title}”."
MORE = "Would you like to know more about one step?"
MOST_NEXT = 2
"""Next best courses that are told of one step."""
PROOF = ("title", "price", "hours", "language", "mode")
CITED = 4
"""Skills of a step that are cited one by one."""


def explain(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Explain the steps that were pointed at, a course that is not in the plan, or the whole plan."""
    plan = last_pathway(scene)
    if plan is None:
        return _why_none(scene, parts)
    plan = in_language(plan, scene.heard.language, parts.library)
    telling = Telling(scene, parts, plan)
    ids = tuple(dict.fromkeys(scene.heard.targets)) or meant_by_name(scene, parts, plan)
    steps = [step for each in ids for step in plan.steps if step.micro_credential_id == each]
    absent = [each for each in ids if not any(step.micro_credential_id == each for step in plan.steps)]
    if absent and not steps:
        blocks: tuple[Block, ...] = why_not(absent, scene, parts, plan, telling.sources)
    elif steps or len(plan.steps) == 1:
        blocks = telling.some(steps or plan.steps)
    else:
        blocks = telling.all()
    return Draft(blocks=blocks, citations=telling.sources.all())


def _why_none(scene: Scene, parts: Parts) -> Draft:
    """Say what stands in the way where nothing fits; ask for the goal where none is known."""
    if Question.GOAL not in known(scene.profile):
        return templates.ask(Question.GOAL, scene.language).before(
            TextBlock(text=translate(scene.language, "There is no plan yet that I could explain."))
        )
    planned = parts.plan(scene.profile, parts.library, scene.today)
    ids = tuple(dict.fromkeys(scene.heard.targets)) or meant_by_name(scene, parts, planned.pathway)
    sources = Sources(parts.library)
    told = why_not(ids, scene, parts, planned.pathway, sources) if ids and not planned.pathway.steps else ()
    if told:
        return replace(no_match(planned.pathway, scene.language).before(*told), citations=sources.all())
    return pathway(planned, scene.language)


class Telling:
    """The sentences of one explanation, and their sources."""

    def __init__(self, scene: Scene, parts: Parts, plan: PathwayBlock) -> None:
        self.scene, self.parts, self.plan = scene, parts, plan
        self.language = scene.language
        self.sources = Sources(parts.library)

    def all(self) -> tuple[Block, ...]:
        """Explain the plan: each step in a line, who asks for it, the rule, the limits, what is open and assumed."""
        return (
            *map(self._gives, self.plan.steps),
            *self._asked(self._closed(self.plan.steps)),
            self._text(RULE),
            *self._limits(),
            *self._open(),
            *assumed(self.plan, self.language, frozenset()),
            self._more(),
        )

    def some(self, steps: Sequence[PathwayStep]) -> tuple[Block, ...]:
        """Explain single steps: what each gives, its place, what could stand there instead; then what holds for all."""
        told: list[TextBlock] = []
        for step in steps:
            told += [self._gives(step), *self._place(step)]
            told += self._instead(step) if len(steps) == 1 else ()
        return (*told, *self._asked(self._closed(steps)), self._text(RULE), *self._limits())

    def _text(self, message: str, *citations: int, **values: object) -> TextBlock:
        told = translate(self.language, message, **values)
        return TextBlock(text=told, citations=tuple(dict.fromkeys(citations)))

    def _closed(self, steps: Sequence[PathwayStep]) -> list[SkillNeed]:
        skills = {closed.skill for step in steps for closed in step.closes}
        return [need for need in self.plan.gap.required if need.skill in skills]

    def _gives(self, step: PathwayStep) -> TextBlock:
        """Say what a step closes, with the words of its record."""
        record = find(step.micro_credential_id, self.parts)
        told = {"order": step.order, "title": step.title}
        if not step.closes:
            later = [each.title for each in self._later(step)]
            cited = self._quotes(record, "title")
            if later:
                return self._text(LEADS, *cited, later=words.listed(self.language, later), **told)
            return self._text(EXTRA, *cited, **told)
        by_words = next((c.label for c in step.closes if c.skill.startswith(TEXT)), None)
        if by_words:
            return self._text(FITS, *self._quotes(record, "title"), wish=by_words, **told)
        skills = words.listed(self.language, [closed.label for closed in step.closes])
        return self._text(STEP, *self._teaching(record, step), skills=skills, **told)

    def _teaching(self, record: MicroCredential | None, step: PathwayStep) -> Iterator[int]:
        for closed in step.closes[:CITED] if record else ():
            assert record is not None
            label = self.parts.library.label(closed.skill, record.language)
            yield from self._quotes(*words_for(record, closed.skill, label))

    def _asked(self, needs: list[SkillNeed]) -> Iterator[TextBlock]:
        """Say who says that the goal asks for the skills: the occupation's own list, or the learner."""
        wished = [need.label for need in needs if need.source == SAID and not need.skill.startswith(TEXT)]
        if wished:
            yield self._text(WISHED, skills=words.listed(self.language, wished))
        by_source: dict[str, list[SkillNeed]] = {}
        for need in needs:
            if need.source != SAID:
                by_source.setdefault(need.source, []).append(need)
        for uri, asked in by_source.items():
            yield self._listed_by(uri, asked)

    def _listed_by(self, uri: str, needs: list[SkillNeed]) -> TextBlock:
        occupation = self.parts.library.occupation(uri)
        goal = self.parts.library.label(uri, self.language)
        source = occupation.requirements_from if occupation else "Cairn"
        cited = [
            self.sources.number(
                Citation(
                    source=SourceKind.SKILLS,
                    id=uri,
                    title=f"{goal} ({source})",
                    locator="essential" if need.essential else "optional",
                    quote=need.label,
                    url=(occupation.esco or "") if occupation else "",
                    seen=self.scene.today,
                )
            )
            for need in needs
        ]
        labels = words.listed(self.language, first((need.label for need in needs), 6))
        return self._text(ASKED_BY, *cited, source=source, goal=goal, skills=labels)

    def _limits(self) -> Iterator[TextBlock]:
        kept = [limit_names.limit_name(self.language, c.name) for c in self.plan.constraints if c.met]
        open_ends = [limit_names.limit_name(self.language, c.name) for c in self.plan.constraints if not c.met]
        if kept:
            yield self._text(KEPT, limits=words.listed(self.language, kept))
        if open_ends:
            yield self._text(UNSURE, limits=words.listed(self.language, open_ends))

    def _open(self) -> Iterator[TextBlock]:
        labels = first((need.label for need in self.plan.uncovered if need.essential), 4)
        if labels:
            yield self._text(OPEN, skills=words.listed(self.language, labels))

    def _place(self, step: PathwayStep) -> Iterator[TextBlock]:
        """Say which steps build on it, and on which it builds."""
        later, earlier = self._later(step), self._earlier(step)
        if later:
            names = words.listed(self.language, [f"“{each.title}”" for each in later])
            yield self._text(BEFORE, *self._proof(step, *later), courses=names)
        if earlier:
            names = words.listed(self.language, [f"“{each.title}”" for each in earlier])
            yield self._text(AFTER, *self._proof(step, *earlier), courses=names)
        if not later and not earlier and len(self.plan.steps) > 1:
            yield self._text(ANY_ORDER)

    def _proof(self, *steps: PathwayStep) -> Iterator[int]:
        for step in steps:
            yield from self._quotes(find(step.micro_credential_id, self.parts), "prerequisites", "title")

    def _later(self, step: PathwayStep) -> list[PathwayStep]:
        return [each for each in self.plan.steps if each.order > step.order and self._builds_on(each, step)]

    def _earlier(self, step: PathwayStep) -> list[PathwayStep]:
        return [each for each in self.plan.steps if each.order < step.order and self._builds_on(step, each)]

    def _builds_on(self, later: PathwayStep, earlier: PathwayStep) -> bool:
        record = find(earlier.micro_credential_id, self.parts)
        brings = {str(skill.uri) for skill in record.skills} if record else set()
        return bool({earlier.micro_credential_id, *brings} & set(later.requires))

    def _instead(self, step: PathwayStep) -> Iterator[TextBlock]:
        """Say what the next best courses would change, and which limit they would break."""
        own = find(step.micro_credential_id, self.parts)
        rest = others(step, self.plan, self.scene, self.parts, MOST_NEXT if step.alternatives else 1) if own else ()
        if own is None or not step.closes:
            return
        if not any(not broken_limits(record, self.scene) for record in rest):
            yield self._text(NO_OTHER)
        for record in rest:
            yield self._next_best(own, record)

    def _next_best(self, own: MicroCredential, record: MicroCredential) -> TextBlock:
        one, other = ((each, offer_of(each, self.scene)) for each in (own, record))
        changes = contrasts(self.language, one, other)
        broken = [limit_names.limit_name(self.language, name) for name in broken_limits(record, self.scene)]
        cited = [n for each in (one, other) for n in self._quotes(narrowed(*each), *PROOF)]
        message = OUTSIDE if broken else INSTEAD if changes else INSTEAD_ALIKE
        listed = words.listed(self.language, changes) if changes else ""
        limits = words.listed(self.language, broken) if broken else ""
        return self._text(message, *cited, title=record.title, changes=listed, limits=limits)

    def _more(self) -> QuestionBlock:
        steps: list[Choice] = [
            choice(f"{step.order}. {step.title}", f"why:{step.micro_credential_id}") for step in self.plan.steps[:5]
        ]
        return QuestionBlock(
            slot="why", text=translate(self.language, MORE), choices=(*steps, talk_to_a_person(self.language))
        )

    def _quotes(self, record: MicroCredential | None, *fields: str) -> tuple[int, ...]:
        return self.sources.quotes(record, *fields) if record else ()
