"""JSON both ways for every value of the domain, from the dataclasses alone.

A reader and a writer are compiled once for each type. Readers are strict: unknown fields, wrong
types, control characters and sizes beyond the bounds are refused with the place, in dotted form.
Fields that hold their default are not written; order is that of the declaration, so that equal
values have equal bytes. ``jsonschema.py`` describes the same rules as a JSON Schema.
"""

from __future__ import annotations

import dataclasses
import json
import math
import re
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import (
    Any,
    ClassVar,
    Final,
    NoReturn,
    Self,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from newsdesk.domain.errors import InvalidInputError
from newsdesk.domain.moment import Moment

T = TypeVar("T")
Json = Any
"""A value as ``json.loads`` gives it; readers check it before anything else sees it."""
Reader = Callable[[Json], Any]
Writer = Callable[[Any], Json]

LONGEST_TEXT = 1_000_000
"""Characters in one text."""
LONGEST_LIST = 100_000
"""Entries in one list."""
LONGEST_DOCUMENT = 64 * 1024 * 1024
"""Characters in one JSON document."""
LARGEST_NUMBER = 2**53
"""Whole numbers beyond it are not the same in every JSON reader (RFC 8259, section 6)."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def decode(cls: type[T], value: Json, *, path: str = "") -> T:
    """Read a value of a domain type. Raises InvalidInputError with the place in ``field``."""
    return cast("T", decode_as(cls, value, path=path))


def decode_over(cls: type[T], value: Json, known: Mapping[str, object], *, path: str = "") -> T:
    """Read a value of a domain type, with fields that are known better than by the text."""
    try:
        return cls(**{**_fields_reader(cls)(value), **known})
    except _RefusedError as refused:
        raise refused.told(path) from refused.__cause__


def encode(value: object) -> Json:
    """Write a value of a domain type as what ``json.dumps`` takes."""
    return writer(type(value))(value)


def decode_as(kind: Any, value: Json, *, path: str = "") -> Any:
    """Read a value of any annotation the domain uses, such as ``tuple[Block, ...]``."""
    try:
        return reader(kind)(value)
    except _RefusedError as refused:
        raise refused.told(path) from refused.__cause__


def encode_as(kind: Any, value: object) -> Json:
    """Write a value of any annotation the domain uses."""
    return writer(kind)(value)


def parse(text: str | bytes, *, what: str = "This text") -> Json:
    """Read JSON text. Raises InvalidInputError, whatever the text is."""
    if len(text) > LONGEST_DOCUMENT:
        raise InvalidInputError(f"{what} is larger than 64 MB; split it into smaller ones.")
    try:
        if isinstance(text, str) and not text.startswith("\ufeff"):
            return _DECODER.decode(text)
        return json.loads(text, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise InvalidInputError(f"{what} is not UTF-8 text; save it as UTF-8.") from error
    except RecursionError as error:
        raise InvalidInputError(f"{what} is nested too deeply to be a story.") from error
    except ValueError as error:
        raise InvalidInputError(f"{what} is not valid JSON: {str(error)[:120]}.") from error


def dump(value: Json) -> str:
    """Write JSON text: the same bytes for the same value, non-ASCII letters as they are."""
    return _ENCODER.encode(value)


@cache
def reader(kind: Any) -> Reader:
    """Return the compiled reader of an annotation."""
    simple = _SIMPLE_READERS.get(kind)
    if simple is not None:
        return simple
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        return reader(supertype)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments[0])
    if origin is frozenset:
        return _set_reader(arguments[0])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum_reader(kind)
    return _record_reader(cast("type", kind))


@cache
def writer(kind: Any) -> Writer:
    """Return the compiled writer of an annotation."""
    if kind in {str, int, float, bool}:
        return _same
    if kind is date:
        return date.isoformat
    if kind is Moment:
        return _write_moment
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        return writer(supertype)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union_writer(arguments)
    if origin is tuple:
        item = writer(arguments[0])
        return lambda value: [item(entry) for entry in value]
    if origin is frozenset:
        return lambda value: sorted(entry.value for entry in value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    return _record_writer(cast("type", kind))


def field_types(cls: type) -> dict[str, Any]:
    """Return the annotation of each field of a dataclass, in order of declaration."""
    hints = get_type_hints(cls)
    return {
        entry.name: hints[entry.name]
        for entry in dataclasses.fields(cls)
        if get_origin(hints[entry.name]) is not ClassVar
    }


def kind_of(cls: type) -> str | None:
    """Return the tag by which a member of a union is told from the others."""
    kind = getattr(cls, "kind", None)
    return kind if isinstance(kind, str) else None


def default_of(entry: dataclasses.Field[Any]) -> object:
    """Return a field's default, ``dataclasses.MISSING`` where it must be given."""
    if entry.default_factory is not dataclasses.MISSING:
        return entry.default_factory()
    return entry.default


class _RefusedError(Exception):
    """A value that is refused; each reader around it adds where it stands, from the inside out.

    Whole sentences, other than ``what``, come from elsewhere and name no place.
    """

    def __init__(self, what: str, *, sentence: str = "") -> None:
        super().__init__(what)
        self._what = what
        self._sentence = sentence
        self._places: list[str] = []

    def inside(self, place: str) -> Self:
        self._places.append(place)
        return self

    def told(self, path: str) -> InvalidInputError:
        field = ".".join((*((path,) if path else ()), *reversed(self._places)))
        place = f"“{field}”" if field else "The value"
        return InvalidInputError(self._sentence or f"{place} {self._what}.", field=field)


def _refuse(what: str) -> NoReturn:
    raise _RefusedError(what)


def _object(value: Json) -> dict[str, Json]:
    if type(value) is not dict:
        _refuse("must be an object")
    return cast("dict[str, Json]", value)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


# One of each for all: making a decoder takes longer than reading a paragraph.
_DECODER: Final = json.JSONDecoder(parse_constant=_no_constant)
_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def _same(value: object) -> Json:
    return value


def _read_text(value: Json) -> str:
    if type(value) is not str:
        _refuse("must be a text")
    if len(value) > LONGEST_TEXT:
        _refuse(f"is longer than {LONGEST_TEXT:,} characters")
    # What can be printed holds nothing forbidden, and is told by a fifth of the work.
    if not value.isprintable() and (found := _FORBIDDEN.search(value)) is not None:
        _refuse(f"holds the control character U+{ord(found.group()):04X}; remove it")
    return value


def _read_integer(value: Json) -> int:
    if type(value) is not int or not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        _refuse("must be a whole number")
    return value


def _read_float(value: Json) -> float:
    if type(value) not in {int, float} or not math.isfinite(value):
        _refuse("must be a number")
    return float(value)


def _read_boolean(value: Json) -> bool:
    if type(value) is not bool:
        _refuse("must be true or false")
    return value


def _read_date(value: Json) -> date:
    if type(value) is str:
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    _refuse("must be a day, written as 2026-11-24")


def _read_moment(value: Json) -> Moment:
    if type(value) is str:
        return _moment_of(_read_text(value), "")
    record = _object(value)
    if "utc" not in record or not record.keys() <= {"utc", "zone"}:
        _refuse("must be a time, written as 2026-11-24T08:41:00Z")
    zone, utc = _member(record, "zone", ""), _member(record, "utc", "")
    return _moment_of(utc, zone)


def _moment_of(utc: str, zone: str) -> Moment:
    try:
        return Moment.parse(utc, zone=zone)
    except InvalidInputError as error:
        raise _RefusedError("", sentence=str(error)) from error
    except OverflowError:
        _refuse("lies outside the years 1 to 9999")


def _member(record: dict[str, Json], name: str, default: str) -> str:
    try:
        return _read_text(record.get(name, default))
    except _RefusedError as refused:
        raise refused.inside(name) from None


def _write_moment(moment: Moment) -> Json:
    text = moment.text()
    return {"utc": text, "zone": moment.zone} if moment.zone else text


_SIMPLE_READERS: dict[Any, Reader] = {
    str: _read_text,
    int: _read_integer,
    float: _read_float,
    bool: _read_boolean,
    date: _read_date,
    Moment: _read_moment,
}


def _enum_reader(cls: type[Enum]) -> Reader:
    members = {str(member.value): member for member in cls}

    def read(value: Json) -> Enum:
        found = members.get(value) if type(value) is str else None
        if found is None:
            _refuse(f"must be one of {', '.join(members)}")
        return found

    return read


def _tuple_reader(item: Any) -> Reader:
    read_item = reader(item)

    def read(value: Json) -> tuple[Any, ...]:
        if type(value) is not list:
            _refuse("must be a list")
        entries = cast("list[Json]", value)
        if len(entries) > LONGEST_LIST:
            _refuse(f"has more than {LONGEST_LIST:,} entries")
        found: list[Any] = []
        try:
            for entry in entries:
                found.append(read_item(entry))  # noqa: PERF401 - its length tells the place
        except _RefusedError as refused:
            raise refused.inside(str(len(found))) from refused.__cause__
        return tuple(found)

    return read


def _set_reader(item: Any) -> Reader:
    read_all = _tuple_reader(item)
    return lambda value: frozenset(read_all(value))


def _union_reader(members: tuple[Any, ...]) -> Reader:
    others = [member for member in members if member is not types.NoneType]
    optional = len(others) < len(members)
    inner = reader(others[0]) if len(others) == 1 else _tagged_reader(others)
    if not optional:
        return inner
    return lambda value: None if value is None else inner(value)


def _tagged_reader(members: list[type]) -> Reader:
    readers = {kind_of(member): reader(member) for member in members}

    def read(value: Json) -> object:
        if type(value) is not dict:
            _refuse("must be an object")
        kind = cast("dict[str, Json]", value).get("kind")
        found = readers.get(kind) if type(kind) is str else None
        if found is None:
            known = ", ".join(str(name) for name in readers)
            _refuse(f"must have a “kind” that is one of {known}")
        return found(value)

    return read


def _union_writer(members: tuple[Any, ...]) -> Writer:
    others = [member for member in members if member is not types.NoneType]
    if len(others) == 1:
        inner = writer(others[0])
        return lambda value: None if value is None else inner(value)
    writers = {member: writer(member) for member in others}
    return lambda value: writers[type(value)](value)


def _record_reader(cls: type) -> Reader:
    read = _fields_reader(cls)
    return lambda value: cls(**read(value))


@cache
def _fields_reader(cls: type) -> Callable[[Json], dict[str, Any]]:
    readers = {name: reader(kind) for name, kind in field_types(cls).items()}
    required = [
        entry.name for entry in dataclasses.fields(cls) if default_of(entry) is dataclasses.MISSING
    ]
    kind = kind_of(cls)

    def read(value: Json) -> dict[str, Any]:
        given: dict[str, Any] = {}
        name = ""
        try:
            if type(value) is not dict:
                _refuse("must be an object")
            for name, entry in cast("dict[str, Json]", value).items():
                read_field = readers.get(name)
                if read_field is not None:
                    given[name] = read_field(entry)
                elif name != "kind" or kind is None:
                    _refuse("is not a field that Newsdesk knows")
            for name in required:
                if name not in given:
                    _refuse("is missing")
        except _RefusedError as refused:
            raise (refused.inside(name[:60]) if name else refused) from refused.__cause__
        return given

    return read


def _record_writer(cls: type) -> Writer:
    plan = [
        (entry.name, writer(field_types(cls)[entry.name]), default_of(entry))
        for entry in dataclasses.fields(cls)
    ]
    kind = kind_of(cls)

    def write(value: object) -> Json:
        written: dict[str, Json] = {} if kind is None else {"kind": kind}
        for name, write_field, default in plan:
            entry = getattr(value, name)
            if entry != default or type(entry) is not type(default):
                written[name] = write_field(entry)
        return written

    return write
