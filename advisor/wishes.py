"""How much is a course about a skill that was wished for by itself?"""

from collections.abc import Mapping

from advisor.gaps import SAID, TEXT
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import SkillGap
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId
from knowledge.vocabulary.search import Question

SEARCHED = 60
"""Search results that are looked at for one wish."""
FAR_ABOVE = 3.0
"""Standard deviations above a typical record from which a search result is about what was asked at all."""
GRADES = {0.85: 100, 0.7: 80, 0.6: 60}
"""Share of the best result's score → hundredths to which a result closes what was asked for in words."""

Wishes = Mapping[str, Mapping[MicroCredentialId, int] | None]
"""Wished skill → record → hundredths to which it closes the wish; None where words tell no course from another."""


def grade(score: float, best: float) -> int:
    """Give the hundredths to which a search result closes what was asked for; 0 where it only touches it."""
    share = score / best if best > 0 else 0.0
    return next((hundredths for least, hundredths in GRADES.items() if share >= least), 0)


def wishes_of(gap: SkillGap, profile: LearnerProfile, library: Library) -> Wishes:
    """Ask the search which of the courses that teach a wished skill are about it.

    A course on the household budget teaches spreadsheets by the way; who wants to learn Excel is not sent there.
    """
    wished = [need for need in gap.missing if need.source == SAID and not need.skill.startswith(TEXT)]
    said = profile.goal.text if len(wished) == 1 and not profile.goal.occupation else ""
    return {need.skill: _graded(need.skill, said or need.label, library) for need in wished}


def _graded(skill: str, words: str, library: Library) -> Mapping[MicroCredentialId, int] | None:
    found = library.search(Question(text=words, limit=SEARCHED)) if words else ()
    scores = {
        match.micro_credential.id: match.score
        for match in found
        if any(str(taught.uri) == skill for taught in match.micro_credential.skills)
    }
    best = max(scores.values(), default=0.0)
    if best < FAR_ABOVE:
        return None
    return {record: hundredths for record, score in scores.items() if (hundredths := grade(score, best))}
