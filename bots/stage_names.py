"""What are the stages of a turn, its moves and its readers called where people read of them?"""

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "distress": "danger", "reading_by_rules": "read by rules", "reading_by_model": "read by model",
    "reading": "understood", "profile": "profile", "move": "decided", "question": "question asked",
    "candidates": "could choose from", "gap": "what is missing", "planning": "plan", "wording": "wording", "guard": "guard",
    "model_calls": "model calls", "grounding": "sources", "citations": "quotes", "asked": "asked so far",
    "engines": "engines", "proposed": "draft of the machine",
}  # fmt: skip
"""Stages, in the order of a turn."""
DISTRESS: Mapping[str, str] = {
    "none": "no sign of danger", "care": "distress", "crisis": "danger", "third_person": "danger to somebody else",
}  # fmt: skip
SUBJECTS: Mapping[str, str] = {
    "advice": "advice", "advise": "advice", "policy": "rules and recognition", "greeting": "greeting", "greet": "greeting",
    "thanks": "thanks", "person": "a person", "alone": "no person any more", "crisis": "danger", "listen": "listening",
    "off_topic": "another topic", "apply": "application", "consent": "consent", "why": "reasons", "compare": "comparison",
    "alternatives": "other ways", "what_if": "other limits", "adjust": "change of the plan", "summary": "summary",
    "skills": "skills", "stack": "larger credentials", "course": "facts of a course", "legal": "legal advice",
    "medical": "medical advice", "abuse": "abuse", "manipulation": "instructions to the machine", "minor": "a minor",
    "document": "a document", "withdraw": "taking back a consent", "present": "a credential", "unclear": "not understood", "lost": "not understood",
    "ask": "question asked", "noted": "noted", "explore": "open goal", "begin": "the beginning", "boundary": "a boundary",
    "stale": "an old button", "passed_on": "passed on to the person", "referral": "answer to a referral",
}  # fmt: skip
"""What a message is for, and what was decided: one word serves both."""
READERS: Mapping[str, str] = {
    "rules": "by rules", "language_model": "by the language model", "choice": "by a button",
    "counsellor": "by the counsellor",
}  # fmt: skip
PARTS: Mapping[str, str] = {
    "goal": "goal", "held": "skills", "constraints": "limits", "language": "language", "background": "work until now",
    "not_wanted": "courses turned down", "not_held": "skills denied", "locked": "course to keep",
    "completed": "courses taken already", "eqf_level": "level of education",
}  # fmt: skip
"""Of a profile."""
