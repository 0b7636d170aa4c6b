"""Hostile inputs for every reader, with an oracle for loss: rows in = records + findings.

    python benchmarks/fuzz.py [CASES] [SEED]

Each case is a small source with something broken in it: cells, quotes, separators, bytes, archives.
It must end in records or in one refusal (``SourceError``) and nothing else; where the damage leaves
the number of rows known, every row must be a record or counted in a finding of what was left out.
A case that does not is written to ``fuzz-failures/`` and printed with its number; the same seed
makes the same cases. Faults that this found stand as small tests beside their readers.
"""

from __future__ import annotations

import csv
import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from graphbuild.delimited import dicts
from graphbuild.errors import SourceError
from graphbuild.report import Report
from graphbuild.sources import read_sources

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
SLOWEST = 5.0
"""Seconds that a case may take, all of its kilobytes."""
LEFT_OUT = {
    "ragged-row",
    "no-agreement",
    "nameless-actor",
    "duplicate-actor",
    "duplicate-signatory",
    "bad-signatory",
}
ODD = [
    "", " ", "NA", "-", ".", "0", "-999", "99", "#REF!", "\\N", "None", "\0", "\ufeff", "\u2028", "\x0b", "\x85",
    "(", ")", "((", "a/b/c", "/", "\n", "\r\n", "\r", '"', '""', '" ', "'", ";", ",", "\t", "|", "=1+1", "1e9",
    "388.0", "3.45E+12", "1996", "1996-08", "17-Aug-96", "35294", "31/12/1999", "12/31/1999", "9999-99-99",
    "x" * 5000, "\u0301", "S\u00e3o", "Sa\u0303o", "\ud7ff", "\U0001f54a", "<b>", "&amp;", "%s", "{}", "\\",
    "https://a b", "http://", "Congo, Democratic Republic of", "Mali, Niger and Chad", "(Abyei", "sep=;",
]  # fmt: skip
TABLE = ["Con", "PP", "PPName", "Reg", "AgtId", "Ver", "Agt", "Dat", "Status", "Agtp", "Stage", "StageSub", "Part",
         "ThrdPart", "OthAgr", "Loc1ISO", "Loc1GWNO", "UcdpCon", "Interim", "PAX_Hyperlink", "GCh", "GeWom", "Cons"]  # fmt: skip
ROW = ["Mali/Niger", "60", "Test process", "Africa (excl MENA)", "1", "9", "Accord", "1996-08-17",
       "Multiparty signed/agreed", "Intra", "SubComp", "FrAg", "Government\nFront", "UN", "", "MLI", "432", "341", "No",
       "https://example.org/1", "0", "1", "2"]  # fmt: skip
ACTORS = [
    "actor_id",
    "actor_name",
    "actor_type",
    "alternative_names",
    "actor_country",
    "actor_iso3c",
]
ACTOR = ["21", "Azerbaijan", "Country/State", "Republic of Azerbaijan", "Azerbaijan", "AZE"]
SIGNATORIES = [
    "signatory_id", "AgtId", "agt_name", "signatory_type", "practical_third", "condition",
    "actor_id", "id_paax", "actor_name", "actor_type", "actor_iso3c", "Dat", "Part",
]  # fmt: skip
SIGNATORY = [
    "7.0", "556.0", "Accord (10/04/1998)", "party", "", "", "21.0", "CON_21", "Ireland",
    "Country/State", "IRL", "1998-04-10", "Text",
]  # fmt: skip

Case = tuple[bytes, int | None]
"""The content of a file, and how many rows it has, where that is known."""


def rows_of(make: random.Random, header: list[str], row: list[str]) -> list[list[str]]:
    """Some rows with numbers of their own and cells that are odd."""
    rows = []
    for number in range(make.randrange(1, 6)):
        cells = list(row)
        cells[header.index("AgtId") if "AgtId" in header else 0] = str(
            make.choice([number + 1, 1, 7])
        )
        for _ in range(make.choice([0, 0, 1, 1, 2, 4, 10])):
            cells[make.randrange(len(cells))] = make.choice(ODD)
        if make.random() < 0.15:
            del cells[make.randrange(1, len(cells)) :]
        if make.random() < 0.1:
            cells += [make.choice(ODD)] * make.randrange(1, 4)
        rows.append(cells)
    if make.random() < 0.1:
        rows.insert(make.randrange(len(rows) + 1), [""] * make.randrange(1, len(header) + 2))
    return rows


