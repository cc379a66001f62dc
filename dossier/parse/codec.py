"""Parsed files to bytes and back: JSON whose shape follows from the annotations of the model. Nothing in it can run."""

from __future__ import annotations

import datetime
import hashlib
import json
import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, NewType, TypeAlias, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dossier.dates import Date, parse, with_instant
from dossier.model import Parsed

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")
_Convert: TypeAlias = Callable[..., object]


class _ForeignError(ValueError):
    """The bytes do not hold what the annotations ask for."""


@dataclass(frozen=True, slots=True)
class _Codec:
    """Both directions for one annotation. `load` raises _ForeignError, or what the constructor raises."""

    dump: _Convert
    load: _Convert
    owns: Callable[[object], bool]
    """Whether a value is of this annotation, for unions."""


def encode(parsed: Parsed) -> bytes:
    """Write what became of one file, places included."""
    return dump(Parsed, parsed)


def decode(data: bytes) -> Parsed | None:
    """Read what `encode` wrote; None for anything else, such as an entry of another version."""
    return load(Parsed, data)


def dump(cls: type[T], value: T) -> bytes:
    """Write a frozen dataclass as compact JSON: a fingerprint of its classes, then its fields in order."""
    stored = [_fingerprint(cast(Hashable, cls)), _codec(cls).dump(value)]
    return json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def load(cls: type[T], data: bytes) -> T | None:
    """Read a value that `dump` wrote for the same classes; None for all other bytes. Raises nothing."""
    try:
        fingerprint, stored = json.loads(data.decode("utf-8", "surrogatepass"))
        if fingerprint != _fingerprint(cast(Hashable, cls)):
            return None
        return cast(T, _codec(cls).load(stored))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError):
        return None


@cache
def _fingerprint(cls: Hashable) -> str:
    """Digest every class that can occur, its fields, annotations and defaults: a changed model is another language."""
    seen: dict[object, str] = {}
    _describe(cls, seen)
    return hashlib.blake2b("\n".join(sorted(seen.values())).encode(), digest_size=12).hexdigest()


def _describe(hint: object, seen: dict[object, str]) -> None:
    for argument in get_args(hint):
        _describe(argument, seen)
    if not isinstance(hint, type) or get_args(hint) or hint in seen:
        return
    if _is_named_tuple(hint):
        hints = get_type_hints(hint)
        seen[hint] = f"{hint.__name__}({hints!r})"
        for inner in hints.values():
            _describe(inner, seen)
    elif is_dataclass(hint):
        hints = get_type_hints(hint)
        defaults = {field.name: "" if field.default is MISSING else repr(field.default) for field in fields(hint)}
        members = [f"{name}: {hints[name]!r} = {default}" for name, default in defaults.items()]
        seen[hint] = f"{hint.__name__}({', '.join(members)})"
        for inner in hints.values():
            _describe(inner, seen)
    elif issubclass(hint, Enum):
        seen[hint] = f"{hint.__name__}[{', '.join(f'{item.name}={item.value!r}' for item in hint)}]"


def _codec(hint: object) -> _Codec:
    return _made(hint)


