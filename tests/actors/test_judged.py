"""Persons and roles on samples of the part for testing (``split.csv``), read and judged by hand.

Drawn with fixed seeds from agreements that are not local: ``judged_persons.csv`` has one segment of
each of 200 agreements with the persons in it and whom they act for (any of ``actors``; ``unsaid``:
the text does not tell, so neither answer counts), ``judged_roles.csv`` one known third party of each
of 200. No rule may be written on them.
"""

from __future__ import annotations

from collections import defaultdict

import pytest

from .checking import Linked, folded, is_in, rows, segments


def found_in(release: Linked, where: tuple[str, str, str]) -> dict[str, set[str]]:
    """The actors of each person found in a segment, by last name."""
    agreement, group = release[where[0]]
    text = agreement.parties if where[1] == "party" else agreement.third_parties
    segment = segments(text)[int(where[2])]
    out: dict[str, set[str]] = defaultdict(set)
    for part in group:
        for given in part.representations:
            if part.side == where[1] and given.person and is_in(given, segment):
                out[folded(given.person).split()[-1]].add(part.actor)
    return out


@pytest.mark.shared
def test_persons_of_the_part_for_testing(release: Linked) -> None:
    judged: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows("judged_persons.csv"):
        judged[row["agreement"], row["side"], row["segment"]].append(row)
    assert len(judged) == 200
    true = right = wrong = 0
    for where, people in judged.items():
        found = found_in(release, where)
        for row in people:
            if row["verdict"] == "none":
                continue
            actors = found.pop(folded(row["person"]).split()[-1], set())
            meant = set(row["actors"].split())
            true += row["verdict"] == "said"
            right += row["verdict"] == "said" and bool(actors & meant)
            wrong += len(actors - meant)
        wrong += sum(map(len, found.values()))
    assert right / (right + wrong) >= 0.9
    assert right / true >= 0.8  # who stands below somebody unknown is given to nobody


@pytest.mark.shared
def test_roles_of_the_part_for_testing(release: Linked) -> None:
    judged = rows("judged_roles.csv")
    assert len(judged) == 200
    true = found = right = 0
    for row in judged:
        for part in release[row["agreement"]][1]:
            if (part.side, part.actor) == ("third party", row["actor"]):
                stated = set(row["roles"].split())
                given = set(part.roles) - set(row["unclear"].split())
                true, found = true + len(stated), found + len(given)
                right += len(stated & given)
    assert right / found >= 0.95
    assert right / true >= 0.88
