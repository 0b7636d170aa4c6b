"""The names by which one actor of an authority may be called, cleaned of what is no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from graphbuild.actors.known import organizations
from graphbuild.actors.known.lists import word_list
from graphbuild.actors.known.states import State, code, states
from graphbuild.actors.known.words import STOP_WORDS, form, key, words
from graphbuild.actors.rules import ALL, Rules
from graphbuild.records import Actor

STATE_TYPE = "Country/State"
ORGANIZATION_TYPE = "Intergovernmental Organization"
ENTITY_TYPE = "Entity"
_WIDE = {STATE_TYPE, ORGANIZATION_TYPE}

# Words that say what kind of body something is, but not which: names made of nothing else name nobody.
GENERIC = frozenset(form(word) for word in word_list("generic"))


_FOLLOWING = re.compile(
    r"(.+?)\s+(?:and|&) (?:his |her |their )?(?:supporters|followers|allies)", re.I
)


# "New Forces" are one group of a country, "Armed Forces" every country has.
_OF_ANY_STATE = frozenset(
    {"force", "armed", "security", "defense", "national", "special", "federal"}
)


class Alias(NamedTuple):
    """One name of one actor: comparable words, where it comes from, and as the authority has it."""

    actor: str
    kind: str  # name, abbreviation, alternative-name, demonym
    key: tuple[str, ...]
    written: str

    @property
    def short(self) -> bool:
        """Whether this is an abbreviation by its looks: one word of capitals."""
        return _is_short(self.written)


@lru_cache(maxsize=65536)
def _is_short(written: str) -> bool:
    bare = re.sub(r"[^\w]", "", written)
    return len(bare) <= 10 and sum(c.isupper() for c in bare) >= max(2, len(bare) // 2)


def repair(text: str) -> str:
    """Text whose UTF-8 bytes were read as Windows-1252, once or several times, put right."""
    for _ in range(3):
        if not re.search("[ÃÂâ]", text):
            break
        try:
            text = text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            break
    return text


def is_state(actor: Actor) -> bool:
    """Whether the actor is a state (PAA-X ``Country/State``)."""
    return actor.type == STATE_TYPE


def _variants(name: str) -> Iterator[str]:
    """A name, without its parentheses, and turned round at a comma (``Congo, Republic of the``)."""
    yield name
    bare = re.sub(r"\s*\([^)]*\)?", "", name).strip()
    if bare and bare != name:
        yield bare
    if name.count(",") == 1 and re.search(r",\s*(the\s+)?\w+( \w+)* of( the)?$", name, re.I):
        head, tail = name.split(",")
        yield f"{tail.strip()} {head.strip()}"


def _state_of(actor: Actor) -> State | None:
    if not is_state(actor):
        return None
    return states().get(actor.iso3.strip()) or states().get(code(actor.name) or code(actor.country))


def _own_names(actor: Actor) -> Iterator[tuple[str, str]]:
    for n, variant in enumerate(_variants(repair(actor.name.strip()))):
        # What stands in parentheses tells apart, unless it is only the abbreviation.
        apart = n and not _abbreviates(actor.name)
        yield "alternative-name" if apart else "name", variant


def _given_names(actor: Actor) -> Iterator[tuple[str, str]]:
    """What else the authority gives: abbreviations, alternative names, other datasets' names."""
    if actor.abbreviation:
        for part in re.split(r"\s*[;|]\s*", repair(actor.abbreviation)):
            yield "abbreviation", part
    for name in actor.alternative_names:
        for variant in _variants(repair(name).strip()):
            yield "alternative-name", variant
    for scheme in ("ucdp_name", "acled_name"):
        name = repair(actor.identifiers.get(scheme, ""))
        if name and not name.startswith("Government of"):
            name = re.sub(r"\s*\(\d{4}-?(\d{4})?\)", "", name)
            for part in re.split(r":\s+", name):
                yield "other-source", part


def _abbreviates(name: str) -> bool:
    """Whether parentheses hold an abbreviation of what is before them, not a faction (``(K)``)."""
    before, _, inside = name.partition("(")
    if re.search(r"[^)]*[a-z]{2}", inside):
        return False
    return len(key(before)) > 1 or not inside.strip(" )").isupper()


def _known_names(actor: Actor) -> Iterator[tuple[str, str]]:
    """What the house's own tables know of states and intergovernmental organisations."""
    state = _state_of(actor)
    if state is not None:
        yield "known-name", state.name
        for name in state.names:
            yield "known-name", name
    if actor.type == ORGANIZATION_TYPE:
        known = organizations.find(*_variants(actor.name))
        for name in (known.abbreviation, *known.names) if known else ():
            if name:
                yield "known-name", name


