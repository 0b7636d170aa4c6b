"""Actors that are meant by an office or by a common word: governments, ministers, envoys, armies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graphbuild.actors.field.matching import Match
from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.lists import word_list
from graphbuild.actors.known.names import GENERIC
from graphbuild.actors.known.states import states
from graphbuild.actors.known.words import form, key
from graphbuild.actors.openings import Opened, may_hold
from graphbuild.actors.phrases import compiled, listed
from graphbuild.actors.settings import Setting, Usage

_ENVOY = Opened(r"{envoy-of-un-head}(?!\w)", "envoy-of-un-head")
_SAYS_UN = compiled(r"\b{says-united-nations}", re.NOFLAG)
_OTHER_HEAD = compiled(r"\b{head-of-other-organization}")
_OTHER_ORGANIZATION = compiled(r"\b{other-organization}\b", re.NOFLAG)
_FRIENDS = Opened(
    r"{group-of-friends}(?=\s*[,;.()]|\s+{takes-part}\b)|{friends-of-un-head}(?!\w)",
    "group-of-friends",
    "friends-of-un-head",
)
_ACTS_FOR = compiled(r"\b{acts-for}(?!\w)[^;,(\n]{0,45}$")
_ACTS_FOR_OWN = compiled(r"\b{acts-for}(?!\w)")
_GOVERNMENT = frozenset(listed("government"))
_PARTIAL = word_list("part-of-state")
# Endings of adjectives of countries, with a capital.
_ADJECTIVE = re.compile(r"(?-i:[A-Z])[a-z]{2,}(?:ian|ean|an|ish|ese)", re.IGNORECASE)
_SHORT = re.compile(r"G[oO]?[A-Z]+")
# In federations that call themselves a union (India, Myanmar), their central government.
_NO_UNION = "".join(f"(?<!{word} )" for word in listed("union-of-states"))
_UNION = Opened(_NO_UNION + r"{central-government}\b", "central-government", flags=re.NOFLAG)
_OF_NAME = compiled(r"\.?\s+{of-a-part}\s+([A-Z][a-z][\w’'-]+)", re.NOFLAG)
_BREAK = re.compile(r"[,;:.()\n]")
_STATE_OFFICE = Opened(
    r"{president-of-the-republic}\b(?!\s+{of}\b)|{state-office}\b",
    "president-of-the-republic",
    "state-office",
)
_LINE_END = re.compile(r"[\n;]")
_PIECE_END = re.compile(r"[;,\n]")
_ARMY_OF = compiled(r"\b{army}\s+{of-the}\s+$")
_ARMY_AFTER = compiled(r"^\s+{army}\b(?!\s+[A-Z]\w+\s+(?:of|[A-Z]))")
# Alone: "Armed Forces Revolutionary Council" is a body, "armed forces of X" are those of X.
_ARMY_ALONE = Opened(
    r"{article}\s+({army})\b"
    r"(?!\s+(?-i:[A-Z])|\s+{of}\b|\s+{and}\b|-)",
    "article",
)
_COMMANDS = compiled(r"\b{head-of-state}\b[^;\n]{0,20}\b{commander-of}\s+$")


def un_offices(field: Field, authority: Authority) -> Iterator[Found]:
    """Envoys of the UN's Secretary-General, and its Group of Friends.

    Also stretches of text that are such an office of somebody unknown to the authority, with an
    empty actor: names within them mean nobody else.
    """
    friends = authority.well_known.get("group-of-friends", "")
    for match in _FRIENDS.finditer(field.text) if "friends" in authority.rules else ():
        yield Found(friends, match.start(), match.end(), "un-office")
    nations = authority.well_known.get("united-nations", "")
    for match in _ENVOY.finditer(field.text):
        if _OTHER_HEAD.search(field.text, match.start(), match.end() + 30):
            continue
        if _SAYS_UN.search(match.group()) or not _other_organization(field.text, match):
            yield Found(nations, match.start(), match.end(), "un-office")


def _other_organization(text: str, match: re.Match[str]) -> bool:
    first = max(text.rfind(c, 0, match.start()) for c in "\n;") + 1
    last = _LINE_END.search(text, match.end())
    end = min(match.end() + 60, last.start() if last else len(text))
    return bool(_OTHER_ORGANIZATION.search(text, first, end))


def body_instead(field: Field, start: int, end: int, actor: str, authority: Authority) -> str:
    """The United Nations' key, where somebody only acts for its Secretary-General.

    ``Special Representative to Liberia of the UN Secretary-General``, ``at the invitation of the
    Secretary-General of the United Nations``: coders list the organisation.
    """
    if actor != authority.well_known.get("un-secretary-general"):
        return ""
    acts = _ACTS_FOR.search(field.text[max(0, start - 80) : start]) or _ACTS_FOR_OWN.search(
        field.text[start:end]
    )
    return authority.well_known.get("united-nations", "") if acts else ""


def army_instead(field: Field, start: int, end: int, actor: str, authority: Authority) -> str:
    """The key of a state's armed forces, where the words around its name say so."""
    army = authority.army_of.get(authority.home[actor], "")
    if not army or not authority.is_place(actor) or not may_hold(field.text, "army"):
        return ""
    before, after = field.text[max(0, start - 60) : start], field.text[end : end + 40]
    return army if _ARMY_OF.search(before) or _ARMY_AFTER.match(after) else ""


