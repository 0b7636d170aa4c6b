"""Do the tests bite? Changes the code in small ways and runs the tests of the room that was changed.

    python -m benchmarks.mutants                        # 150 mutants of four rooms, and a table
    python -m benchmarks.mutants --rooms actors --count 60 --seed 2
    python -m benchmarks.mutants --record FOLDER        # may be ended, and goes on where it was
    python -m benchmarks.mutants --list > mutants.txt   # what would be drawn

Mutants (:mod:`benchmarks.mutating`) are tried one after another in a copy of the tree with the tests that
pass through the changed line, and with all of the room where a line may be passed unseen; those that no
test notices are printed as diffs. A test that fails is run once more, alone: only one that fails again
has noticed, so a busy machine catches nothing. One that takes too long both times is counted apart.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path

from benchmarks.mutating import ROOT, Mutant, drawn

ROOMS = {
    "sources": ("tests/sources", "tests/cli/test_parse.py"),
    "formats": ("tests/formats", "tests/test_extensions.py"),
    "catalogue": ("tests/catalogue", "tests/cli/test_query.py", "tests/test_extensions.py"),
    "publishing": ("tests/publishing", "tests/stores"),
    "actors": ("tests/actors",),
    "graph": ("tests/graph", "tests/formats", "tests/ontology"),
    "mentions": ("tests/mentions",),
    "networks": ("tests/networks",),
    "building": ("tests/building", "tests/cli"),
}
"""The tests that belong to a room."""
DEFAULT = "sources,formats,catalogue,publishing"
SKIPPED = "not shared and not server and not browser"
SECONDS, PATIENT = 60, 240
"""What one test may take, and when it is tried once more."""
LONGEST = 3600
"""Seconds for all of them."""
FAILED, NOTHING = 1, frozenset({0, 5})
"""Of pytest: a test fails; all pass, or there is none. With others there is no test to name."""
NAMED = re.compile(r"^(?:FAILED|ERROR) (\S+::.+?)(?: - .*)?$", re.M)
"""A test in pytest's summary."""
LATE = re.compile(r"Timeout \(?>|\+ Timeout \+")
"""What pytest-timeout says."""
CAUGHT, TOO_LATE, SURVIVED = "caught", "too late", "survived"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a mutant, and the test that noticed."""

    what: str
    test: str = ""


class Tests:
    """The tests of each room, and which of them pass through which line."""

    def __init__(self, tree: Path, kept: Path) -> None:
        self.tree, self._kept = tree, kept
        self._lines: dict[str, dict[str, dict[int, list[str]]]] = {}
        self._length = Counter[str]()

    def of(self, mutant: Mutant) -> tuple[list[str], bool]:
        """The tests that pass through the changed line, and whether these are all that do.

        A line that runs when its module is imported, or once for all in a function that keeps what
        it gave, is seen in the first test alone, and none in what tests share. The tests that pass
        through few lines stand first: they are short, and about this one.
        """
        if mutant.room not in self._lines:
            self._lines[mutant.room] = self._seen(mutant.room)
            for lines in self._lines[mutant.room].values():
                self._length.update(c.rpartition("|")[0] for seen in lines.values() for c in seen)
        before, after = (code.splitlines() for code in mutant.code())
        pairs = enumerate(zip_longest(before, after), 1)
        line = next(number for number, (old, new) in pairs if old != new)
        passed = self._lines[mutant.room].get(mutant.file, {})
        seen = [c.rpartition("|") for c in passed.get(line, [])]
        names = {name for name, _, when in seen if when == "run"}
        whole = len(names) > 1 and all(when == "run" for _, _, when in seen)
        return sorted(names, key=lambda name: (self._length[name], name)), whole

    def all(self, room: str) -> list[str]:
        """All tests of a room."""
        return [name for name in ROOMS[room] if (self.tree / name).exists()]

    def _seen(self, room: str) -> dict[str, dict[int, list[str]]]:
        """Run the room's tests once and note for each line the tests that pass through it."""
        from coverage import CoverageData

        held = self._kept / f"coverage-{room}-{self._digest(room)}"
        if not held.exists():
            making = held.with_suffix(".part")
            making.unlink(missing_ok=True)
            options = [f"--cov=graphbuild/{room}", "--cov-context=test", "--cov-report="]
            words = [*options, f"--timeout={PATIENT}", *self.all(room)]
            done = run(self.tree, words, {"COVERAGE_FILE": str(making)}, stop=False)
            failed = set(NAMED.findall(done.stdout)) if done else set()
            again = run(self.tree, [f"--timeout={PATIENT}", *failed]) if failed else None
            if done is None or (again and again.returncode not in NOTHING):
                sys.exit(
                    f"the tests of {room} fail without any change: {', '.join(sorted(failed))}"
                )
            making.replace(held)
        data = CoverageData(str(held))
        data.read()
        return {
            Path(file).relative_to(self.tree).as_posix(): {
                line: [context for context in contexts if context]
                for line, contexts in data.contexts_by_lineno(file).items()
            }
            for file in data.measured_files()
        }

    def _digest(self, room: str) -> str:
        """What tells whether the lines are still those that were seen."""
        told = sha256(str(self.tree).encode())
        for place in (f"graphbuild/{room}", *self.all(room)):
            root = self.tree / place
            for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
                told.update(path.read_bytes())
        return told.hexdigest()[:12]


