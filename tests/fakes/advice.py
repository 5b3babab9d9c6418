"""How does a test open an adviser that remembers only while it runs?"""

from itertools import count

from advisor.adviser import Advisor
from advisor.credentials.desk import CertificateDesk
from advisor.handoff import HandOffs
from advisor.issuers import open_issuers
from advisor.parts import Parts
from advisor.planning import plan
from advisor.settings import AdvisorSettings
from advisor.storage.memory_cases import MemoryCaseStore
from advisor.vocabulary.conversation import IncomingMessage
from tests.builders import NOW
from tests.fakes.scripted_reader import ScriptedReader
from tests.fakes.talking_library import TalkingLibrary


def an_advisor(
    script=None,
    language="en",
    *,
    library=None,
    store=None,
    settings=None,
    planner=plan,
    reader=None,
    models=None,
    somebody=True,
    certificates=None,
):
    library = library or TalkingLibrary()
    store = store or MemoryCaseStore()
    numbers = count(1)

    def new_id():
        return f"id-{next(numbers)}"

    return Advisor(
        Parts(
            library=library,
            store=store,
            reader=reader or ScriptedReader(script, language),
            plan=planner,
            handoffs=HandOffs(store, library, open_issuers(None, library), new_id),
            settings=settings or AdvisorSettings(),
            new_id=new_id,
            models=models,
            cases=store if hasattr(store, "open_case") else None,
            somebody=lambda: somebody,
            certificates=certificates or CertificateDesk(),
        )
    )


class Talk:
    """One conversation: say words, or tap a choice by its label."""

    def __init__(self, advisor, **given):
        self.advisor = advisor
        self.id, self.token = advisor.start_conversation("terminal", now=NOW, **given)
        self.replies = []

    def say(self, text, **more):
        return self._send(text=text, **more)

    def tap(self, label):
        offered = [c for reply in self.replies for block in reply.blocks for c in getattr(block, "choices", ())]
        return self._send(choice=next(c.id for c in reversed(offered) if c.label == label))

    def _send(self, **said):
        message = IncomingMessage(conversation=self.id, client_message_id=f"m-{len(self.replies)}", **said)
        self.replies.append(self.advisor.take_turn(message, NOW))
        return self.replies[-1]


def blocks(reply, kind):
    return [block for block in reply.blocks if block.type == kind]


def notices(reply):
    return [block.kind for block in blocks(reply, "notice")]
