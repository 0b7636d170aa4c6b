"""Names of organisations that no list knows: recognised by their looks alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.actors.field.text import Field
from graphbuild.actors.known.names import GENERIC
from graphbuild.actors.known.words import key
from graphbuild.records import Actor
from graphbuild.words import hyphenated

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'&-]*"
_LINK = r"(?:of|for|the|and|de|du|des|del|la|las|los|pour|para|et|y)"
_RUN = re.compile(rf"{_WORD}(?:[ ]+(?:{_LINK}[ ]+){{0,3}}{_WORD})+")
_TYPES = (
    ("Political Party", r"part(?:y|ido|i)\b"),
    (
        "Armed Organization",
        r"liberation|resistance|army|ej[ée]rcito|brigades?|militia|guerrilla|fighters|rebel",
    ),
    ("Umbrella", r"alliance|alianza|coalition|coordination|platform"),
    (
        "Civil Society",
        r"church|iglesia|[ée]glise|association|asociaci[óo]n|union|trade unions|women|youth"
        r"|foundation|society|council of churches|bar association|chamber of commerce",
    ),
    ("", r"front|frente|movement|mouvement|movimiento|congress|organi[sz]ation|league|rally"),
)
_BODY = re.compile("|".join(rf"\b(?:{words})" for _, words in _TYPES), re.I)
_OFFICE = re.compile(
    r"\b(?:minist|president|secretary|commander|chair|representative|government|republic|head"
    r"|agreement|accord|foreign affairs|embassy|member|spokes|leader|delegat|chief|rep\b|mobili[sz]er|facilitator"
    r"|third part|secr[ée]ta|pr[ée]sident|repr[ée]sent|ministre|directeur|director|coordinat(?:or|eur)\b)",
    re.I,
)
_OPENING = re.compile(r"(?:(?:for|the|pour|par|por|le|la|les|los|las|el)[ ]+)+", re.I)


# "The Georgian Party": a side. "Liberal Party" is one only where it is a country's.
_SIDE = re.compile(r"[\w’'-]+(?:n|i|ish|ese|z|aise?|enne|ana)[ ](?:party|partie|side)", re.I)
_BEFORE_BODY = re.compile(
    r".*\b(?:head|leader|delegat\w*|representative|commander|chair\w*|president|member|secretary"
    r"|jefe|chef|d[ée]l[ée]gation|delegaci[óo]n|government)\b[\w ]{0,30}?"
    r"\b(?:of|for|de|du|del)[ ]+(?:the[ ]+|la[ ]+|los[ ]+|las[ ]+)?",
    re.I,
)
# "For the delegation of RENAMO:", "LTTE, represented by": a short name where only a party stands.
_SHORT = r"(?P<name>[A-Z][A-Za-z]?[A-Z][A-Z/]{0,8}(?:-[A-Z]{1,6}){0,2})"
_SHORT_PARTY = (
    re.compile(
        r"(?:\b(?:for|by|and|y|et|(?:pour|par|por)(?: l[ae]s?| el| los)?)|\b(?:delegation|behalf|leader|representatives?) of)[ ]+"
        rf"(?:the[ ]+(?:delegation[ ]+of[ ]+(?:the[ ]+)?)?)?{_SHORT}(?=[ ]*[:;,.)\n]|[ ]+delegation|\s*$)",
        re.I,
    ),
    re.compile(
        rf"(?:^|[\n;]|, )[ ]*{_SHORT}(?=[ ]*(?:[:;\n]|$|,?[ ]*(?:represented|signed|delegation)\b))"
    ),
    re.compile(
        rf"(?:^|[,\n;])[ ]*{_SHORT}(?=[ ]+(?:[A-Z]\w+[ ]+){{0,4}}(?:Panel|Chair|Delegation|Commander"
        r"|Secretary|President|Leader|Representative|Spokes|Coordinator))"
    ),
)
_UNIONS = re.compile(r".*\b(?:government|govt)\b[\w ]{0,40}?\b(?:and|et|y)[ ]+(?:the[ ]+)?", re.I)
# "GRP", "GoSL", "GPH": a government's short name, which says no more than that.
_GOVERNMENT = re.compile(r"G[NOPR][A-Z]*")
_NO_PARTY = frozenset(
    [
        "DR",
        "MR",
        "MRS",
        "MS",
        "HE",
        "GEN",
        "COL",
        "LT",
        "SGD",
        "CEO",
        "PHD",
        "UN",
        "EU",
        "AU",
        "OAU",
        "OAS",
        "USA",
        "UK",
        "NGO",
        "NGOS",
        "PM",
        "MP",
        "AND",
        "THE",
        "FOR",
        "NO",
        "OF",
        "BY",
        "ON",
        "AT",
        "IN",
        "SC",
        "II",
        "III",
        "IV",
        "JR",
        "SR",
        "ESQ",
        "ANNEX",
        "NOTE",
        "DATE",
    ]
)


def unknown_bodies(field: Field, *, alone: bool = False) -> Iterator[tuple[int, int, str]]:
    """Stretches that look like an organisation's name and hold no name that was found.

    ``alone``: no list of organisations is there to know them. Then short names count, where only a
    party stands, and names that hold that of a place.
    """
    taken = [(found.start, found.end) for found in field.found]
    unmeant = [span for match in field.matches if (span := field.span(match)) not in taken]
    given: list[tuple[int, int]] = []
    for match in _RUN.finditer(field.text):
        name = match.group()
        start = match.start()
        for opening in (_UNIONS, _BEFORE_BODY, _OPENING):
            if (lead := opening.match(name)) and lead.end() < len(name):
                start, name = start + lead.end(), name[lead.end() :]
        name = name.rstrip("-&'’")
        end = start + len(name)
        if len(name) > 120 or not _BODY.search(name) or _OFFICE.search(name):
            continue
        # A name within a longer one that means nobody there is a word of it.
        words = [*unmeant, *taken] if alone else unmeant
        others = [] if alone else taken
        if any(first < end and start < last for first, last in others) or any(
            first < end and start < last and not (start <= first and last < end)
            for first, last in words
        ):
            continue
        if not _says_no_more_than_side(name):
            given.append((start, end))
            yield start, end, name
    if alone and field.side == "party":
        yield from _short_names(field, [*taken, *unmeant, *given])


def _says_no_more_than_side(name: str) -> bool:
    """Whether words only say that it is a body, or whose side (``the Georgian Party``)."""
    parts = key(name)
    if len(parts) < 2 or all(part in GENERIC for part in parts):
        return True
    return bool(_SIDE.fullmatch(name)) and all(part in GENERIC for part in parts[1:])


def _short_names(field: Field, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Abbreviations that no list knows, in places where a party stands."""
    spans = [*taken, *((person.start, person.end) for person in field.people)]
    seen: set[int] = set()
    for pattern in _SHORT_PARTY:
        for match in pattern.finditer(field.text):
            start, end = match.span("name")
            name = match["name"]
            if name != name.upper() or len(name) < 3 or name in _NO_PARTY or start in seen:
                continue
            if _GOVERNMENT.fullmatch(name):
                continue
            if not any(first < end and start < last for first, last in spans):
                seen.add(start)
                yield start, end, name


def new_actor(name: str, country: str = "") -> Actor:
    """An actor for a name, of the type that its words say."""
    kind = next((kind for kind, words in _TYPES if re.search(rf"\b(?:{words})", name, re.I)), "")
    return Actor(hyphenated(name), name, type=kind, country=country)
