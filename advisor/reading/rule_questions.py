"""Is it a question for the rules, though no word of recognition or funding stands in it?"""

from advisor.reading.negation import languages_around
from advisor.reading.words import Said, phrases, says
from advisor.vocabulary.conversation import Conversation
from knowledge.vocabulary.search import SourceKind

SHORT = 14
"""Words of a question that follows another one."""


def asks_for_rules(text: Said) -> bool:
    """Say whether it asks who decides, pays or signed, until when, or whether something counts elsewhere."""
    wish = phrases("cue.strong_goal", languages_around(text)).search(text.plain)
    return says("ask.rule", text) and wish is None


def has_a_question_word(text: Said) -> bool:
    """Say whether it asks how much, who, which or when, wherever the word stands."""
    return phrases("ask.word", languages_around(text)).search(text.plain) is not None


def follows_a_rule(text: Said, conversation: Conversation) -> bool:
    """Say whether it is a short question right after an answer from the rules: "how many ECTS is one?"."""
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None and turn.message]
    quoted = bool(replies) and any(citation.source is SourceKind.POLICY for citation in replies[-1].citations)
    asks = text.text.rstrip().endswith("?") or says("ask.question", text)
    return quoted and asks and len(text.plain.split()) <= SHORT
