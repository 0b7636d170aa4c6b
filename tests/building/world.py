"""Small sources that change at random, for builds that must not depend on what was built before.

The names are our own; of the places and bodies some are real, so that texts find actors.
"""

from __future__ import annotations

import csv
import io
import random
from dataclasses import dataclass, field
from pathlib import Path

from graphbuild.building.build import Settings, build
from graphbuild.scratch import FOLDER

HEAD = [
    "Con", "Contp", "PP", "PPName", "Reg", "AgtId", "Agt", "Dat", "Status", "Agtp", "Stage",
    "StageSub", "Part", "ThrdPart", "OthAgr", "Ce", "HrGen",
]  # fmt: skip
BODIES = ("Red Nile Movement", "Ford Liberation Army", "Council of the Marsh", "Hill Brigade")
PEOPLE = ("A. Marsh", "Amina Marsh", "Ruth Ford", "Joseph Hill", "J. Hill")
STATES = ("Sudan", "Kenya", "Chad")
THIRD = ("African Union", "United Nations", "Kenya", "Norway", "Ford Mission")
ACTORS = ["actor_id", "id_paax", "actor_name", "actor_type", "actor_iso3c", "actor_country"]
NAMED = ["name", "process", "judgement", "actor", "agreements"]
ANSWERS = ("new", "ignore", "person", "different", "same")
OPTIONS = (
    Settings(),
    Settings(formats=("nquads",)),
    Settings(formats=("turtle", "ntriples", "tables")),
    Settings(formats=("turtle", "nquads", "trig", "jsonld"), persons="all"),
    Settings(base="https://example.org/id/"),
    Settings(coded_only=True),
    Settings(sample=True),
)


@dataclass
class World:
    """Tables, an authority and judgements in a folder, and how they are built."""

    place: Path
    make: random.Random
    tables: dict[str, dict[int, list[str]]] = field(default_factory=dict)
    actors: list[list[str]] = field(default_factory=list)
    judged: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    settings: Settings = OPTIONS[0]
    backwards: bool = False

    def __post_init__(self) -> None:
        self.tables = {"pax_v9.csv": {number: self.row(number) for number in range(1, 7)}}

    def row(self, number: int) -> list[str]:
        """A row of a table on agreement ``number``."""
        make = self.make
        process = str(1 + number % 3)
        people = f" - {make.choice(PEOPLE)}, Commander" if make.random() < 0.5 else ""
        party = f"Government of {make.choice(STATES)}; {make.choice(BODIES)}{people}"
        other = (
            f"Recalling the Accord {make.randrange(1, 9)} of {make.randrange(1, 9)} February 2001"
        )
        return [
            make.choice(STATES), "Government", process, f"Talks {process}", "Africa (excl MENA)",
            str(900100 + number), f"Accord {number}", f"2001-02-0{number}",
            "Multiparty signed/agreed", "Intra", "Cea", "Ceas", party, make.choice(THIRD),
            make.choice(["", other]), str(make.randrange(3)), str(make.randrange(4)),
        ]  # fmt: skip

    def change(self) -> str:
        """Change something, and say what."""
        make = self.make
        table = make.choice(sorted(self.tables))
        rows = self.tables[table]
        what = make.choice(
            [
                "alter", "alter", "judge", "judge", "add", "remove", "table", "untable", "actors",
                "options", "order", "forget", "nothing",
            ]
        )  # fmt: skip
        if what == "alter" and rows:
            number = make.choice(sorted(rows))
            rows[number] = self.row(number)
        elif what == "add":
            number = make.randrange(1, 10)
            rows[number] = self.row(number)
        elif what == "remove" and len(rows) > 1:
            del rows[make.choice(sorted(rows))]
        elif what == "table":
            name = f"pax_v{make.randrange(6, 11)}.csv"
            self.tables[name] = {n: self.row(n) for n in make.sample(range(1, 9), 3)}
        elif what == "untable" and len(self.tables) > 1:
            del self.tables[table]
        elif what == "judge":
            name, process = make.choice([*BODIES, *PEOPLE]), str(make.randrange(1, 4))
            answer = make.choice(ANSWERS)
            actor = make.choice(["SDN", "KEN", "1"]) if answer == "same" else ""
            self.judged[name, process] = [name, process, answer, actor, ""]
        elif what == "forget":
            self.judged.clear()
        elif what == "actors":
            names = make.sample(BODIES, make.randrange(len(BODIES)))
            self.actors = [
                [str(n), f"CON_{n}", name, "Armed Organization", "SDN", "Sudan"]
                for n, name in enumerate(names, 1)
            ]
        elif what == "options":
            self.settings = make.choice(OPTIONS)
        elif what == "order":
            self.backwards = not self.backwards
        return what

    def sources(self) -> list[Path]:
        """Write the files; their paths in the order in which they are given."""
        for old in self.place.glob("*.csv"):
            old.unlink()
        for name, rows in self.tables.items():
            _write(self.place / name, HEAD, [rows[number] for number in sorted(rows)])
        paths = [self.place / name for name in sorted(self.tables)]
        if self.actors:
            _write(self.place / "actors.csv", ACTORS, self.actors)
            paths.append(self.place / "actors.csv")
        return paths[::-1] if self.backwards else paths

    def build(self, out: Path, *, cache: bool = True) -> dict[str, bytes]:
        """Build into a folder in which nothing was judged before; what is there then."""
        (out / "names.csv").unlink(missing_ok=True)
        sources = self.sources()
        if self.judged:
            out.mkdir(parents=True, exist_ok=True)
            _write(out / "names.csv", NAMED, list(self.judged.values()))
        build(sources, out, self.settings, cache=cache)
        return contents(out)


def contents(out: Path) -> dict[str, bytes]:
    """What a build wrote, but for what it keeps for itself."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and FOLDER not in path.parts and path.suffix != ".bak"
    }


def _write(path: Path, head: list[str], rows: list[list[str]]) -> None:
    held = io.StringIO()
    lines = csv.writer(held, lineterminator="\n")
    lines.writerow(head)
    lines.writerows(rows)
    path.write_text(held.getvalue(), encoding="utf-8", newline="\n")