def judged(tree: Path, tests: list[str]) -> Verdict | None:
    """Whether a test notices: one that fails twice, the second time alone and with more time."""
    passed_over: list[str] = []
    while True:
        without = [word for test in passed_over for word in ("--deselect", test)]
        done = run(tree, [*without, f"--timeout={SECONDS}", *tests])
        if done is None:
            return Verdict(TOO_LATE)
        if done.returncode in NOTHING:
            return None
        named = NAMED.search(done.stdout)
        if done.returncode != FAILED or named is None or named[1] in passed_over:
            return Verdict(CAUGHT, (done.stdout.strip().splitlines() or [""])[-1])
        test = named[1]
        again = run(tree, [f"--timeout={PATIENT}", test])
        if again is None or (again.returncode and LATE.search(again.stdout + again.stderr)):
            return Verdict(TOO_LATE, test)
        if again.returncode:
            return Verdict(CAUGHT, test)
        passed_over.append(test)


def run(
    tree: Path, words: list[str], env: dict[str, str] | None = None, *, stop: bool = True
) -> subprocess.CompletedProcess[str] | None:
    """What pytest says of tests; nothing where they never end."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", SKIPPED]
    command += ["-x"] if stop else []
    env = {
        **os.environ,
        **(env or {}),
        "PYTHONPATH": str(tree),
        "PYTHONPYCACHEPREFIX": str(tree / ".pyc"),
    }
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        return subprocess.run(
            [*command, *words],
            cwd=tree,
            env=env,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None


def tried(mutant: Mutant, tests: Tests) -> Verdict:
    """What the tests of the room say in the copy of the tree."""
    through, enough = tests.of(mutant)
    source, changed = mutant.code()
    target = tests.tree / mutant.file
    _write(target, changed, tests.tree)
    try:
        noticed = judged(tests.tree, through) if through else None
        if noticed is None and not enough:
            noticed = judged(tests.tree, tests.all(mutant.room))
        return noticed or Verdict(SURVIVED)
    finally:
        _write(target, source, tests.tree)


def _write(target: Path, source: str, tree: Path) -> None:
    """Write a module, and forget what was compiled of it: Python may take the two for the same."""
    target.write_text(source, encoding="utf-8")
    for compiled in (tree / ".pyc").rglob(f"{target.stem}.*.pyc"):
        compiled.unlink()


class Record:
    """What came of each mutant, a line each: what was tried before is not tried again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, Verdict] = {}
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                said = json.loads(line)
                self._known[said["mutant"]] = Verdict(said["verdict"], said["test"])

    def get(self, mutant: Mutant) -> Verdict | None:
        """What came of a mutant before."""
        return self._known.get(self._name(mutant))

    def add(self, mutant: Mutant, verdict: Verdict, seconds: float) -> None:
        """Note what came of a mutant."""
        said = {
            "mutant": self._name(mutant),
            "verdict": verdict.what,
            "test": verdict.test,
            "seconds": round(seconds),
        }
        with self._path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(said) + "\n")

    @staticmethod
    def _name(mutant: Mutant) -> str:
        return f"{mutant.file} {mutant.operator}\n{mutant.diff()}"


def main() -> None:
    """Draw, try, and print what survived and a table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rooms", default=DEFAULT)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--record", type=Path, help="a folder of what was tried, to go on from")
    parser.add_argument("--list", action="store_true", help="print the mutants and stop")
    given = parser.parse_args()
    chosen = drawn(given.rooms.split(","), given.count, given.seed)
    if given.list:
        for mutant in chosen:
            print(f"{mutant.file} {mutant.operator} {mutant.occurrence}\n{mutant.diff()}\n")
        return
    came = Counter[tuple[str, str]]()
    with tempfile.TemporaryDirectory() as made:
        kept = (given.record or Path(made)).resolve()
        tree = kept / "tree"
        if tree.exists():
            shutil.rmtree(tree)
        ignored = shutil.ignore_patterns(".git", ".venv", ".servers", "__pycache__", ".*_cache")
        shutil.copytree(ROOT, tree, ignore=ignored)
        record, tests = Record(kept / "tried.jsonl"), Tests(tree, kept)
        for number, mutant in enumerate(chosen, 1):
            began, verdict = time.monotonic(), record.get(mutant)
            if verdict is None:
                verdict = tried(mutant, tests)
                record.add(mutant, verdict, time.monotonic() - began)
            came[mutant.room, verdict.what] += 1
            if verdict.what != CAUGHT:
                print(f"{verdict.what.upper()} {mutant.file} {mutant.operator}\n{mutant.diff()}\n")
            took = f"{time.monotonic() - began:.0f} s"
            print(f"{number} of {len(chosen)}: {verdict.what}, {took}", file=sys.stderr, flush=True)
            sys.stdout.flush()
    print(table(came))


def table(came: Counter[tuple[str, str]]) -> str:
    """What was drawn, caught and too late in each room; the share is of those caught by a failure."""
    lines = [
        "| room | mutants | caught | too late | survived | share |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    rooms = sorted({room for room, _ in came})
    for name, counted in [*((room, [room]) for room in rooms), ("all", rooms)]:
        parts = [sum(came[room, what] for room in counted) for what in (CAUGHT, TOO_LATE, SURVIVED)]
        share = f"{parts[0] / sum(parts):.0%}"
        lines.append("| " + " | ".join([name, str(sum(parts)), *map(str, parts), share]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
