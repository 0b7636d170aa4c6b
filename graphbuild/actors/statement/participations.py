"""From what was found in a field to its participations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from graphbuild.actors.field.offices import OF_SEVERAL
from graphbuild.actors.field.text import Field
from graphbuild.actors.persons.assigning import Assignment
from graphbuild.actors.persons.layout import Span
from graphbuild.actors.persons.offices import office_around
from graphbuild.actors.phrases import compiled
from graphbuild.actors.result import unlisted
from graphbuild.actors.statement import signing
from graphbuild.actors.statement.representations import representations
from graphbuild.actors.statement.roles import Mark, role_marks, stated_roles
from graphbuild.records import Participation, Representation

_METHOD = {
    "known-name": "built-in",
    "short-name": "alternative-name",
    "other-source": "alternative-name",
    OF_SEVERAL: "office",
}
_NEXT_HEADING = compiled(r"\n\W*(?:{heading-for}|{party-before}[ ]{of})\b[^\n:]*:")
_SURE = ("certain", "likely", "doubtful")


def participations(
    field: Field,
    assignments: list[Assignment],
    names: dict[tuple[str, str], str],
    *,
    persons: bool,
) -> list[Participation]:
    """One for each actor of a field, in the order in which the text names them.

    Persons of whom nothing says for whom they act follow at the end, by no actor.
    """
    marks = role_marks(field.text)
    spans = [(f.start, f.end) for f in field.found]
    roles = stated_roles(field.text, spans, marks)
    acting = representations(field, assignments, names) if persons else {}
    whole = signing.of_field(field.text)
    out: dict[str, Participation] = {}
    for n, found in enumerate(field.found):
        own = out.get(found.actor)
        if own is None:
            method = _METHOD.get(found.kind, found.kind)
            own = out[found.actor] = Participation(
                found.actor,
                field.side,
                "linked",
                method=method,
                certainty=found.certainty,
                signing=whole or "not-stated",
            )
        own.certainty = min(own.certainty, found.certainty, key=_SURE.index)
        _add(own.as_written, [_written(field, n)])
        _add(own.roles, roles[n])
        _represented(own, acting.get(n, []))
        if not whole:
            said = signing.of_passage(_passage(field, n), field.text)
            own.signing = _signing(own, said)
    _reserve(field, out)
    return [*out.values(), *_alone(field, assignments, acting.get(-1, []), spans, marks)]


def _alone(
    field: Field,
    assignments: list[Assignment],
    acting: list[Representation],
    spans: list[Span],
    marks: Sequence[Mark],
) -> Iterator[Participation]:
    """Persons of whom nothing says for whom they act: one participation for each set of roles."""
    people = [a.person for a in assignments if a.actor < 0] if acting else []
    own = [(person.start, person.end) for person in people]
    every = sorted({*spans, *own})
    stated = dict(zip(every, stated_roles(field.text, every, marks), strict=True)) if own else {}
    nobody = unlisted(f"process {field.setting.process}")
    out: dict[tuple[str, ...], Participation] = {}
    for span, given in zip(own, acting, strict=True):
        roles = tuple(stated[span])
        if roles not in out:
            out[roles] = Participation(
                nobody,
                field.side,
                "linked",
                method="open",
                certainty="doubtful",
                roles=list(roles),
            )
        out[roles].representations.append(given)
    yield from out.values()


def _add(have: list[str], more: list[str]) -> None:
    have += [item for item in more if item and item not in have]


def _represented(own: Participation, more: list[Representation]) -> None:
    known = {(given.person, given.office) for given in own.representations}
    own.representations += [r for r in more if (r.person, r.office) not in known]


def _signing(own: Participation, passage: str) -> str:
    """One signature is enough; without any, what is said of most of the persons, or in passing."""
    said = [r.signing for r in own.representations if r.signing != "not-stated"]
    said = said or [passage or own.signing]
    order = ("signed", "illegible", "not-signed", "mentioned-only", "not-stated")
    return min([*said, own.signing], key=order.index)


def _written(field: Field, n: int) -> str:
    """The words that the participation rests on, with the office they are part of."""
    found = field.found[n]
    bounds = _bounds(field, n)
    phrase = office_around(field.text, found.start, found.end, *bounds)
    return phrase or " ".join(field.text[found.start : found.end].split())


def _bounds(field: Field, n: int) -> tuple[int, int]:
    found, (starts, ends) = field.found[n], field.edges
    before, behind = bisect_right(ends, found.start), bisect_left(starts, found.end)
    floor = ends[before - 1] if before else 0
    return floor, starts[behind] if behind < len(starts) else len(field.text)


def _passage(field: Field, n: int) -> str:
    """What is said of one actor: from the line it stands in to the next actor's line."""
    text, found = field.text, field.found[n]
    start = max(text.rfind("\n", 0, found.start), text.rfind(";", 0, found.start)) + 1
    later = min((f.start for f in field.found if f.start > found.end), default=len(text))
    if heading := _NEXT_HEADING.search(text, found.end, later):
        later = heading.start() + 1  # what is said below it is said of others
    cut = max(text.rfind("\n", found.end, later), text.rfind(";", found.end, later))
    end = later if later == len(text) else cut if cut >= 0 else later
    earlier = [f.end for f in field.found if start <= f.end <= found.start]
    return text[max([start, *earlier]) : end]


def _reserve(field: Field, out: dict[str, Participation]) -> None:
    """Reservations belong to the actor named last before them."""
    for at, words in signing.reservations(field.text):
        before = [f for f in field.found if f.end <= at]
        if before:
            out[max(before, key=lambda f: f.end).actor].reservation = re.sub(r"\s+", " ", words)
