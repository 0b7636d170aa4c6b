"""What can go wrong, as exceptions whose message says where, what and what to do.

Library code raises these; only the command line prints them and exits.
"""

from __future__ import annotations

from graphbuild.words import printable


class GraphbuildError(Exception):
    """Anything graphbuild refuses; its text is fit to be shown to a user as it is."""


class SourceError(GraphbuildError, ValueError):
    """A source file cannot be used: where, what is wrong, what to do."""

    def __init__(self, place: str, problem: str, remedy: str = "") -> None:
        self.place, self.problem, self.remedy = printable(place), problem, remedy
        super().__init__(f"{self.place}: {problem}" + (f"; {remedy}" if remedy else ""))


class UsageError(GraphbuildError, ValueError):
    """The call cannot be carried out as it was made (an unknown name, a wrong value)."""


class OutputError(GraphbuildError, OSError):
    """A result cannot be written: where, why, what to do."""


class MissingExtra(GraphbuildError, ImportError):  # noqa: N818 - the field's word, not "Error"
    """An optional library is not installed; says which ``pip install`` brings it."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f'{what} needs an optional library: pip install "graphbuild[{extra}]"')


class UnknownTerm(GraphbuildError, AttributeError):  # noqa: N818
    """Code names a class, property or concept that ``ontology/`` does not declare."""
