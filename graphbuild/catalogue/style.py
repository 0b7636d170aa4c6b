"""How an answer is written: what a user may choose beside the format."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import Final

from graphbuild.errors import UsageError

CHARTS: Final = ("png", "svg", "html")
DPI: Final = 200
_BELONGS: Final = {
    "bom": ("csv",),
    "safe": ("csv",),
    "title": CHARTS,
    "no_caption": CHARTS,
    "dpi": ("png",),
    "size": CHARTS,
}
_SIZE: Final = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)[xX×](\d{1,3}(?:\.\d{1,2})?)(cm|in)?")
_SMALLEST, _LARGEST = 2.0, 60.0
_PIXELS: Final = 100_000_000


@dataclass(frozen=True, slots=True)
class Style:
    """How to write: a table's width; for CSV a byte order mark, and formulas made harmless.

    For charts a title of one's own, no caption, dots an inch (0: 200), and the size as ``8x5`` inches
    or ``20x12cm``.
    """

    width: int = 100
    bom: bool = False
    safe: bool = False
    title: str = ""
    no_caption: bool = False
    dpi: int = 0
    size: str = ""

    def check(self, format: str) -> None:
        """See that what was chosen belongs to the format.

        :raises UsageError: naming what does not, and for a size that no picture has.
        """
        for field in fields(self):
            belongs = _BELONGS.get(field.name)
            if belongs and getattr(self, field.name) and format not in belongs:
                same = [name for name, formats in _BELONGS.items() if formats == belongs]
                options = " and ".join(f"--{name.replace('_', '-')}" for name in same)
                are = "is" if len(same) == 1 else "are"
                raise UsageError(f"{options} {are} for {', '.join(belongs)}, not {format}")
        if self.dpi and not 50 <= self.dpi <= 1200:
            raise UsageError(f"--dpi takes 50 to 1200, not {self.dpi}")
        if self.size:
            width, height = self.inches()
            if width * height * (self.dpi or DPI) ** 2 > _PIXELS:
                raise UsageError(f"--size {self.size} has too many dots; give less --dpi or --size")

    def inches(self) -> tuple[float, float]:
        """Width and height that were asked for.

        :raises UsageError: for what is no size.
        """
        match = _SIZE.fullmatch(self.size.replace(" ", ""))
        if match is None:
            raise UsageError(
                f"--size takes WIDTHxHEIGHT, as 8x5 (inches) or 20x12cm, not {self.size!r}"
            )
        unit = 2.54 if match[3] == "cm" else 1.0
        width, height = float(match[1]) / unit, float(match[2]) / unit
        if not all(_SMALLEST <= side <= _LARGEST for side in (width, height)):
            raise UsageError(
                f"--size {self.size}: a side has {_SMALLEST:g} to {_LARGEST:g} inches (5 to 152 cm)"
            )
        return width, height
