"""The real seeds and the look-alike pages, by the figures of their own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.containers.pdf import pdf_to_text
from graphbuild.sources.page import read_page
from graphbuild.words import fold

pytestmark = pytest.mark.shared
OVERALL = {"pages": 0.988, "more": 0.9994}
MOST = {"false codes": 14, "lost codes": 6, "false excerpts": 220, "false excerpts, ocr": 180}
SEEDS = {
    "2601.seed0.md": "000_752d815f4b8adc30.txt",
    "1731.seed1.md": "001_64651ea5e36e98ea.txt",
}
LEAST = {
    "pages": {
        "pymupdf4llm": 0.98,
        "pdftotext": 0.99,
        "pdfplumber": 0.99,
        "pypdfium2": 0.99,
        "markitdown": 0.97,
        "ocr": 0.94,
    },
    "more": {
        "html": 0.99,
        "markitdown_html": 0.99,
        "pdftotext": 0.99,
        "pdfplumber": 0.98,
        "pypdfium2": 0.98,
        "tabmix": 0.99,
    },
}


def read(path: Path, name: str = "") -> Agreement:
    text = path.read_text(encoding="utf-8")
    (found,) = read_page(html_to_text(text) if path.suffix == ".html" else text, name or path.name)
    return found


def score(
    shared: Path, truth: Path, found: list[Agreement], out: Path, *more: str
) -> dict[str, float]:
    lines = out / "parsed.jsonl"
    lines.write_text("".join(json.dumps(one.to_json()) + "\n" for one in found), encoding="utf-8")
    call = [sys.executable, str(shared / "documents" / "score.py"), "--truth", str(truth)]
    call += ["--pred", str(lines), "--json", str(out / "figures.json"), *more]
    subprocess.run(call, check=True, capture_output=True)
    figures = json.loads((out / "figures.json").read_text(encoding="utf-8"))
    return {
        "overall": figures["overall"],
        **{name: fields["*"] for name, fields in figures["groups"].items()},
    }


@pytest.fixture(scope="module")
def look_alikes(shared: Path) -> dict[str, list[Agreement]]:
    """The records of all look-alike pages, by folder; their files are ``ID.CONVERTER.SUFFIX``."""
    found = {}
    for folder in LEAST:
        home = shared / "documents" / folder
        files = sorted(path for path in home.iterdir() if path.suffix in (".md", ".txt", ".html"))
        found[folder] = [read(path) for path in files]
    return found


@pytest.mark.parametrize("folder", ["pages", "more"])
def test_the_look_alikes_are_read_as_well_as_promised(
    shared: Path, tmp_path: Path, look_alikes: dict[str, list[Agreement]], folder: str
) -> None:
    home = shared / "documents" / folder
    found = look_alikes[folder]
    figures = score(shared, home / "truth.jsonl", found, tmp_path, "--require-all", str(home))
    assert figures["overall"] >= OVERALL[folder]
    short = {name: figures[name] for name, least in LEAST[folder].items() if figures[name] < least}
    assert not short


def test_no_more_codes_and_excerpts_are_false_or_lost_than_today(
    shared: Path, look_alikes: dict[str, list[Agreement]]
) -> None:
    """Excerpts are those of the saved pages, which the score finds without a fault."""
    records = [one for found in look_alikes.values() for one in found]
    truth = {}
    for folder in LEAST:
        text = (shared / "documents" / folder / "truth.jsonl").read_text(encoding="utf-8")
        truth.update((one["id"], set(one["issues"])) for one in map(json.loads, text.splitlines()))
    right = {one.file.split(".")[0]: _excerpts(one) for one in records if ".html" in one.file}
    seen: Counter[str] = Counter()
    for one in records:
        number, converter = one.file.split(".")[:2]
        seen["false codes"] += len(set(one.issues) - truth[number])
        seen["lost codes"] += len(truth[number] - set(one.issues))
        false = (_excerpts(one) - right[number]).total()
        seen["false excerpts"] += false
        seen["false excerpts, ocr"] += false if converter == "ocr" else 0
    assert {name: count for name, count in seen.items() if count > MOST[name]} == {}


def _excerpts(record: Agreement) -> Counter[str]:
    """Page and words of each passage, letters and digits alone."""
    return Counter(fold(f"{one.page}{one.excerpt}") for one in record.provisions)


def test_both_seeds_are_read_without_a_fault(shared: Path, tmp_path: Path) -> None:
    found = [read(shared / "seeds" / file, name) for name, file in SEEDS.items()]
    truth = shared / "documents" / "seeds" / "truth.jsonl"
    assert score(shared, truth, found, tmp_path)["overall"] == 1.0
    clean, worn = found
    assert clean.warnings == []
    # A line read twice, a word that is on no page, and a row that the converter lost.
    assert len(worn.warnings) == 3
    assert worn.issue_codes == [
        "GRef", "GRefRhet", "Med", "MedOth", "SsrGua", "Ce", "CeProv", "TjPrire", "ImSrc",
    ]  # fmt: skip
    assert clean.issue_codes == ["StGen", "TjPrire"]
    assert len([one for one in worn.provisions if one.code == "MedOth"]) == 2


def test_printed_pdfs_are_read_as_well(shared: Path, tmp_path: Path) -> None:
    pytest.importorskip("pypdfium2")
    found = []
    for path in sorted((shared / "documents" / "pdf").glob("*.pdf")):
        name = f"{path.name.split('.')[0]}.pdf.txt"
        found += read_page(pdf_to_text(path.read_bytes(), path.name), name)
    truth = shared / "documents" / "pages" / "truth.jsonl"
    assert len(found) == 10
    assert score(shared, truth, found, tmp_path)["overall"] >= 0.99
