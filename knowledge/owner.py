"""Which process owns the index of a data folder?"""

from pathlib import Path
from typing import IO

from knowledge.errors import DataFolderInUse

LOCK = "index.lock"


class FolderLock:
    """A lock that the system gives back when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / LOCK
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Become the owner. Raises DataFolderInUse where another process is."""
        import fcntl

        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise DataFolderInUse(
                f"Another process owns the index in {self._path.parent}.",
                hint="Stop it first, or choose another folder with CAIRN_DATA; looking things up works beside it.",
            ) from error
        self._file = file

    def give_back(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
