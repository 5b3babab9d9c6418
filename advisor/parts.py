"""What is a turn given to work with?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from advisor.consulting import ModelDesk
from advisor.credentials.desk import CertificateDesk
from advisor.dialogue import Scene
from advisor.handoff import HandOffs
from advisor.ports import CaseStore, ConversationStore, MessageReader
from advisor.settings import AdvisorSettings
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing.draft import Draft
from knowledge.library import Library
from knowledge.policy_documents import lines_in_quarantine

Planner = Callable[[LearnerProfile, Library, date], PlannedPathway]


@dataclass(frozen=True)
class Parts:
    """The other room, the store, and the engines behind the ports."""

    library: Library
    store: ConversationStore
    reader: MessageReader
    plan: Planner
    handoffs: HandOffs
    settings: AdvisorSettings
    new_id: Callable[[], str]
    models: ModelDesk | None = None
    """The language model that may read and word, where the settings name one."""
    cases: CaseStore | None = None
    """Where learners who ask for a person are kept; None where nobody can be asked for."""
    somebody: Callable[[], bool] = lambda: False
    """Says whether there is any counsellor who could take over."""
    read_lines: Callable[[bytes, str], Sequence[str]] = lines_in_quarantine
    """Reads a learner's file line by line, in a process of its own."""
    unmet: Callable[[Sequence[str], str, date], None] = lambda _concepts, _country, _today: None
    """Counts what nothing fits: concepts, country where stated, and the day; nothing of a person."""
    certificates: CertificateDesk = field(default_factory=CertificateDesk)
    """Checks the certificates that learners show."""


Answer = Callable[[Scene, Parts, datetime], Draft]
"""Leads one move to the draft of a reply; one function of this shape for each move, listed in moves.py."""
