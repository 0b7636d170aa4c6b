"""Which field a short text can be the value of: known values, dates, places, processes, documents."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from graphbuild.ontology import fields, places, processes, values
from graphbuild.patterns import late
from graphbuild.sources.page.skeleton import distance, skeleton, spelled

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DATE = re.compile(
    r"^(\d{1,2})(?:st|nd|rd|th)?[ .\-/]+([A-Za-z]{3,9}|\d{1,2})[ .,\-/]+((?:1[6-9]|20|21)\d{2})\.?$"
)
DOCUMENT = late(
    r"\(\s*opens\s+in\s+new\s+tab\s*\)?|\(\s*opens$|download\s+pd[fe]\b|\.pdf\b|\[\s?\]\s*$|^in new tab\)"
    r"|^[A-Z]{2}(?:_[A-Z]{2})?[_ ]\d{6}[_ ]|\(temp name\b|\bcharacters extended\)|^extended\)|^PDF$",
    re.I,
)
CODED = {
    field.code: field.scheme for field in fields.on_page() if field.kind in ("coded", "answer")
}
"""Coded fields of the page by code, with the name of their scheme."""
SHORT = frozenset((*CODED, "Dat", "PPName")) - {"Agtp"}
"""Codes of the fields whose value is one line."""
STAGE = re.compile(r"^(.{4,60}?)\s*\(([^()]{2,60})\)$")
_NUMBERED = re.compile(r"^\d{1,3}\s?: \S")
_LONGEST = 320


@cache
def spellings(code: str) -> dict[str, str]:
    """Label of each value of a coded field by the skeleton of its labels."""
    found: dict[str, str] = {}
    for value in values.values(CODED[code]):
        for label in (value.label, value.value, *value.other_labels):
            found.setdefault(skeleton(label), value.label)
    return found


@cache
def process_spellings() -> dict[str, str]:
    """Name of each process by the skeleton of its names."""
    found: dict[str, str] = {}
    for name in processes.names().values():
        found.setdefault(skeleton(name), name)
    return found


@cache
def place_spellings() -> dict[str, str]:
    """Name of each place by the skeleton of its name."""
    return {skeleton(name): name for name in places.places()}


@lru_cache(maxsize=4096)
def kinds(text: str) -> frozenset[str]:
    """Codes of the fields whose value this text is, or (level) begins with."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return frozenset()
    if DATE.match(text):
        return frozenset(("Dat",))
    if DOCUMENT.search(text):
        return frozenset(("x:AgreementDocument",))
    shape = skeleton(text)
    found = {code for code in CODED if shape in spellings(code)}
    staged = STAGE.match(text)
    if staged and skeleton(staged.group(1)) in spellings("Stage"):
        found.add("Stage")
    if level(text)[0]:
        found.add("Agtp")
    if _NUMBERED.match(text) or shape in process_spellings():
        found.add("PPName")
    if len(text) < 200 and not found & {"Reg"} and all_places(text):
        found.add("Con")
    return frozenset(found)


def level(text: str) -> tuple[str, int]:
    """The level that a text begins with, and where it ends; ``("", 0)`` if none."""
    shape, positions = spelled(text[:60])
    for known, label in _levels():
        if shape.startswith(known):
            end = positions[len(known) - 1] + 1
            if text.count("(", 0, end) > text.count(")", 0, end) and text[end : end + 1] == ")":
                end += 1  # of “conflict(s)”
            return label, end
    return "", 0


@cache
def _levels() -> tuple[tuple[str, str], ...]:
    found = ((skeleton(value.label), value.label) for value in values.values("level"))
    return tuple(sorted(found, key=lambda item: -len(item[0])))


@cache
def _longest_place() -> int:
    return max(len(name.split()) for name in places.places())


def split_places(text: str) -> tuple[list[str], list[str]]:
    """The places of a line without separators, longest names first, and the words that are none."""
    known, words = place_spellings(), text.replace("/", " / ").split()
    shapes = [skeleton(word) for word in words]
    found: list[str] = []
    strange: list[str] = []
    at = 0
    while at < len(words):
        for size in range(min(_longest_place() + 4, len(words) - at), 0, -1):
            name = known.get("".join(shapes[at : at + size]))
            if name:
                found.append(name)
                at += size
                break
        else:
            if shapes[at] or words[at].isalnum():
                strange.append(words[at])
            at += 1
    return found, strange


@cache
def _place_starts() -> frozenset[str]:
    return frozenset(skeleton(re.split(r"[ /]", name)[0]) for name in places.places())


def all_places(text: str) -> bool:
    """Whether a text is nothing but known places."""
    first = re.split(r"[ /\n]", text.lstrip(), maxsplit=1)[0]
    if skeleton(first) not in _place_starts():
        return False
    found, strange = split_places(text)
    return bool(found) and not strange


def closest(text: str, known: dict[str, str], share: float = 0.2) -> str:
    """The known label whose spelling is nearest to a text, misread letters allowed; else ``""``."""
    shape = skeleton(text[:_LONGEST])
    if shape in known:
        return known[shape]
    best, least = "", len(shape) + 1
    mine = _pairs(shape)
    for spelling, label in known.items():
        limit = min(int(max(len(spelling), 4) * share), least - 1)
        if limit <= 0 or abs(len(shape) - len(spelling)) > limit:
            continue
        # One misread letter spoils two pairs of letters.
        if len(mine & _pairs(spelling)) < len(mine) - 2 * limit:
            continue
        steps = distance(shape, spelling, limit)
        if steps <= limit:
            best, least = label, steps
    return best


@lru_cache(maxsize=4096)
def _pairs(shape: str) -> frozenset[str]:
    return frozenset(map("".join, pairwise(shape)))


@lru_cache(maxsize=4096)
def misread_kinds(text: str) -> frozenset[str]:
    """Codes of the fields whose value this text is with letters misread."""
    if not 4 < len(text) < 120:
        return frozenset()
    found = {code for code in CODED if closest(text, spellings(code))}
    staged = STAGE.match(text)
    if staged and closest(staged.group(1), spellings("Stage")):
        found.add("Stage")
    if closest(text, process_spellings(), 0.12):
        found.add("PPName")
    return frozenset(found)