def filled(rows: list[list[str]]) -> int:
    """The rows that hold anything but white space and NUL."""
    return sum(any(cell.replace("\0", "").strip() for cell in row) for row in rows)


def as_csv(make: random.Random, header: list[str], rows: list[list[str]]) -> Case:
    """A table as CSV; half of them with broken bytes, so that only the csv module knows the rows."""
    out = io.StringIO(newline="")
    mark = make.choice([",", ",", ";", "\t", "|"])
    quoting = make.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
    csv.writer(out, delimiter=mark, quoting=quoting).writerows([header, *rows])
    text = out.getvalue()
    if make.random() < 0.2:
        text = text.replace(f'{mark}"', f'{mark} "') if make.random() < 0.5 else "\ufeff" + text
    data = text.encode("utf-8", "surrogatepass")
    if make.random() < 0.5:
        return data, filled(rows)
    return damaged(make, data), None


def as_workbook(make: random.Random, header: list[str], rows: list[list[str]]) -> Case:
    """The smallest workbook that there can be, cells as inline texts."""
    from xml.sax.saxutils import escape

    body, kept = [], 0
    for number, row in enumerate([header, *rows], 1):
        cells = "".join(
            f'<c r="{letters(at)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(clean(cell))}</t></is></c>'
            for at, cell in enumerate(row)
        )
        body.append(f'<row r="{number}">{cells}</row>')
        kept += number > 1 and any(clean(cell).strip() for cell in row)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name, text in {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"/>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(body)}</sheetData></worksheet>',
        }.items():
            packed.writestr(name, text)
    data = out.getvalue()
    return (data, kept) if make.random() < 0.6 else (damaged(make, data), None)


def letters(at: int) -> str:
    """The letters of a column (0 is ``A``)."""
    return chr(65 + at) if at < 26 else f"A{chr(65 + at - 26)}"


def clean(cell: str) -> str:
    """A text as XML can hold it."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", cell)


def damaged(make: random.Random, data: bytes) -> bytes:
    """The bytes with some cut, doubled, changed, inserted or swapped."""
    data = bytearray(data)
    for _ in range(make.choice([1, 1, 2, 5, 20])):
        at, size = make.randrange(len(data) + 1), make.choice([1, 1, 2, 8, 200])
        what = make.randrange(5)
        if what == 0:
            del data[at : at + size]
        elif what == 1:
            data[at:at] = data[at : at + size]
        elif what == 2 and at < len(data):
            data[at] = make.randrange(256)
        elif what == 3:
            data[at:at] = make.choice(ODD).encode("utf-8", "surrogatepass")
        else:
            del data[at:]
        if not data:
            break
    return bytes(data)


def table_csv(make: random.Random) -> Case:
    """PA-X's table as CSV."""
    return as_csv(make, TABLE, rows_of(make, TABLE, ROW))


def table_xlsx(make: random.Random) -> Case:
    """PA-X's table as a workbook."""
    return as_workbook(make, TABLE, rows_of(make, TABLE, ROW))


def authority(make: random.Random) -> Case:
    """An authority of actors as CSV or workbook."""
    form = make.choice([as_csv, as_csv, as_workbook])
    return form(make, ACTORS, rows_of(make, ACTORS, ACTOR))


def signatories(make: random.Random) -> Case:
    """PAA-X's table of who signed, as CSV or workbook."""
    rows = rows_of(make, SIGNATORIES, SIGNATORY)
    for number, row in enumerate(rows):
        if row[0] == SIGNATORY[0] and make.random() < 0.9:
            row[0] = str(number + 1)
    form = make.choice([as_csv, as_csv, as_workbook])
    return form(make, SIGNATORIES, rows)


