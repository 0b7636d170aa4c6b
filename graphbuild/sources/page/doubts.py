"""What makes the record of a page doubtful, and what makes it none.

The bounds come from PA-X v9: of the 95 rows of a page its fullest agreement (Juba, 2020) fills 84,
one in a thousand more than 79, half of them ten or fewer; no two rows share a short text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache

from graphbuild.ontology import fields
from graphbuild.records import Agreement
from graphbuild.sources.page import phrases, senses, typed
from graphbuild.sources.page.blocks import Block
from graphbuild.sources.page.labels import Label, Text
from graphbuild.sources.page.skeleton import skeleton
from graphbuild.sources.page.slots import Slot, slots
from graphbuild.words import fold

FULLEST = 0.93
"""Share of a page's rows that no page fills."""
_MANY_ROWS = 40  # below these a share says little
_SHORT = 80  # characters of a text that a program may have put into every row
_SAME = 8
_TORN = 30  # rows with words left over; the worst page of optical recognition has five
_SHOWN = 8
_ALL_SHOWN = 40  # labels that are not on a page: each may be a code that is lost
# In PA-X v9 these are empty in none of 2,144 agreements, the parties in ten.
_ALWAYS = frozenset(("Con", "Reg", "Status", "Agtp", "Stage", "Contp", "PPName", "Part"))
_MAY_BE_BARE = frozenset(("x:RelatedCases", "ImSrc"))
_ANYWHERE = frozenset(("Con", "PPName", "Interim", "Contp", "Reg", "Agtp"))  # words of prose, too
_SENTENCE = "specificmention"
REMEDY = "convert it with another program, or give the saved page (HTML)"
_CODED_DATE = re.compile(r"^[A-Z]{2}(?:[_ ][A-Z]{2})*[_ ](\d{2})(\d{2})(\d{2})(?=[_ .]|$)")


def refusal(
    agreement: Agreement, labels: Sequence[Label], contents: Mapping[int, str], scraps: int
) -> str:
    """Why what was read is no record of a page; ``""`` if it is one.

    ``contents`` are the texts of the rows that have one, by their slots; ``scraps`` is in how many
    rows words were left over.
    """
    if not agreement.name and not agreement.date:
        return "a coding page without name and date"
    rows = sum(slots()[slot].kind == "row" for slot in {label.slot for label in labels})
    words, same = _commonest(contents.values())
    if same >= _SAME and 2 * same >= len(contents):
        return f"the same words in {same} rows: {words!r}; they stand for no content, as it seems"
    if scraps >= _TORN:
        return f"words that are no passages in {scraps} rows: its columns are torn, as it seems"
    if rows >= _MANY_ROWS and len(contents) > FULLEST * rows:
        return f"{len(contents)} of {rows} rows have content, more than any page has"
    return ""


def _commonest(texts: Iterable[str]) -> tuple[str, int]:
    found: dict[str, str] = {}
    count: Counter[str] = Counter()
    for text in texts:
        if len(text) <= _SHORT:
            shape = skeleton(text)
            found.setdefault(shape, text)
            count[shape] += 1
    shape, same = max(count.items(), key=lambda item: item[1], default=("", 0))
    return found.get(shape, ""), same


def doubts(
    agreement: Agreement, text: Text, labels: Sequence[Label], empty: Set[int], filled: Set[int]
) -> Iterator[tuple[str, str]]:
    """Kind and words of what a careful reader must know of a record.

    ``text`` is the page in which the labels were found; ``empty`` are the slots of which it says
    that nothing is coded, ``filled`` those with any value, that one too.
    """
    if not agreement.name:
        yield "page-without-name", "no agreement name was found"
    if not agreement.date:
        yield "page-without-date", "no date was found"
    missing = list(_missing({label.slot for label in labels}, empty))
    if missing:
        shown = ", ".join(slot.label for slot in missing[:_ALL_SHOWN])
        more = ", ..." if len(missing) > _ALL_SHOWN else ""
        count = f"{len(missing)} of {len(slots())} labels are"
        yield "page-cut", f"{count} not on the page, so what they say is not known: {shown}{more}"
    if unfilled := ", ".join(_unfilled(agreement, labels)):
        yield "field-without-value", f"no value was found for what every page has: {unfilled}"
    rows = {label.slot for label in labels if slots()[label.slot].kind == "row"}
    bare = [
        slots()[slot].label
        for slot in sorted(rows - filled)
        if slots()[slot].key not in _MAY_BE_BARE
    ]
    if bare:
        shown = ", ".join(bare[:_SHOWN]) + (", ..." if len(bare) > _SHOWN else "")
        yield "row-without-value", f"no value was found in rows, which always have one: {shown}"
    if misspelt := _misspelt(text, labels):
        shown = ", ".join(misspelt[:_SHOWN])
        more = ", ..." if len(misspelt) > _SHOWN else ""
        words = f"the page spells its own labels otherwise than PA-X does ({shown}{more})"
        yield "misspelt-labels", f"{words}, so letters of its values may be lost or false too"
    yield from ((("strange-words", words)) for words in _strange(agreement, labels))
    for title in agreement.agreement_document:
        if _has_other_date(title, agreement.date):
            words = f"the date is {agreement.date}, its document’s name carries another"
            yield "document-date", f"{words}: {title}"


