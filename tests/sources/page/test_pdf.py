"""PDF as text: small files written by hand, good and bad."""

from __future__ import annotations

import pytest

from graphbuild.errors import MissingExtra, SourceError
from graphbuild.sources.containers.pdf import pdf_to_text

pytest.importorskip("pypdfium2")


def pdf(content: str, trailer: str = "", objects: str = "") -> bytes:
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *([objects] if objects else []),
    ]
    out, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{part}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
    out += "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


TEXT = "BT /F1 12 Tf 50 700 Td (Country/entity Colombia) Tj 0 -20 Td (Region Americas) Tj ET"


def test_the_text_layer_is_read_line_by_line() -> None:
    assert pdf_to_text(pdf(TEXT), "a.pdf").split("\n") == [
        "Country/entity Colombia",
        "Region Americas",
    ]


def test_a_pdf_of_images_is_refused() -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: the PDF has no text"):
        pdf_to_text(pdf("0 0 100 100 re f"), "a.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4\nnothing", b"\x00\x01" * 500])
def test_a_broken_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"a\.pdf: the PDF is broken"):
        pdf_to_text(data, "a.pdf")


def test_an_encrypted_pdf_is_refused() -> None:
    key = "00" * 32
    locked = pdf(
        TEXT,
        f"/Encrypt 6 0 R /ID [<{key}> <{key}>]",
        f"<< /Filter /Standard /V 1 /R 2 /O <{key}> /U <{key}> /P -44 >>",
    )
    with pytest.raises(SourceError, match=r"a\.pdf: the PDF is encrypted"):
        pdf_to_text(locked, "a.pdf")


def test_without_the_library_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(MissingExtra, match=r"graphbuild\[pdf\]"):
        pdf_to_text(pdf(TEXT), "a.pdf")
