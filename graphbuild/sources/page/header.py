"""The header fields of a coding page: what their text says, as values of a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from graphbuild.ontology import fields, places, processes, values
from graphbuild.patterns import late
from graphbuild.records import Agreement
from graphbuild.sources.page import marks, typed
from graphbuild.sources.page.prose import flat, joined
from graphbuild.sources.page.skeleton import skeleton, spelled

Cell = tuple[list[str], list[bool]]
"""The lines of a value, and whether each opens a paragraph."""

_NUMBER = re.compile(r"^\s*\d{1,3}\s?[:.]\s+")
# Names that differ in a year or a number are two processes, however alike their letters are.
_FIGURES = re.compile(r"\d+|\b[IVX]+\b")
_OPENS = re.compile(r"\(\s*opens\s+in\s+new\s+tab\s*\)?", re.I)
_DOWNLOAD = re.compile(r"\|?\s*\bdownload\s*pd[fe]\b|\|\s*download\b|^\s*download$", re.I)
_YEARS = late(
    r"^(.{2,160}?\(\s*\d{4}\s*[-–—]\s*(?:\d{4})?\s*\)(?:\s*\(\s*\d{4}\s*[-–—]\s*(?:\d{4})?\s*\))*)"
)


def fill_header(
    agreement: Agreement, cells: Mapping[str, Cell], width: int, links: Mapping[str, str]
) -> None:
    """Write the fields found on a page into a record; what fits no field goes to its warnings."""
    _places(agreement, cells)
    _name_and_date(agreement, cells)
    for field in fields.on_page():
        if field.code in typed.CODED and field.code not in ("Stage", "Agtp"):
            _coded(agreement, field.code, cells)
    _stage(agreement, cells)
    _process(agreement, cells)
    _level(agreement, cells, width)
    for field in fields.on_page():
        if field.kind == "text" and field.code != "Agt":
            lines, opens = cells.get(field.code, ([], []))
            text = joined(lines, opens, width)
            field.put(agreement, "" if marks.DASH.match(text) else text)
    _documents(agreement, cells, links)


def _text(cells: Mapping[str, Cell], code: str) -> str:
    return flat(cells.get(code, ([], []))[0]).strip(" _|")


def _places(agreement: Agreement, cells: Mapping[str, Cell]) -> None:
    for line in _places_lines(cells.get("Con", ([], []))[0]):
        found, strange = typed.split_places(line)
        if strange and not found:
            near = typed.closest(line, typed.place_spellings())
            found, strange = ([near], []) if near else ([line], [])
        elif strange:
            near = typed.closest(" ".join(strange), typed.place_spellings())
            found.append(near or " ".join(strange))
        for name in found:
            if name not in agreement.country_entity:
                agreement.country_entity.append(name)
    for name in agreement.country_entity:
        place = places.find(name)
        if place is None:
            agreement.warnings.append(
                f"Country/entity: unknown name, neither country nor entity: {name}"
            )
        elif place.kind == "country":
            agreement.countries.append(name)
        else:
            agreement.entities.append(name)


def _places_lines(lines: Sequence[str]) -> list[str]:
    whole = flat(lines).strip(" _|")
    if not whole or marks.DASH.match(whole):
        return []
    return [whole] if typed.all_places(whole) else [line.strip(" _|-*•") for line in lines]


def _name_and_date(agreement: Agreement, cells: Mapping[str, Cell]) -> None:
    agreement.name = _text(cells, "Agt")
    written = _text(cells, "Dat")
    agreement.date, rest = _date_and_rest(written)
    if rest:
        agreement.warnings.append(f"Date: text beside the value: {rest}")
    if written and not agreement.date:
        agreement.warnings.append(f"Date: not a date: {written}")


def _date_and_rest(text: str) -> tuple[str, str]:
    """The date that a text is or begins with, and what follows it."""
    words = text.split()
    for count in (len(words), 3, 1):
        found = iso_date(" ".join(words[:count]))
        if found:
            return found, " ".join(words[count:])
    return "", ""


def iso_date(text: str) -> str:
    """A page's date (``7 Dec 2023``, ``07/12/2023``; the day is always first) in ISO 8601, or ``""``."""
    match = typed.DATE.match(text.strip())
    if not match:
        return ""
    day, month, year = match.groups()
    number = int(month) if month.isdigit() else _month(month)
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    short = name[:3].casefold()
    return typed.MONTHS.index(short) + 1 if short in typed.MONTHS else 0


