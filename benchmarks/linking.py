"""How right linking is, what each of its rules brings, and how long it takes.

    python -m benchmarks.linking                 # figures, precision by method, CPU seconds
    python -m benchmarks.linking --rules         # and what leaving out each rule changes
    python -m benchmarks.linking --through-build # the same figures through build and query
    python -m benchmarks.linking --write         # the tables in benchmarks/linking.md

The processes with known participations are cut in two (``tests/actors/split.csv``): ``rules`` are
those that rules may be written on, ``test`` those that they are tested on. A rule is worth keeping
if it gains on ``test``; over how many processes a gain is spread shows whether it is one case.
"""

from __future__ import annotations

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from graphbuild.actors import Authority, link
from graphbuild.actors.rules import RULES, Rules
from graphbuild.records import Actor, Agreement
from graphbuild.report import Report
from graphbuild.sources import iter_sources

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SPLIT = ROOT / "tests" / "actors" / "split.csv"
TABLES = ROOT / "benchmarks" / "linking.md"
PARTS = ("rules", "test")
_SIDES = {"party": "party", "third": "third party", "third party": "third party"}


_HEAD = """# Linking, measured

Made by `python -m benchmarks.linking --write` on v9 with PAA-X's actors. `rules` are the processes
that rules may be written on, `test` those that they are tested on (`tests/actors/split.csv`). A
rule's gain is F1 with it less F1 without it, in points; "better, worse" counts processes. The first table
leaves doubtful links out, as queries do; rules are measured with them.
"""


class Link(NamedTuple):
    """An actor on a side of an agreement."""

    agreement: str
    actor: str
    side: str


Links = dict[Link, tuple[str, str]]
"""Method and certainty of every link."""


class Figures(NamedTuple):
    """How many links were found, are known and are both."""

    found: int
    known: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.known if self.known else 1.0

    @property
    def both(self) -> float:
        """F1, the harmonic mean."""
        return 2 * self.right / (self.found + self.known) if self.found + self.known else 1.0


@dataclass(slots=True)
class Gold:
    """The known participations, the part of each agreement, and what kind of actor each is."""

    links: set[Link] = field(default_factory=set)
    part: dict[str, str] = field(default_factory=dict)
    process: dict[str, str] = field(default_factory=dict)
    kind: dict[str, str] = field(default_factory=dict)


def read_inputs(shared: Path) -> tuple[list[Agreement], list[Actor]]:
    """The agreements of v9 and PAA-X's actors."""
    authority, table = iter_sources(
        [shared / "data" / "paax_actors.csv", shared / "data" / "pax_v9.csv"], Report()
    )
    if not authority.actors:
        authority, table = table, authority
    return table.agreements, authority.actors


