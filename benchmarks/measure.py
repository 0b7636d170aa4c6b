"""Run a program and take its CPU time, wall-clock time and peak memory, its children's included."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

_NOT_KEPT = "PYTHONDONTWRITEBYTECODE"


@dataclass(frozen=True, slots=True)
class Measure:
    """CPU and wall-clock seconds; peak resident memory in megabytes (2**20 bytes)."""

    cpu: float
    wall: float
    peak: float


class RunError(RuntimeError):
    """The program ended with a status other than 0."""


def run(argv: Sequence[str | os.PathLike[str]]) -> Measure:
    """Run a program to its end, its output thrown away unless it fails.

    CPU time is that of the process and every child it waited for; the peak is that of the largest
    of them. Python keeps what it compiled, as for every user, whatever this environment says.
    """
    if not hasattr(os, "wait4"):
        sys.exit("the benchmarks need os.wait4: run them on Linux or macOS (WSL on Windows)")
    start = time.perf_counter()
    kept = {name: value for name, value in os.environ.items() if name != _NOT_KEPT}
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=kept)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.stderr.close()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RunError(errors.decode(errors="replace").strip() or f"status {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Measure(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * unit / 2**20)


def middle(measures: Sequence[Measure]) -> Measure:
    """The median of each figure by itself: other programs disturb some runs."""
    return Measure(
        *(
            statistics.median(getattr(item, name) for item in measures)
            for name in ("cpu", "wall", "peak")
        )
    )
