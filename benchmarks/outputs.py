"""Checksums of all that graphbuild writes, to see whether a change of the code changes an output.

    python -m benchmarks.outputs > before.txt        # before a change, and after it
    python -m benchmarks.outputs --against before.txt

Builds the sample and, where ``../shared`` is there, the two pages the project began with and a
table with PAA-X; writes every format; asks every saved query and builds every network with its
examples; prints every help text. One line for each output: its checksum and its name.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FORMATS = ("turtle", "nquads", "trig", "ntriples", "jsonld", "rdfxml", "tables")
NETWORK_FILES = ("graphml", "gexf", "json", "cyjs", "csv", "html")


def sources() -> dict[str, list[str]]:
    """The sets of sources that are built, by name."""
    found = {"sample": ["--sample"]}
    if SHARED.is_dir():
        data = SHARED / "data"
        found["seeds"] = [str(SHARED / "seeds")]
        found["v9"] = [str(data / "pax_v9.csv"), str(data / "paax_v0.2_part.xlsx")]
    return found


def run(*words: str, cwd: Path | None = None) -> bytes:
    """What a command prints to stdout; a failure is part of the output."""
    env = {**os.environ, "COLUMNS": "100", "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "graphbuild", *words]
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, check=False)
    return done.stdout if done.returncode in (0, 1) else done.stdout + b"\n" + done.stderr


def digest(content: bytes) -> str:
    """A short checksum."""
    return hashlib.sha256(content).hexdigest()[:16]


def queries() -> Iterator[tuple[str, list[str]]]:
    """Every saved query with the example values of its required parameters."""
    for path in sorted((ROOT / "queries").rglob("*.rq")):
        if path.parent.name in ("checks", "network"):
            continue
        words: list[str] = []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("#+   ") and "example:" in line and "default:" not in line:
                name = line.removeprefix("#+").strip().partition(":")[0]
                example = line.partition("example: ")[2].lstrip()
                quoted = example.startswith('"')
                value = example[1:].partition('"')[0] if quoted else _bare(example)
                words += ["-p", f"{name}={value}"]
        yield path.stem, words


def _bare(text: str) -> str:
    return text.partition(",")[0].partition("}")[0].strip()


def networks() -> dict[str, list[str]]:
    """Every network with the value of ``sense`` where it must be given."""
    listed = ["-p", "sense=listed"]
    return {
        "agreement-actor": [],
        "co-signing": [],
        "third-party-process": listed,
        "mediator-conflict": listed,
        "process-similarity": listed,
        "agreement-mentions": [],
        "provision-similarity": [],
        "person-agreement": [],
    }


def outputs(name: str, given: list[str], place: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that comes of one set of sources."""
    folder = place / name
    formats = [word for item in FORMATS for word in ("--format", item)]
    told = run("build", *given, "-o", name, *formats, cwd=place)
    yield f"{name}/build", told
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "cache" not in path.relative_to(folder).parts[0]:
            yield f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    jobs: dict[str, list[str]] = {}
    for query, words in queries():
        jobs[f"{name}/query/{query}"] = ["query", query, *words, "--graph", name]
    for network, words in networks().items():
        jobs[f"{name}/network/{network}"] = ["network", network, *words, "--graph", name]
        for suffix in NETWORK_FILES:
            file = f"{name}-{network}.{suffix}"
            jobs[f"{name}/network/{file}"] = [
                "network",
                network,
                *words,
                "--graph",
                name,
                "-o",
                file,
            ]
    with ThreadPoolExecutor(2) as pool:
        done = pool.map(lambda words: run(*words, cwd=place), jobs.values())
        for (label, words), said in zip(jobs.items(), done, strict=True):
            made = place / words[-1] if "-o" in words else None
            if made and made.is_file():
                said += made.read_bytes()
            yield label, said
    yield f"{name}/validate", run("validate", name, cwd=place)


def helps() -> Iterator[tuple[str, bytes]]:
    """Every help text and listing."""
    yield "help", run("--help")
    for command in (
        "build",
        "parse",
        "query",
        "queries",
        "network",
        "networks",
        "validate",
        "publish",
    ):
        yield f"help/{command}", run(command, "--help")
    for command in ("queries", "networks"):
        yield command, run(command)


def main() -> None:
    """Print the checksums, or how they differ from those of a file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--against", type=Path)
    parser.add_argument("--only", help="sets of sources, separated by commas")
    parser.add_argument("--keep", type=Path, help="folder in which the outputs stay")
    given = parser.parse_args()
    lines = [f"{digest(said)}  {label}" for label, said in helps()]
    with tempfile.TemporaryDirectory() as made:
        place = (given.keep or Path(made)).resolve()
        place.mkdir(parents=True, exist_ok=True)
        for name, words in sources().items():
            if not given.only or name in given.only.split(","):
                lines += [f"{digest(said)}  {label}" for label, said in outputs(name, words, place)]
    if given.against is None:
        print("\n".join(lines))
        return
    before = dict(_pair(line) for line in given.against.read_text(encoding="utf-8").splitlines())
    after = dict(_pair(line) for line in lines)
    changed = [label for label in after if before.get(label, "") != after[label]]
    gone = [] if given.only else [label for label in before if label not in after]
    for label in changed:
        print("changed" if label in before else "new", label)
    for label in gone:
        print("gone", label)
    print(f"{len(after)} outputs, {len(changed)} changed or new, {len(gone)} gone")
    sys.exit(1 if changed or gone else 0)


def _pair(line: str) -> tuple[str, str]:
    value, _, label = line.partition("  ")
    return label, value


if __name__ == "__main__":
    main()
