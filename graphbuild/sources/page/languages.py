"""Markup languages in which a page may be saved: their marks taken off, or their name, if they are not read."""

from __future__ import annotations

import re

_HEAD = 400_000  # characters that are looked at
_LEAST = 5  # marks of a language that make a text its source
_SOURCES = (
    ("LaTeX", re.compile(r"\\(?:begin|end|(?:sub){0,2}section|hypertarget|label|item)\b\*?[\[{]")),
    ("troff (a manual page)", re.compile(r"^(?:\.(?:PP|TP|TS|TE|SH|SS|RS|RE|IP)\b|T\{$)", re.M)),
    ("RTF", re.compile(r"\\(?:pard|trowd|cellx\d|intbl|plain)\b")),
    ("reStructuredText with containers", re.compile(r"^ {0,60}\.\. container::", re.M)),
    (
        "Typst",
        re.compile(r"^#(?:table|grid|figure|set|show)\b[(\s]|^ {0,20}table\.(?:cell|header)", re.M),
    ),
)
_BREAK = re.compile(r"(?<=\S)(?:[ \t]*\\{1,2}|[ \t]+\+)(?=[ \t]*(?:\|[ \t]*)?$)", re.M)
_TITLE = re.compile(
    r"^h[1-6](?:\([^()\n]{0,160}\)|\{[^{}\n]{0,160}\})?\.\s+(?:\{anchor:[^{}\n]{0,160}\})?", re.M
)
_WIKI = re.compile(r"^\{\|", re.M)
_ATTRIBUTES = re.compile(
    r"^([|!])[ \t]*(?:(?:width|style|class|align|valign|colspan|rowspan|scope)=(?:\"[^\"\n]{0,120}\"|\w{1,20})[ \t]*){1,6}\|(?!\|)",
    re.M,
)
_ASCIIDOC = re.compile(r"^\|===", re.M)
_CELL = re.compile(r"(?:^|(?<=\s))(?:\d{0,2}(?:\.\d{1,2})?[+*])?[.<^>]{0,3}[adehlms]\|", re.M)
_DRAWER = re.compile(r"^[ \t]*:(?:PROPERTIES|END|CUSTOM_ID|ID):.{0,160}$", re.M)


def source_of(text: str) -> str:
    """The markup language whose source a text is, if such sources are not read; else ``""``."""
    head = text[:_HEAD]
    for name, mark in _SOURCES:
        if sum(1 for _, _ in zip(mark.finditer(head), range(_LEAST), strict=False)) == _LEAST:
            return name
    return ""


def without_marks(text: str) -> str:
    """A text without the marks that wikis, AsciiDoc, Org and Textile put around headings and cells."""
    if "\\" in text or " +" in text:
        text = _BREAK.sub("", text)
    if _TITLE.search(text):
        text = _TITLE.sub("# ", text)
    if ":END:" in text:
        text = _DRAWER.sub("", text)
    if _WIKI.search(text):
        text = _ATTRIBUTES.sub(r"\1", text)
    return _CELL.sub("|", text) if _ASCIIDOC.search(text) else text
