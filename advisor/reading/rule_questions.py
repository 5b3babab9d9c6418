"""Is it a question for the rules, though no word of recognition or funding stands in it?"""

from advisor.reading.words import Said, says
from advisor.vocabulary.conversation import Conversation
from knowledge.vocabulary.search import SourceKind

SHORT = 14
"""Words of a question that follows another one."""


def asks_for_rules(text: Said) -> bool:
    """Say whether it asks who decides, pays or signed, until when, or whether something counts elsewhere."""
    return says("ask.rule", text) and not says("cue.strong_goal", text)


def follows_a_rule(text: Said, conversation: Conversation) -> bool:
    """Say whether it is a short question right after an answer from the rules: "how many ECTS is one?"."""
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None and turn.message]
    quoted = bool(replies) and any(citation.source is SourceKind.POLICY for citation in replies[-1].citations)
    asks = text.text.rstrip().endswith("?") or says("ask.question", text)
    return quoted and asks and len(text.plain.split()) <= SHORT
