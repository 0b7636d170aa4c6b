"""The characters of a text as its author wrote them: one line end, one blank, no marks of conversion.

A converter that finds no letter for a glyph writes a mark in its place: U+FFFD, NUL, ``(cid:12)``,
a code of its font. What the mark stands for is taken from words that can be no other (``of▯ce``);
a mark of a font then means the same everywhere. Where that is not certain the mark goes, and the
reader is told.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from graphbuild.patterns import late
from graphbuild.sources.page import vocabulary
from graphbuild.sources.page.mojibake import repaired
from graphbuild.words import common, composed

_SHOWN = 5
_LINE_END = re.compile("\r\n?|[\x0b\x85\u2028\u2029]")
_BLANK_LINES = re.compile("\n{40,}")  # as many say no more than forty
_SOFT_BREAK = re.compile("\u00ad[ \t]*\n[ \t]*(?=[^\\W\\d_])")
# What PDFium writes for a hyphen at which a line may be broken.
_HYPHENS = {"\x02": "-", "\ufffe": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " "}
_INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff"
_BLANKS = "\u1680\u2000-\u200a\u202f\u205f\u3000"
# Forms of letters that only a font needs: ligatures, full width, Arabic as it is drawn, bold.
_FORMS = "\ufb00-\ufb06\ufb13-\ufb17\ufb1d-\ufdff\ufe70-\ufefc\uff01-\uff5e\U0001d400-\U0001d7ff"
_CONTROLS = "\x00-\x01\x03-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_STRANGE = late(f"[{''.join(_HYPHENS)}{_INVISIBLE}{_BLANKS}{_FORMS}{_CONTROLS}{_PRIVATE}]")
_CID = re.compile(r"\(cid:(\d{1,6})\)")
_CIDS = 0xF0000  # where (cid:N) is kept while the text is read
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,9});")

_LOST = frozenset("\ufffd\0")  # marks that stand for many letters in one text
_MARK = f"[\ufffd{_CONTROLS}{_PRIVATE}]"
_MARKED = late(f"(?:{_MARK}|[^\\W\\d_](?=[^\\W\\d_]{{0,30}}{_MARK})|(?<={_MARK})[^\\W\\d_]+)+")
_ANY_MARK = late(_MARK)
# What one glyph can be: ligatures, letters with accents, the apostrophe.
_GLYPHS = (
    *("fi", "fl", "ff", "ffi", "ffl", "ti", "tt", "tti", "ft", "fj", "Th", "st", "ct", "’"),
    *"áàâãäåçéèêëíìîïñóòôõöøúùûüýžščćđğışÁÀÂÃÄÅÇÉÈÊËÍÎÑÓÔÕÖØÚÛÜŽŠČĆ",
)


@dataclass(slots=True)
class Restored:
    """A text whose characters were put right, and the words in which one could not be read."""

    text: str
    unread: Counter[str] = field(default_factory=Counter)

    @property
    def remarks(self) -> list[str]:
        """What the reader must be told."""
        if not self.unread:
            return []
        words = [word for word, _ in self.unread.most_common(_SHOWN)]
        more = ", ..." if len(self.unread) > _SHOWN else ""
        count = self.unread.total()
        return [f"{count} unreadable characters left out (□): {', '.join(words)}{more}"]


def restored(text: str) -> Restored:
    """Put the characters of a converter's text right."""
    text = _BLANK_LINES.sub("\n" * 40, _LINE_END.sub("\n", repaired(text)))
    if "\u00ad" in text:
        text = _SOFT_BREAK.sub("", text)
    if "(cid:" in text:
        text = _CID.sub(lambda match: chr(_CIDS + min(int(match[1]), 0xFFFD)), text)
    if not text.isascii() or _STRANGE.search(text):
        text = composed(_STRANGE.sub(_plain, text))
    return _without_marks(text)


def unescaped(text: str) -> str:
    """A text in which the entities of HTML that a converter left are characters."""
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def _plain(match: re.Match[str]) -> str:
    return _plain_character(match[0])


@cache
def _plain_character(char: str) -> str:
    if char in _HYPHENS:
        return _HYPHENS[char]
    if re.match(f"[{_INVISIBLE}]", char):
        return ""
    if re.match(f"[{_BLANKS}]", char):
        return " "
    if re.match(f"[{_FORMS}]", char):
        return common(char)
    if "\x80" <= char <= "\x9f":  # Windows' signs, read as Latin-1
        return char.encode("latin-1").decode("cp1252", "replace")
    if "\uf020" <= char <= "\uf0ff":  # the font Symbol; of its signs only bullets are on pages
        return "•" if char in "\uf0b7\uf0a7\uf0d8\uf06e\uf076\uf0fc" else char
    return char


def _without_marks(text: str) -> Restored:
    if not _ANY_MARK.search(text):
        return Restored(text)
    words = Counter(match[0] for match in _MARKED.finditer(text))
    known = vocabulary.Words(_MARKED.sub(" ", text))
    meanings = _meanings(words, known)
    unread: Counter[str] = Counter()
    whole: dict[str, str] = {}
    for word, count in words.items():
        whole[word] = _whole(word, meanings, known)
        left = len(_ANY_MARK.findall(whole[word]))
        if left:
            unread[_ANY_MARK.sub("□", whole[word])] += count * left
            whole[word] = _ANY_MARK.sub("", whole[word])
    return Restored(_MARKED.sub(lambda match: whole[match[0]], text), unread)


def _meanings(words: Iterable[str], known: vocabulary.Words) -> dict[str, str]:
    """What each mark of a font stands for: what it is in every word that can be only one."""
    found: dict[str, set[str]] = {}
    for word in words:
        marks = set(_ANY_MARK.findall(word))
        if len(marks) == 1 and not marks & _LOST:
            mark = marks.pop()
            glyph = _glyph(word, mark, known)
            if glyph:
                found.setdefault(mark, set()).add(glyph)
    return {mark: glyphs.pop() for mark, glyphs in found.items() if len(glyphs) == 1}


def _glyph(word: str, mark: str, known: vocabulary.Words) -> str:
    """The only glyph that makes a known word of this one; ``""`` if none or several do."""
    last = word.rindex(mark)
    fitting = [
        glyph
        for glyph in _GLYPHS
        if known.has(word.replace(mark, glyph), len(word[:last].replace(mark, glyph) + glyph))
    ]
    bare = word.strip(mark)
    if bare and bare != word and known.has(bare):
        return ""  # at the edge of a word it can be a quote, too
    return fitting[0] if len(fitting) == 1 else ""


def _whole(word: str, meanings: dict[str, str], known: vocabulary.Words) -> str:
    for mark, glyph in meanings.items():
        word = word.replace(mark, glyph)
    for mark in sorted(set(_ANY_MARK.findall(word))):
        glyph = _glyph(word, mark, known)
        if glyph:
            word = word.replace(mark, glyph)
    return word
