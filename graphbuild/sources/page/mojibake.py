"""Text that was read in a wrong encoding: ``â€™`` or ``тАЩ`` for ``’``, ``Ã©`` for ``é``."""

from __future__ import annotations

import re


def _chars(codec: str, first: int, last: int) -> str:
    text = bytes(range(first, last + 1)).decode(codec, "ignore")
    return "".join(re.escape(char) for char in text)


def _pattern(codec: str) -> re.Pattern[str]:
    """UTF-8 sequences of accented Latin letters, and of punctuation and arrows, as the codec shows them."""
    following = _chars(codec, 0x80, 0xBF)
    accented = f"[{_chars(codec, 0xC2, 0xC7)}][{following}]"
    signs = "|".join(
        f"{re.escape(bytes((0xE2, second)).decode(codec))}[{following}]"
        for second in (0x80, 0x82, 0x86)
        if bytes((second,)).decode(codec, "ignore")
    )
    return re.compile(f"{signs}|{accented}")


_CODECS = {codec: _pattern(codec) for codec in ("cp1252", "cp866")}
_SIGNS = {"cp1252": ("â€", "â†", "Ã"), "cp866": ("тА", "тЖ", "├")}


def repaired(text: str) -> str:
    """The text with such sequences put right, where they are read as UTF-8 without doubt."""
    for codec, pattern in _CODECS.items():
        if any(sign in text for sign in _SIGNS[codec]):
            text = pattern.sub(lambda match, codec=codec: _decoded(match.group(), codec), text)  # type: ignore[misc]
    return text


def _decoded(words: str, codec: str) -> str:
    try:
        return words.encode(codec).decode("utf-8")
    except UnicodeError:
        return words