@cache
def _made(hint: Hashable) -> _Codec:
    """Make the codec of an annotation once. Raises TypeError for one that no field of the model has."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _tuple(arguments)
    if origin is Mapping or origin is dict:
        return _mapping(arguments[1])
    if isinstance(hint, NewType):
        return _codec(hint.__supertype__)
    if hint in _LEAVES:
        return _leaf(_LEAVES[hint])
    if hint is datetime.date:
        return _Codec(lambda value: value.isoformat(), datetime.date.fromisoformat, _is_a(datetime.date))
    if hint is Date:
        return _Codec(_dump_date, _load_date, _is_a(Date))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum(hint)
    if isinstance(hint, type) and is_dataclass(hint):
        return _record(hint)
    if isinstance(hint, type) and _is_named_tuple(hint):
        return _named_tuple(hint)
    raise TypeError(f"no codec for {hint}")


_LEAVES: Mapping[object, tuple[type, ...]] = {
    str: (str,),
    int: (int,),
    float: (float, int),
    bool: (bool,),
    type(None): (type(None),),
}


def _is_a(cls: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, cls)


def _leaf(allowed: tuple[type, ...]) -> _Codec:
    def load_leaf(stored: object) -> object:
        if type(stored) not in allowed:
            raise _ForeignError
        return float(cast(float, stored)) if allowed[0] is float else stored

    return _Codec(lambda value: value, load_leaf, lambda value: type(value) in allowed)


def _dump_date(date: Date) -> object:
    """Write the text that all else follows from, and the moment where a time zone was added to it."""
    return date.text if date == _date_of(date.text) else [date.text, date.instant]


def _load_date(stored: object) -> Date:
    if isinstance(stored, str):
        return _date_of(stored)
    text, instant = _list(stored)
    return with_instant(_date_of(cast(str, text)), cast(str, instant))


@lru_cache(maxsize=16_384)
def _date_of(text: str) -> Date:
    date = parse(text)
    if not isinstance(date, Date):
        raise _ForeignError
    return date


def _enum(cls: type[Enum]) -> _Codec:
    by_value = {item.value: item for item in cls}
    return _Codec(lambda value: value.value, by_value.__getitem__, _is_a(cls))


def _tuple(arguments: tuple[object, ...]) -> _Codec:
    if arguments[-1] is Ellipsis:
        item = _codec(arguments[0])
        dump_item, load_item = item.dump, item.load
        return _Codec(
            lambda value: [dump_item(one) for one in value],
            lambda stored: tuple([load_item(one) for one in _list(stored)]),
            _is_a(tuple),
        )
    items = [_codec(argument) for argument in arguments]
    return _Codec(
        lambda value: [one.dump(part) for one, part in zip(items, value, strict=True)],
        lambda stored: tuple(one.load(part) for one, part in zip(items, _list(stored), strict=True)),
        _is_a(tuple),
    )


def _is_named_tuple(cls: type[object]) -> bool:
    return issubclass(cls, tuple) and hasattr(cls, "_fields")


def _named_tuple(cls: type[object]) -> _Codec:
    plain = _tuple(tuple(get_type_hints(cls).values()))
    return _Codec(plain.dump, lambda stored: cls(*cast("tuple[object, ...]", plain.load(stored))), _is_a(cls))


def _list(stored: object) -> list[object]:
    if type(stored) is not list:
        raise _ForeignError
    return stored


def _mapping(hint: object) -> _Codec:
    value = _codec(hint)

    def load_mapping(stored: object) -> object:
        if type(stored) is not dict:
            raise _ForeignError
        return {key: value.load(part) for key, part in stored.items()}

    return _Codec(lambda held: {key: value.dump(part) for key, part in held.items()}, load_mapping, _is_a(Mapping))


def _union(arguments: tuple[object, ...]) -> _Codec:
    """Texts, numbers and None stand for themselves; the rest is a list of the branch's number and its value."""
    branches = [_codec(argument) for argument in arguments]
    by_number: dict[object, _Codec] = dict(enumerate(branches))
    if all(argument in _LEAVES or isinstance(argument, NewType) for argument in arguments):
        return _plain_union(branches)
    if len(branches) == 2 and arguments[1] is type(None):
        return _optional(branches[0])

    def dump_union(value: object) -> object:
        for number, branch in enumerate(branches):
            if branch.owns(value):
                return [number, branch.dump(value)]
        raise TypeError(f"{type(value).__name__} is in no branch of {arguments}")

    def load_union(stored: object) -> object:
        number, inner = _list(stored)
        return by_number[number].load(inner)

    return _Codec(dump_union, load_union, lambda value: any(branch.owns(value) for branch in branches))


def _optional(inner: _Codec) -> _Codec:
    dump_inner, load_inner = inner.dump, inner.load
    return _Codec(
        lambda value: None if value is None else dump_inner(value),
        lambda stored: None if stored is None else load_inner(stored),
        lambda value: value is None or inner.owns(value),
    )


def _plain_union(branches: list[_Codec]) -> _Codec:
    def load_plain(stored: object) -> object:
        for branch in branches:
            if branch.owns(stored):
                return branch.load(stored)
        raise _ForeignError

    return _Codec(lambda value: value, load_plain, lambda value: any(branch.owns(value) for branch in branches))


def _record(cls: type[object]) -> _Codec:
    """Fields in order; those that hold their default are left out, since most fields of most records do."""
    members = _Members(cls)

    def dump_record(value: object) -> object:
        held = [(number, dump, getattr(value, name), default) for number, name, dump, default in members.dumps]
        return [part for number, dump, inner, default in held if inner is not default for part in (number, dump(inner))]

    def load_record(stored: object) -> object:
        parts, loads = _list(stored), members.loads
        values = {}
        for number, inner in zip(parts[::2], parts[1::2], strict=True):
            name, leaf, load = loads[number]
            values[name] = inner if type(inner) is leaf else load(inner)
        return cls(**values)

    return _Codec(dump_record, load_record, _is_a(cls))


class _Members:
    """How the fields of a class are written and read, found out when first used: a class may hold itself."""

    def __init__(self, cls: type[object]) -> None:
        self._fields = fields(cast("type[DataclassInstance]", cls))
        self._hints = get_type_hints(cls)

    @cached_property
    def dumps(self) -> tuple[tuple[int, str, _Convert, object], ...]:
        """Number, name, conversion and default of each."""
        return tuple(
            (number, field.name, _codec(self._hints[field.name]).dump, field.default)
            for number, field in enumerate(self._fields)
        )

    @cached_property
    def loads(self) -> Mapping[object, tuple[str, object, _Convert]]:
        """By number: name, the type that stands for itself (None where there is none), and conversion of the rest."""
        return {
            number: (field.name, hint if hint in (str, int, bool) else None, _codec(hint).load)
            for number, field in enumerate(self._fields)
            for hint in (self._hints[field.name],)
        }
