"""Reading a workbook in a process of its own, where what cannot be measured may die alone.

The library that reads workbooks is in Rust: out of memory it ends the process, whoever called it.
The child is given the file's bytes and hands back the rows of one sheet as lines of JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO, Any, BinaryIO, cast

from graphbuild.errors import SourceError

MOST_MEMORY = 2**32
"""Bytes that the child may take, where the system can hold it to that."""
MOST_SECONDS = 300
_BATCH = 500
_END = "end"

Rows = Iterator[tuple[int, list[str]]]


def sheets_apart(stream: BinaryIO, file: str) -> Iterator[tuple[str, Rows]]:
    """The sheets by name, with their rows; raises ``SourceError`` where the child gives up or dies."""
    names = next(_lines(stream, file, ""))
    for name in names:
        yield name, _rows(stream, file, name)


def _rows(stream: BinaryIO, file: str, name: str) -> Rows:
    for batch in _lines(stream, file, name):
        yield from ((number, row) for number, row in batch)


def _lines(stream: BinaryIO, file: str, sheet: str) -> Iterator[Any]:
    """What the child says, line by line; it is ended when nobody listens any more."""
    command = [sys.executable, "-m", __name__, sheet]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    child = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    clock = threading.Timer(MOST_SECONDS, child.kill)
    clock.start()
    try:
        _hand_over(stream, cast("IO[bytes]", child.stdin))
        for line in cast("IO[bytes]", child.stdout):
            said = json.loads(line)
            if said == _END:
                return
            if isinstance(said, dict):
                raise SourceError(file, said["problem"], "save it again in Excel, or as CSV")
            yield said
        problem = "a workbook on which the program that reads workbooks gave up"
        raise SourceError(file, problem, "save the sheet you need as CSV")
    finally:
        clock.cancel()
        child.kill()
        cast("IO[bytes]", child.stdout).close()
        child.wait()


def _hand_over(stream: BinaryIO, pipe: IO[bytes]) -> None:
    stream.seek(0)
    with suppress(OSError):  # it died: its silence is told
        while block := stream.read(2**20):
            pipe.write(block)
    with suppress(OSError):
        pipe.close()
    stream.seek(0)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def main(sheet: str) -> None:
    """The child: the names of the sheets, or the rows of one."""
    from graphbuild.sources.containers.calamine import open_workbook, sheet_rows

    _limit_memory()
    content = BytesIO(sys.stdin.buffer.read())
    try:
        workbook = open_workbook(content, "")
        if not sheet:
            _say(workbook.sheet_names)
        else:
            batch: list[tuple[int, list[str]]] = []
            for numbered in sheet_rows(workbook, sheet, ""):
                batch.append(numbered)
                if len(batch) == _BATCH:
                    _say(batch)
                    batch.clear()
            _say(batch)
    except SourceError as error:
        _say({"problem": error.problem})
    _say(_END)


def _say(what: object) -> None:
    sys.stdout.buffer.write(json.dumps(what).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
