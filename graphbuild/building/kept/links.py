"""What the texts of a process name, kept by these texts, by the actors that are known, and by judgements."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from graphbuild.actors import Authority, Judgements, LinkResult
from graphbuild.actors.linker import Recall
from graphbuild.actors.rules import RULES
from graphbuild.building.kept.codec import line, reader
from graphbuild.building.kept.pack import Kept
from graphbuild.records import Actor, Agreement, OpenName, Participation

_GROUPS = reader(list[list[Participation]])
_NAMES, _ACTORS = reader(list[OpenName]), reader(list[Actor])


def linking(kept: Kept, authority: Authority, persons: str) -> Recall:
    """Link a process, unless that was done for the same texts, actors, options and judgements."""
    actors = list(authority.actors.values())
    rules = [name for name in RULES if name in authority.rules]
    known = kept.key("actors", actors, sorted(authority.places), authority.open, rules)

    def recall(
        texts: Sequence[Agreement], judged: Judgements, anew: Callable[[], LinkResult]
    ) -> LinkResult:
        given = [
            (g.answer, g.actor, g.name, g.process, g.side, g.kind, g.key, sorted(g.agreements))
            for g in judged.given
        ]
        key = kept.key("process", known, persons, given, texts)
        return kept.recall(key, anew, _written, _read)

    return recall


def _written(found: LinkResult) -> Iterator[bytes]:
    yield line([found.met, list(found.candidates)])
    yield line(found.participations)
    yield line(found.unlisted)
    yield line(found.open_names)
    yield line(found.new_actors)
    yield line(list(found.candidates.values()))


def _read(lines: Iterable[bytes]) -> LinkResult:
    about, participations, unlisted, open_names, new, candidates = lines
    met, keys = json.loads(about)
    return LinkResult(
        _GROUPS(participations),
        _GROUPS(unlisted),
        _NAMES(open_names),
        _ACTORS(new),
        dict(zip(keys, _ACTORS(candidates), strict=True)),
        met,
    )
