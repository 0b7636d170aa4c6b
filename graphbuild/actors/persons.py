"""Names of persons in a text: what looks like one, and when two forms may be one person."""

from __future__ import annotations

import re
from typing import NamedTuple

from graphbuild.actors.lists import word_list
from graphbuild.actors.words import plain

HONORIFIC = (
    r"(?:H\.?\s?E\.?|His Excellency|Her Excellency|Son Excellence|S\.E\.M(?:me)?\.?|S\.E\.?|Their Excellencies|His Majesty|His Highness|HRH|"
    r"Mr|Mrs|Ms|Miss|Mme|Mlle|M|Messrs|Sr|Sra|Dr|Drs|Doctor|Prof|Professor|Eng|Engineer|Ing|Ingeniero|Arch|Atty|Attorney|Amb|Ambassador|Ambassadeur|Hon|Honou?rable|"
    r"Rt|Right|Rev|Reverend|Revd|Fr|Father|Mgr|Msgr|Monsignor|Monsenor|Bishop|Archbishop|Cardinal|Imam|Pastor|Sheikh|Sheik|Shaikh|Ustadz|Ustaz|Ust|Datuk|Dato|Dato['’]|Tan Sri|Tengku|Alhaji|Padre|Cde|Al-?Haj|El Hadj|Haji|Chief|Shri|Sri|Smt|Shrimati|U|Daw|Saw|Sao|Khun|"
    r"Gen|General|Général|Lt|Lieutenant|Lieut|Maj|Major|Col|Colonel|Cpt|Capt|Captain|Cdr|Cmdr|Commander|Commandant|Comdt|Cmdt|Brig|Brigadier|BGen|MGen|Mgen|LtGen|Sgt|Adm|Admiral|Cde|Comrade|Commissioner|"
    r"Sir|Lord|Lady|Dame|Baroness|Senator|Sen|Rep|Congressman|Gov|Governor|Sec|USec|Usec|ASec|Asec|EDir|Edir|Edir|President|Prime Minister|Vice[- ]President|King|Queen|Emir|Prince|Crown Prince|Sultan|Secretary|Minister|The Taoiseach|Taoiseach)"
)
_PARTICLE = r"(?:al|el|bin|bint|ibn|ben|abu|abdel|abd|de|da|do|dos|das|del|della|der|di|van|von|ter|la|le|ul|ud|ould|ag|y|e|san|st|af)"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞŠŽČĆĐŁİ][\w’'`´]*(?:[-‐–][\w’'`´]+)*\.?)"
_INITIAL = r"(?:[A-ZÀ-ÖØ-ÞŠŽČĆĐ]\.(?:\s?-?[A-Z]\.)*)"
_NAME = re.compile(
    rf"(?<![\w.])(?:{_INITIAL}\s*)?{_CAPITAL}(?:[ \t\xa0]+(?:(?i:{_PARTICLE})[ \t\xa0-]+)*(?:{_INITIAL}|{_CAPITAL}))*",
)
_HONORIFICS = re.compile(
    rf"^(?:(?:{HONORIFIC})\b\.?[ \t]*(?:\(?(?:Ret|Retd|rtd|Rtd)\.?\)?)?[ \t]*,?[ \t]*)+", re.I
)

_PIECE = re.compile(r"[^,]+")
_PARTS = re.compile(r"[^\W\d_]+(?:[’'`´-][^\W\d_]+)*")
_BLANKS = re.compile(r"(\s+)")
_POSSESSIVE = re.compile(r"['’]s$")
_DIGIT = re.compile(r"\d")

# A capitalised word that makes a stretch of words no person's name.
NOT_A_NAME = word_list("no-person")


class Person(NamedTuple):
    """One name of a person: as written without titles, and where it stands."""

    name: str
    start: int
    end: int
    titled: bool


def _plausible(name: str, titled: bool) -> bool:
    parts = _PARTS.findall(name)
    full = [part for part in parts if len(part) > 1]
    if not full or any(plain(part) in NOT_A_NAME for part in parts):
        return False
    if _DIGIT.search(name):
        return False
    initials = len(parts) > len(full)
    if len(full) == 1 and not initials and not titled:
        return False
    return len(parts) <= 8


def persons(text: str) -> list[Person]:
    """Names of persons in a text, by their looks: names of bodies may be among them."""
    out: list[Person] = []
    for match in _NAME.finditer(text):
        for piece in _PIECE.finditer(match.group()):
            person = _person(piece.group(), match.start() + piece.start())
            if person:
                out.append(person)
    return out


def without(people: list[Person], taken: list[tuple[int, int]], text: str) -> list[Person]:
    """The persons' names, without those words of them that are names of actors."""
    out: list[Person] = []
    for person in people:
        pieces = [(person.start, person.end)]
        for first, last in taken:
            pieces = [
                piece
                for a, b in pieces
                for piece in ([(a, b)] if last <= a or b <= first else [(a, first), (last, b)])
            ]
        for a, b in pieces:
            if (a, b) == (person.start, person.end):
                out.append(person)
            elif b > a and (rest := text[a:b].strip(" .,-")):
                start = text.index(rest, a)
                if _plausible(rest, titled=False):
                    out.append(Person(rest, start, start + len(rest), False))
    return out


def _person(raw: str, start: int) -> Person | None:
    title = _HONORIFICS.match(raw)
    if title:
        start += title.end()
        raw = raw[title.end() :]
    kept = ""
    for piece in _BLANKS.split(_POSSESSIVE.sub("", raw.rstrip(" .-"))):
        # A word of an office or of a body ends the name.
        if plain(piece.strip(".,")) in NOT_A_NAME:
            break
        kept += piece
    kept = kept.rstrip(" .-")
    if not kept or not _plausible(kept, bool(title)):
        return None
    return Person(kept, start, start + len(kept), bool(title))


def person_key(name: str) -> tuple[str, str]:
    """Surname and first initial, by which forms of one person's name agree; the initial may be ``""``.

    ``V. Kazimirov`` and ``Vladimir Kazimirov`` give the same; so may two brothers, which is why a
    key never counts outside one process and one actor.
    """
    parts = [plain(p) for p in _PARTS.findall(name)]
    parts = [re.sub(r"[’'`´-]", "", p) for p in parts]
    parts = [p for p in parts if p not in {"jr", "sr", "ii", "iii"}] or parts
    if not parts:
        return "", ""
    return parts[-1], parts[0][0] if len(parts) > 1 else ""


def full_key(name: str) -> tuple[str, ...]:
    """First and last word of a name, neither an initial: ``()`` if it has not both."""
    parts = [plain(p) for p in _PARTS.findall(name)]
    if len(parts) < 2 or len(parts[0]) < 2 or len(parts[-1]) < 2:
        return ()
    return parts[0], parts[-1]
