"""Names of organisations that no list knows: recognised by their looks alone.

Words that say what a body is (front, army, movement, party ...) and those that only lead to one
(head of, delegation of) stand in the table of phrases, by language.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from graphbuild.actors.field.text import Field, Found
from graphbuild.actors.known.authority import Authority
from graphbuild.actors.known.names import (
    ENTITY_TYPE,
    GENERIC,
    ORGANIZATION_TYPE,
    STATE_TYPE,
)
from graphbuild.actors.known.states import adjectives
from graphbuild.actors.known.words import form, key
from graphbuild.actors.openings import Opened, places
from graphbuild.actors.persons.names import is_title
from graphbuild.actors.phrases import compiled, reaching
from graphbuild.patterns import late
from graphbuild.records import Actor
from graphbuild.words import hyphenated

# A word of a name; Arabic and French articles are joined to theirs (``Ahrar al-Sham``, ``l'Unité``).
_WORD = r"(?:(?:al|el|an|ad|as|ash|at|ul)[-–]|[dl]['’])?[A-ZÀ-ÖØ-Þ][\w’'&-]{0,80}"
_LINK = r"(?:of|for|the|and|in|de|du|des|d['’]|del|la|le|las|los|les|pour|para|por|et|y|e|do|da|au|dans)"
# French, Spanish and Portuguese names go on in small letters (``Mouvement pour la démocratie``).
_SMALL = (
    r"(?:(?:de|du|des|del|pour|para|por|et|y|au)(?:[ ]+(?:la|le|les|los|las))?[ ]+"
    r"(?:l['’]|d['’])?[a-zà-ÿ]{5,})"
)
_RUN = late(
    rf"{_WORD}(?:[ ]+(?:(?:{_LINK}[ ]+){{0,3}}|{_LINK}[ ]?\n){_WORD}|[ ]+{_SMALL}(?![ ]+par\b))+"
)
_TYPES = {
    "party": "Political Party",
    "armed": "Armed Organization",
    "umbrella": "Umbrella",
    "civil": "Civil Society",
    "other": "",
}


def _of_kind(reach: str) -> str:
    return rf"\b{reaching('kind-of-body', reach)}(?!\w)"


def _of_name(reach: str) -> str:
    return rf"(?<!\w){reaching('named-group', reach)}(?!\w)"


_KINDS = {kind: late(partial(_of_kind, reach), re.I) for reach, kind in _TYPES.items()}
_GROUPS = {_TYPES[reach]: late(partial(_of_name, reach), re.I) for reach in ("armed", "party")}
_BODY = Opened(r"{kind-of-body}(?!\w)", "kind-of-body")
_OFFICE = compiled(r"\b{no-body}(?!\w)")
_OPENING = compiled(r"(?:(?:{heading-for}|{article}|les|los|las|of)[ ]+|[dl]['’])+")
# "FDPC Front démocratique": the abbreviation stands before the name.
_SHORT_BEFORE = re.compile(r"[A-Z][A-Z/-]{2,}[ -]+(?=[A-ZÀ-Þ][a-zà-ÿ])")
# "Mr Roe for the New Forces", "As Observer of the New Forces".
_HOLDER = compiled(r"(.*?)[ ](?:{heading-for}|{of})[ ](?:{article}[ ])?(?=\w)")
_ARTICLE = re.compile(r"[dl]['’](?=\w)", re.I)
_AND = compiled(r"[ ]{and}[ ](?:{article}[ ])?")
_LEADS = compiled(
    r".*\b{leads-body}\b[\w ]{0,30}?\b{of}[ ]+(?:{article}[ ]+)?|.*\b{leads-body}[ ]+{for}[ ]+{article}[ ]+"
)
_UNIONS = compiled(r".*\b{government}\b[\w ]{0,40}?\b{and}[ ]+(?:{article}[ ]+)?")
_TAIL = re.compile(
    r"(?:[ ]+(?:Sd|Sgd|Rep|Mr|Mrs|Dr|Page|(?:Negotiating|Peace)[ ](?:Team|Panel)))+\.?$"
)
# "The Georgian Party": a side. "Liberal Party" is one only where it is a country's.
_SIDE = late(r"[\w’'-]+(?:n|i|ish|ese|z|aise?|enne|ana)[ ](?:party|partie|side)", re.I)
_LONGEST = 120
# "For the delegation of RENAMO:", "LTTE, represented by": a short name where only a party stands.
_SHORT = (
    r"(?P<name>(?-i:[A-Z]{3,8}(?:/[A-Z]{1,8}){0,2}(?:-[A-Z]{1,6}){0,2}(?!\w)|[A-Z]\d\d)"
    r"(?:[ ]?\((?!signed|sgd)[A-Z][\w-]{1,10}\))?)"
)
_ANY_SHORT = re.compile(r"[A-Z]{3}|[A-Z]\d\d")
_ENDS = r"(?=(?:[ ]+[A-Z-]{2,8})?[ ]*:|[ ]*(?:[;,.)\n\[(]|$)|[ ]+{party-before}\b)"
_SHORT_PARTY = (
    Opened(r"{party-behind}(?:[ ]+|(?<=['’]))(?:{article}[ ]+)?" + _SHORT + _ENDS, "party-behind"),
    Opened(
        r"{heading-for}[ ]+(?:{article}[ ]+)?"
        + _SHORT
        + r"(?=[ ]+(?:(?-i:[a-zà-ÿ])|{honorific}\b))",
        "heading-for",
    ),
    compiled(
        r"(?:^|[\n;]|, )[ ]*"
        + _SHORT
        + r"(?=[ ]*(?:[:;\n\[(]|$|,?[ ]*(?:{led-by}|signed|{party-before})\b))"
    ),
    compiled(r"(?:^|[\n;])[ ]*" + _SHORT + r"(?=,[ ]+(?-i:[A-Z][a-z]))"),
    compiled(r"(?:^|[,\n;])[ ]*" + _SHORT + r"(?=[ ]+(?:[\w-]+[ ]+){0,5}{party-before}\b)"),
    Opened(
        r"{party-before}(?:,|[ ]{of})?[ ]+" + _SHORT + r"(?=[ ]*(?:[;,.)\n]|$))", "party-before"
    ),
)
# Those that begin with words, in their order: for texts in which no line or item begins with capitals.
_BEHIND_WORDS = tuple(pattern for pattern in _SHORT_PARTY if isinstance(pattern, Opened))
_SHORT_FIRST = re.compile(r"(?:^|[\n;,])[ ]*[A-Z](?:[A-Z]{2}|\d\d)")
# With the adjective that tells it from its namesake (``Pakistani Taliban``).
_NAMED = compiled(
    r"(?<![\w-])(?:[A-Z][a-z]+(?:i|ian|an|ish|ese)[ ])?{named-group}(?![\w-])", re.NOFLAG
)
_LETTERS = re.compile(r"(?<![\w/-])[A-Z]{3,8}(?:/[A-Z]{1,8}){0,2}(?:-[A-Z]{1,6}){0,2}(?![\w/-])")
_IN_CAPITALS = re.compile(r"[^\W\d_]{4,}")
_BESIDE_SHORT = compiled(r"{heading-for}|{party-before}")
_NO_SHORT = compiled(r"{no-short-name}")
# "GRP", "GoSL", "GPH": a government's short name, which says no more than that.
_GOVERNMENT = re.compile(r"G[NOPR][A-Z]*")


def unknown_bodies(field: Field, authority: Authority) -> Iterator[tuple[int, int, str]]:
    """Stretches that look like an organisation's name and hold no name that was found.

    Where the authority is open, no list of organisations is there to know them. Then short names
    count, where only a party stands, and names that hold that of a place.
    """
    found = [(one.start, one.end) for one in field.found]
    unmeant = [
        _without_article(field.text, *span)
        for match in field.matches
        if (span := field.span(match)) not in found
    ]
    # What means nobody within a longer name is a word of it; a place may be, if no list knows it.
    words, others = unmeant, found
    if authority.open:
        places = [(one.start, one.end) for one in field.found if authority.is_place(one.actor)]
        words, others = [*unmeant, *places], [span for span in found if span not in places]
    given: list[tuple[int, int]] = []
    halves = {one.end for one in field.found if not _is_of_states(one, authority)}
    for start, end in _runs(field.text):
        if field.text[start - 1 : start] == "/" and start - 1 in halves:
            continue  # "Liberation Movement/Liberation Army": two names of one body
        if any(first < end and start < last for first, last in others):
            continue
        if any(
            first < end and start < last and not _is_within(start, end, first, last)
            for first, last in words
        ):
            continue
        given.append((start, end))
        yield start, end, field.text[start:end]
    if not authority.open:
        return
    taken = [*found, *unmeant, *given]
    more = list(short_names(field, taken)) if field.side == "party" else []
    more += _by_name(field, [*taken, *((start, end) for start, end, _ in more)])
    more += _known(field, [*taken, *((start, end) for start, end, _ in more)])
    yield from more


def _by_name(field: Field, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Groups that the world knows by a name which says nothing of their kind (``Taliban``)."""
    for match in _NAMED.finditer(field.text):
        start, end = match.span()
        if not any(first < end and start < last for first, last in taken):
            yield start, end, match[0]


