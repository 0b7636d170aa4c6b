"""Builds in part: do they give the bytes of a whole build, whatever changed and whatever was damaged?

    python -m benchmarks.parts [CASES] [SEED]

Each case makes up to eight random changes to small sources (rows altered, added, removed, tables and
authorities added and removed, judgements, order, options) and builds after each into the same folder;
now and then a file that the last build left, among them what it kept for itself, is damaged before.
Every build must have the bytes of one without a cache into an empty folder. A case that fails is printed with its number; the same seed makes the same cases.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from graphbuild.scratch import FOLDER
from tests.building.world import World

CHANGES = 8
DAMAGED = 0.4
"""How often a file is damaged before a build."""


def damage(make: random.Random, out: Path) -> str:
    """Damage a file of those from which a build in part takes something; what was done to which."""
    files = [*(out / FOLDER).glob("results-*/*"), *out.glob("graph.*")]
    files = [file for file in files if file.is_file() and file.stat().st_size]
    if not files:
        return ""
    file = make.choice(files)
    how = make.choice(["bits", "bits", "cut", "lost", "lengthened", "blanked", "swapped"])
    data = bytearray(file.read_bytes())
    if how == "bits":
        for _ in range(make.choice([1, 1, 1, 3, 20])):
            data[make.randrange(len(data))] ^= 1 << make.randrange(8)
    elif how == "cut":
        del data[make.choice([0, 1, len(data) // 2, make.randrange(len(data))]) :]
    elif how == "lengthened":
        data += make.randbytes(make.choice([1, 16, 4096]))
    elif how == "blanked":
        start = make.randrange(len(data))
        data[start : start + 512] = bytes(len(data[start : start + 512]))
    elif how == "swapped":
        data = bytearray(make.choice(files).read_bytes())
    file.unlink()
    if how != "lost":
        file.write_bytes(data)
    return f"{file.name} {how}"


def main(cases: int = 300, seed: int = 1, tell: Callable[[str], None] = print) -> int:
    """Change, damage, build, compare; 1 if any build was not that of an empty folder."""
    began, wrong, done = time.monotonic(), 0, Counter[str]()
    for case in range(cases):
        make = random.Random(f"{seed}-{case}")
        with tempfile.TemporaryDirectory(prefix="parts-") as place:
            sources, part, whole = (Path(place) / name for name in ("sources", "part", "whole"))
            sources.mkdir()
            world = World(sources, make)
            told: list[str] = []
            for _ in range(CHANGES):
                told.append(world.change())
                if make.random() < DAMAGED and (harm := damage(make, part)):
                    told.append(harm)
                    done["damaged"] += 1
                done["builds"] += 1
                found = world.build(part)
                shutil.rmtree(whole, ignore_errors=True)
                if found != world.build(whole, cache=False):
                    wrong += 1
                    tell(f"case {case}: not the bytes of a whole build after {', '.join(told)}")
                    break
        if (case + 1) % 50 == 0:
            tell(f"{case + 1} so far, {wrong} wrong")
    seconds = time.monotonic() - began
    tell(
        f"{cases} sequences, seed {seed}: {done['builds']} builds in part, {done['damaged']} of them"
        f" after damage, {wrong} wrong ({seconds:.0f} s)"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
