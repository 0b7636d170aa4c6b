"""PDF as text, with pypdfium2 (``pip install graphbuild[pdf]``)."""

from __future__ import annotations

from typing import Any

from graphbuild.errors import MissingExtra, SourceError

MOST_PAGES = 2000
"""Sheets of the longest PDF that is read."""
_LARGEST = 200_000_000
_LEAST_TEXT = 20


def pdf_to_text(data: bytes, file: str) -> str:
    """The text layer of a PDF, sheet after sheet, parted by form feeds.

    Raises :class:`SourceError` if the PDF is broken, encrypted, too long or holds images only, and
    :class:`MissingExtra` if pypdfium2 is not installed.
    """
    try:
        import pypdfium2 as pdfium  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtra("reading a PDF", "pdf") from error
    if len(data) > _LARGEST:
        raise SourceError(file, "a PDF of more than 200 MB", "give the coding page alone")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).casefold():
            raise SourceError(file, "the PDF is encrypted", "save it without a password") from error
        raise SourceError(file, "the PDF is broken", "download or print it again") from error
    try:
        if len(document) > MOST_PAGES:
            raise SourceError(
                file, f"a PDF of more than {MOST_PAGES} sheets", "give the coding page alone"
            )
        sheets = [_sheet(document, number, file) for number in range(len(document))]
    finally:
        document.close()
    if sum(len(sheet.strip()) for sheet in sheets) < _LEAST_TEXT:
        raise SourceError(
            file, "the PDF has no text, only images", "run text recognition (OCR) on it first"
        )
    return "\f".join(sheets)


def _sheet(document: Any, number: int, file: str) -> str:
    import pypdfium2 as pdfium

    try:
        page = document[number]
        text = page.get_textpage()
        words = str(text.get_text_bounded())
        text.close()
        page.close()
    except pdfium.PdfiumError as error:
        raise SourceError(
            f"{file}, sheet {number + 1}", "the PDF is broken", "download or print it again"
        ) from error
    return words.replace("\r\n", "\n")
