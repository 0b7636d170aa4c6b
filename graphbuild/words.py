"""How words and names are compared, written into identifiers, and guessed when misspelt.

The one place for it. Reading adds to it what belongs to one kind of text (stems of actors' names,
letters that text recognition takes for each other) and begins from here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

_NO_LETTER_OR_DIGIT = re.compile(r"[\W_]+")
_NO_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_LONGEST_SLUG = 56
_SPECIAL = frozenset("\\|.?*+(){}[]^$-")


def composed(text: str) -> str:
    """The text with each accent and its letter as one character (NFC): the form in which text is kept."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def common(text: str) -> str:
    """The same with common letters for forms that only a font needs: ligatures, full width (NFKC)."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def unaccented(text: str) -> str:
    """The text without diacritics and ligatures; letters such as ``ł`` or ``ø`` stay."""
    if text.isascii():
        return text
    return _unmarked(unicodedata.normalize("NFKD", text))


def _unmarked(decomposed: str) -> str:
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """A word or name without accents and case."""
    return unaccented(text).casefold()


def fold(text: str) -> str:
    """Letters and digits alone, without accents and case: how labels, titles and headings are compared."""
    return _NO_LETTER_OR_DIGIT.sub("", unaccented(text).casefold())


def printable(text: str) -> str:
    r"""A path or name as it can be printed and written anywhere, in one line.

    Bytes that are no UTF-8, controls, line ends and marks that turn the direction of writing are
    escaped (``\xff``, ``\n``); accents are composed, so that a copy made on a Mac has the same name.
    """
    return "".join(map(_printable, composed(text)))


def _printable(char: str) -> str:
    if char.isprintable():
        return char
    if "\udc80" <= char <= "\udcff":  # a byte that is no UTF-8, as Python hands it over
        return f"\\x{ord(char) - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")


def pattern(text: str) -> str:
    """A regular expression for a text with or without accents, any white space for a blank.

    It is one of XPath (so of SPARQL's ``REGEX``) and of Python alike, to be used with the flag ``i``.
    """
    letters = "".join(f if (f := plain(c)).isalpha() else c for c in composed(one_line(text)))
    parts: list[str] = []
    at = 0
    while at < len(letters):
        size = next((n for n in (3, 2) if letters[at : at + n] in _variants()), 1)
        one_by_one = "".join(map(_letter, letters[at : at + size]))
        parts.append(
            one_by_one if size == 1 else f"({one_by_one}|{_variants()[letters[at : at + size]]})"
        )
        at += size
    return "".join(parts)


def _letter(char: str) -> str:
    if char == " ":
        return r"\s+"
    if char in _SPECIAL:
        return f"\\{char}"
    return f"[{char}{_variants()[char]}]" if char in _variants() else char


@cache
def _variants() -> dict[str, str]:
    """The letters of Latin, Greek and Cyrillic that are one or two plain letters with marks."""
    found: dict[str, str] = {}
    for number in (*range(0xAA, 0x530), *range(0x1E00, 0x2000), *range(0xFB00, 0xFB07)):
        char = chr(number)
        folded = plain(char)
        if char.isalpha() and folded != char and folded.isalpha() and char.lower() != folded:
            found[folded] = found.get(folded, "") + char
    return {
        folded: chars if len(folded) == 1 else "|".join(chars) for folded, chars in found.items()
    }


def one_line(text: str) -> str:
    """The text with single blanks for all white space, none at its ends."""
    return " ".join(text.split())


def hyphenated(text: str) -> str:
    """Lower-case ASCII words joined by hyphens (``nagorno-karabakh``); other letters are gaps.

    Two names can come out the same, or empty: a key among names that are known, else :func:`slug`.
    """
    return _NO_ASCII_WORD.sub("-", unaccented(text).casefold()).strip("-")


@lru_cache(maxsize=16384)
def slug(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, for IRIs made from names.

    Where letters had to be dropped or the text was cut, eight hex digits of its SHA-256 follow, so
    that two different names never share an IRI.
    """
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = _unmarked(decomposed)
    out = hyphenated(kept.encode("ascii", "ignore").decode("ascii"))
    lost = any(char.isalnum() for char in kept if ord(char) > 127)
    if lost or len(out) > _LONGEST_SLUG or not out:
        from hashlib import sha256  # names of commands and messages need none of it

        digest = sha256(one_line(decomposed).encode("utf-8", "replace")).hexdigest()[:8]
        out = f"{out[:_LONGEST_SLUG].rstrip('-')}-{digest}".lstrip("-")
    return out


def one_slip(word: str, other: str) -> bool:
    """Whether two words differ by one letter more, less or other, or by two letters swapped."""
    short, long = sorted((word, other), key=len)
    if len(long) - len(short) > 1:
        return False
    first = next(
        (i for i, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]),
        len(short),
    )
    if len(short) < len(long):
        return short[first:] == long[first + 1 :]
    swapped = short[first : first + 2] == long[first : first + 2][::-1]
    return short[first + 1 :] == long[first + 1 :] or (
        swapped and short[first + 2 :] == long[first + 2 :]
    )


def nearest(name: str, names: Iterable[str], count: int = 3, likeness: float = 0.6) -> list[str]:
    """The names most like a misspelt one, best first; ``likeness`` is difflib's ratio, 0 to 1."""
    from difflib import get_close_matches  # slow to import, needed for messages alone

    return get_close_matches(name, list(names), n=count, cutoff=likeness)
