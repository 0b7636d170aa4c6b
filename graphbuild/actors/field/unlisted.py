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
    r"|agreement|accord|embassy|member|spokes|leader|delegat|chief|rep\b|mobili[sz]er|facilitator"
    r"|third part|secr[ée]ta|pr[ée]sident|repr[ée]sent|ministre|directeur|director|coordinat(?:or|eur)\b)",
    re.I,
)
_OPENING = re.compile(r"(?:(?:for|the|pour|par|por|le|la|les|los|las|el)[ ]+)+", re.I)


def unknown_bodies(field: Field) -> Iterator[tuple[int, int, str]]:
    """Stretches that look like an organisation's name and hold no name that was found."""
    taken = [(found.start, found.end) for found in field.found]
    taken += [field.span(match) for match in field.matches]
    for match in _RUN.finditer(field.text):
        lead = _OPENING.match(match.group())
        start = match.start() + (lead.end() if lead else 0)
        name = field.text[start : match.end()].rstrip("-&'’")
        if len(name) > 120 or not _BODY.search(name) or _OFFICE.search(name):
            continue
        if any(first < match.end() and match.start() < last for first, last in taken):
            continue
        if len(key(name)) >= 2 and not all(part in GENERIC for part in key(name)):
            yield start, start + len(name), name


def new_actor(name: str, country: str = "") -> Actor:
    """An actor for a name, of the type that its words say."""
    kind = next((kind for kind, words in _TYPES if re.search(rf"\b(?:{words})", name, re.I)), "")
    return Actor(hyphenated(name), name, type=kind, country=country)