def read_gold(shared: Path, agreements: Iterable[Agreement]) -> Gold:
    """The known participations of the agreements, by the cut of their processes."""
    with SPLIT.open(encoding="utf-8", newline="") as file:
        part = {row["process"]: row["part"] for row in csv.DictReader(file)}
    gold = Gold()
    with (shared / "scoring" / "parties_gold.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            gold.links.add(Link(row["AgtId"], row["actor_id"], _SIDES[row["side"]]))
            gold.kind[row["actor_id"]] = row["actor_type"]
    known = {item.agreement for item in gold.links}
    for agreement in agreements:
        if agreement.id in known:
            gold.part[agreement.id] = part[agreement.process_id]
            gold.process[agreement.id] = agreement.process_id
    return gold


def linked(
    agreements: Sequence[Agreement], actors: Sequence[Actor], without: Iterable[str] = ()
) -> tuple[Links, float]:
    """What linking finds, and the CPU seconds it takes (making the authority included)."""
    start = time.process_time()
    entities = {name for one in agreements for name in one.entities}
    authority = Authority.extended(actors, sorted(entities), open=False, rules=Rules(without))
    result = link(agreements, authority)
    seconds = time.process_time() - start
    found: Links = {}
    for agreement, group in zip(agreements, result.participations, strict=True):
        for one in group:
            found[Link(agreement.id, one.actor, one.side)] = (one.method, one.certainty)
    return found, seconds


def through_build(shared: Path) -> Links:
    """The same through the front door: what ``query agreement-actors`` says of a build."""
    data = shared / "data"
    with tempfile.TemporaryDirectory() as place:
        run = [sys.executable, "-m", "graphbuild"]
        actors = ["--actors", str(data / "paax_actors.csv")]
        build = [*run, "build", str(data / "pax_v9.csv"), *actors, "-o", place]
        subprocess.run(build, check=True, capture_output=True, cwd=ROOT)
        query = [*run, "query", "agreement-actors", "--graph", place, "--format", "csv"]
        said = subprocess.run(query, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    return {
        Link(row["agreement_id"], row["actor_id"], _SIDES[row["side"]]): (row["method"], "")
        for row in csv.DictReader(said.splitlines())
    }


def figures(found: Iterable[Link], gold: Gold, keep: str = "", kind: str = "") -> Figures:
    """The figures of a part (``""``: both), of a side or a type of actor if one is given."""

    def counts(item: Link) -> bool:
        part = gold.part.get(item.agreement)
        if part is None or (keep and part != keep):
            return False
        return not kind or kind in (item.side, gold.kind.get(item.actor, ""))

    own, known = {item for item in found if counts(item)}, set(filter(counts, gold.links))
    return Figures(len(own), len(known), len(own & known))


def main_table(found: Links, gold: Gold) -> Iterator[str]:
    """F1, precision and recall by part, side and type."""
    yield "| | known | " + " | ".join(f"{part} F1 | P | R" for part in (*PARTS, "both")) + " |"
    yield "|---|" + "---:|" * 10
    kinds = Counter(gold.kind[item.actor] for item in gold.links)
    rows = ["", "party", "third party", *(kind for kind, _ in kinds.most_common())]
    for row in rows:
        cells = [str(figures(found, gold, "", row).known)]
        for part in (*PARTS, ""):
            own = figures(found, gold, part, row)
            cells += [f"{own.both:.4f}", f"{own.precision:.3f}", f"{own.recall:.3f}"]
        yield f"| {row or 'all'} | {' | '.join(cells)} |"


def certain_table(found: Links, gold: Gold) -> Iterator[str]:
    """How many of the links of each certainty are right, and their share of all right ones."""
    yield "| certainty | " + " | ".join(f"{p}: right | of | share of right" for p in PARTS) + " |"
    yield "|---|" + "---:|" * 6
    for sure in ("certain", "likely", "doubtful"):
        cells = []
        for part in PARTS:
            all_right = figures(found, gold, part).right
            own = figures([k for k, v in found.items() if v[1] == sure], gold, part)
            cells += [f"{own.precision:.3f}", str(own.found), f"{own.right / all_right:.2f}"]
        yield f"| {sure} | {' | '.join(cells)} |"


def method_table(found: Links, gold: Gold) -> Iterator[str]:
    """Precision by method and certainty."""
    groups: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for item, how in found.items():
        groups[how].append(item)
    yield "| method | certainty | " + " | ".join(f"{part}: right | of" for part in PARTS) + " |"
    yield "|---|---|" + "---:|" * 4
    for how in sorted(groups):
        own = [figures(groups[how], gold, part) for part in PARTS]
        if any(one.found for one in own):
            cells = " | ".join(f"{one.precision:.3f} | {one.found}" for one in own)
            yield f"| {how[0]} | {how[1]} | {cells} |"


def rule_table(
    found: Links, gold: Gold, agreements: Sequence[Agreement], actors: Sequence[Actor]
) -> Iterator[str]:
    """What each rule brings: F1 with it less F1 without, in points; processes better and worse."""
    yield "| rule | what it does | rules | better, worse | test | better, worse |"
    yield "|---|---|---:|---:|---:|---:|"
    # Agreements of other processes have no part in these figures.
    scored = {gold.process[item.agreement] for item in gold.links}
    agreements = [one for one in agreements if one.process_id in scored]
    for rule, meaning in RULES.items():
        less, _ = linked(agreements, actors, [rule])
        cells = []
        for part in PARTS:
            gain = figures(found, gold, part).both - figures(less, gold, part).both
            up, down = spread(found, less, gold, part)
            cells += [f"{gain * 100:+.2f}", f"{up}, {down}"]
        yield f"| {rule} | {meaning} | {' | '.join(cells)} |"


def spread(found: Links, less: Links, gold: Gold, part: str) -> tuple[int, int]:
    """In how many processes of a part a rule gains, and in how many it loses."""
    balance: Counter[str] = Counter()
    for item in found.keys() ^ less.keys():
        if gold.part.get(item.agreement) == part:
            better = (item in gold.links) == (item in found)
            balance[gold.process[item.agreement]] += 1 if better else -1
    return sum(n > 0 for n in balance.values()), sum(n < 0 for n in balance.values())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--without", default="", help="rules to leave out, separated by commas")
    parser.add_argument("--rules", action="store_true", help="leave out each rule in turn")
    parser.add_argument("--through-build", action="store_true", help="score the built graph")
    parser.add_argument("--write", action="store_true", help="write the tables to linking.md")
    given = parser.parse_args()
    agreements, actors = read_inputs(given.shared)
    gold = read_gold(given.shared, agreements)
    found, seconds = linked(agreements, actors, [rule for rule in given.without.split(",") if rule])
    counted = {item: how for item, how in found.items() if how[1] != "doubtful"}
    tables = {"Right links": main_table(counted, gold)}
    tables["Right links, doubtful ones included"] = main_table(found, gold)
    if given.through_build:
        tables["Right links in the built graph"] = main_table(through_build(given.shared), gold)
    tables["Certainty"] = certain_table(found, gold)
    tables["Methods"] = method_table(found, gold)
    if given.rules or given.write:
        tables["Rules"] = rule_table(found, gold, agreements, actors)
    text = ""
    for title, lines in tables.items():
        text += f"## {title}\n\n" + "\n".join(lines) + "\n\n"
    if given.write:
        TABLES.write_text(f"{_HEAD}\n{text.rstrip()}\n", encoding="utf-8")
    print(text)
    print(f"linking {len(agreements)} agreements: {seconds:.2f} CPU seconds")


if __name__ == "__main__":
    main()
