"""What happens when a learner says yes or no to being passed on? The machine writes it down, whoever speaks."""

from datetime import datetime

from advisor.dialogue import progress
from advisor.errors import CaseConflict
from advisor.parts import Parts
from advisor.ports import OutboxRow
from advisor.profiling import profile_of
from advisor.referring import ANSWER, CONSENT_VERSION, OPEN, find
from advisor.translations import translate
from advisor.vocabulary.blocks import NoticeBlock
from advisor.vocabulary.casework import Referral, ReferralStatus
from advisor.vocabulary.conversation import Conversation, ConversationState, IncomingMessage, Reply, Stage
from advisor.vocabulary.counselling import CaseStep, Counsellor
from advisor.vocabulary.handoff import Consent
from advisor.writing import templates

AGREED = {
    "counsellor": "Thank you. {name} sees our conversation from now on and writes to you here.",
    "service": "Thank you. {by} may pass this on to {name} now.",
}
REFUSED = "Good. Nothing is passed on, and nothing changes for you."
SAID = {"yes": ReferralStatus.AGREED, "no": ReferralStatus.REFUSED}


def answers_referral(message: IncomingMessage) -> bool:
    """Say whether a message is the button under the question."""
    words = message.text.split()
    return len(words) == 3 and words[0] == ANSWER and words[1] in SAID


def answer_referral(
    parts: Parts, conversation: Conversation, number: int, message: IncomingMessage, now: datetime
) -> Reply:
    """Keep the answer with the words that were shown, let the other in or not, and close the turn."""
    language = message.language or conversation.language or "en"
    _, said, identifier = message.text.split()
    standing = _answered(parts, conversation, SAID[said], identifier, now)
    to_another = standing is not None and standing.status is ReferralStatus.AGREED and standing.kind == "counsellor"
    profile = profile_of(conversation.facts, parts.library, language)
    reply = Reply(
        conversation=conversation.id,
        message=parts.new_id(),
        language=language,
        state=ConversationState.WAITING if to_another else conversation.state,
        progress=progress(profile),
        blocks=(NoticeBlock(kind="person", text=_words(standing, SAID[said], language)),),
        profile=profile,
        explain=(Stage(stage="move", value="referral"),),
    )
    key = f"deliver:{conversation.id}:{number}"
    row = OutboxRow(key=key, lane="deliver", conversation=conversation.id, reference=reply.message)
    due = (row,) if conversation.address else ()
    return parts.store.close_turn(conversation.id, number, reply, (), (), language, (), due, now).reply or reply


def _answered(
    parts: Parts, conversation: Conversation, status: ReferralStatus, identifier: str, now: datetime
) -> Referral | None:
    """Write the answer down once; None where there is no such question any more."""
    case = parts.cases.case_of(conversation.id) if parts.cases else None
    standing = find(parts.cases.referrals(conversation.id), identifier) if parts.cases else None
    if parts.cases is None or case is None or standing is None or standing.status is not ReferralStatus.ASKED:
        return standing
    answered = standing.model_copy(update={"status": status, "answered": now})
    step = CaseStep(event=f"referral_{status.value}", by="learner", expected=OPEN, referral=answered)
    if status is ReferralStatus.AGREED:
        consent = Consent(text=standing.shown, version=CONSENT_VERSION, language=standing.language, at=now)
        step = step.model_copy(update={"referral": answered.model_copy(update={"consent": consent})})
    if status is ReferralStatus.AGREED and standing.kind == "counsellor":
        other = Counsellor(id=standing.to, name=standing.to_name)
        step = step.model_copy(update={"counsellor": other, "state": ConversationState.WAITING})
    try:
        parts.cases.step(case.id, step, now)
    except CaseConflict:
        return None
    return find(parts.cases.referrals(conversation.id), identifier)


def _words(standing: Referral | None, wanted: ReferralStatus, language: str) -> str:
    """Say what was written down; of a question that is answered otherwise or taken back, that it no longer stands."""
    if standing is None or standing.status is not wanted:
        return translate(language, templates.STALE)
    if standing.status is ReferralStatus.REFUSED:
        return translate(language, REFUSED)
    return translate(language, AGREED[standing.kind], name=standing.to_name, by=standing.by_name)