def by_order(
    labels: Sequence[Label],
    blocks: Sequence[Block],
    owners: Sequence[int],
    rivals: Sequence[int | None],
) -> Iterator[tuple[str, str]]:
    """Row and words of what another row may as well have."""
    found: list[tuple[int, int, list[str]]] = []
    for block, owner, rival in zip(blocks, owners, rivals, strict=True):
        if block.nothing or block.dash or owner < 0 or slots()[owner].kind == "section":
            continue
        if rival is None or rival < 0:
            continue
        if found and found[-1][:2] == (owner, rival):
            found[-1][2].append(block.text)
        else:
            found.append((owner, rival, [block.text]))
    for owner, rival, words in found:
        row, other = slots()[owner].label, slots()[rival].label
        said = "which of them these words belong to is not certain"
        yield row, f"{row} / {other}: {said}: {' '.join(words)}"
    yield from _prose(labels, blocks, owners)


def _prose(
    labels: Sequence[Label], blocks: Sequence[Block], owners: Sequence[int]
) -> Iterator[tuple[str, str]]:
    """The fields of prose without a value, where those of the others stand apart from their labels."""
    found = {slots()[label.slot].key: label.slot for label in labels}
    apart = {
        slots()[owner].label
        for block, owner in zip(blocks, owners, strict=True)
        if owner in {found.get(key) for key in senses.PROSE}
        and (block.label < 0 or labels[block.label].slot != owner)
    }
    for key in senses.PROSE if apart else ():
        if key in found and found[key] not in owners:
            label = slots()[found[key]].label
            words = f"no value was found, and those of {', '.join(sorted(apart))} do not stand"
            yield label, f"{label}: {words} behind their labels, so some of their words may be its"


def _strange(agreement: Agreement, labels: Sequence[Label]) -> Iterator[str]:
    """The texts that hold a line which looks like the whole value of another field."""
    found = {slots()[label.slot].key for label in labels}
    names = fields.page_labels()
    texts = {
        "Agtp": agreement.conflict_description,
        "Part": agreement.parties,
        "ThrdPart": agreement.third_parties,
        "description": agreement.description,
    }
    for code, text in texts.items():
        for line in text.split("\n"):
            others = typed.kinds(line) - _ANYWHERE - {code} if line else frozenset()
            if others and others <= found:
                label = names[min(others)]
                yield f"{names[code]} / {label}: words of the one look like the other’s: {line}"
    if "x:AgreementDocument" in found and not agreement.agreement_document:
        yield f"no value was found for {names['x:AgreementDocument']}, which a page has as a rule"


def _unfilled(agreement: Agreement, labels: Sequence[Label]) -> Iterator[str]:
    """The fields that every page has and this one shows without a value."""
    found = {slots()[label.slot].key for label in labels}
    for field in fields.on_page():
        if field.code in _ALWAYS & found and not field.get(agreement):
            yield fields.page_labels()[field.code]


def _misspelt(text: Text, labels: Sequence[Label]) -> list[str]:
    """The labels, and sentences for nothing, that lack a letter or have one too many or another."""
    found: dict[str, str] = {}
    for label in labels:
        words = " ".join(text.lines[line].text[start:end] for line, start, end in label.parts)
        slot = slots()[label.slot]
        if skeleton(words) != slot.skeleton or len(fold(words)) != len(fold(slot.label)):
            found.setdefault(fold(words), words.strip())
    for line in text.lines:
        said = phrases.nothing(line.text)
        words = line.text[said.start : said.end] if said else ""
        if said and _SENTENCE not in fold(words):
            found.setdefault(fold(words), words.strip(" _|*"))
    return list(found.values())


def _missing(found: Set[int], empty: Set[int]) -> Iterator[Slot]:
    """The fields and rows that a page lacks; an export prints an uncoded section in one line."""
    for slot in slots():
        if slot.kind == "section" or slot.index in found:
            continue
        below = _section(slot.index) if slot.kind == "row" else range(0)
        if found.isdisjoint(below[1:]) and not empty.isdisjoint(below):
            continue
        yield slot


@cache
def _section(row: int) -> range:
    """The slots of the section that a row stands in, its heading first."""
    first = row
    while slots()[first].kind == "row":
        first -= 1
    last = row
    while last + 1 < len(slots()) and slots()[last + 1].kind == "row":
        last += 1
    return range(first, last + 1)


def _has_other_date(title: str, date: str) -> bool:
    """Whether a document’s name (``AZ_930913_...``) carries another date than the page."""
    match = _CODED_DATE.match(title)
    if not match or len(date) != len("1993-09-13"):
        return False
    coded = match.groups()
    return "00" not in coded[1:] and [*coded] != [date[2:4], date[5:7], date[8:]]
