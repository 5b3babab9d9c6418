"""What does a counsellor do with a learner's plan: change it, try other limits, compare, approve?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from advisor import planning, revising
from advisor.case_access import CaseView, language_of
from advisor.errors import CaseConflict
from advisor.shown import plan_of
from advisor.side_by_side import Side, side_by_side
from advisor.translations import translate
from advisor.variants import VARIANTS
from advisor.vocabulary.blocks import ComparisonBlock, NoticeBlock
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.counselling import Case, CaseStep, Counsellor, PlanVersion
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import Pathway
from advisor.weighing import WhatIf, supposed, weigh
from knowledge.vocabulary.credential import MicroCredentialId

if TYPE_CHECKING:
    from advisor.case_access import CaseAccess

S = ConversationState
OPEN = (S.ANSWERING, S.WAITING, S.WITH_COUNSELLOR)
APPROVED = "I drafted this plan as a machine; {name} has checked and approved it."
SHOWN = "shown"
FEWEST, MOST = 2, 4
"""Plans beside each other."""
KINDS: Mapping[str, str] = {
    "cheapest": "Another way: cheapest",
    "fastest": "Another way: fastest",
    "own_language": "Another way: in the learner's language",
    "closest": "Another way: closest",
    "most_complete": "Another way: most complete",
    "other_courses": "Another way: other courses",
}


class CasePlans:
    """Changes are drafts: the learner sees a plan once a person approves it."""

    def __init__(self, desk: "CaseAccess") -> None:
        self._desk = desk

    def revise(
        self, identifier: str, who: Counsellor, verb: str, course: str, now: datetime, instead: str = ""
    ) -> PlanVersion:
        """Keep, swap, turn down or let go a step, or only plan anew. Raises NotFound for another course that is none."""
        view = self._theirs(identifier, who)
        if instead:
            self._desk.parts.library.find(MicroCredentialId(instead))
        edit = revising.Edit(verb, course, instead)
        made = revising.revised(self._desk.parts, view.conversation, view.versions, edit, who.name, now)
        return self._kept(view, made)

    def profile(self, view: CaseView) -> LearnerProfile:
        """Give what the plan is made from: the learner's words, and the counsellor's changes that wait for approval."""
        edits = revising.open_edits(view.versions)
        return revising.profile_with(self._desk.parts, view.conversation, edits)

    def what_if(self, view: CaseView, given: Mapping[str, Any], language: str, today: date) -> WhatIf:
        """Say what other limits would change, and keep nothing. Raises InvalidProfile, and CaseConflict without a plan."""
        standing = pathway_of(view)
        if standing is None:
            raise CaseConflict("There is no plan yet that could change.", "Let the learner say what they aim at first.")
        now = self.profile(view)
        facts = (*revising.open_edits(view.versions), *supposed(given, now))
        then = revising.profile_with(self._desk.parts, view.conversation, facts)
        return weigh(self._desk.parts, standing, now, then, language, today)

    def propose(self, identifier: str, who: Counsellor, given: Mapping[str, Any], now: datetime) -> PlanVersion:
        """Make what was supposed a draft version. Raises InvalidProfile, CaseConflict."""
        view = self._theirs(identifier, who)
        if pathway_of(view) is None:
            raise CaseConflict("There is no plan yet that could change.", "Let the learner say what they aim at first.")
        facts = supposed(given, self.profile(view))
        made = revising.replanned(self._desk.parts, view.conversation, view.versions, facts, who.name, now)
        return self._kept(view, made)

    def sides(self, view: CaseView, language: str) -> dict[str, str]:
        """List what can be put side by side: the plan that was shown, the versions, and other ways."""
        shown = {SHOWN: translate(language, "As the learner sees it")} if plan_of(view.conversation) else {}
        versions = {each.id: translate(language, "Version {number}", number=each.number) for each in view.versions}
        ways = {kind: translate(language, called) for kind, called in KINDS.items()} if shown or versions else {}
        return {**shown, **versions, **ways}

    def compare(self, view: CaseView, keys: Sequence[str], language: str, today: date) -> ComparisonBlock:
        """Put plans side by side; another way that there is not is left out."""
        wanted = list(dict.fromkeys(keys))[:MOST]
        ways = self._ways(view, [key for key in wanted if key in KINDS], today)
        titles = self.sides(view, language)
        found = [self._side(view, key, titles.get(key, ""), ways, language) for key in wanted]
        return side_by_side([side for side in found if side], language)

    def approve(self, identifier: str, who: Counsellor, version: str, now: datetime) -> Case:
        """Show the learner a plan as approved by a person; without a version the plan that the machine drafted."""
        self._desk.theirs(identifier, who)
        with self._desk.held(identifier, who) as case:
            view = self._desk.view(case)
            wanted = next((each for each in view.versions if each.id == version), None)
            if wanted is None and not version:
                wanted = self._kept(view, revising.as_drafted(self._desk.parts, view.conversation, view.versions, now))
            if wanted is None or not wanted.pathway.steps:
                raise CaseConflict("There is no such version of the plan with steps in it.", "Load the case again.")
            if wanted.approved:
                return case
            told = NoticeBlock(kind="person", text=self._desk.say_in(case, APPROVED, who))
            shown = revising.approved_block(wanted, who.name, language_of(case))
            step = CaseStep(event="approved", by=who.id, expected=OPEN, approved=wanted.id,
                            facts=revising.as_facts(wanted))  # fmt: skip
            step = self._desk.telling(case, who, step, (told, shown), wanted.citations)
            return self._desk.cases.step(case.id, step, now)

    def _theirs(self, identifier: str, who: Counsellor) -> CaseView:
        return self._desk.view(self._desk.theirs(identifier, who))

    def _kept(self, view: CaseView, made: PlanVersion) -> PlanVersion:
        self._desk.cases.add_plan(view.case.id, made)
        return made

    def _ways(self, view: CaseView, kinds: Sequence[str], today: date) -> dict[str, Pathway]:
        if not kinds:
            return {}
        chosen = [kind for kind in VARIANTS if kind in kinds]
        found = planning.alternatives(self.profile(view), self._desk.parts.library, today, len(chosen), chosen)
        return {planned.kind: planned.pathway for planned in found}

    def _side(self, view: CaseView, key: str, title: str, ways: Mapping[str, Pathway], language: str) -> Side | None:
        machine = translate(language, "the machine")
        if key in ways:
            return Side(key, title, ways[key], machine)
        if key == SHOWN:
            shown = plan_of(view.conversation)
            return Side(key, title, shown, _made_by(machine, shown.approved_by, language)) if shown else None
        version = next((each for each in view.versions if each.id == key), None)
        if version is None:
            return None
        made_by = _made_by(version.author_name or machine, version.approved_by, language)
        return Side(key, title, version.pathway, made_by)


def pathway_of(view: CaseView) -> Pathway | None:
    """Give the plan that a counsellor works on, whoever made it."""
    made = view.plan
    return made.pathway if isinstance(made, PlanVersion) else made


def _made_by(author: str, approved_by: str, language: str) -> str:
    return f"{author} · {translate(language, 'approved by {name}', name=approved_by)}" if approved_by else author