def bytes_alone(make: random.Random) -> Case:
    """Noise, and heads of formats."""
    head = make.choice(
        [
            b"",
            b"PK\x03\x04",
            b"%PDF-1.7\n",
            b"<html>",
            b"AgtId,Agt,Dat\n",
            b"\xff\xfe",
            b"{",
            b"From: x\n",
        ]
    )
    return head + make.randbytes(make.randrange(300)), None


PAGES = sorted(path for path in SAMPLES.rglob("*") if path.suffix in (".txt", ".md", ".html"))


def page(make: random.Random) -> Case:
    """A coding page of the samples, damaged."""
    return damaged(make, make.choice(PAGES).read_bytes()), None


def printed(make: random.Random) -> Case:
    """A coding page as the smallest PDF that there can be, damaged."""
    text = make.choice(PAGES).read_text(encoding="utf-8")
    lines = text.splitlines()[: make.choice([5, 60, 400])]
    escaped = (re.sub(r"([()\\])", r"\\\1", line) for line in lines)
    shown = "".join(f"({line}) Tj 0 -6 Td\n" for line in escaped)
    content = f"BT /F1 5 Tf 40 5000 Td\n{shown}ET".encode("latin-1", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 5100] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places)
    out += b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start
    return (out if make.random() < 0.1 else damaged(make, out)), None


def judgements(make: random.Random) -> Case:
    """A table of judgements, read as the review reads it."""
    header = ["name", "process", "judgement", "actor", "mine"]
    rows = rows_of(make, header, ["Front", "8", "same", "21", "note"])
    return as_csv(make, header, rows)


KINDS: list[tuple[Callable[[random.Random], Case], int]] = [
    (table_csv, 40), (table_xlsx, 18), (authority, 14), (signatories, 12), (judgements, 8),
    (bytes_alone, 4), (page, 2), (printed, 2),
]  # fmt: skip


def counted(message: str) -> int:
    """How many rows a finding is about."""
    match = re.search(r"\((\d+) rows?: ", message)
    return int(match[1]) if match else 1


def run(kind: str, case: Case, path: Path) -> str:
    """What is wrong with how a case was read; ``""`` if nothing is."""
    content, rows = case
    start = time.perf_counter()
    try:
        if kind == "judgements":
            text = content.decode("utf-8", "replace")
            found = list(dicts(text, "t", ["name", "judgement"], "mend it"))
            lost = rows is not None and len(found) < rows
            return f"{rows} rows, {len(found)} judgements" if lost else ""
        path.write_bytes(content)
        report = Report()
        sources = read_sources([path], report)
    except SourceError as error:
        return "" if "\n" not in str(error) else "a refusal of several lines"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{type(error).__name__}: {error}"[:200]
    if time.perf_counter() - start > SLOWEST:
        return f"took {time.perf_counter() - start:.0f} s"
    if rows is None:
        return ""
    taken = sum(
        len(s.listings) if kind == "signatories" else len(s.agreements) + len(s.actors)
        for s in sources
    )
    told = sum(counted(p.message) for p in report.problems if p.kind in LEFT_OUT)
    return "" if taken + told == rows else f"{rows} rows, {taken} records, {told} left out and told"


def main(cases: int = 200_000, seed: int = 1) -> int:
    """Run the cases; the number of faults."""
    done: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    makers = [maker for maker, share in KINDS for _ in range(share)]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(cases):
            make = random.Random(f"{seed}/{number}")
            maker = makers[number % len(makers)]
            case = maker(make)
            done[maker.__name__] += 1
            if fault := run(maker.__name__, case, Path(folder) / "case"):
                faults[maker.__name__] += 1
                print(f"{number} {maker.__name__}: {fault}", flush=True)
                target = Path("fuzz-failures")
                target.mkdir(exist_ok=True)
                (target / f"{number}-{maker.__name__}").write_bytes(case[0])
    for kind, count in done.items():
        print(f"{kind}: {count:,} cases, {faults[kind]} faults")
    return sum(faults.values())


if __name__ == "__main__":
    sys.exit(1 if main(*map(int, sys.argv[1:])) else 0)
