"""``build.json``: how a folder was built, so that the build can be repeated.

It lies beside the outputs and holds paths, options and checksums: no data and no time. It is never
published.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from graphbuild.building.settings import Settings
from graphbuild.errors import SourceError, UsageError
from graphbuild.files import write_text
from graphbuild.records import SourceFile
from graphbuild.sources import Options
from graphbuild.sources.files import STDIN

RECIPE_FILE = "build.json"
_READING = ("date_format", "encoding")
_MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Recipe:
    """The sources and settings of a build, and the checksum of each file that it read."""

    sources: tuple[Path, ...]
    settings: Settings
    checksums: frozenset[tuple[str, str]] = frozenset()

    def changes(self, files: Iterable[SourceFile]) -> list[str]:
        """The names of files that are not what they were then, or were not there, or are gone."""
        now = {(file.name, file.sha256) for file in files}
        return sorted({name for name, _ in self.checksums ^ now})


def write_recipe(
    folder: Path, sources: Sequence[Path], settings: Settings, files: Iterable[SourceFile]
) -> Path:
    """Write ``build.json`` of a folder; paths are relative to it where they can be."""
    options: dict[str, Any] = {}
    for item in fields(settings):
        value = getattr(settings, item.name)
        if item.name == "reading":
            options |= {name: getattr(value, name) for name in _READING}
        elif item.name == "actors":
            options["actors"] = [_relative(path, folder) for path in value]
        elif item.name == "judgements":
            options["judgements"] = "" if value is None else _relative(value, folder)
        else:
            options[item.name] = list(value) if isinstance(value, (tuple, list)) else value
    checksums = sorted({(file.name, file.sha256) for file in files})
    data = {
        "sources": [_relative(path, folder) for path in sources],
        "options": options,
        "checksums": [{"file": name, "sha256": digest} for name, digest in checksums],
    }
    path = folder / RECIPE_FILE
    write_text(path, _as_json(data))
    return path


def _as_json(data: dict[str, Any]) -> str:
    """Readable, unless a path has bytes that are no text, which only escapes can hold."""
    text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, indent=1) + "\n"
    return text


def _relative(path: Path, folder: Path) -> str:
    if str(path) == STDIN:
        return STDIN
    whole = path.absolute()
    try:
        return Path(
            os.path.relpath(whole.parent.resolve() / whole.name, folder.resolve())
        ).as_posix()
    except ValueError:  # on another drive of Windows
        return whole.as_posix()


def read_recipe(folder: Path) -> Recipe:
    """The recipe of a folder.

    :raises SourceError: where there is none, or it cannot be read.
    :raises UsageError: where a source was standard input, which is gone.
    """
    path = folder / RECIPE_FILE
    try:
        if path.stat().st_size > _MOST:
            raise SourceError(str(path), "larger than 10 MB", "build anew, naming the sources")
        data = json.loads(path.read_text(encoding="utf-8"))
        recipe = _recipe(data, folder)
    except OSError as error:
        remedy = "build it once, naming the sources"
        raise SourceError(str(path), error.strerror or "cannot be read", remedy) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        if isinstance(error, (SourceError, UsageError)):
            raise
        problem = "not what build wrote"
        raise SourceError(str(path), problem, "build anew, naming the sources") from error
    if Path(STDIN) in recipe.sources:
        raise UsageError(f"{path}: a source was standard input; build anew, naming the sources")
    return recipe


def _recipe(data: Any, folder: Path) -> Recipe:
    options = dict(data["options"])
    reading = Options(*(str(options.pop(name)) for name in _READING))
    known = {item.name for item in fields(Settings)}
    if unknown := sorted(set(options) - known):
        raise ValueError(f"unknown option {unknown[0]}")
    options["actors"] = tuple(_there(text, folder) for text in options["actors"])
    options["formats"] = tuple(map(str, options["formats"]))
    options["judgements"] = _there(options["judgements"], folder) if options["judgements"] else None
    sources = tuple(_there(text, folder) for text in data["sources"])
    checksums = frozenset((str(one["file"]), str(one["sha256"])) for one in data["checksums"])
    return Recipe(sources, Settings(**options, reading=reading), checksums)


def _there(text: object, folder: Path) -> Path:
    """A path of the recipe as it is reached from here."""
    if not isinstance(text, str) or not text:
        raise ValueError("a path is no text")
    return Path(STDIN) if text == STDIN else Path(os.path.normpath(folder.resolve() / text))