def _coded(agreement: Agreement, code: str, cells: Mapping[str, Cell]) -> None:
    name = typed.CODED[code]
    written = _text(cells, code)
    if not written or marks.DASH.match(written):
        return
    label, rest = _leading(written, typed.spellings(code))
    setattr(agreement, name, label or written)
    found = values.find(name, label)
    if found is None:
        agreement.warnings.append(f"{_label(code)}: not a known value: {written}")
    elif name != "interim":
        setattr(agreement, f"{name}_code", found.code)
    _keep_rest(agreement, code, rest, label)


def _leading(written: str, known: Mapping[str, str]) -> tuple[str, str]:
    """The known value that a text is or begins with, and what follows it."""
    label = typed.closest(written, dict(known))
    if label:
        return label, ""
    shape, positions = spelled(written)
    for spelling in sorted(known, key=len, reverse=True):
        if len(spelling) > 1 and shape.startswith(spelling):
            end = positions[len(spelling) - 1] + 1
            if end >= len(written) or not written[end].isalpha() or written[end] in "il":
                rest = written[end:]
                return known[spelling], rest.lstrip("il)") if rest[:1] in "il" else rest.lstrip(")")
    return "", ""


def _keep_rest(agreement: Agreement, code: str, rest: str, label: str) -> None:
    """Text beside a value: a repetition of it (a page prints the region once per country) or kept."""
    pieces = re.sub(re.escape(label), " ", rest) if label else rest
    if skeleton(pieces):
        agreement.warnings.append(f"{_label(code)}: text beside the value: {rest.strip()}")


def _label(code: str) -> str:
    return fields.page_labels()[code]


def _stage(agreement: Agreement, cells: Mapping[str, Cell]) -> None:
    written = _text(cells, "Stage")
    if not written or marks.DASH.match(written):
        return
    known = typed.spellings("Stage")
    base, substage = written, ""
    match = typed.STAGE.match(written)
    if match and typed.closest(match.group(1), known):
        base, substage = match.groups()
    label, rest = _leading(base, known)
    agreement.stage = label or written
    found = values.find("stage", label)
    if found is None:
        agreement.warnings.append(f"Stage: not a known value: {written}")
        return
    agreement.stage_code = found.code
    _keep_rest(agreement, "Stage", rest, label)
    if substage:
        below = {
            skeleton(name): value.label
            for value in values.values("substage")
            if value.broader == found.code
            for name in (value.label, *value.other_labels)
        }
        agreement.substage = typed.closest(substage, below) or substage
        sub = values.find("substage", agreement.substage, found.code)
        agreement.substage_code = sub.code if sub and sub.broader == found.code else ""
        if not agreement.substage_code:
            agreement.warnings.append(f"Stage: not a known value below {label}: {substage}")


def _process(agreement: Agreement, cells: Mapping[str, Cell]) -> None:
    """The process's name, a misread one put right; a number only where the page prints one."""
    printed = _text(cells, "PPName")
    written = _NUMBER.sub("", printed)
    if not written or marks.DASH.match(written):
        return
    if printed != written:
        agreement.process_id = printed.split(":")[0].strip(" .")
    agreement.process = written
    if processes.number(written):
        return
    near = typed.closest(written, typed.process_spellings(), 0.12)
    if near and _FIGURES.findall(near) == _FIGURES.findall(written):
        agreement.process = near
        agreement.warnings.append(f"Peace process: {written!r} read as {near!r}")
    else:
        agreement.warnings.append(f"Peace process: not a known process: {written}")


def _level(agreement: Agreement, cells: Mapping[str, Cell], width: int) -> None:
    lines, opens = cells.get("Agtp", ([], []))
    if not lines:
        return
    text = joined(lines, opens, width)
    agreement.level, end = typed.level(text)
    if not agreement.level:
        agreement.level = typed.closest(lines[0], typed.spellings("Agtp"))
        end = len(lines[0]) if agreement.level else 0
    found = values.find("level", agreement.level)
    if found is None:
        agreement.warnings.append(f"Agreement/conflict level: not a known value: {lines[0]}")
    else:
        agreement.level_code = found.code
    agreement.conflict, agreement.conflict_description = conflict(text[end:])


