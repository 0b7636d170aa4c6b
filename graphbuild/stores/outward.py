"""What may not leave this machine: a query that asks other servers is refused unless it is allowed."""

from __future__ import annotations

from collections.abc import Iterable

from graphbuild.errors import UsageError
from graphbuild.stores.tokens import Token

WORD = "SERVICE"


def reaches_out(tokens: Iterable[Token]) -> bool:
    """Whether a query may ask another server.

    An engine takes ``SERVICESILENT``, ``1SERVICE`` and ``SERVICEex:a`` for the keyword, too, so a
    word that only contains it counts.
    """
    return any(
        WORD in (token.text.partition(":")[0] if token.kind == "prefixed" else token.text).upper()
        for token in tokens
        if token.kind in ("word", "prefixed")
    )


def refuse_outward(tokens: Iterable[Token], *, allowed: bool) -> None:
    """Refuse a query with ``SERVICE`` unless that is allowed.

    :raises UsageError: saying how to allow it.
    """
    if not allowed and reaches_out(tokens):
        raise UsageError(
            "the query asks another server (SERVICE), which could carry data out; nothing was sent."
            " If you trust it, allow it with --allow-service (allow_service=True)"
        )
