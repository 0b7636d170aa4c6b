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
_SAYING = ("illegible", "not-signed", "signed-mark", "is-signed", "signed-word")
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


def says(text: str) -> bool:
    """Whether a text may say anything about signing: most say nothing, nor does any passage of them."""
    return "/" in text or may_hold(text, *_SAYING)


def of_passage(text: str) -> str:
    """What a passage about one actor or person says; ``""`` if nothing."""
    if _ILLEGIBLE.search(text):
        return "illegible"
    if _UNSIGNED.search(text):
        return "not-signed"
    return "signed" if _SIGNED.search(text) else ""


def reservations(text: str) -> list[tuple[int, str]]:
    """Reservations as written, each with its place."""
    return [(m.start(), " ".join(m.group().split())) for m in _RESERVATION.finditer(text)]
