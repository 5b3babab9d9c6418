"""Who sees to it that every hand-off that a learner agreed to is under way?"""

import logging
import threading
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from advisor.durable import DurableEngine
from advisor.durable.handoff_steps import HandOffSteps
from advisor.durable.handoff_workflow import HandOffWorkflow
from advisor.handoff import LANE, HandOffs
from bots.leading import Lead, lead

if TYPE_CHECKING:
    from bots.assembly import House
    from bots.settings import Settings

log = logging.getLogger("cairn.handoff")

SECONDS_BETWEEN_LOOKS = 0.5


def start_handoffs(house: "House") -> Callable[[], None]:
    """See to the hand-offs, unless another process on this database does; call the result to stop."""
    return lead(house.engine, Lead.HAND_OFFS, partial(_start, house))


def _start(house: "House") -> Callable[[], None]:
    """Start the engine, go on with what was interrupted, and pick up new hand-offs; call the result to stop."""
    from bots.assembly import now

    handoffs: HandOffs = house.advisor.handoffs
    workflow = HandOffWorkflow(HandOffSteps(handoffs, now))
    engine = DurableEngine(workflow_database(house.settings))
    workflow.register(engine)
    engine.start()
    stopping = threading.Event()

    def pick_up() -> None:
        while not stopping.is_set():
            try:
                sweep(handoffs, workflow, engine)
            except Exception as error:  # noqa: BLE001 - a busy database must not end the worker; the rows stay
                log.error("handoff_sweep_failed error=%s", type(error).__name__)  # noqa: TRY400 - a trace may hold a person
            stopping.wait(SECONDS_BETWEEN_LOOKS)

    worker = threading.Thread(target=pick_up, name="handoffs", daemon=True)
    worker.start()

    def stop() -> None:
        stopping.set()
        worker.join(timeout=5)
        engine.stop()

    return stop


def sweep(handoffs: HandOffs, workflow: HandOffWorkflow, engine: DurableEngine) -> int:
    """Start a workflow for every waiting row; a crash before the row is marked starts the same workflow, not a second."""
    from bots.assembly import now

    rows = handoffs.store.pending_outbox(LANE)
    for row in rows:
        workflow.submit(engine, row)
        handoffs.store.outbox_done(row.key, now())
    return len(rows)


def workflow_database(settings: "Settings") -> str:
    """Keep workflows beside the rest: their own file in the data folder, or the same PostgreSQL."""
    if settings.database_url.startswith("postgresql"):
        return settings.database_url
    return f"sqlite:///{settings.data / 'workflows.db'}"
