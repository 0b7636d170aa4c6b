"""From the text of a file to the records of the coding pages in it."""

from __future__ import annotations

from itertools import pairwise

from graphbuild.errors import SourceError
from graphbuild.ontology import topics
from graphbuild.records import Agreement
from graphbuild.sources.findings import Findings
from graphbuild.sources.page import doubts, furniture, languages, marks, outline, scraps
from graphbuild.sources.page.assign import VALUES_FROM, assign
from graphbuild.sources.page.blocks import Block, cut_blocks
from graphbuild.sources.page.detect import looks_like_page
from graphbuild.sources.page.header import Cell, fill_header
from graphbuild.sources.page.labels import Label, Text, find_labels
from graphbuild.sources.page.letters import letters
from graphbuild.sources.page.line import Line
from graphbuild.sources.page.lines import Document, read_lines
from graphbuild.sources.page.misread import with_misread
from graphbuild.sources.page.prose import joined, usual_width
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import slots
from graphbuild.sources.page.topics import read_row

LARGEST = 20_000_000
"""Characters of the largest text that is read: about a thousand pages."""
_SCRAP = 60  # characters of a text that is too short for an excerpt
_LONGEST_PAGE = 40_000  # lines of one page


def read_page(text: str, file: str, findings: Findings | None = None) -> list[Agreement]:
    """The records of a text that holds one or several coding pages.

    ``file`` is the name that messages and records give; the text may come from any converter. What
    is doubtful goes to the records' warnings and to ``findings``; so does a page of several that is
    no record. Raises :class:`SourceError` if nothing is one, or the text is too large.
    """
    name = file.replace("\\", "/").rsplit("/", 1)[-1]
    findings = findings or Findings(name)
    if len(text) > LARGEST:
        raise SourceError(file, "too large for coding pages", "split it into smaller files")
    plain = letters(text)
    if language := languages.source_of(text):
        raise SourceError(file, f"a coding page as the source of {language}", doubts.REMEDY)
    if not looks_like_page(text):
        raise SourceError(
            file,
            "not a PA-X coding page: its labels are missing",
            "give a coding page, or leave the file out",
        )
    document = read_lines(plain.text)
    document.lines = outline.without(document.lines)
    sheets = _split(document.lines)
    if max(map(len, sheets)) > _LONGEST_PAGE:
        raise SourceError(file, "a page of more than 40,000 lines", "split it into smaller files")
    address = furniture.agreement_id(text) if len(sheets) == 1 else ""
    for remark in plain.remarks:
        findings.add("warning", "unreadable-characters", remark)
    for remark in plain.shared:
        findings.add("warning", "shared-lines", remark)
    found = []
    refused: list[SourceError] = []
    for number, sheet in enumerate(sheets, 1):
        try:
            agreement = _read_one(sheet, document, name, findings)
        except SourceError as error:
            refused.append(error)
            if len(refused) == len(sheets):
                raise
            message = f"page {number} of {len(sheets)} is left out: {error.problem}; {error.remedy}"
            findings.add("error", "refused-page", message)
            continue
        if address:
            agreement.id, agreement.page_url = address, furniture.page_address(text)
        agreement.warnings += [*plain.remarks, *plain.shared] if len(sheets) == 1 else []
        found.append(agreement)
    return found


def _split(lines: list[Line]) -> list[list[Line]]:
    """The lines of each page of a file: a page begins with its country."""
    first = slots()[0].skeleton
    second = slots()[1].skeleton
    starts: list[int] = []
    for number, line in enumerate(lines):
        if skeleton(line.text[:40]).startswith(first) and (not starts or number - starts[-1] > 20):
            near = (skeleton(other.text[:30]) for other in lines[number + 1 : number + 8])
            if any(shape.startswith(second) for shape in near):
                starts.append(number)
    if len(starts) < 2:
        return [lines]
    cuts = [0, *(_title_above(lines, start) for start in starts[1:]), len(lines)]
    return [lines[start:end] for start, end in pairwise(cuts)]


def _title_above(lines: list[Line], start: int) -> int:
    """Where the title above a page's first label begins."""
    at = start
    while at > 0 and start - at < 6 and lines[at - 1].heading:
        at -= 1
    return at


