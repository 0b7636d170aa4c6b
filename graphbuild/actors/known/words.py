"""Words of a text, in a form in which different spellings of one name are equal."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graphbuild.actors.known.lists import translations, word_list
from graphbuild.words import plain

# Little words that names are written with and without, in the languages of the data. The single
# letter "a" is none of them: it is a part of "SPLM/A".
STOP_WORDS = word_list("stop")

# Pairs of spellings that recur in names of organisations.
_SPELLING = {
    "organisation": "organization",
    "organisations": "organization",
    "organizacion": "organization",
    "defence": "defense",
    "programme": "program",
    "centre": "center",
    "labour": "labor",
    "co-operation": "cooperation",
    "govt": "government",
    "gov": "government",
    "dem": "democratic",
    "rep": "republic",
    "intl": "international",
}

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?![^\W_])"  # U.S., A.P.R.D
    # A gap behind an apostrophe stands before a lone s, or behind the d and l of French: in
    # "Peoples' Army" the next word begins.
    r"|[^\W_]+(?:['’ʼ`´](?:\s?s(?![^\W_])|(?<=\b[dlDL].)\s?[^\W_]+|[^\W_]+))*",
)
_LETTER_GROUP = re.compile(r"\(?\b(?:[A-Z][-.]){1,3}[A-Z]\b\)?")


class Word(NamedTuple):
    """One word: its comparable form, as written, where it stands, and what separates it."""

    form: str
    raw: str
    start: int
    end: int
    gap: str


@lru_cache(maxsize=65536)
def form(raw: str) -> str:
    """The comparable form of one word: no case, accents, apostrophes, plural or possessive s."""
    word = plain(raw)
    word = re.sub(r"['’ʼ`´]\s?s$", "", word)
    if re.match(r"^[dl]['’ʼ`´]", word):  # d'Ivoire, l'Union
        word = word[2:].strip()
    word = re.sub(r"[^\w]|_", "", word)
    word = _SPELLING.get(word, word)
    word = translations().get(word, word)
    if len(word) > 4 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
        word = translations().get(word, word)
    return _SPELLING.get(word, word)


def words(text: str) -> list[Word]:
    """All words of a text in order, stop words included."""
    out: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        raw = match.group()
        out.append(Word(form(raw), raw, match.start(), match.end(), text[last : match.start()]))
        last = match.end()
    return out


def content(found: list[Word]) -> list[Word]:
    """The words without stop words; single capitals joined by ``-`` become one (``I-M``: ``im``)."""
    out: list[Word] = []
    gap = ""
    for word in found:
        gap += word.gap
        if word.form in STOP_WORDS and not (word.raw.isupper() and len(word.raw) > 1 and not gap):
            gap += " "
            continue
        single = len(word.raw) == 1 and word.raw.isupper()
        if single and out and gap in {"-", "."} and out[-1].raw.isupper() and len(out[-1].raw) <= 2:
            previous = out.pop()
            word = Word(
                previous.form + word.form,
                previous.raw + word.raw,
                previous.start,
                word.end,
                previous.gap,
            )
        elif word.gap != gap:
            word = word._replace(gap=gap)
        out.append(word)
        gap = ""
    return out


def key(text: str) -> tuple[str, ...]:
    """A name as a tuple of comparable words."""
    return tuple(word.form for word in content(words(text)))
