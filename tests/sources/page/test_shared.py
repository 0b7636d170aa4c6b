"""The real seeds and the look-alike pages, by the figures of their own scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild.records import Agreement
from graphbuild.sources.containers.html import html_to_text
from graphbuild.sources.containers.pdf import pdf_to_text
from graphbuild.sources.page import read_page

pytestmark = pytest.mark.shared
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


@pytest.mark.parametrize("folder", ["pages", "more"])
def test_the_look_alikes_are_read_as_well_as_promised(
    shared: Path, tmp_path: Path, folder: str
) -> None:
    home = shared / "documents" / folder
    files = sorted(path for path in home.iterdir() if path.suffix in (".md", ".txt", ".html"))
    found = [read(path) for path in files]
    figures = score(shared, home / "truth.jsonl", found, tmp_path, "--require-all", str(home))
    assert figures["overall"] >= 0.975
    short = {name: figures[name] for name, least in LEAST[folder].items() if figures[name] < least}
    assert not short


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
