"""Digests of what results follow from: of records, of what a file is, of anything that is made of such."""

from __future__ import annotations

import json
from dataclasses import is_dataclass
from hashlib import sha256
from typing import Any

from graphbuild.building.kept.codec import line, values
from graphbuild.graph.participants import Naming
from graphbuild.records import Actor, Agreement, Conflict, SourceFile

_RECORDS = (Agreement, Actor, Conflict)


class Digests:
    """Digests, of each record taken once; records must not change any more."""

    def __init__(self) -> None:
        # The record stands beside its digest, as another could get the address of one that is gone.
        self._known: dict[int, tuple[object, str]] = {}
        # Records hold no circles, and looking for these takes half of the time.
        self._encode = json.JSONEncoder(
            default=self._plain, separators=(",", ":"), check_circular=False
        ).encode

    def note(self, record: object, written: bytes) -> None:
        """Note the digest of a record of which the line is there already."""
        self._known[id(record)] = (record, sha256(written).hexdigest())

    def of_record(self, record: Any) -> str:
        """The digest of a record, or of what a file is."""
        found = self._known.get(id(record))
        if found is None:
            if isinstance(record, SourceFile):
                columns = sorted(record.columns)
                told = [record.name, record.kind, record.sha256, record.release, columns]
                self.note(record, line(told))
            else:
                self.note(record, line(record))
            found = self._known[id(record)]
        return found[1]

    def of(self, given: object) -> str:
        """The digest of texts, numbers, records, and lists of such; empty for anything else."""
        try:
            told = self._encode(given)
        except (TypeError, ValueError, RecursionError):
            return ""
        return sha256(told.encode()).hexdigest()[:40]

    def _plain(self, given: Any) -> Any:
        if isinstance(given, (*_RECORDS, SourceFile)):
            return self.of_record(given)
        if isinstance(given, Naming):  # those of a text share its words
            return self.of_record(given.words), given.acting
        if is_dataclass(given):
            return values(given)
        raise TypeError(f"{type(given).__name__} has no digest")
