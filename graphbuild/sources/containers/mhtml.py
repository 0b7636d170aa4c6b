"""A browser's single-file page (``.mhtml``): MIME, whose first HTML part is the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from graphbuild.errors import SourceError

if TYPE_CHECKING:
    from email.message import Message

_HEADERS = re.compile(rb"(?:[A-Za-z-]{1,60}:[^\n]{0,2000}\n(?:[ \t][^\n]{0,2000}\n){0,50}){2,60}")
_RELATED = re.compile(rb"^content-type:\s*multipart/related\b", re.I | re.M)
_MOST_PARTS = 10_000


def is_mhtml(head: bytes) -> bool:
    """Whether a file begins with the headers of a MIME message that holds a page and its pictures."""
    headers = _HEADERS.match(head.replace(b"\r\n", b"\n"))
    return headers is not None and _RELATED.search(headers[0]) is not None


def page_in(data: bytes, file: str) -> tuple[bytes, str, str]:
    """The page's HTML as bytes, the character set that its part states, and the page's address."""
    from email import message_from_bytes

    message = message_from_bytes(data)
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and content.strip():
                return content, part.get_content_charset("") or "", _address(message, part)
    raise SourceError(file, "a saved page without its HTML", "save the page again")


def _address(message: Message, part: Message) -> str:
    given = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    return "".join(str(given).split())
