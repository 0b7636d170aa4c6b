"""Words of a text, in a form in which different spellings of one name are equal."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
    r"(?:[^\W\d]\.){2,}[^\W\d]?(?!\w)"  # U.S., A.P.R.D
    # A gap behind an apostrophe stands before a lone s, or behind the d and l of French: in
    # "Peoples' Army" the next word begins.
    r"|\w+(?:['’ʼ`´](?:\s?s(?!\w)|(?<=\b[dlDL].)\s?\w+|\w+))*",
)
# What may join single capitals to one word.
_JOINTS = frozenset("-.")


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
    if not word.isalnum():
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


def words(text: str) -> Iterator[tuple[str, str, int, int]]:
    """All words of a text in order, stop words included: form, as written, start and end."""
    for match in _WORD.finditer(text.replace("_", " ")):
        start, end = match.span()
        raw = text[start:end]
        yield form(raw), raw, start, end


def content(text: str) -> list[Word]:
    """The words without stop words; single capitals joined by ``-`` become one (``I-M``: ``im``).

    The gap of a word is what stands between it and the one before, a blank for every stop word.
    """
    out: list[Word] = []
    gap, last = "", 0
    for match in _WORD.finditer(text.replace("_", " ")):
        start, end = match.span()
        raw = text[start:end]
        own = form(raw)
        gap += text[last:start]
        last = end
        if own in STOP_WORDS and (gap or len(raw) < 2 or not raw.isupper()):
            gap += " "
            continue
        if gap in _JOINTS and len(raw) == 1 and out and raw.isupper():
            previous = out[-1]
            if len(previous.raw) <= 2 and previous.raw.isupper():
                out[-1] = Word(
                    previous.form + own, previous.raw + raw, previous.start, end, previous.gap
                )
                gap = ""
                continue
        out.append(Word(own, raw, start, end, gap))
        gap = ""
    return out


@lru_cache(maxsize=65536)
def key(text: str) -> tuple[str, ...]:
    """A name as a tuple of comparable words."""
    return tuple([word.form for word in content(text)])
