"""What should a store of labels, canned answers and referrals do, in the plainest way? The reference for the SQL one."""

from collections.abc import Mapping, Sequence

from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.casework import CannedAnswer, Referral
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.learner import Fact


class MemoryCaseworkStore(MemoryConversationStore):
    """What counsellors keep beside cases."""

    def __init__(self) -> None:
        super().__init__()
        self._labels: dict[ConversationId, set[tuple[str, str]]] = {}
        self._referrals: dict[ConversationId, dict[str, Referral]] = {}
        self._canned: dict[str, CannedAnswer] = {}

    def add_label(self, conversation: ConversationId, counsellor: str, label: str) -> None:
        with self._lock:
            self._labels.setdefault(conversation, set()).add((counsellor, label))

    def drop_label(self, conversation: ConversationId, counsellor: str, label: str) -> None:
        with self._lock:
            self._labels.get(conversation, set()).discard((counsellor, label))

    def labels(self, counsellor: str) -> Mapping[ConversationId, Sequence[str]]:
        with self._lock:
            mine = {
                each: sorted(label for by, label in kept if by == counsellor) for each, kept in self._labels.items()
            }
            return {each: labels for each, labels in mine.items() if labels}

    def canned_answers(self, counsellor: str) -> Sequence[CannedAnswer]:
        with self._lock:
            seen = [each for each in self._canned.values() if each.shared or each.owner == counsellor]
            return sorted(seen, key=lambda each: (each.title, each.id))

    def save_canned_answer(self, answer: CannedAnswer) -> None:
        with self._lock:
            self._canned[answer.id] = answer

    def drop_canned_answer(self, identifier: str, owner: str) -> None:
        with self._lock:
            if identifier in self._canned and self._canned[identifier].owner == owner:
                del self._canned[identifier]

    def forget_counsellor(self, counsellor: str) -> None:
        with self._lock:
            own = [each.id for each in self._canned.values() if each.owner == counsellor and not each.shared]
            for identifier in own:
                del self._canned[identifier]
            for kept in self._labels.values():
                kept.difference_update({each for each in kept if each[0] == counsellor})

    def referrals(self, conversation: ConversationId) -> Sequence[Referral]:
        with self._lock:
            mine = self._referrals.get(conversation, {}).values()
            return sorted(mine, key=lambda each: (each.asked, each.id))

    def words_of(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, str]:
        with self._lock:
            return {each: self._words(each) for each in conversations}

    def facts_of(self, conversations: Sequence[ConversationId]) -> Mapping[ConversationId, Sequence[Fact]]:
        return {each: self.conversation(each).facts for each in conversations}

    def _words(self, conversation: ConversationId) -> str:
        said = [
            turn.text
            if turn.message
            else "\n".join(getattr(block, "text", "") for block in turn.reply.blocks if turn.reply.by)
            if turn.reply
            else ""
            for turn in self.conversation(conversation).turns
        ]
        return "\n".join(filter(None, said))
