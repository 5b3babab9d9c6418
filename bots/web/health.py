"""Is the server alive, ready, and how does it do (R15)?"""

import asyncio
import shutil
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse, Response

from bots.waiting_handoffs import waiting
from bots.web.front import At, Front

router = APIRouter(tags=["operations"])

SPACE_NEEDED = 64 * 2**20
PATIENCE_SECONDS = 3.0
DEGRADED = "degraded"


@router.get("/livez", operation_id="is_alive")
async def alive() -> dict[str, str]:
    """Touch nothing: the process answers."""
    return {"status": "alive"}


@router.get("/readyz", operation_id="is_ready", responses={503: {"description": "Not ready"}})
async def ready(front: At) -> Response:
    """Probe the storage by a write lock, the disk, and the catalogue; degraded is ready, with words in place of vectors."""
    try:
        checks = await asyncio.wait_for(asyncio.to_thread(examine, front), PATIENCE_SECONDS)
    except TimeoutError:
        checks = {"storage": "no answer in time"}
    fine = all(value == "ok" or value.startswith(DEGRADED) for value in checks.values())
    status = "degraded" if any(value.startswith(DEGRADED) for value in checks.values()) else "ready"
    return JSONResponse({"status": status if fine else "not ready", "checks": checks}, status_code=200 if fine else 503)


@router.get("/metrics", operation_id="metrics", response_class=PlainTextResponse)
async def metrics(front: At) -> Response:
    """Count what happened, for Prometheus; nothing about a person."""
    gauges = {"cairn_turns_waiting": float(front.desk.waiting), **await asyncio.to_thread(_catalogue, front)}
    return PlainTextResponse(front.counters.text(gauges), media_type="text/plain; version=0.0.4; charset=utf-8")


def _catalogue(front: Front) -> dict[str, float]:
    library = front.house.library
    return {
        "cairn_catalogue_version": float(library.catalogue_version()),
        "cairn_micro_credentials": float(len(library.micro_credentials())),
    }


def examine(front: Front) -> dict[str, str]:
    return {
        "storage": _storage(front),
        "disk": _disk(front),
        "catalogue": _catalogue_answers(front),
        "index": _index(front),
    }


def _storage(front: Front) -> str:
    """Take and give back the write lock: what a turn needs."""
    try:
        with front.house.engine.begin() as connection:
            connection.exec_driver_sql("SELECT 1")
    except Exception as error:  # noqa: BLE001 - whatever it is, the answer is "not ready"
        return f"failed: {type(error).__name__}"
    return "ok"


def _disk(front: Front) -> str:
    free = shutil.disk_usage(front.house.settings.data).free
    return "ok" if free >= SPACE_NEEDED else f"only {free // 2**20} MB free"


def _catalogue_answers(front: Front) -> str:
    try:
        front.house.library.catalogue_version()
    except Exception as error:  # noqa: BLE001
        return f"failed: {type(error).__name__}"
    return "ok"


def _index(front: Front) -> str:
    """Questions are answered without the index; where it is damaged or vectors are missing, this is said."""
    try:
        standing, missing = front.house.library.index_standing()
    except Exception as error:  # noqa: BLE001
        return f"failed: {type(error).__name__}"
    if missing:
        return f"{DEGRADED}: {missing} texts have no vector yet and are found by their words"
    if not standing.sound:
        done = f", {standing.done} of {standing.total}" if standing.total else ""
        return f"{DEGRADED}: {standing.state}{done}"
    return "ok"


def summary(front: Front) -> dict[str, Any]:
    """Say for the administrator's page what is there."""
    library, checks = front.house.library, examine(front)
    return {
        "checks": checks,
        "micro_credentials": len(library.micro_credentials()),
        "demonstration": sum(record.demonstration for record in library.micro_credentials()),
        "catalogue_version": library.catalogue_version(),
        "documents": len(library.documents()),
        "index": [] if checks["index"] == "ok" else [checks["index"]],
        "waiting": waiting(front.house.advisor, front.now()),
    }
