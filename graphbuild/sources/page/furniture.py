"""What a printed or saved web page adds around the coding page: headers, footers, navigation."""

from __future__ import annotations

import re

from graphbuild.patterns import late
from graphbuild.sources.page.skeleton import skeleton

_PRINT_HEADER = late(
    r"^\d{1,2}/\d{1,2}[/?]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[AP]M\b)?\s*(.*)$"
    # as it is misread: digits for slashes, no blanks, drawn gaps
    r"|^\d{1,2}/[\d/?]{3,10},?\s*\d{1,2}[:.]\d{2}\s*[AP]M[\s_—–-]*(.*)$"
)
_ADDRESS = re.compile(
    r"^\S{0,14}[\s.,]{0,3}peace\s?agreements\s?\W\s?org\S*(?:\s+\S{1,5}){0,2}$", re.I
)
_ID = re.compile(r"peaceagreements\.org/(?:w?view|agreements?|agreement)/(\d{1,6})\b", re.I)
_FILE_ADDRESS = re.compile(r"^(?:file|https?)://\S+(?:\s+\d{1,3}/\d{1,3})?$", re.I)
_PAGE_OF = re.compile(r"^Page\s+(?:\d{1,3}\s+of\s+\d{1,3}\b\s*|\S{1,3}\s+of\s+\S{1,3}$)", re.I)
_COUNT = re.compile(r"^\d{1,3}\s*/\s*\d{1,3}$")
_SITE = re.compile(
    r"^(?:the )?university of edinburgh\b.{0,200}$"
    r"|^home\b.{0,40}\bsearch\b.{0,150}$"
    r"|^(?:peace agreement access tool|peace agreements database)\b.{0,60}$"
    r"|^.{0,60}\bterms of use\b.{0,80}$",
    re.I,
)
_SITE_TITLE = re.compile(r"\s*[|–-]\s*P(?:A-?X.*|A?…|\.\.\.|…)?\s*$")


def print_title(line: str) -> str | None:
    """The title in a browser's page header (``11/22/26, 1:25 AM  Title …``); ``None`` if it is none."""
    match = _PRINT_HEADER.match(line)
    return (match.group(1) or match.group(2) or "").strip() if match else None


def is_cut_title(line: str) -> bool:
    """Whether a line looks as a browser prints a title: with the site's name, or cut off."""
    return line.endswith(("…", "...")) or "| PA-X" in line or "| P…" in line


def agreement_id(text: str) -> str:
    """The agreement's number where an address of its page gives it (``agreements/2728/``)."""
    match = _ID.search(text)
    return match.group(1) if match else ""


def page_address(text: str) -> str:
    """The address of the agreement's page as the text gives it; ``""`` if it does not."""
    match = re.search(
        r"https?://[\w.]{0,40}peaceagreements\.org/(?:w?view|agreements?)/\d{1,6}/?", text, re.I
    )
    return match.group(0) if match else ""


def is_address(line: str) -> bool:
    """Whether a line holds nothing but the page's address, and perhaps the sheet's number."""
    return len(line) < 300 and bool(_ADDRESS.match(line) or _FILE_ADDRESS.match(line))


def is_site(line: str) -> bool:
    """Whether a line is the website's navigation or footer."""
    return len(line) < 260 and bool(_SITE.match(line.lstrip("‘’'\"“”*_|.,~-— ")))


def is_count(line: str) -> bool:
    """Whether a line is a sheet's number alone (``2/6``)."""
    return bool(_COUNT.match(line))


def without_page_number(line: str) -> str:
    """A line without the export's ``Page 1 of 6`` at its start."""
    return _PAGE_OF.sub("", line, count=1)


def title_key(title: str) -> str:
    """How a title of a page header is compared: without the site's name and what was cut off."""
    return skeleton(_SITE_TITLE.sub("", title.rstrip("….")))[:60]
