"""What a mail program, an editor or a spreadsheet put around the text of a page."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from io import StringIO
from itertools import pairwise

from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.page import languages, phrases
from graphbuild.sources.page.columns import with_rows
from graphbuild.sources.page.paths import with_arrows
from graphbuild.sources.page.slots import is_heading, is_label, slots

_MOST = 0.6  # share of the lines that must show a mark
_FEW_LINES = 12
_NUMBERS = 0.9
_LABELS_NEEDED = 12
_MARKUP_LIMIT = 5_000_000
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?){1,5}")
_NUMBER = re.compile(r"^[ \t]{0,8}(\d{1,5})(?:[.:)|][ \t]?|[ \t]|$)")
_CELL_TAG = re.compile(r"<(?:td|dd|text|div)[\s>]", re.I)
_TABLE = re.compile(r"<(table|dl)(?:\s[^<>]{0,300})?>", re.I)
# A book or an article in XML (FictionBook, TEI, DocBook, JATS): each element ends its line.
_XML = re.compile(
    r"\s{0,80}(?:<\?xml[^<>]{0,200}>\s{0,80})?(?:<!DOCTYPE[^<>]{0,300}>\s{0,80})?<(?:FictionBook|TEI|article|book|chapter|section)\b"
)
_XML_TITLE = re.compile(r"<(/?)(?:title|head)>")
_XML_END = re.compile(
    r"</(?!b>|i>|em|strong|a>|code|hi>|emphasis|ulink|link|ref>|sup|sub)[A-Za-z][\w:.-]{0,40}>"
)
_SEPARATORS = ",;\t|"
_DOUBLE = re.compile(r"^([^\n:=]{3,60}?)[ \t]*(?:::|:=|=>|->)[ \t]+(?=\S)")


def unwrapped(text: str) -> tuple[str, list[str]]:
    """A text without quoting marks and line numbers; tables of HTML or of a spreadsheet as rows.

    Also what of it is doubtful.
    """
    text = languages.without_marks(_without_marks(text))
    if "<" in text:
        text = _without_html(text)
    text = _of_spreadsheet(text) or text
    text, lost = with_arrows(text)
    text, remarks = with_rows(text)
    remarks += lost
    text = "\n".join(phrases.unbroken(text.split("\n")))
    return "\n".join(_parted(text)), remarks


def _without_marks(text: str) -> str:
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if len(filled) < _FEW_LINES:
        return text
    if sum(line.lstrip().startswith(">") for line in filled) > _MOST * len(filled):
        lines = [_QUOTE.sub("", line) for line in lines]
        filled = [line for line in lines if line.strip()]
    found = [_NUMBER.match(line) for line in filled]
    numbers = [int(match[1]) for match in found if match]
    rising = sum(after > before for before, after in pairwise(numbers))
    if len(numbers) > _NUMBERS * len(filled) and rising > _NUMBERS * len(numbers):
        lines = [_NUMBER.sub("", line) for line in lines]
    return "\n".join(lines)


def _without_html(text: str) -> str:
    """A text whose tables of HTML are rows; all of it where it is markup from the beginning."""
    if len(text) > _MARKUP_LIMIT:
        return text
    if _XML.match(text):
        return html_to_text(_XML_END.sub(r"\g<0><br>", _XML_TITLE.sub(r"<\1h3>", text)))
    if text.lstrip()[:1] == "<" and len(_CELL_TAG.findall(text)) > _LABELS_NEEDED:
        return html_to_text(text.replace("</text>", "</text><br>"))
    out, at, low = [], 0, text.lower()
    while opened := _TABLE.search(text, at):
        end = low.find(f"</{opened[1].lower()}>", opened.end())
        if end < 0:
            break
        end += len(opened[1]) + 3
        out += [text[at : opened.start()], "\n", html_to_text(text[opened.start() : end]), "\n"]
        at = end
    return "".join([*out, text[at:]])


def _of_spreadsheet(text: str) -> str:
    """A page saved as CSV (labels in one column, values in the next) as rows; ``""`` if it is none."""
    head = text[:20_000]
    for separator in _SEPARATORS:
        if separator in "\t|" and '"' not in head:
            continue
        if sum(bool(_label_at(row)) for row in _records(head, separator)) < _LABELS_NEEDED:
            continue
        return "\n".join(_row(row) for row in _records(text, separator))
    return ""


def _records(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        return []


def _label_at(row: list[str]) -> int:
    """Which cell of a row is a label with a cell behind it, from 1 on; 0 if none is."""
    for at, cell in enumerate(row[:4], 1):
        if at < len(row) and is_label(cell.strip()):
            return at
    return 0


def _row(row: list[str]) -> str:
    at = _label_at(row)
    if not at:
        return " ".join(cell for cell in row if cell.strip())
    before = [cell for cell in row[: at - 1] if is_heading(cell)]
    value = "\n\t".join(line for cell in row[at:] for line in cell.split("\n") if line.strip())
    return "\n".join([*before, f"{row[at - 1].strip()}\t{value}"])


_LONG = 160


_ENDED = ".!?:)]”’\"'"
_VALUE = re.compile(r"\W{0,8}Pages?\s?\d|[^\n]{0,100}→")


def _parted(text: str) -> Iterator[str]:
    """The lines; one that holds several rows of a page is cut before their labels."""
    lines = text.split("\n")
    following = ""  # the next line that holds anything
    cuts: list[int] = []
    for line in reversed(lines):
        cuts.append(_label_behind(line, following))
        following = line if line.strip() else following
    for line, cut in zip(lines, reversed(cuts), strict=True):
        if cut:
            yield from _cut_rows(line[:cut].rstrip())
            yield RUNS_ON + line[cut:]
        else:
            yield from _cut_rows(line)


def _label_behind(line: str, following: str) -> int:
    """Where a label begins whose line end was lost, behind a whole sentence and before its own value; 0 if none."""
    if not following or "|" in line or "\t" in line:
        return 0
    if not (phrases.nothing(following[:80]) or _VALUE.match(following)):
        return 0
    for count in range(1, 7):
        words = line.rsplit(None, count)
        if len(words) <= count:
            return 0
        at = len(words[0])
        if words[0][-1] in _ENDED and is_label(line[at:]):
            return at + len(line[at:]) - len(line[at:].lstrip())
    return 0


def _cut_rows(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        double = _DOUBLE.match(line)
        if double and is_label(double[1].strip(" *-")):
            line = f"{double[1]} {line[double.end() :]}"
        yield from _cut(line) if len(line) > 60 and "|" not in line[:2] else [line]


def _cut(line: str) -> Iterator[str]:
    bold = [match.start() for match in _BOLD_LABEL.finditer(line) if is_label(match[1].strip(" :"))]
    if bold and bold[-1] > 0 and "\t" not in line:
        yield from _pieces(line, bold)
        return
    if len(line) < _LONG:
        yield line
        return
    places = [match.start() for match in _labels().finditer(line)]
    if len(places) < 4 or line.count("pecific mention") + _fields(line, places) < 4:
        yield line
        return
    yield from _pieces(line, places)


def _fields(line: str, places: list[int]) -> int:
    """How many labels of fields stand in a line in the order of the page."""
    order = [slot.label for slot in slots() if slot.kind == "field"]
    at, count = 0, 0
    for place in places:
        for number in range(at, len(order)):
            if line.startswith(order[number], place):
                at, count = number + 1, count + 1
                break
    return count


RUNS_ON = "\ue9ff"
"""Stands before a line that was cut out of a longer one."""


def _pieces(line: str, places: list[int]) -> Iterator[str]:
    edges = sorted({0, *places, len(line)})
    for number, (start, end) in enumerate(pairwise(edges)):
        yield (RUNS_ON if number else "") + line[start:end].rstrip()


_BOLD_LABEL = re.compile(r"(?:\*\*|__|<b>)([^*_<>\n]{3,60})(?:\*\*|__|</b>)")


@cache
def _labels() -> re.Pattern[str]:
    names = sorted({slot.label for slot in slots()}, key=len, reverse=True)
    words = "|".join(r"\s".join(map(re.escape, name.split())) for name in names)
    return re.compile(rf"(?<![\w/→-])(?<!→ )(?:{words})(?![\w→]| →)")
