"""What judging ``names.csv`` brings: its first rows, judged rightly by what is known.

    python -m benchmarks.review                # 50, 100, 150, 300 rows, on both parts
    python -m benchmarks.review --rows 150 --show
    python -m benchmarks.review --fit          # the weights in graphbuild/actors/review/data/doubts.csv

The texts of one part's processes (``tests/actors/split.csv``) are linked, ``names.csv`` is made of
them, and its first rows are answered as somebody would who knows the right participations and
chooses among the candidates that a row offers: whatever brings most right and fewest wrong ones,
else nothing. Then the texts are linked again with these answers, and both are scored.

The weights by which links are asked about are fitted on the part ``rules`` alone.
"""

from __future__ import annotations

import argparse
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.linking import PARTS, SHARED, Gold, Link, figures, read_gold, read_inputs
from graphbuild.actors import Authority, link
from graphbuild.actors.review import doubts
from graphbuild.actors.review.judgements import Judgement, Judgements
from graphbuild.actors.review.listing import Row, table
from graphbuild.records import Actor, Agreement, OpenName

ROWS = (50, 100, 150, 300)


def linked(
    agreements: Sequence[Agreement], authority: Authority, judged: Judgements | None = None
) -> tuple[set[Link], list[OpenName], dict[str, Actor]]:
    """The links that are found with some judgements, and what is asked then."""
    result = link(agreements, authority, judged)
    found = {
        Link(agreement.id, one.actor, one.side)
        for agreement, group in zip(agreements, result.participations, strict=True)
        for one in group
        if one.certainty != "doubtful"
    }
    return found, result.open_names, result.candidates


def answer(row: Row, found: set[Link], gold: Gold) -> Judgement | None:
    """The best answer to a row among its candidates; ``None`` where none makes it better."""
    agreements, side = row["agreements"].split(), row["side"]
    offered = [shown.split(": ", 1)[0] for shown in row["candidates"].split(" | ") if shown]
    now = offered[0] if row["kind"] == "doubtful" else ""

    def gain(actor: str, sign: int) -> int:
        links = [Link(key, actor, side) for key in agreements]
        changed = [one for one in links if (one in found) == (sign < 0)]
        return sign * sum(1 if one in gold.links else -1 for one in changed)

    away = gain(now, -1) if now else 0
    best = max(
        offered, key=lambda actor: gain(actor, 1) + (away if actor != now else 0), default=""
    )
    worth = {"different": away if now else 0}
    if best:
        worth["same"] = gain(best, 1) + (away if best != now else 0)
    choice = max(worth, key=lambda name: worth[name])
    if worth[choice] <= 0:
        return None
    return Judgement(
        choice, best if choice == "same" else "", row["name"], row["process"], side, row["kind"],
        row["key"],
    )  # fmt: skip


def measure(
    part: str,
    agreements: Sequence[Agreement],
    authority: Authority,
    gold: Gold,
    rows: Iterable[int],
    show: bool,
) -> Iterable[str]:
    """A line for each number of rows: F1 before and after, and how many rows had an answer."""
    processes = {gold.process[key] for key, own in gold.part.items() if own == part}
    own = [one for one in agreements if one.process_id in processes]
    found, asked, candidates = linked(own, authority)
    known = [name for name in asked if name.agreement in gold.part]
    listed = table(known, candidates, Judgements())
    before = figures(found, gold, part)
    yield f"| {part} | 0 of {len(listed)} | | {before.both:.4f} | | {before.precision:.3f} | {before.recall:.3f} |"
    for number in rows:
        answers = [answer(row, found, gold) for row in listed[:number]]
        given = [one for one in answers if one is not None]
        after = figures(linked(own, authority, Judgements(given))[0], gold, part)
        gain = 100 * (after.both - before.both)
        yield (
            f"| {part} | {number} | {len(given)} | {after.both:.4f} | {gain:+.2f}"
            f" | {after.precision:.3f} | {after.recall:.3f} |"
        )
        if show:
            for row, one in zip(listed[:number], answers, strict=False):
                said = f"{one.answer} {one.actor}" if one else "-"
                print(
                    row["statements"],
                    row["kind"],
                    row["side"],
                    row["name"],
                    row["process"],
                    row["reason"],
                    "|",
                    row["candidates"][:80],
                    "=>",
                    said,
                    sep="\t",
                )


def fit(agreements: Sequence[Agreement], authority: Authority, gold: Gold) -> dict[str, float]:
    """Log odds of being wrong for each sign of a link that is not certain, on the part ``rules``.

    Logistic regression with a prior that holds weights near 0; a few hundred rounds of descent.
    """
    doubts.LISTED = 0.0
    asked = link(agreements, authority).open_names
    data = [
        (("", *one.signs), Link(one.agreement, one.actor, one.side) not in gold.links)
        for one in asked
        if one.kind == "doubtful" and gold.part.get(one.agreement) == "rules"
    ]
    weights: dict[str, float] = defaultdict(float)
    for _ in range(400):
        slope: dict[str, float] = defaultdict(float)
        for seen, wrong in data:
            odds = sum(weights[sign] for sign in seen)
            miss = wrong - 1 / (1 + math.exp(-odds))
            for sign in seen:
                slope[sign] += miss
        for sign, own in slope.items():
            weights[sign] += 0.01 * (own - (sign != "") * weights[sign])
    print(len(data), "links,", sum(wrong for _, wrong in data), "wrong")
    return weights


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--rows", type=int, nargs="*", default=ROWS)
    parser.add_argument("--part", choices=PARTS, nargs="*", default=PARTS)
    parser.add_argument("--show", action="store_true", help="print the rows and their answers")
    parser.add_argument("--fit", action="store_true", help="fit the weights anew and write them")
    given = parser.parse_args()
    agreements, actors = read_inputs(given.shared)
    gold = read_gold(given.shared, agreements)
    entities = sorted({name for one in agreements for name in one.entities})
    authority = Authority.extended(actors, entities, open=False)
    if given.fit:
        weights = fit(agreements, authority, gold)
        rows = [f"{sign},{weights[sign]:.2f}" for sign in sorted(weights)]
        doubts.WEIGHTS.write_text("\n".join(["sign,weight", *rows, ""]), encoding="utf-8")
        return
    lines = [
        "| part | rows | answered | F1 | gain | P | R |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for part in given.part:
        lines += measure(part, agreements, authority, gold, given.rows, given.show)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
