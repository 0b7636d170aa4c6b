"""Resolutions of the UN Security Council, named by number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.mentions.known import Index, Known
from graphbuild.mentions.reading import Reading
from graphbuild.patterns import late

_NAMED = re.compile(
    r"\b(?:resolutions?|résolutions?|resolución|resoluciones|UNSCR|SCR|S/RES/)", re.IGNORECASE
)
_NUMBER = late(
    r"[\s(]{0,4}(?:nos?\.?|n°|numbers?|numéros?)?[\s:]{0,4}(?P<number>\d{1,4})(?![\d/:])(?:\s{0,3}[(/,]?\s{0,3}(?P<year>(?:19|20)\d\d)\b\)?)?"
    r"(?:\s*(?:of|dated|on|adopted on|du|de)\s*(?:the\s+)?[^,;.\d]{0,12}\d{1,2}\w{0,2}[^,;.\d]{1,14}(?P<dated>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\s*(?:,|and|&|et|y|as well as|,\s*and)\s*(?=(?:nos?\.?\s*)?\d)", re.IGNORECASE)
_COUNCIL = re.compile(
    r"security council|conseil de s[ée]curit[ée]|consejo de seguridad|\bUNSC|\bSCR\b|S/RES",
    re.IGNORECASE,
)
_OTHERS = late(
    r"general assembly|assembl[ée]e g[ée]n[ée]rale|asamblea general|\bPSC\b|peace and security council"
    r"|african union|\bAU\b|OAU|ECOWAS|arab league|league of|parliament|cabinet|human rights council"
    r"|A/RES|OIC|islamic conference|ministers",
    re.IGNORECASE,
)


def find(own: Known, reading: Reading, index: Index) -> Iterator[Known]:
    """The resolutions that a passage names."""
    text = reading.text
    for named in _NAMED.finditer(text):
        around = text[max(0, named.start() - 60) : named.end()]
        place = named.end()
        while match := _NUMBER.match(text, place):
            after = text[match.end() : match.end() + 60]
            target = _target(own, index, match)
            if target and _of_the_council(around, after, match, target, own):
                yield target
            step = _NEXT.match(text, match.end())
            if not step:
                break
            place = step.end()


def _target(own: Known, index: Index, match: re.Match[str]) -> Known | None:
    found = index.by_resolution.get(match["number"].lstrip("0"), [])
    if len(found) != 1 or found[0].date > own.date or found[0] is own:
        return None
    stated = match["year"] or match["dated"]
    return found[0] if not stated or found[0].date.startswith(stated) else None


def _of_the_council(
    around: str, after: str, match: re.Match[str], target: Known, own: Known
) -> bool:
    """Whether the words say Security Council; without them year, or process and length, must fit."""
    last = list(_OTHERS.finditer(around))
    council = list(_COUNCIL.finditer(around))
    if last and (not council or last[-1].start() > council[-1].start()):
        return False
    if council or _COUNCIL.search(after):
        return True
    fits = target.process == own.process or bool(target.places & own.places)
    return fits and len(match["number"]) >= 3
