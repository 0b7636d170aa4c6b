"""Content negotiation: which of the forms that can be given is wanted most (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence


def best(accept: str, offered: Sequence[str]) -> str | None:
    """The media type to give, the first that is offered where nothing is asked for; ``None`` for none."""
    if not accept.strip():
        return offered[0]
    wishes = list(map(_wish, accept.split(",")))
    ranked = [
        (weight, -at, media)
        for at, media in enumerate(offered)
        if (weight := _weight(media, wishes)) > 0
    ]
    return max(ranked)[2] if ranked else None


def _wish(part: str) -> tuple[str, float]:
    media, *parameters = (piece.strip() for piece in part.split(";"))
    weight = 1.0
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                weight = min(max(float(value), 0.0), 1.0)
            except ValueError:
                weight = 0.0
    return media.lower(), weight


def _weight(media: str, wishes: Sequence[tuple[str, float]]) -> float:
    """The weight of the most specific wish that fits."""
    general = media.partition("/")[0] + "/*"
    for form in (media, general, "*/*"):
        for wish, weight in wishes:
            if wish == form:
                return weight
    return 0.0
