"""What a text says about signing."""

from __future__ import annotations

import re

_UNSIGNED = re.compile(
    r"\bnot (?:been )?signed\b|\bunsigned\b|\bno signatur\w*|\bwithout signator\w+|\bsignatories (?:are )?not listed"
    r"|\bnot sign\b|\bdoes not (?:have|contain) signatures?|\bsin firma\b|\bnon sign[ée]",
    re.I,
)
_ILLEGIBLE = re.compile(
    r"\billegible|\bnot legible|\bunclear (?:signature|if signed)|\bsignature[s]? unclear|\bilegible|\billisible",
    re.I,
)
_SIGNED = re.compile(
    r"\(\s*signed\s*\)|\[\s*(?:hand)?(?:written )?(?:signed|signature)\s*\]?|/\s?s\s?/|\bsgd\.?|\bsigned (?:for )?by\b"
    r"|\bsigned\s*:|\bsigned on behalf|\bsigned as\b|^\s*signed\s*$|\bont sign[ée]|\bfirmado\b|\(signature\)|\bsd/-",
    re.I | re.M,
)
_MENTIONED = re.compile(
    r"\bmention(?:s|ed)\b|\breferred to in the text|\bparties include|\bbelieved to be|\bunderstood to be"
    r"|\bpresum(?:ed|ably)|\bstated to be|\bpreamble states",
    re.I,
)
_RESERVATION = re.compile(
    r"\b(?:subject to reservations?\b|express(?:ed)? reservations?\b|with reservations?\b|sous r[ée]serves?\b|con reservas?\b)"
    r"[ \t]*:?[^\n]*",
    re.I,
)
_SENTENCE = 200


def of_field(text: str) -> str:
    """What the beginning of a field says of all that follows: ``not-signed`` ... or ``""``."""
    head = re.split(r"\n", text.lstrip("[( \n"), maxsplit=1)[0][:_SENTENCE]
    if (found := _UNSIGNED.search(head)) and found.start() < 80:
        return "not-signed"
    if re.match(r"[\W\d]*(?:page \d+\W*)?(?:signed|ont sign[ée]s?|firmado)\s*:?\s*$", head, re.I):
        return "signed"
    if (found := _MENTIONED.search(head)) and found.start() < 80:
        return "mentioned-only"
    return ""


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
