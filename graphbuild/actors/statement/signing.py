"""What a text says about signing."""

from __future__ import annotations

import re

from graphbuild.actors.openings import Opened, may_hold
from graphbuild.actors.phrases import compiled

_UNSIGNED = compiled(r"\b{not-signed}(?!\w)")
_ILLEGIBLE = compiled(r"\b{illegible}")
_SIGNED = compiled(
    r"\(\s*{signed-mark}\s*\)|\[\s*{signed-mark}\s*\]?|/\s?s\s?/|\b{is-signed}(?!\w)"
    r"|\b{signed-word}\s*:|^\s*{signed-word}\s*$",
    re.I | re.M,
)
_SIGNED_ABOVE = compiled(r"[\W\d]*(?:{page}\s\d+\W*)?{signed-heading}\s*:?\s*$")
_MENTIONED = compiled(r"\b{mentioned-only}(?!\w)")
_RESERVATION = Opened(r"{reservation}\b[ \t]*:?[^\n]*", "reservation")
_SENTENCE = 200


def of_field(text: str) -> str:
    """What the beginning of a field says of all that follows: ``not-signed`` ... or ``""``."""
    head = re.split(r"\n", text.lstrip("[( \n"), maxsplit=1)[0][:_SENTENCE]
    if (found := _UNSIGNED.search(head)) and found.start() < 80:
        return "not-signed"
    if _SIGNED_ABOVE.match(head):
        return "signed"
    if (found := _MENTIONED.search(head)) and found.start() < 80:
        return "mentioned-only"
    return ""


def of_passage(text: str, field: str = "") -> str:
    """What a passage about one actor or person says; ``""`` if nothing.

    What the whole ``field`` cannot say, none of its passages says.
    """
    field = field or text
    if may_hold(field, "illegible") and _ILLEGIBLE.search(text):
        return "illegible"
    if may_hold(field, "not-signed") and _UNSIGNED.search(text):
        return "not-signed"
    signed = "/" in text or may_hold(field, "signed-mark", "is-signed", "signed-word")
    return "signed" if signed and _SIGNED.search(text) else ""


def reservations(text: str) -> list[tuple[int, str]]:
    """Reservations as written, each with its place."""
    return [(m.start(), " ".join(m.group().split())) for m in _RESERVATION.finditer(text)]
