"""What does the process do that reads a file from outside? It locks itself in, reads, answers in JSON and ends."""

import contextlib
import json
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

_MB = 1_000_000
_ZIP = b"PK\x03\x04"
_OPEN_FILES = 64
_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "ctypes.dlopen", "shutil.",
              "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.kill")  # fmt: skip


def main() -> None:
    """Answer on what was the standard output; whatever a library prints goes nowhere."""
    answer = os.dup(1)
    os.dup2(2, 1)
    with os.fdopen(0, "rb", closefd=False) as handed_in:
        head = json.loads(handed_in.readline())
        _limit(head["budget"])
        _leave_the_network()
        content = handed_in.read()
        _load(head["reader"], content)
        sys.addaudithook(_refuse)
        said = _read(head["reader"], head["options"], content)
    with os.fdopen(answer, "wb") as out:
        out.write(said)
    os._exit(0)  # what a damaged library would do on its way out is of no interest


def _limit(budget: Mapping[str, Any]) -> None:
    """Let the system end this process, whatever the reader does."""
    import resource
    import signal

    cpu, memory = budget["cpu_seconds"], budget["memory_mb"] * _MB
    limits = (
        (resource.RLIMIT_CPU, cpu, cpu + 2),
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, _OPEN_FILES, _OPEN_FILES),
    )
    for which, soft, hard in limits:
        with contextlib.suppress(ValueError, OSError):  # a limit that stands lower already stays
            resource.setrlimit(which, (soft, hard))
    # If the parent dies, nobody else ends us
    signal.alarm(int(budget["wall_seconds"]) + 5)


def _leave_the_network() -> None:
    """Move to a network of our own that has nothing in it, where the system allows that."""
    import ctypes

    with contextlib.suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None).unshare
        if unshare(_NEW_NETWORK) != 0:
            unshare(_NEW_USER | _NEW_NETWORK)


def _load(reader: str, content: bytes) -> None:
    """Let the reader's module load its libraries for this content, as far as it names some: afterwards none is loaded."""
    load = getattr(import_module(reader.partition(":")[0]), "load_for", None)
    if load is not None:
        load(content)


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    """Refuse what no reader needs: network, processes, writing."""
    if event == "open" and not isinstance(details[0], int) and int(details[2] or 0) & _WRITING:
        raise PermissionError("nothing is written here")
    if event.startswith(_FORBIDDEN):
        raise PermissionError("not here")


def _read(reader: str, options: Mapping[str, Any], content: bytes) -> bytes:
    from knowledge.errors import KnowledgeError
    from knowledge.formats.unpacking import open_archive

    try:
        module, _, name = reader.partition(":")
        if content.startswith(_ZIP):
            open_archive(content)
        said = {"result": _plain(getattr(import_module(module), name)(content, **options))}
        return json.dumps(said).encode()
    except KnowledgeError as error:
        said = {"kind": type(error).__name__, "message": str(error), "hint": error.hint}
    except (MemoryError, RecursionError):
        said = {"ending": "memory"}
    except Exception:  # noqa: BLE001 - a reader that stumbles over a file is what this process is for
        said = {"ending": "crash"}
    return json.dumps(said).encode()


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


if __name__ == "__main__":
    main()
