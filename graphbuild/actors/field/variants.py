"""Names of a country's bodies in another spelling, length or order than the authority has them.

Only what no name fits is compared, only with bodies of the agreement's own countries that are no
states, and rare words count for more than common ones: "Habar Yonis" is "Habr Yunis", while many
bodies share "National Democratic Front".
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.names import ENTITY_TYPE
from graphbuild.actors.known.states import states
from graphbuild.actors.known.words import Word, form, key
from graphbuild.actors.persons.names import is_title
from graphbuild.actors.phrases import compiled, listed
from graphbuild.patterns import late
from graphbuild.words import one_slip

# Found on pairs of names of one actor in PAA-X's list, each compared with the names of all others
# of its country: from here on nine in ten were of the same actor.
_ENOUGH, _AHEAD = 0.8, 0.1
# From here on about half are, which is worth a user's look.
_NEAR = 0.6
_SAME_SOUND, _ONE_SLIP, _SAME_STEM = 0.9, 0.85, 0.8
_STEM = 0.7
# Words for the country, which most of its bodies share.
_COUNTRY = 0.25
_SHORT, _LONG = 4, 6
# One or two common words ("Peace Commission") say too little.
_RARE, _MANY = 3, 3
_MOST_WORDS = 14
# What more bodies bear leads to too many names; a rarer word of the name leads to it.
_COMMON = 30
# Armies and commissions have names of common words, and many are named that take no part.
_TYPES = frozenset(
    {"Armed Organization", "Political Party", "Civil Society", "Umbrella", ENTITY_TYPE}
)
_KINDS = frozenset({"name", "alternative-name"})
_AREA = compiled(r"{area-noun}")
_SAME_GAP = late(r"[ \xa0]*[-‐–]?[ \xa0]*|’|'")
_TWICE = re.compile(r"(.)\1")
_VOWELS = str.maketrans("", "", "aeiouh")
_SOUNDS = str.maketrans({"q": "k", "c": "k", "z": "s", "w": "v", "y": "i", "j": "i"})


class _Known(NamedTuple):
    actor: str
    words: tuple[str, ...]
    weight: float


class _InNames(dict[str, bool]):
    """Whether a word is one of the names of some indexes; each word is looked up once."""

    def __init__(self, indexes: list[dict[str, list[_Known]]]) -> None:
        super().__init__()
        self._indexes = indexes

    def __missing__(self, word: str) -> bool:
        at = _at(word)
        found = self[word] = any(at in index for index in self._indexes)
        return found


class Variants:
    """Finds such names with one authority."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._siblings = frozenset(form(word) for word in listed("sibling"))
        self._bodies, self._bearers = _count(authority)
        self._places: dict[str, dict[str, list[_Known]]] = {}
        self._countries: dict[str, frozenset[str]] = {}
        self._in_names: dict[tuple[str, ...], _InNames] = {}

    def find(self, field: Field) -> Iterator[Found]:
        """Stretches of the text that are nearly a name of a body of one of its countries."""
        places = [place for place in field.setting.places if self._index(place)]
        if not places:
            return
        words = field.words
        known = self._known_words(tuple(places))
        hits = [n for n, word in enumerate(words) if word.raw[0].isupper() and known[word.form]]
        if not hits:
            return
        taken = [(found.start, found.end) for found in field.found]
        taken += [field.span(match) for match in field.matches]
        for run in _runs(words, taken, hits):
            best, score = self._best(run, places)
            if score >= _ENOUGH:
                # "Blue River State" may be the place, not the party that is called after it.
                sure = "doubtful" if _AREA.fullmatch(run[-1].raw) else "likely"
                yield Found(best, run[0].start, run[-1].end, "similar-name", sure)
            elif score >= _NEAR:
                near = Found(best, run[0].start, run[-1].end, "similar-name", "doubtful")
                field.near.append(near)

    def _best(self, run: list[Word], places: list[str]) -> tuple[str, float]:
        """The body whose name is most like a run of words, and how like; less where two are."""
        words = tuple([word.form for word in run])
        scores: dict[str, float] = {}
        for place in places:
            index = self._index(place)
            near = {known for word in words for known in index.get(_at(word), ())}
            for known in near:
                score = self._score(words, known, place)
                scores[known.actor] = max(score, scores.get(known.actor, 0.0))
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        if not ranked:
            return "", 0.0
        best, score = ranked[0]
        ahead = score - (ranked[1][1] if len(ranked) > 1 else 0.0)
        return best, score if ahead >= _AHEAD else min(score, _NEAR)

    def _known_words(self, places: tuple[str, ...]) -> _InNames:
        found = self._in_names.get(places)
        if found is None:
            found = self._in_names[places] = _InNames([self._index(place) for place in places])
        return found

    def _index(self, place: str) -> dict[str, list[_Known]]:
        """The names of a place by their less common words, alike where these sound alike."""
        found = self._places.get(place)
        if found is None:
            found = self._places[place] = {}
            country = self._country(place)
            for alias in self._authority.at_home(place):
                kind = self._authority.type_of(alias.actor)
                if kind not in _TYPES or alias.short or alias.kind not in _KINDS:
                    continue
                weight = sum(self._weight(word, country) for word in alias.key)
                known = _Known(alias.actor, alias.key, weight)
                for word in set(alias.key) - country:
                    if self._bearers[word] <= _COMMON:
                        found.setdefault(_at(word), []).append(known)
        return found

    def _country(self, place: str) -> frozenset[str]:
        """All words of the names and adjectives of a place."""
        found = self._countries.get(place)
        if found is None:
            state = states().get(place)
            names = (state.name, *state.names, *state.demonyms) if state else (place,)
            found = self._countries[place] = frozenset(w for name in names for w in key(name))
        return found

    def _weight(self, word: str, country: frozenset[str]) -> float:
        rare = math.log(1 + self._bodies / (0.5 + self._bearers[word]))
        return rare * _COUNTRY if word in country else rare

    def _score(self, words: tuple[str, ...], known: _Known, place: str) -> float:
        """How much of both names is common, from 0 to 1, rare words counting for more."""
        country = self._country(place)
        rest = list(known.words)
        common, alone = 0.0, []
        for word in words:
            best, likeness = "", 0.0
            for other in rest:
                own = 1.0 if word in country and other in country else alike(word, other)
                if own > likeness:
                    best, likeness = other, own
            if best:
                rest.remove(best)
                both = self._weight(word, country) + self._weight(best, country)
                common += likeness * both / 2
            else:
                alone.append(word)
        shared = [word for word in words if word not in alone and word not in country]
        if len(shared) < _MANY and all(self._bearers[word] > _RARE for word in shared):
            return 0.0
        alone = [word for word in alone if word not in country]
        rest = [word for word in rest if word not in country]
        # A word against another word makes another body; so does one that tells siblings apart.
        if (alone and rest) or any(self._tells_apart(word) for word in (*alone, *rest)):
            return 0.0
        return 2 * common / (sum(self._weight(word, country) for word in words) + known.weight)

    def _tells_apart(self, word: str) -> bool:
        return word in self._siblings or word.isdigit() or len(word) == 1


