"""Precision and recall on samples of the real texts that were checked by hand.

``checked_persons.csv``: 200 segments, the persons in them and the actors that they act for
(``right``: found so when checked, ``missed``: there and not found, ``wrong``: found and not so,
``none``: nobody there). ``checked_roles.csv``: 200 participations and the roles that the text states.
"""

from __future__ import annotations

import pytest

from .checking import Linked, folded, is_in, rows, segments


@pytest.mark.shared
def test_persons_act_for_whom_the_text_says(release: Linked) -> None:
    true: set[tuple[str, ...]] = set()
    found: set[tuple[str, ...]] = set()
    sampled = rows("checked_persons.csv")
    for row in sampled:
        where = (row["agreement"], row["side"], row["segment"])
        if row["verdict"] in {"right", "missed"}:
            true.add((*where, folded(row["person"]).split()[-1], row["actor"]))
    places = {(row["agreement"], row["side"], row["segment"]) for row in sampled}
    assert len(places) == 200
    for agreement_id, side, number in places:
        agreement, group = release[agreement_id]
        text = agreement.parties if side == "party" else agreement.third_parties
        segment = segments(text)[int(number)]
        for part in group:
            for given in part.representations:
                if part.side == side and is_in(given, segment):
                    name = folded(given.person).split()[-1]
                    found.add((agreement_id, side, number, name, part.actor))
    right = len(true & found)
    assert right / len(found) >= 0.92, sorted(found - true)
    assert right / len(true) >= 0.85, sorted(true - found)


@pytest.mark.shared
def test_roles_are_those_that_the_text_states(release: Linked) -> None:
    true: set[tuple[str, ...]] = set()
    found: set[tuple[str, ...]] = set()
    sampled = rows("checked_roles.csv")
    assert len(sampled) == 200
    for row in sampled:
        where = (row["agreement"], row["side"], row["actor"])
        true |= {(*where, role) for role in row["roles"].split()}
        _, group = release[row["agreement"]]
        for part in group:
            if (part.side, part.actor) == where[1:]:
                found |= {(*where, role) for role in part.roles}
    right = len(true & found)
    assert right / len(found) >= 0.92, sorted(found - true)
    assert right / len(true) >= 0.85, sorted(true - found)
