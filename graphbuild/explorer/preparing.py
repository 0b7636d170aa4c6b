"""What a large graph needs before it can be shown, made in processes of their own.

To load a graph takes many times the memory that the store of it needs afterwards; a process that ends
gives that back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from graphbuild.errors import GraphbuildError
from graphbuild.explorer.kept import index_of, kept_index
from graphbuild.stores.embedded import data_files, open_graph

LARGE = 4_000_000
"""Bytes of a graph from which a process of its own is worth its start."""
_BOOT = (
    "import json, sys; paths, path, sources = json.loads(sys.argv[1]); sys.path[:] = paths;"
    " from graphbuild.explorer.preparing import main; main(path, sources)"
)


def main(path: str, sources: bool) -> None:
    """Make the store of a graph and the index, or the store of all its sources; errors come up later."""
    with suppress(GraphbuildError, OSError, RuntimeError):
        graph = open_graph(Path(path))
        if sources:
            graph.store(sources=True)
        else:
            index_of(Path(path), graph)


def prepare(path: Path) -> threading.Event:
    """See to it that store and index of a large graph lie beside it; what is set when all is there.

    The sources' store, which is many times larger and asked for now and then, is made meanwhile.
    """
    done = threading.Event()
    merged, whole = data_files(path)
    if merged.stat().st_size < LARGE or kept_index(path) is not None:
        done.set()
        return done
    sources = _start(path, sources=True) if whole != merged else None
    making = _start(path, sources=False)
    if making is not None:
        making.wait()

    def wait() -> None:
        if sources is not None:
            sources.wait()
        done.set()

    threading.Thread(target=wait, daemon=True).start()
    return done


def _start(path: Path, *, sources: bool) -> subprocess.Popen[bytes] | None:
    given = json.dumps((sys.path, str(path), sources))
    try:
        return subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT, given],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return None
