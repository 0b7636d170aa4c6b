"""Forms of one person's name: which of them agree, and which stands for all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from graphbuild.actors.phrases import compiled
from graphbuild.words import plain, unaccented

_PARTS = re.compile(r"[^\W\d_]+(?:[’'`´][^\W\d_]+)*")
_JOINED = re.compile(r"[^\W\d_]+(?:[’'`´-][^\W\d_]+)*")
_SUFFIXES = frozenset({"jr", "sr", "snr", "jnr", "ii", "iii", "iv"})
_PARTICLE = compiled(r"{particle}")


@lru_cache(maxsize=32768)
def is_particle(word: str) -> bool:
    """Whether a word joins the parts of a name (``de``, ``van``, ``al``)."""
    return _PARTICLE.fullmatch(word) is not None


Parts = tuple[str, ...]


@lru_cache(maxsize=32768)
def person_key(name: str) -> tuple[str, str]:
    """Surname and first initial, by which forms of one person's name agree; the initial may be ``""``.

    ``V. Kazimirov`` and ``Vladimir Kazimirov`` give the same; so may two brothers, which is why a
    key never counts outside one process and one actor.
    """
    name = " ".join(reversed(name.split(", ", 1)))
    parts = [re.sub(r"[’'`´-]", "", plain(p)) for p in _JOINED.findall(name)]
    parts = [p for p in parts if p not in _SUFFIXES] or parts
    if not parts:
        return "", ""
    return parts[-1], parts[0][0] if len(parts) > 1 else ""


@lru_cache(maxsize=32768)
def full_key(name: str) -> Parts:
    """First and last word of a name, neither an initial: ``()`` if it has not both."""
    name = " ".join(reversed(name.split(", ", 1)))
    parts = [plain(p) for p in _JOINED.findall(name)]
    if len(parts) < 2 or len(parts[0]) < 2 or len(parts[-1]) < 2:
        return ()
    return parts[0], parts[-1]


@lru_cache(maxsize=32768)
def folded(name: str) -> Parts:
    """The words of a name without case, accents, apostrophes, particles and suffixes."""
    name = " ".join(reversed(name.split(", ", 1)))
    parts = [re.sub(r"[’'`´]", "", plain(p)) for p in _PARTS.findall(name)]
    kept = [p for p in parts if p not in _SUFFIXES and not is_particle(p)]
    return tuple(kept or parts)


def families(forms: Counter[str]) -> dict[str, str]:
    """For each form of a name of somebody who acts for one body, the form that stands for all.

    Forms are one person's where they differ in accents, case, hyphens, particles, initials or in
    names left out. A short form that fits two people (``A. Roe`` beside ``Al`` and ``Ann Roe``)
    stays by itself.
    """
    spelt: dict[Parts, list[str]] = {}
    for form in sorted(forms):
        spelt.setdefault(folded(form), []).append(form)
    longer = {
        key: [other for other in spelt if other != key and _shortens(key, other)] for key in spelt
    }
    groups: dict[Parts, list[str]] = {}
    for key, own in spelt.items():
        whole = [other for other in longer[key] if not longer[other]]
        groups.setdefault(whole[0] if len(whole) == 1 else key, []).extend(own)
    out: dict[str, str] = {}
    for family in groups.values():
        best = max(family, key=lambda form: _worth(form, forms))
        out.update(dict.fromkeys(family, best))
    return out


def _worth(form: str, forms: Counter[str]) -> tuple[int, int, bool, bool, int, bool, str]:
    """How well a form stands for others: whole words, initials, no suffix, not in capitals, frequent."""
    words = _PARTS.findall(form)
    parts = [part for part in words if part.casefold() not in _SUFFIXES]
    full = sum(len(part) > 1 for part in parts)
    accents = unaccented(form) != form
    plainly = len(parts) == len(words), not form.isupper()
    return full, len(parts), *plainly, forms[form], accents, form


def _shortens(short: Parts, long: Parts) -> bool:
    """Whether a name is another one with initials or with words between the first and the last left out."""
    if len(short) > len(long) or len(short) < 2 or len(short[-1]) == 1:
        return False
    agree = _agree if len(short) < len(long) else _abbreviates
    if not agree(short[0], long[0]) or short[-1] != long[-1]:
        return False
    rest = iter(long)
    return all(any(agree(part, more) for more in rest) for part in short)


def _agree(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _abbreviates(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other[0] == one)


def divided(parts: Parts, known: Iterable[Parts]) -> list[int]:
    """Where a run of words falls apart into known names: the number of words of each; ``[]`` if not."""
    names = set(known)
    best: list[list[int] | None] = [[], *[None] * len(parts)]
    for end in range(2, len(parts) + 1):
        for size in (2, 3, 4):
            before = best[end - size] if end >= size else None
            if before is None or parts[end - size : end] not in names:
                continue
            here = best[end]
            if here is None or len(before) + 1 < len(here):
                best[end] = [*before, size]
    found = best[len(parts)]
    return found if found and len(found) > 1 else []
