"""Which readers misbehave as badly as a damaged file could make one?"""

import os
import socket
import subprocess
import sys
import time

from knowledge.errors import KnowledgeError, MalformedDraft


def count(content, times=1):
    return {"bytes": len(content) * times}


def bursts(content):
    return len(bytearray(2_000_000_000))


def loops(content):
    while True:
        pass


def sleeps(content):
    time.sleep(60)


def talks(content):
    return "x" * 3_000_000


def crashes(content):
    os.abort()


def stumbles(content):
    raise ZeroDivisionError(content)


def recurses(content):
    return recurses(content)


def refuses(content):
    raise MalformedDraft("Row 3 is no row.", hint="Mend row 3.")


def wants_another_format(content):
    raise KnowledgeError("There is no such format.", hint="Choose csv.")


def leaves(content):
    sys.exit(0)


def prints(content):
    print("noise on the answer's pipe")
    os.write(1, b"more noise")
    return "quiet"


def _tried(action):
    try:
        action()
    except OSError as error:
        return type(error).__name__
    return "done"


def reaches_out(content):
    return {
        "network": _tried(lambda: socket.create_connection(("127.0.0.1", int(content)), timeout=2)),
        "write": _tried(lambda: open("/tmp/cairn-quarantine-escape", "w")),
        "process": _tried(lambda: subprocess.run(["/bin/true"], check=False)),
    }


def environment(content):
    return sorted(os.environ)  # noqa: TID251 - what the child sees is the question
