"""Text that was read in a wrong encoding: ``â€™``, ``тАЩ`` or ``‚Äô`` for ``’``, ``Ã©`` for ``é``."""

from __future__ import annotations

import re
from functools import partial

from graphbuild.patterns import late

# Code pages for which converters take UTF-8; in the Cyrillic ones accents are left alone, since
# their letters make up real words.
_LATIN = ("cp1252", "latin-1", "mac_roman", "cp437", "cp850", "cp1250")
_CYRILLIC = ("cp866", "cp1251")
_SIGNS = (0x80, 0x82, 0x86)  # second bytes of quotes and dashes, currency signs, arrows


def _chars(codec: str, first: int, last: int) -> str:
    text = bytes(range(first, last + 1)).decode(codec, "ignore")
    return "".join(re.escape(char) for char in text)


def _starts(codec: str) -> list[str]:
    """How the first two bytes of a sign look in a code page."""
    return [bytes((0xE2, second)).decode(codec, "ignore") for second in _SIGNS]


def _pattern(codec: str) -> str:
    """UTF-8 sequences of signs, and of accented Latin letters, as the code page shows them."""
    following = _chars(codec, 0x80, 0xBF)
    kinds = [f"{re.escape(start)}[{following}]" for start in _starts(codec) if len(start) == 2]
    if codec in _LATIN:
        kinds.append(f"[{_chars(codec, 0xC2, 0xC7)}][{following}]")
    return "|".join(kinds)


_CODECS = tuple(
    (
        codec,
        late(partial(_pattern, codec)),
        (*filter(lambda start: len(start) == 2, _starts(codec)),),
    )
    for codec in (*_LATIN, *_CYRILLIC)
)


def repaired(text: str) -> str:
    """The text with such sequences put right; only if some sign shows that its encoding is wrong."""
    for codec, pattern, starts in _CODECS:
        if any(start in text for start in starts) or (codec == "cp1252" and "Ã" in text):
            text = pattern.sub(lambda match, codec=codec: _decoded(match.group(), codec), text)  # type: ignore[misc]
    return text


def _decoded(words: str, codec: str) -> str:
    try:
        return words.encode(codec).decode("utf-8")
    except UnicodeError:
        return words
