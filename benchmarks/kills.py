"""Commands that are ended at a random moment: is all of it old or new, and is the next run right?

    python -m benchmarks.kills [KILLS] [SEED]

Each case starts ``build``, ``query``, ``network``, ``publish`` or ``review`` on the sample and ends it at
a random moment of its usual time, by SIGKILL (half of the cases), SIGINT or SIGTERM. Afterwards the files
must be all old or all new, a stranger's file among them as it was, and, once the next command has opened
the folder, nothing of ours may be left over, in the folder for temporary files neither. Builds are in part,
with what those before them kept; the next one must give the bytes of a whole one. A store must answer as
was sent after publishing again. POSIX only. A case that fails is printed with its number.
"""

from __future__ import annotations

import hashlib
import os
import pty
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from graphbuild import changes, scratch
from tests.stores.fake import FakeStore

SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
BASES = ("https://example.org/one/", "https://example.org/two/")
WEIGHTS = {"build": 5, "query": 2, "network": 1, "publish": 2, "review": 1}
STRANGER = "strangers.txt"


def contents(folder: Path) -> str:
    """A checksum of all that is in a folder, but for what we keep for ourselves."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and scratch.FOLDER not in path.parts and not path.name.endswith(".bak"):
            whole.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return whole.hexdigest()


class Place:
    """Where the cases run: a folder for each kind of command, with the states that it may have."""

    def __init__(self, root: Path) -> None:
        self.root, self.temp = root, root / "temp"
        self.temp.mkdir()
        self.environment = {**os.environ, "TMPDIR": str(self.temp)}
        self.server = FakeStore()
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.build = root / "build"
        self.graph = root / "graph"
        self.states = set()
        self.first = ""
        self.learn()
        self.run([*self.command("build", BASES[0])[:-1], str(self.graph)], check=True)
        self.out = root / "out"
        self.out.mkdir()
        self.answers: dict[str, set[bytes]] = {}
        self.usual: dict[str, float] = {}
        for kind in ("build", "query", "network", "publish"):
            began = time.monotonic()
            self.run(self.command(kind, BASES[0]), check=True)
            self.usual[kind] = time.monotonic() - began
        self.usual["review"] = self.usual["query"]
        for kind, name in (("query", "answer.csv"), ("network", "net.graphml")):
            self.answers[kind] = {self.out.joinpath(name).read_bytes(), b""}
        self.held = self.server.counts()

    def learn(self) -> None:
        """What whole builds give, from which nothing is taken that was there."""
        for base in reversed(BASES):
            self.run([*self.command("build", base), "--no-cache"], check=True)
            self.build.joinpath(STRANGER).write_text("dear", encoding="utf-8")
            self.first = contents(self.build)
            self.states.add(self.first)

    def command(self, kind: str, base: str) -> list[str]:
        """What is run."""
        words = {
            "build": ["--sample", "--base", base, "-o", str(self.build)],
            "query": [
                "agreements",
                "--graph",
                str(self.graph),
                "-o",
                str(self.root / "out/answer.csv"),
            ],
            "network": [
                "co-signing",
                "--graph",
                str(self.graph),
                "-o",
                str(self.root / "out/net.graphml"),
            ],
            "publish": [str(self.graph), "--to", self.server.url],
            "review": [str(self.build)],
        }[kind]
        return [sys.executable, "-m", "graphbuild", kind, *words]

    def run(self, command: list[str], *, check: bool = False) -> None:
        """Run it to its end."""
        subprocess.run(command, env=self.environment, check=check, capture_output=True)

    def kill(self, kind: str, make: random.Random) -> None:
        """Run it, and end it at some moment."""
        theirs = subprocess.DEVNULL
        if kind == "review":
            ours, theirs = pty.openpty()
            os.write(ours, b"ignore\nskip\n" * 5)
        run = subprocess.Popen(
            self.command(kind, make.choice(BASES)),
            env=self.environment,
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            time.sleep(make.random() * self.usual[kind] * 1.2)
            run.send_signal(make.choice(SIGNALS))
            run.wait(120)
        finally:
            if kind == "review":
                os.close(ours)
                os.close(theirs)

    def faults(self, kind: str) -> list[str]:
        """What is wrong afterwards."""
        found = []
        if kind in ("build", "review"):
            changes.settle(self.build)
            if kind == "review":
                self.learn()  # what was judged changes what a build gives
            elif contents(self.build) not in self.states:
                found.append("old and new files side by side, or another's file changed")
            self.run(self.command("build", BASES[0]))  # in part, of what the killed one left
            if contents(self.build) != self.first:
                found.append("the next build is not right")
            listed = changes.listed(self.build).items()
            if any(changes.checksum(self.build / name) != sum_ for name, (_, sum_) in listed):
                found.append("a file is not as listed")
        elif kind == "publish":
            self.run(self.command("publish", BASES[0]))
            if self.server.counts() != self.held:
                found.append("the store does not hold what was sent")
        else:
            name = "answer.csv" if kind == "query" else "net.graphml"
            path = self.out / name
            if path.exists() and path.read_bytes() not in self.answers[kind]:
                found.append("a half-written file")
            self.run(self.command(kind, BASES[0]))
            if not path.exists() or path.read_bytes() not in self.answers[kind]:
                found.append("the next run is not right")
            path.unlink(missing_ok=True)
        return found + self.left()

    def left(self) -> list[str]:
        """What of ours lies about that nobody works on."""
        places = (self.build, self.graph, self.out, self.temp)
        parts = [path for place in places for path in place.rglob("*.part")]
        for place in (self.build, self.graph):
            parts += (place / scratch.FOLDER).glob("writing-*")
            for kind in ("making", "keeping"):
                scratch.sweep(place / scratch.FOLDER, kind)
                parts += (place / scratch.FOLDER).glob(f"{kind}-*")
            if len(kept := list((place / scratch.FOLDER).glob("results-*"))) > 1:
                parts += kept
        scratch.sweep(self.temp, "graphbuild")
        parts += self.temp.iterdir()
        # Of a mark and a lock that were not made yet only an hour tells; they hold no data.
        kept = [path for path in parts if path.is_file() or any(path.glob("*[!k]"))]
        return [f"left over: {path.name}" for path in kept]


def main(kills: int = 500, seed: int = 1, tell: Callable[[str], None] = print) -> int:
    """Kill, look, compare; 1 if anything was wrong."""
    began, outcomes, wrong = time.monotonic(), Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="kills-") as root:
        place = Place(Path(root))
        for case in range(kills):
            make = random.Random(f"{seed}-{case}")
            kind = make.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
            place.kill(kind, make)
            outcomes[kind] += 1
            for fault in place.faults(kind):
                wrong += 1
                tell(f"case {case} ({kind}): {fault}")
            if (case + 1) % 50 == 0:
                tell(f"{case + 1} kills so far ({dict(sorted(outcomes.items()))}): {wrong} faults")
    for kind, count in sorted(outcomes.items()):
        tell(f"{kind:<8} {count:>5}")
    tell(f"{kills} kills, seed {seed}: {wrong} faults ({time.monotonic() - began:.0f} s)")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