def _meaningful(kind: str, name: str, parts: tuple[str, ...], rules: Rules) -> bool:
    """Whether something that an authority lists as a name can stand for its actor at all."""
    if not parts or sum(len(part) for part in parts) < 2:
        return False
    if all(part.isdigit() for part in parts):
        return False
    if kind in {"name", "known-name"}:
        return True
    if len(parts) == 1 and len(parts[0]) < 2:
        return False
    if any(own in STOP_WORDS for own, *_ in list(words(name))[-1:]):
        return False
    generic = all(part in GENERIC for part in parts)
    if kind == "short-name" and "force" in parts and "forces-of-no-state" in rules:
        return not _OF_ANY_STATE.issuperset(parts)
    return not generic or (len(parts[0]) <= 5 and name.isupper())


def _short_names(actor: Actor) -> Iterator[tuple[str, str]]:
    """The name without its country (``National Patriotic Front of Liberia``), if enough is left."""
    home = states().get(actor.iso3) or states().get(code(actor.country))
    if home is None or is_state(actor):
        return
    own = {key(name) for name in (home.name, *home.names, *home.demonyms)}
    for name in (actor.name, *actor.alternative_names):
        bare = re.sub(r"\s*\([^)]*\)?", "", repair(name))
        parts = key(bare)
        for size in range(min(4, len(parts)), 0, -1):
            for start in (0, len(parts) - size):
                if parts[start : start + size] in own:
                    rest = parts[:start] + parts[start + size :]
                    if len(rest) >= 2:
                        yield "short-name", " ".join(rest).title()


def _respelt(actor: Actor) -> Iterator[tuple[str, str]]:
    """The name with another adjective of its country (``Rwandese`` for ``Rwandan Patriotic Front``)."""
    home = states().get(actor.iso3) or states().get(code(actor.country))
    if home is None or actor.type in _WIDE:
        return
    parts = re.sub(r"\s*\([^)]*\)?", "", repair(actor.name)).split()
    own = {form(name): name for name in (home.name, *home.demonyms) if " " not in name}
    for n, part in enumerate(parts if len(parts) > 2 else ()):
        if form(part) in own:
            for other in own.values():
                yield "alternative-name", " ".join([*parts[:n], other, *parts[n + 1 :]])


def _leaders(actor: Actor) -> Iterator[tuple[str, str]]:
    """The person after whom an actor is named (``Vera Roe and supporters``), surname first too."""
    match = _FOLLOWING.fullmatch(repair(actor.name).strip())
    if match and 2 <= len(match[1].split()) <= 4:
        first, _, last = match[1].rpartition(" ")
        yield "alternative-name", match[1]
        yield "alternative-name", f"{last}, {first}"


def _own_initials(actor: Actor) -> Iterator[tuple[str, str]]:
    """The initials of the names of a body that has no abbreviation."""
    if actor.type in _WIDE:
        return
    for name in (actor.name, *actor.alternative_names):
        bare = re.sub(r"\s*\([^)]*\)?", "", repair(name))
        if not actor.abbreviation and not bare.isupper():
            initials = [word[0] for word in key(bare) if word[0].isalpha()]
            if 3 <= len(initials) <= 8:
                yield "short-name", "".join(initials).upper()


def _halves(actor: Actor) -> Iterator[tuple[str, str]]:
    """The parts of a double name (``Party X/Army X``, ``RCSS/SSA``)."""
    if actor.type in _WIDE:
        return
    for name in (actor.name, actor.abbreviation):
        halves = re.split(r"\s*/\s*", repair(name))
        if len(halves) > 1:
            for half in halves:
                if len(half) > 2:
                    yield "short-name", half


def _adjectives(actor: Actor) -> Iterator[tuple[str, str]]:
    """Adjectives of a state, and of a territory's name: ``Abkhaz``, ``Abkhazian`` of Abkhazia."""
    if (own := _state_of(actor)) is not None:
        for name in own.demonyms:
            yield "demonym", name
    if actor.type != ENTITY_TYPE:
        return
    state = states().get(code(actor.name))
    for name in state.demonyms if state else ():
        yield "demonym", name
    if actor.name.endswith("ia"):
        yield "demonym", actor.name[:-2]
        yield "demonym", actor.name + "n"
    elif actor.name[-1:] in "ao":
        yield "demonym", actor.name.rstrip("ao") + "an"
        yield "demonym", actor.name.rstrip("ao") + "ian"
    else:
        yield "demonym", actor.name + "i"
        yield "demonym", actor.name + "ese"
        yield "demonym", actor.name + "ais"
        yield "demonym", actor.name + "aise"


# In the order in which a name that several rules give gets its kind.
_NAMING = (
    ("", _own_names),
    ("known-names", _known_names),
    ("adjectives", _adjectives),
    ("", _given_names),
    ("leaders", _leaders),
    ("respelt", _respelt),
    ("short-names", _short_names),
    ("own-initials", _own_initials),
    ("halves", _halves),
)


def aliases(actor: Actor, rules: Rules = ALL) -> Iterator[Alias]:
    """Every usable name of one actor, each once."""
    seen: set[tuple[str, ...]] = set()
    naming = [names for rule, names in _NAMING if not rule or rule in rules]
    for kind, written in chain(*(names(actor) for names in naming)):
        parts = key(written)
        if parts in seen or not _meaningful(kind, written, parts, rules):
            continue
        seen.add(parts)
        yield Alias(actor.key, kind, parts, written)