def _read_one(lines: list[Line], document: Document, name: str, findings: Findings) -> Agreement:
    text = Text.of(_without_bullets(lines))
    labels = with_misread(text, find_labels(text))
    blocks = cut_blocks(text, labels, sum(label.slot <= VALUES_FROM for label in labels))
    owners, rivals = assign(labels, blocks)
    width = usual_width([len(line.text) - line.mark for line in lines if not line.heading])
    agreement = Agreement(file=name)
    cells, beside = _cells(blocks, owners)
    header = {slots()[slot].key: cell for slot, cell in cells.items() if 0 <= slot < VALUES_FROM}
    fill_header(agreement, header, width, document.links)
    filled = _fill_rows(agreement, cells, width)
    left = [*beside, *(words for words in agreement.warnings if scraps.NO_PASSAGE in words)]
    left_rows = len({words.partition(": ")[0] for words in left})
    if problem := doubts.refusal(agreement, labels, filled, left_rows):
        raise SourceError(name, problem, doubts.REMEDY)
    _fill_rest(agreement, cells, labels)
    agreement.warnings += beside
    if unsure := list(doubts.by_order(labels, blocks, owners, rivals)):
        agreement.warnings += [words for _, words in unsure]
        rows = ", ".join(dict.fromkeys(row for row, _ in unsure))
        words = f"which row some words belong to is not certain: {rows}"
        findings.add("warning", "shared-lines", f"{agreement.name[:60]!r}: {words}")
    empty = {slot for block, slot in zip(blocks, owners, strict=True) if block.nothing}
    for kind, words in doubts.doubts(agreement, text, labels, empty, set(owners)):
        agreement.warnings.append(words)
        findings.add("warning", kind, f"{agreement.name[:60]!r}: {words}", agreement=agreement.id)
    return agreement


def _without_bullets(lines: list[Line]) -> list[Line]:
    """The lines without lone dashes where these are a list's bullets: more than fields can be empty."""
    lone = sum(bool(marks.DASH.match(line.text)) for line in lines)
    return (
        [line for line in lines if not marks.DASH.match(line.text)] if lone > VALUES_FROM else lines
    )


def _cells(blocks: list[Block], owners: list[int]) -> tuple[dict[int, Cell], list[str]]:
    """The text of each slot, and scraps beside ``No specific mention.``, which says there is none."""
    empty = {slot for block, slot in zip(blocks, owners, strict=True) if block.nothing}
    full = {slot for block, slot in zip(blocks, owners, strict=True) if not block.dash}
    cells: dict[int, Cell] = {}
    beside = []
    for block, slot in zip(blocks, owners, strict=True):
        if block.nothing or (block.dash and slot in full):  # a list's bullet beside the value
            continue
        if slot in empty and slots()[slot].kind == "row" and _is_scrap(block):
            beside.append(
                f"{slots()[slot].label}: text beside “No specific mention.”: {block.text}"
            )
            continue
        lines, opens = cells.setdefault(slot, ([], []))
        lines += block.lines
        opens += block.opens
    return cells, beside


def _is_scrap(block: Block) -> bool:
    return len(block.text) < _SCRAP and not block.passage and block.row < 0


def _fill_rows(agreement: Agreement, cells: dict[int, Cell], width: int) -> dict[int, str]:
    """Write the rows that have content into a record; their texts, and those of scraps, by slot."""
    filled: dict[int, str] = {}
    for slot in slots():
        if slot.kind != "row" or slot.index not in cells:
            continue
        lines, opens = cells[slot.index]
        topic = topics.topics()[slot.key]
        if all(marks.DASH.match(line) for line in lines):
            continue
        if slot.key == "x:RelatedCases":  # a row of the page that is no topic of the coding
            agreement.related_cases = joined(lines, opens, width)
            agreement.issues.append(topic.path)
            continue
        passages, parts = scraps.sorted_out(read_row(slot.key, lines, opens, width))
        if parts:
            words = " / ".join(parts)
            agreement.warnings.append(f"{slot.label}: {scraps.NO_PASSAGE}: {words}")
        filled[slot.index] = " ".join(lines)
        if not passages:
            continue
        agreement.provisions += passages
        agreement.issues.append(topic.path)
        agreement.issue_codes.append(topic.code)
        for passage in passages:
            if passage.path and passage.path not in agreement.issue_paths:
                agreement.issue_paths.append(passage.path)
            if passage.code not in agreement.issue_codes:
                agreement.issue_codes.append(passage.code)
        if slot.key == "ImSrc":
            agreement.source_citation = joined(lines, opens, width)
    return filled


def _fill_rest(agreement: Agreement, cells: dict[int, Cell], labels: list[Label]) -> None:
    """Text that belongs to no label: above the first one, or under a heading."""
    if not labels:
        return
    title = skeleton(agreement.name)
    for slot, (lines, _) in sorted(cells.items()):
        if slot >= 0 and slots()[slot].kind != "section":
            continue
        if slot < 0:
            shape = skeleton(" ".join(lines))
            if shape == title:
                continue
            lines = [line for line in lines if skeleton(line) not in title]
        else:
            lines = [line for line in lines if skeleton(line) != slots()[slot].skeleton]
        place = "above the first label" if slot < 0 else f"under the heading {slots()[slot].label}"
        if any(skeleton(line) for line in lines):
            agreement.warnings.append(f"text {place}: {' '.join(lines)}")