def _known(field: Field, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Short names of the process's parties, wherever they stand (``Witnesses for the RNMX``)."""
    for match in _LETTERS.finditer(field.text) if field.known else ():
        start, end = match.span()
        if match[0] not in field.known or any(a < end and start < b for a, b in taken):
            continue
        explains = field.text[start - 1 : start] == "(" and any(
            not field.text[b : start - 1].strip() for _, b in taken if b < start
        )
        if not explains and not any(p.start < start < p.end for p in field.people):
            yield start, end, match[0]


def known_short_names(fields: Iterable[Field]) -> frozenset[str]:
    """The short names that no list knows and that stand at least twice where a party does."""
    counts: Counter[str] = Counter()
    for field in fields:
        if field.side == "party":
            taken = [field.span(match) for match in field.matches]
            counts.update(name for _, _, name in short_names(field, taken))
    return frozenset(name for name, count in counts.items() if count > 1)


def _is_of_states(found: Found, authority: Authority) -> bool:
    """Whether a state, a territory or an organisation of states was found."""
    known = authority.actors.get(found.actor)
    return known is None or known.type in {STATE_TYPE, ENTITY_TYPE, ORGANIZATION_TYPE}


def _without_article(text: str, start: int, end: int) -> tuple[int, int]:
    """A name's place without the article that is joined to it (``l'Union``): names begin behind it."""
    article = _ARTICLE.match(text, start, end)
    return (article.end() if article else start), end


def _is_within(start: int, end: int, first: int, last: int) -> bool:
    return start <= first and last <= end and last - first < end - start


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of capitalised words stand that are a body's name, without what leads to it."""
    bodies = places(text, ("kind-of-body",))
    for match in _RUN.finditer(text) if bodies else ():
        name, (start, end) = match.group(), match.span()
        at = bisect_left(bodies, start)
        cut = text[max(0, start - 1) : start].isalnum()  # it begins in the midst of a word
        if not cut and (at == len(bodies) or bodies[at] >= end):
            continue  # most are names of persons
        if not _BODY.search(name):
            continue
        for opening in (_UNIONS, _LEADS, _OPENING):
            if (lead := opening.match(name)) and lead.end() < len(name):
                start, name = start + lead.end(), name[lead.end() :]
        if (lead := _HOLDER.match(name)) and any(map(is_title, lead[1].split())):
            start, name = start + lead.end(), name[lead.end() :]
        short = _SHORT_BEFORE.match(name)
        if short and not _says_no_more_than_side(name[short.end() :]):
            start, name = start + short.end(), name[short.end() :]
        for at, one in _joined(name):
            own = _TAIL.sub("", one).rstrip("-&'’ ")
            if len(own) > _LONGEST or not _BODY.search(own) or _OFFICE.search(own):
                continue
            if not _says_no_more_than_side(own):
                yield start + at, start + at + len(own)


def _joined(name: str) -> Iterator[tuple[int, str]]:
    """The names that ``and`` joins, if each ends in a word for a body (``A Front and B Army``)."""
    at = 0
    for match in _AND.finditer(name):
        if _ends_in_body(name[at : match.start()]) and _ends_in_body(name[match.end() :]):
            yield at, name[at : match.start()]
            at = match.end()
    yield at, name[at:]


def _ends_in_body(name: str) -> bool:
    return " " in name and _BODY.fullmatch(name.rsplit(" ", 1)[-1]) is not None


def _says_no_more_than_side(name: str) -> bool:
    """Whether words only say that it is a body, or whose side (``the Georgian Party``)."""
    parts = key(name)
    if len(parts) < 2 or all(part in GENERIC for part in parts):
        return True
    return bool(_SIDE.fullmatch(name)) and all(part in GENERIC for part in parts[1:])


def short_names(field: Field, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Abbreviations that no list knows, in places where a party stands."""
    if not _ANY_SHORT.search(field.text):
        return
    spans = [*taken, *((person.start, person.end) for person in field.people)]
    seen: set[int] = set()
    patterns = _SHORT_PARTY if _SHORT_FIRST.search(field.text) else _BEHIND_WORDS
    for pattern in patterns:
        for match in pattern.finditer(field.text):
            start, end = match.span("name")
            name = match["name"]
            if start in seen or _NO_SHORT.fullmatch(name) or form(name) in GENERIC:
                continue
            if _GOVERNMENT.fullmatch(name) or _in_line_of_capitals(field.text, start, end):
                continue
            if not any(first < end and start < last for first, last in spans):
                seen.add(start)
                yield start, end, name


def _in_line_of_capitals(text: str, start: int, end: int) -> bool:
    """Whether other words beside it on its line are in capitals too, and none in small letters."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    rest = text[first:start] + text[end : last if last >= 0 else len(text)]
    others = [word for word in _IN_CAPITALS.findall(rest) if not _BESIDE_SHORT.fullmatch(word)]
    return bool(others) and rest.isupper()


def new_actor(name: str, country: str = "") -> Actor:
    """An actor for a name, of the type that its words say."""
    kind = next((kind for kind, words in _GROUPS.items() if words.search(name)), "")
    kind = kind or next((kind for kind, words in _KINDS.items() if words.search(name)), "")
    if kind == "Armed Organization" and _is_army_of_state(name):
        kind = "Military"
    return Actor(hyphenated(name), name, type=kind, country=country)


def _is_army_of_state(name: str) -> bool:
    """Whether a state's adjective is all that an army's name has (``Croatian Army``)."""
    first, *rest = name.split()
    return form(first) in adjectives() and [form(word) for word in rest] == ["army"]
