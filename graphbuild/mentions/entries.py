"""Entries of a list of agreements that name one in other words than its title has."""

from __future__ import annotations

from graphbuild.mentions.known import Index, Known
from graphbuild.mentions.reading import Reading
from graphbuild.mentions.titles import agrees, makes_another
from graphbuild.mentions.words import KIND, telling

_LONGEST = 30
# Of so many telling words one may be another than the title's.
_SPARE = 4
_SURELY = 3


def find(own: Known, reading: Reading, index: Index) -> Known | None:
    """The one earlier agreement of the process whose title has the kind and the words of an entry.

    ``Annex on Normalization`` is the ``Annex on Normalization to the Framework Agreement``. Words
    that the whole process shares tell nothing; a date has to agree.
    """
    words = reading.forms(0, len(reading.words) - 1)
    if not words or len(words) > _LONGEST or not reading.capital(0) or makes_another(reading, 1):
        return None
    said, first = telling(words) - own.local, next((KIND[w] for w in words if w in KIND), "")
    if not said or not first:
        return None
    fitting: list[tuple[int, int, Known]] = []
    for item in index.by_process[own.process]:
        if item is own or item.date > own.date or first not in item.heads:
            continue
        if len(reading.dates) == 1 and not agrees(reading.dates[0], item.date):
            continue
        missing, hits = len(said - item.telling), len(said & item.telling)
        # What carries another agreement out bears its name too: there more has to be said.
        enough = _SURELY if item.subordinate and first != "annex" else 1
        if missing * _SPARE <= len(said) and hits >= enough:
            fitting.append((missing, len(item.telling - said), item))
    fitting.sort(key=lambda entry: entry[:2])
    if not fitting or (len(fitting) > 1 and fitting[0][0] == fitting[1][0]):
        return None
    return fitting[0][2]
