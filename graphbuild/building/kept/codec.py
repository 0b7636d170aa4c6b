"""The types of :mod:`graphbuild.records` as lines of JSON and back, by their declared types.

JSON, as reading it runs nothing, whoever wrote it. A field that a record gets is read and written by what
its annotation says; one of a type that is not known here fails as soon as the record's class is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]


def line(value: Any) -> bytes:
    """A record, or a list of such, as one line.

    :raises TypeError: for what is no record.
    """
    return _encode(value).encode()


# Records hold no circles, and looking for these takes half of the time.
_encode = json.JSONEncoder(
    default=lambda value: _plain(value), separators=(",", ":"), check_circular=False
).encode


def reader(kind: Any) -> Callable[[bytes], Any]:
    """What makes values of a type of lines; it raises ``ValueError`` or ``TypeError`` for other lines.

    :raises TypeError: for a type that cannot be kept.
    """
    convert = _converter(kind)
    if convert is None:
        return cast("Callable[[bytes], Any]", json.loads)
    return lambda text: convert(json.loads(text))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    if is_dataclass(value):
        return values(value)
    raise TypeError(f"{type(value).__name__} is no part of a record")


_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {}


def values(record: Any) -> tuple[Any, ...]:
    """The values of a record's fields, in their order."""
    get = _VALUES.get(type(record))
    if get is None:
        names = [item.name for item in fields(record)]
        get = _VALUES[type(record)] = attrgetter(*names)
    return get(record)


def _converter(kind: Any) -> Convert | None:
    """What makes a value of what JSON has in its place; ``None`` where that is the value."""
    origin, parts = get_origin(kind), get_args(kind)
    if kind in (str, int, float, bool, Any, NoneType) or origin is Literal:
        return None
    if origin in (list, dict):
        return _within(origin, _converter(parts[-1]))
    if origin in (Union, UnionType):
        if any(_converter(part) for part in parts):
            raise TypeError(f"records cannot be kept: {kind} is not known to the codec")
        return None
    if origin is frozenset:
        return frozenset
    if origin is tuple:
        return _tuple(parts)
    if isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, tuple)):
        return _record(kind)
    raise TypeError(f"records cannot be kept: {kind} is not known to the codec")


def _within(kind: type, inner: Convert | None) -> Convert | None:
    if inner is None:
        return None
    if kind is list:
        return lambda given: [inner(one) for one in given]
    return lambda given: {name: inner(one) for name, one in given.items()}


def _tuple(parts: tuple[Any, ...]) -> Convert:
    if len(parts) == 2 and parts[1] is Ellipsis:
        each = _within(list, _converter(parts[0]))
        return tuple if each is None else lambda given: tuple(each(given))
    inner = [(n, own) for n, part in enumerate(parts) if (own := _converter(part))]
    return lambda given: tuple(_converted(given, len(parts), inner))


def _converted(given: Any, size: int, inner: list[tuple[int, Convert]]) -> Any:
    if len(given) != size:
        raise ValueError("another number of values")
    for n, own in inner:
        given[n] = own(given[n])
    return given


def _record(kind: Any) -> Convert:
    """A class of records: its values in the order of its fields."""
    hints = get_type_hints(kind)
    names = [item.name for item in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    size = len(names)
    inner = [(n, own) for n, name in enumerate(names) if (own := _converter(hints[name]))]
    return lambda given: kind(*_converted(given, size, inner))