def conflict(text: str) -> tuple[str, str]:
    """Name and description of the conflict in what follows the level.

    The page prints ``( Name (1991 - ) )``, or the name, a text, and the button ``Close Name``; the
    earlier site a name in an open parenthesis, the text, the name again and ``)``.
    """
    body = text.strip(" \n_|—")
    if marks.DASH.match(body):
        return "", ""
    closed = re.search(r"(?:^|\s|(?<=[.!?)”’\"']))Close\b([^\n]{0,160}(?:\n[^\n]{0,100})?)$", body)
    button = after = ""
    if closed:
        button, after = _button(" ".join(closed.group(1).split()))
        body = body[: closed.start()].strip()
    if body.startswith("("):
        name, rest = _parenthesis(body)
    else:
        name, rest = _name_first(body, button)
    shape, wanted = skeleton(name), skeleton(button)
    if wanted and shape.endswith(wanted) and shape != wanted:  # misread letters before the name
        stray = name[: spelled(name)[1][len(shape) - len(wanted)]]
        name, rest = button, f"{stray}\n{rest}"
    rest = _without_repeats(rest.strip(), name)
    if button and name and skeleton(button) != skeleton(name):
        if skeleton(name).startswith(skeleton(button)):
            button = ""
        else:  # no button after all, or one that says more than the name
            rest = f"{rest}\nClose {button}".strip()
    return _years(name or button), f"{rest}\n{after}".strip()


def _button(words: str) -> tuple[str, str]:
    """The conflict's name on the button, and what a converter put after it."""
    match = _YEARS.match(words)
    if match:
        return match.group(1), words[match.end() :].strip(" )")
    return words, ""


def _parenthesis(body: str) -> tuple[str, str]:
    depth = 0
    for place, char in enumerate(body[:400]):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return " ".join(body[1:place].split()), body[place + 1 :]
    inner = body[1:].lstrip()
    match = _YEARS.match(" ".join(inner[:200].split()))
    if match:
        name = match.group(1)
        _, positions = spelled(inner[:240])
        end = positions[min(len(skeleton(name)), len(positions)) - 1] + 1
        tail = re.match(r"[\s\-–—)]*\)", inner[end:])
        return name, inner[end + (tail.end() if tail else 0) :]
    return "", inner


def _name_first(body: str, button: str) -> tuple[str, str]:
    shape, positions = spelled(body[:240])
    wanted = skeleton(button)
    match = _YEARS.match(body.replace("\n", " ")[:200])
    if match:
        return " ".join(match.group(1).split()), body[match.end() :]
    if wanted and shape.startswith(wanted):
        end = positions[len(wanted) - 1] + 1
        tail = re.match(r"[\s\-–—]*\)", body[end:])
        return button, body[end + (tail.end() if tail else 0) :]
    first, _, rest = body.partition("\n")
    if len(first) < 90 and first and not first.endswith("."):
        return first, rest
    return "", body


def _without_repeats(rest: str, name: str) -> str:
    """The description without the conflict's name printed again at its start or end."""
    rest = rest.strip()
    for spelling in {name, _years(name)} - {""}:
        if rest.startswith(spelling):
            rest = rest[len(spelling) :].strip()
        stripped = rest.rstrip(") \n")
        if stripped.endswith(spelling.rstrip(") ")) and len(spelling) > 5:
            rest = stripped[: len(stripped) - len(spelling.rstrip(") "))].strip()
    return "" if rest in (")", "-") else rest


def _years(name: str) -> str:
    """A conflict's name with the dash that a converter lost or glued: ``(1996 )``, ``(1991 -)``."""
    name = re.sub(r"\(\s*(\d{4})\s*[-–—]?\s*\)", r"(\1 - )", name)
    return re.sub(r"\(\s*(\d{4})\s*(?:[-–—]|\s)\s*(\d{4})\s*\)", r"(\1 - \2)", name).strip(" |")


def _documents(agreement: Agreement, cells: Mapping[str, Cell], links: Mapping[str, str]) -> None:
    lines = cells.get("x:AgreementDocument", ([], []))[0]
    text = _OPENS.sub("\n", flat(lines))
    text = _DOWNLOAD.sub("\n", text)
    text = re.sub(r"\[\s?\]", "\n", text)
    text = re.sub(r"(\.pdf)(?=\s+\S)", r"\1\n", text, flags=re.I)
    for part in text.split("\n"):
        title = part.strip(" |_-–—")
        if skeleton(title) or title.isalnum():
            agreement.agreement_document.append(title)
    for words, address in links.items():
        if not agreement.pdf_url and ".pdf" in address.casefold() and words:
            agreement.pdf_url = address