def _count(authority: Authority) -> tuple[int, Counter[str]]:
    """How many bodies the authority knows, and how many of them bear each word in a name."""
    words: dict[str, set[str]] = defaultdict(set)
    for parts, aliases in authority.names.items():
        for alias in aliases:
            if not authority.is_place(alias.actor):
                words[alias.actor].update(parts)
    return len(words), Counter(word for own in words.values() for word in own)


def _runs(words: list[Word], taken: list[tuple[int, int]], hits: list[int]) -> Iterator[list[Word]]:
    """Stretches of capitalised words around ``hits`` that hold nothing found, titles left out."""
    last = -1
    for hit in hits:
        if hit <= last or not _capital(words[hit]):
            continue
        first = last = hit
        while first and _SAME_GAP.fullmatch(words[first].gap) and _capital(words[first - 1]):
            first -= 1
        while (
            last + 1 < len(words)
            and _SAME_GAP.fullmatch(words[last + 1].gap)
            and _capital(words[last + 1])
        ):
            last += 1
        run = words[first : last + 1]
        start, end = run[0].start, run[-1].end
        if any(a < end and start < b for a, b in taken):
            continue
        if 2 <= len(run) <= _MOST_WORDS or (len(run) == 1 and len(run[0].form) >= _LONG):
            yield run


def _capital(word: Word) -> bool:
    return word.raw[0].isupper() and not is_title(word.raw)


@lru_cache(maxsize=65536)
def _at(word: str) -> str:
    """Where a word stands in an index: by its sound, if it is long enough to have one."""
    return word if len(word) < _SHORT else "~" + sound(word)


@lru_cache(maxsize=65536)
def spelling(word: str) -> str:
    """A word with one letter for those that transliterations take for each other."""
    return _TWICE.sub(r"\1", word.replace("ph", "f").replace("kh", "h")).translate(_SOUNDS)


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The first letter and the consonants of a word."""
    bare = spelling(word)
    return bare[:1] + bare[1:].translate(_VOWELS)


@cache
def alike(word: str, other: str) -> float:
    """How nearly two words are the same: 1 if equal, less in another spelling, else 0."""
    if word == other:
        return 1.0
    short = min(len(word), len(other))
    long = len(sound(word)) >= 3 or spelling(word) == spelling(other)
    if short >= _SHORT and long and sound(word) == sound(other):
        return _SAME_SOUND
    if short >= _LONG and one_slip(word, other):
        return _ONE_SLIP
    longest = max(len(word), len(other))
    stem = next(
        (n for n, pair in enumerate(zip(word, other, strict=False)) if pair[0] != pair[1]), short
    )
    return _SAME_STEM if short >= _LONG and stem >= _STEM * longest else 0.0