def armies_alone(field: Field, state: str, authority: Authority) -> Iterator[Found]:
    """``the Armed Forces`` with no country beside them: those of ``state``, if they are an actor."""
    army = authority.army_of.get(authority.home.get(state, ""), "")
    if not army or not may_hold(field.text, "army"):
        return
    taken = [field.span(match) for match in field.matches]
    for match in _ARMY_ALONE.finditer(field.text):
        start, end = match.span(1)
        if not any(first < end and start < last for first, last in taken):
            yield Found(army, start, end, "office", "likely")


def commanded_by_head(field: Field, start: int, actor: str, authority: Authority) -> str:
    """The key of the state whose head is called commander-in-chief of the armed forces here."""
    if authority.type_of(actor) != "Military" or not _COMMANDS.search(
        field.text[max(0, start - 60) : start]
    ):
        return ""
    return authority.state_of.get(authority.home[actor], "")


OF_SEVERAL = "office-of-several"
"""The kind of a name that is an office which several states of an agreement have."""

FAR_AHEAD = 2
"""The lead of a state that is meant by an office alone (``Minister of Foreign Affairs``)."""


def own_state(setting: Setting, authority: Authority, usage: Usage, lead: int = 1) -> str:
    """The state that "the government" means here: the only one, or the one that is a party most.

    ``lead``: more than so many times as often as any other.
    """
    here = [key for code in setting.places if (key := authority.state_of.get(code))]
    if len(here) < 2:
        return here[0] if here else ""
    counts = usage.as_party
    here.sort(key=lambda key: -counts[key])
    return here[0] if counts[here[0]] > lead * counts[here[1]] else ""


def governments(field: Field, authority: Authority, state: str) -> Iterator[Found]:
    """``the (National) Government`` with no country named beside it: ``state``."""
    if not state:
        return
    actor = authority.actors[state]
    short = _short_forms(actor.name, actor.iso3)
    rules = authority.rules
    of_part, shortened = "government-of-part" in rules, "government-short-forms" in rules
    for match in _UNION.finditer(field.text) if "unions" in rules else ():
        yield Found(state, match.start(), match.end(), "government", "likely")
    meant = short | _GOVERNMENT
    named = [(i, word) for i, word in enumerate(field.words) if word.form in meant]
    if not named:
        return
    taken = {i: m for m in field.matches for i in range(m.first, m.last + 1)}
    for i, word in named:
        if shortened and word.form in short and i not in taken and _SHORT.fullmatch(word.raw):
            yield Found(state, word.start, word.end, "government", "likely")
        if word.form not in _GOVERNMENT or i in taken:
            continue
        partial = i > 0 and field.words[i - 1].form in _PARTIAL
        partial = partial or (of_part and _of_another(field, i, taken)) or _qualified(field, i)
        if not partial and not _country_beside(field, i, taken, authority):
            yield Found(state, word.start, word.end, "government", "likely")


def _of_another(field: Field, at: int, taken: dict[int, Match]) -> bool:
    """A governor (``Gov. Roe``), or the government of a part of the state (``Govt. of Bengal``)."""
    word = field.words[at]
    if word.raw == "Gov" and field.text[word.end : word.end + 1] == ".":
        return True
    of = _OF_NAME.match(field.text, word.end)
    return bool(of and at + 1 not in taken and form(of[1]) not in GENERIC)


def _qualified(field: Field, at: int) -> bool:
    """Whether a word that no list knows says whose government it is (``Royal Norweigan Government``)."""
    if at == 0:
        return False
    before, own = field.words[at - 1], field.words[at]
    adjoins = field.text[before.end : own.start].strip(" ") == ""
    return adjoins and bool(_ADJECTIVE.fullmatch(before.raw)) and form(before.raw) not in GENERIC


@cache
def _short_forms(own: str, iso3: str) -> frozenset[str]:
    """Short forms of a state's government: ``GoS``, ``GOSL``, ``GRM``, ``GoRDC``."""
    out: set[str] = set()
    known = states().get(iso3)
    for name in (own, *(known.names if known else ())):
        parts = key(name)
        initials = "".join(part[0] for part in parts if part != "republic")
        if len(parts) == 1 and name.isupper():
            initials = parts[0]
        if initials:
            out |= {f"{head}{initials}" for head in ("go", "gor", "gr")}
    return frozenset(out)


def _country_beside(field: Field, at: int, taken: dict[int, Match], authority: Authority) -> bool:
    for j in range(at + 1, min(at + 5, len(field.words))):
        if _BREAK.search(field.words[j].gap):
            break
        if j in taken:
            return _is_country(taken[j], authority)
    for j in range(at - 1, max(at - 3, -1), -1):
        if _BREAK.search(field.words[j + 1].gap):
            break
        if j in taken:
            return _is_country(taken[j], authority)
    return False


def _is_country(match: Match, authority: Authority) -> bool:
    return any(authority.is_place(alias.actor) for alias in match.aliases)


def state_offices(field: Field, state: str, authority: Authority) -> Iterator[Found]:
    """An office of state that stands by itself (``President of the Republic``): ``state``.

    Where the agreement is of several states, no person may hang on it: half of them are the others'.
    """
    if not state:
        return
    several = sum(place in authority.state_of for place in field.setting.places) > 1
    kind = OF_SEVERAL if several else "office"
    text = field.text
    for match in _STATE_OFFICE.finditer(text):
        start = max(text.rfind(c, 0, match.start()) for c in "\n;,") + 1
        own_end = _PIECE_END.search(text, match.end())
        next_end = _PIECE_END.search(text, own_end.start() + 1) if own_end else None
        end = next_end.start() if next_end else len(text)
        if not any(start <= found.start < end for found in field.found):
            yield Found(state, match.start(), match.end(), kind, "likely")
