"""How does something that lasts for days survive a crash? Durable workflows on DBOS, on SQLite or PostgreSQL."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")

QUEUE = "cairn"
VERSION = "1"
"""Of the workflows' own form. DBOS goes on only with workflows of its version, so this changes only with a migration."""


class DurableEngine:
    """One per process, since DBOS is. `start` also goes on with whatever a crash interrupted."""

    def __init__(self, database_url: str) -> None:
        self._url = database_url.replace("postgresql+psycopg://", "postgresql://")
        self._registered: dict[str, Any] = {}

    def register(self, name: str, workflow: Callable[..., Any]) -> None:
        """Add an async workflow before `start`. It is tried again however often the process dies."""
        from dbos import DBOS

        self._registered[name] = DBOS.workflow(name=name, max_recovery_attempts=None)(workflow)

    def start(self) -> None:
        from dbos import DBOS, DBOSConfig

        config = DBOSConfig(
            name="cairn",
            system_database_url=self._url,
            application_version=VERSION,
            log_level="ERROR",
            console_log_level="ERROR",
            max_executor_threads=16,
        )
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(QUEUE, polling_interval_sec=0.5)

    def submit(self, name: str, identifier: str, *arguments: str) -> None:
        """Start a workflow, durably before this returns; the same identifier again is the same workflow."""
        from dbos import DBOS, SetWorkflowID

        with SetWorkflowID(identifier):
            DBOS.enqueue_workflow(QUEUE, self._registered[name], *arguments)

    def stop(self) -> None:
        """Stop at once: what is under way goes on at the next start."""
        from dbos import DBOS

        DBOS.destroy(destroy_registry=True)


async def step(name: str, function: Callable[..., Result], *arguments: Any) -> Result:
    """Run a blocking function once and keep its result, so that a workflow that goes on later does not repeat it."""
    from dbos import DBOS

    async def in_a_thread() -> Result:
        return await asyncio.to_thread(function, *arguments)

    return await DBOS.run_step_async({"name": name}, in_a_thread)


async def sleep(seconds: float) -> None:
    """Wait durably: after a restart only the rest is waited for."""
    from dbos import DBOS

    await DBOS.sleep_async(seconds)
