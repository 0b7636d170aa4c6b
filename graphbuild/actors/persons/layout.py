"""How a text is laid out: its pieces, blocks and headings, and on which side of names actors stand."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from graphbuild.actors.persons.names import Person
from graphbuild.actors.persons.offices import has_office
from graphbuild.actors.phrases import compiled

Span = tuple[int, int]

_PIECE = re.compile(r"[^\n;]*[\n;]?")
# "For X: A. Roe. For Y: B. Doe": a heading within the line.
_NEXT_FOR = compiled(r"[.)\]]\s+(?={heading}\s[^.;:\n]{2,90}:)")
_FOR = compiled(
    r"^\W*(?:{page}\s\d+\W*)?(?:\d+[.)]\s*)?(?:{sign-mark}\W*)?(?:\d+[.)]\s*)?{heading}(?!\w)"
)
_DOCUMENT = compiled(r"^\W*{no-heading}\b")
_BODY = compiled(r"\b{body-noun}\b|\([A-Z]{2,}[-/A-Z]*\)", re.NOFLAG)
_MARK = compiled(r"\b{sign-mark}\b|\b{led-by}(?!\w)|\b{opens-role}\b")
_CAPITAL = re.compile(r"[^\W\d_a-zà-ÿ][\w'’-]{2,}")
# "Representatives of the Front: A. Roe": whoever these words name, it is none of those before.
_REPRESENTS = compiled(r"\b{represents}\b[^:\n]{0,40}?\s{represented-of}\s[^:\n]{2,90}:")
_NAMED = re.compile(r"\b[^\W\d_a-zà-ÿ][^\W\d_]{2,}")
_HEADING = 6
_COMMA_OFFICE = compiled(r",\s[^,;\n]{0,40}?\b{office}\b")
_DASH = re.compile(r"\w\s*[-–—]\s+$")
_HEAD = re.compile(r"^[^:]{3,160}:[^:]{0,90}$")
_LISTED = re.compile(r":\s*$")
# As few gaps between lines tell nothing of how a text is spaced.
_FEW = 4
_NEARLY = 0.6
_ITEM = re.compile(r"\s*(?:[•*·●]|\(?\d{1,2}[.)])\s")


class Piece(NamedTuple):
    """A line, or a part of one between semicolons, with the persons and actors named in it.

    ``actors`` are numbers in the list of the actors that were found; ``block`` counts the stretches
    between blank lines.
    """

    start: int
    end: int
    text: str
    block: int
    persons: list[Person]
    actors: list[int]

    @property
    def speaks_for(self) -> bool:
        """Whether the piece begins ``For``, ``On behalf of``, ``Pour`` ..."""
        return _speaks_for(self.text)

    @property
    def opens(self) -> bool:
        """Whether a body and a colon stand before the first name: ``Commission: (Signed) A. Roe``."""
        if not self.persons or not self.actors:
            return False
        before = self.text[: self.persons[0].start - self.start]
        return bool(_HEAD.search(before))

    @property
    def foreign(self) -> bool:
        """Whether a colon stands before the first name, and before it a body that was not found.

        A dash counts where the body is plain from its words (``Committee for Aid - A. Roe``).
        """
        if not self.persons or self.speaks_for:
            return False
        before = self.text[: self.persons[0].start - self.start]
        dashed = bool(_DASH.search(before) and _BODY.search(before))
        if not (":" in before or dashed) or self.actors or _DOCUMENT.match(before):
            return False
        return not (has_office(before) or _MARK.search(before)) and bool(_CAPITAL.search(before))

    @property
    def represents(self) -> bool:
        """Whether the piece says before the first name that it tells who represents a body not found."""
        if not self.persons or self.actors:
            return False
        return bool(_REPRESENTS.search(self.text[: self.persons[0].start - self.start]))

    @property
    def item(self) -> bool:
        """Whether the piece is an item of a list, with a bullet or a number."""
        return bool(_ITEM.match(self.text))

    @property
    def document(self) -> bool:
        """Whether the piece tells to which document the names below it stand."""
        return (
            not self.persons
            and bool(_DOCUMENT.match(self.text))
            and bool(_LISTED.search(self.text))
        )

    @property
    def heading(self) -> bool:
        """Whether what follows belongs to the piece: it speaks for somebody or ends with a colon."""
        return self.listed or self.speaks_for

    @property
    def listed(self) -> bool:
        """Whether a list follows: the piece ends with a colon."""
        return _is_listed(self.text)


# Asked of each piece again and again.
@lru_cache(maxsize=4096)
def _speaks_for(text: str) -> bool:
    return bool(_FOR.match(text))


@lru_cache(maxsize=4096)
def _is_listed(text: str) -> bool:
    return bool(_LISTED.search(text.rstrip(" ;"))) and not _DOCUMENT.match(text)


def pieces(text: str, people: Sequence[Person], spans: Sequence[Span]) -> list[Piece]:
    """The pieces of a text that are not blank, in order."""
    out: list[Piece] = []
    block = 0
    begin, at = _Places([p.start for p in people]), _Places([first for first, _ in spans])
    for start, end in _divided(text):
        words = text[start:end].strip("\n")
        if not words.strip(" \t\xa0;…._-"):
            blank = not words.strip() and text[max(0, start - 1)] == "\n"
            block += blank and text[start:end].endswith("\n")
            continue
        inside = [people[i] for i in begin.within(start, end)]
        actors = at.within(start, end)
        out.append(Piece(start, end, words, block, inside, actors))
    return _spaced(out)


def _spaced(found: list[Piece]) -> list[Piece]:
    """The pieces in wider blocks, where a blank line stands between any two lines.

    Names, offices and bodies of one entry are then parted by one blank line, entries by more.
    """
    gaps = [later.block - earlier.block for earlier, later in pairwise(found)]
    close, wide = gaps.count(0), sum(gap > 1 for gap in gaps)
    if len(gaps) < _FEW or close * 5 > len(gaps) or wide * 6 < len(gaps):
        return found
    blocks = accumulate((gap > 1 for gap in gaps), initial=0)
    return [piece._replace(block=int(block)) for piece, block in zip(found, blocks, strict=True)]


class _Places:
    """Where things begin, by their numbers."""

    def __init__(self, starts: list[int]) -> None:
        self._numbers = sorted(range(len(starts)), key=starts.__getitem__)
        self._starts = sorted(starts)

    def within(self, start: int, end: int) -> list[int]:
        """The numbers of what begins within a stretch."""
        first = bisect_left(self._starts, start)
        return sorted(self._numbers[first : bisect_left(self._starts, end, first)])


def _divided(text: str) -> Iterator[Span]:
    """Lines and parts between semicolons, and each heading within them with what follows it."""
    for match in _PIECE.finditer(text):
        start, end = match.span()
        if text.find(":", start, end) >= 0:  # most lines have no heading in them
            for following in _NEXT_FOR.finditer(text, start, end):
                yield start, following.end()
                start = following.end()
        if start < end:
            yield start, end


class Layout:
    """Where the names of a text stand: above their offices or below them, under headings or above."""

    def __init__(self, found: list[Piece]) -> None:
        self.pieces = found
        self._blocks: dict[int, list[Piece]] = {}
        for piece in found:
            self._blocks.setdefault(piece.block, []).append(piece)
        self._above: dict[int, bool | None] = {}
        self._heads = [piece.heading for piece in found]
        self._closing = self._for_closes()
        named = [bool(piece.actors) for piece in found if piece.persons]
        self._each_tells = len(named) > _FEW and sum(named) >= _NEARLY * len(named)
        self._closes = [self._closes_names(n) for n in range(len(found))]
        self._below = _names_first(
            [p for n, p in enumerate(found) if not (self._closes[n] or _of_several(p))]
        )

    def item_alone(self, n: int) -> bool:
        """Whether a line that names a body and nobody is an item of a list whose lines tell both.

        Then it is no heading: one begins a block and says no office behind a comma.
        """
        piece, before = self.pieces[n], self.pieces[n - 1] if n else None
        if piece.heading or piece.persons or not piece.actors:
            return False
        begins = before is None or before.block != piece.block
        tells = bool(_COMMA_OFFICE.search(piece.text))
        return (tells and not begins) or (self._each_tells and (tells or not begins))

    @property
    def names_first(self) -> bool:
        """Whether names stand above their offices in the text as a whole."""
        return self._below

    def names_above(self, n: int) -> bool:
        """Whether a piece with a name stands above the lines that tell its office or actor."""
        block = self.pieces[n].block
        if block not in self._above:
            self._above[block] = self._names_above_in(self._blocks[block])
        above = self._above[block]
        return self._below if above is None else above

    @staticmethod
    def _names_above_in(group: list[Piece]) -> bool | None:
        """The same of a block by itself, where it shows it."""
        kinds = [bool(p.persons) for p in group if bool(p.persons) != bool(p.actors)]
        if len(set(kinds)) == 2 and not any(p.heading for p in group):
            return kinds[0]
        return None

    def unknown(self, n: int) -> bool:
        """Whether a line names a body that was not found, so that names below it are not others'."""
        piece = self.pieces[n]
        if piece.persons or piece.actors or self.names_above(n):
            return False
        follows = self.pieces[n + 1 : n + 2]
        if not any(p.persons for p in follows):
            return False
        words = piece.text.title() if piece.text.isupper() else piece.text
        if _BODY.search(words):
            return any(p.block == piece.block for p in follows)
        return self._begins_list(n)

    def _begins_list(self, n: int) -> bool:
        """Whether a few words by themselves stand between two lists of names, as a heading does."""
        piece, before = self.pieces[n], self.pieces[n - 1] if n else None
        if before is None or before.block == piece.block or not before.persons:
            return False
        words = piece.text.split()
        plain = not (has_office(piece.text) or _MARK.search(piece.text) or piece.document)
        return plain and len(words) <= _HEADING and bool(_NAMED.search(piece.text))

    def closes(self, n: int) -> bool:
        """Whether a heading belongs to the names above it (``A. Roe`` / ``For the Front``)."""
        return self._closes[n]

    def closing(self, n: int) -> int:
        """The actor of the heading that closes the list in which a name stands, or ``-1``."""
        for m in range(n + 1, len(self.pieces)):
            piece = self.pieces[m]
            if self._closes[m]:
                own = piece.block == self.pieces[n].block or not self._named_above(m)
                return piece.actors[0] if own and piece.actors else -1
            if self._heads[m]:
                break
        return -1

    def _closes_names(self, n: int) -> bool:
        piece = self.pieces[n]
        if not self._empty_for(piece):
            return False
        above = n > 0 and self.pieces[n - 1].block == piece.block
        below = n + 1 < len(self.pieces) and self.pieces[n + 1].block == piece.block
        if above != below:
            return above and self._named_above(n)
        return self._closing

    @staticmethod
    def _empty_for(piece: Piece) -> bool:
        return piece.speaks_for and not piece.persons and not _LISTED.search(piece.text)

    def _named_above(self, n: int) -> bool:
        block = self.pieces[n].block
        for piece in reversed(self.pieces[:n]):
            if piece.block != block or piece.heading:
                return False
            if piece.persons:
                return True
        return False

    def _for_closes(self) -> bool:
        """Whether the text begins with a name and ends with a heading, so that these close."""
        told = [self._empty_for(p) for p in self.pieces if p.persons or self._empty_for(p)]
        return len(told) > 1 and not told[0] and told[-1]


def _of_several(piece: Piece) -> bool:
    """Whether a heading names several actors, so that it is nobody's own (``Sudan, Chad:``)."""
    return piece.listed and len(piece.actors) > 1 and not piece.persons


def _names_first(found: list[Piece]) -> bool:
    """Whether names stand above their offices or organisations, or below them."""
    alone = [bool(p.persons) for p in found if bool(p.persons) != bool(p.actors)]
    if not alone:
        return True
    if alone[0] != alone[-1]:
        return alone[0]
    starts = [
        bool(piece.persons)
        for before, piece in zip([None, *found], found, strict=False)
        if (before is None or before.block != piece.block)
        and bool(piece.persons) != bool(piece.actors)
    ]
    return sum(starts) * 2 >= len(starts) if starts else True
