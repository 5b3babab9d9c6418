"""What should a store of cases do, in the plainest way? The reference for the SQL one."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from advisor.auditing import NOBODY
from advisor.storage import case_rows, rows
from advisor.storage.memory_casework import MemoryCaseworkStore
from advisor.vocabulary.conversation import Conversation, ConversationId, ConversationState, Turn
from advisor.vocabulary.counselling import Case, CaseId, CaseNote, CaseStep, Counsellor, PlanVersion


class MemoryCaseStore(MemoryCaseworkStore):
    """Conversations and their cases together."""

    def __init__(self) -> None:
        super().__init__()
        self._cases: dict[ConversationId, Case] = {}
        self._notes: dict[ConversationId, dict[str, CaseNote]] = {}
        self._plans: dict[ConversationId, dict[str, PlanVersion]] = {}

    def open_case(self, conversation: ConversationId, identifier: CaseId, code: str, now: datetime) -> Case:
        with self._lock:
            self.conversation(conversation)
            standing = self._cases.get(conversation)
            self._cases[conversation] = (
                standing.model_copy(update={"closed": None, "asked": now if standing.closed else standing.asked})
                if standing
                else Case(id=identifier, conversation=conversation, code=code, asked=now, last_contact=now)
            )
            return self._whole(self._cases[conversation])

    def case(self, identifier: CaseId) -> Case:
        return self._found(case for case in self._cases.values() if case.id == identifier)

    def case_by_code(self, code: str) -> Case:
        return self._found(case for case in self._cases.values() if case.code == code)

    def case_of(self, conversation: ConversationId) -> Case | None:
        with self._lock:
            standing = self._cases.get(conversation)
            return self._whole(standing) if standing else None

    def cases_of(self, counsellor: str) -> Sequence[Case]:
        with self._lock:
            whole = [self._whole(case) for case in self._cases.values() if case.counsellor == counsellor]
            return case_rows.latest_first([case for case in whole if counsellor or case_rows.waits(case)])

    def cases_asked(self, since: datetime, before: datetime) -> Sequence[Case]:
        with self._lock:
            return [self._whole(case) for case in self._cases.values() if since <= case.asked < before]

    def set_next_date(self, conversation: ConversationId, when: date | None) -> None:
        with self._lock:
            if conversation in self._cases:
                self._cases[conversation] = self._cases[conversation].model_copy(update={"next_date": when})

    def step(self, identifier: CaseId, step: CaseStep, now: datetime) -> Case:
        with self._lock:
            case = self.case(identifier)
            standing = self.conversation(case.conversation)
            if step.key and any(turn.client_message_id == f"news:{step.key}" for turn in standing.turns):
                return case
            case_rows.check(case, step)
            counsellor, name = case_rows.holder_after(case, step)
            closed = now if step.closed else case.closed
            self._cases[case.conversation] = case.model_copy(
                update={"counsellor": counsellor, "counsellor_name": name, "closed": closed}
            )
            self._tell(standing, step, now)
            self._approve(case, step, now)
            if step.referral is not None:
                self._referrals.setdefault(case.conversation, {})[step.referral.id] = step.referral
            self._record(now, case.conversation, step.event, case_rows.body_of(step))
            return self.case(identifier)

    def _tell(self, standing: Conversation, step: CaseStep, now: datetime) -> None:
        if step.reply is not None:
            self.append_news(standing.id, step.reply, step.key, now)
            self._uses.update((standing.id, receipt) for receipt in rows.receipts(step.reply))
        said = self.conversation(standing.id)
        turns = said.turns
        if step.facts:
            turns = (*turns[:-1], turns[-1].model_copy(update={"facts": step.facts}))
        self._change(
            said,
            state=step.state or said.state,
            turns=turns,
            facts=tuple(fact for turn in turns for fact in turn.facts),
        )

    def _approve(self, case: Case, step: CaseStep, now: datetime) -> None:
        if step.approved and step.reply:
            mine = self._plans[case.conversation]
            yes = {"approved_by": step.reply.by, "approved": now}
            mine[step.approved] = mine[step.approved].model_copy(update=yes)

    def add_note(self, identifier: CaseId, author: Counsellor, text: str, key: str, now: datetime) -> CaseNote:
        with self._lock:
            mine = self._notes.setdefault(self.case(identifier).conversation, {})
            note = CaseNote(number=len(mine) + 1, author=author.id, author_name=author.name, at=now, text=text)
            return mine.setdefault(key, note)

    def notes(self, identifier: CaseId) -> Sequence[CaseNote]:
        with self._lock:
            return list(self._notes.get(self.case(identifier).conversation, {}).values())

    def add_plan(self, identifier: CaseId, version: PlanVersion) -> None:
        with self._lock:
            conversation = self.case(identifier).conversation
            self._plans.setdefault(conversation, {})[version.id] = version
            self._uses.add((conversation, version.receipt))

    def plans(self, identifier: CaseId) -> Sequence[PlanVersion]:
        with self._lock:
            return list(self._plans.get(self.case(identifier).conversation, {}).values())

    def approved_by(self, approval: str, receipt: str) -> str:
        with self._lock:
            found = (mine[approval] for mine in self._plans.values() if approval in mine)
            return case_rows.name_of_approval(next(found, None), receipt)

    def counted(self, by: str, month: str, now: datetime) -> None:
        with self._lock:
            self._record(now, NOBODY, "counted", {"by": by, "month": month})

    def seen(self, identifier: CaseId, by: str, now: datetime, what: str = "") -> None:
        with self._lock:
            self._record(now, self.case(identifier).conversation, "seen", case_rows.seen_body(by, what))

    def export(self, conversation: ConversationId) -> dict[str, object]:
        with self._lock:
            case = self.case_of(conversation)
            referred = [each.model_dump(mode="json", exclude={"to", "by"}) for each in self.referrals(conversation)]
            kept = {"case": case.model_dump(mode="json") if case else None, "referrals": referred}
            return {**super().export(conversation), **kept}

    def erase(self, conversation: ConversationId, now: datetime | None = None) -> None:
        with self._lock:
            super().erase(conversation, now)
            for kept in (self._cases, self._notes, self._plans, self._labels, self._referrals):
                kept.pop(conversation, None)

    def forget_words(self, conversation: ConversationId) -> None:
        with self._lock:
            super().forget_words(conversation)
            for kept in (self._notes, self._plans, self._labels, self._referrals):
                kept.pop(conversation, None)

    def _found(self, cases: Iterator[Case]) -> Case:
        with self._lock:
            found = next(cases, None)
            if found is None:
                raise case_rows.no_case()
            return self._whole(found)

    def _whole(self, case: Case) -> Case:
        """Add what the conversation says of it."""
        standing = self.conversation(case.conversation)
        last: tuple[Turn, ...] = standing.turns[-1:]
        return case.model_copy(
            update={
                "state": standing.state,
                "channel": standing.channel,
                "language": standing.language,
                "last_contact": last[0].at if last else standing.created,
                "unanswered": _unanswered(standing),
            }
        )


def _unanswered(standing: Conversation) -> datetime | None:
    """Give when the learner first wrote after a person's last word, while that person speaks."""
    if standing.state is not ConversationState.WITH_COUNSELLOR:
        return None
    spoke = max((turn.number for turn in standing.turns if not turn.message), default=0)
    return next((turn.at for turn in standing.turns if turn.message and turn.number > spoke), None)
