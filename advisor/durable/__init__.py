"""How does something that lasts for days survive a crash? Durable workflows on DBOS, on SQLite or PostgreSQL."""

import asyncio
import logging
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from advisor.errors import AdvisorError

Result = TypeVar("Result")

log = logging.getLogger("cairn.durable")

VERSION = "1"
"""Of the workflows' own form. DBOS goes on only with workflows of its version, so this changes only with a migration."""
STOP_SECONDS = 5.0
LONGEST_PAUSE = 60.0
CALLS_AT_ONCE = 16
"""More than one provider may keep waiting, so that the others are served meanwhile."""


class DurableEngine:
    """One per process, since DBOS is. `start` also goes on with whatever a crash interrupted."""

    def __init__(self, database_url: str, seconds_between_looks: float = 1.0) -> None:
        self._url = database_url.replace("postgresql+psycopg://", "postgresql://")
        self._seconds = seconds_between_looks
        self._registered: dict[str, Any] = {}
        self._loop = asyncio.new_event_loop()
        self._loop.set_default_executor(ThreadPoolExecutor(CALLS_AT_ONCE, "steps"))
        """Of our own: waiting workflows cost no thread, and none is started through a queue that looks for them."""

    def register(self, name: str, workflow: Callable[..., Any]) -> None:
        """Add an async workflow before `start`. It is tried again however often the process dies."""
        from dbos import DBOS

        self._registered[name] = DBOS.workflow(name=name, max_recovery_attempts=None)(workflow)

    def start(self) -> None:
        threading.Thread(target=self._loop.run_forever, name="workflows", daemon=True).start()
        self._run(self._launch())

    def submit(self, name: str, identifier: str, *arguments: str) -> None:
        """Start a workflow, durably before this returns; the same identifier again is the same workflow."""
        self._run(self._begin(name, identifier, arguments))

    def stop(self) -> None:
        """Stop at once: what is under way goes on at the next start."""
        from dbos import DBOS

        self._run(_cancel_all())
        self._loop.call_soon_threadsafe(self._loop.stop)
        DBOS.destroy(destroy_registry=True)

    async def _launch(self) -> None:
        """Launch from within the loop, so that DBOS goes on with interrupted workflows there."""
        from dbos import DBOS, DBOSConfig

        config = DBOSConfig(
            name="cairn",
            system_database_url=self._url,
            application_version=VERSION,
            log_level="CRITICAL",  # its error log prints whole traces, and a database error holds what was written
            console_log_level="CRITICAL",
            max_executor_threads=16,
            notification_listener_polling_interval_sec=self._seconds,  # stopping takes as long
        )
        DBOS(config=config)
        DBOS.launch()

    async def _begin(self, name: str, identifier: str, arguments: tuple[str, ...]) -> None:
        from dbos import DBOS, SetWorkflowID

        with SetWorkflowID(identifier):
            await DBOS.start_workflow_async(self._registered[name], *arguments)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()


async def step(name: str, function: Callable[..., Result], *arguments: Any) -> Result:
    """Run a blocking function once and keep its result, so that a workflow that goes on later does not repeat it.

    A busy database or a mistake of ours is tried again until it passes: a workflow never ends half-way.
    """
    from dbos import DBOS

    async def in_a_thread() -> Result:
        pause = 0.5
        while True:
            try:
                return await asyncio.to_thread(function, *arguments)
            except AdvisorError:
                raise
            except Exception as error:  # noqa: BLE001 - see above
                log.error("step_failed step=%s error=%s", name, type(error).__name__)  # noqa: TRY400 - no trace: it may hold an offer
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    return await DBOS.run_step_async({"name": name}, in_a_thread)


async def sleep(seconds: float) -> None:
    """Wait durably: after a restart only the rest is waited for."""
    from dbos import DBOS

    await DBOS.sleep_async(seconds)


async def _cancel_all() -> None:
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), STOP_SECONDS)
