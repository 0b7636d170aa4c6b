"""What a careful person must know of a build before using it, in a few sentences.

They open ``report.md``; what was left out, and where nobody could be linked, stands in the last
lines on the screen too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from graphbuild.building.alarms import ALARMS, NOBODY_LINKED
from graphbuild.building.built import Built
from graphbuild.report import Level

ONE_SIDED = "one-sided"
"""The kind of the finding on agreements with less than two parties."""
_NAMED = 5
"""How many kinds or agreements a sentence names."""


def urgent(built: Built) -> list[str]:
    """What is missing from the graph: what was left out, and who could not be linked."""
    return [*_left_out(built), *_without_actors(built)]


def sentences(built: Built) -> list[str]:
    """All of it, the most serious first; empty where there is nothing to say."""
    alarms = [
        f"{problem.place}: {problem.message}" if problem.place else problem.message
        for problem in built.report.problems
        if problem.kind in ALARMS
    ]
    few = [problem.message for problem in built.report.problems if problem.kind == ONE_SIDED]
    more = [*_doubtful(built), *_disagreeing(built), *_open(built)]
    return [*alarms, *urgent(built), *few, *more]


def _left_out(built: Built) -> list[str]:
    kinds = _kinds(built, "error")
    return [f"{_things(kinds.total())} left out: {_listed(kinds)}"] if kinds else []


def _doubtful(built: Built) -> list[str]:
    kinds = _kinds(built, "warning")
    return [f"{_things(kinds.total())} kept and doubtful: {_listed(kinds)}"] if kinds else []


def _kinds(built: Built, level: Level) -> Counter[str]:
    found = built.report.kinds().items()
    return Counter({kind: n for (at, kind), n in found if at == level and kind not in ALARMS})


def _things(number: int) -> str:
    return f"{number:,} things were" if number != 1 else "1 thing was"


def _listed(kinds: Counter[str]) -> str:
    ordered = sorted(kinds.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{kind} ({number:,})" for kind, number in ordered[:_NAMED]]
    return ", ".join(shown) + _rest(len(ordered))


def _rest(number: int) -> str:
    return f" and {number - _NAMED:,} more" if number > _NAMED else ""


def _without_actors(built: Built) -> list[str]:
    """Agreements whose fields for parties hold words, and in which nobody is known."""
    if any(problem.kind == NOBODY_LINKED for problem in built.report.problems):
        return []  # said already, of all of them
    data = built.dataset
    told = [item for item in data.merged if item.record.parties or item.record.third_parties]
    keys = [item.key for item in told if not data.participations.get(item.key)]
    if not keys:
        return []
    return [
        f"in {len(keys):,} of {len(told):,} agreements nobody could be linked to an actor: "
        + _named(keys)
    ]


def _named(keys: Sequence[str]) -> str:
    return ", ".join(keys[:_NAMED]) + _rest(len(keys))


def _disagreeing(built: Built) -> list[str]:
    found = [entry for item in built.dataset.merged for entry in item.disagreements]
    agreements = len({entry.agreement for entry in found})
    where = f"{agreements:,} agreement{'' if agreements == 1 else 's'}"
    return [f"sources differ {len(found):,} times, on {where}"] if found else []


def _open(built: Built) -> list[str]:
    kinds: Counter[str] = Counter(name.kind for name in built.dataset.open_names)
    told = (("open", "names fit no actor that is known"), ("doubtful", "links are doubtful"))
    return [f"{kinds[kind]:,} {words}: see names.csv" for kind, words in told if kinds[kind]]
