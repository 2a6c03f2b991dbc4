"""The JSON Schema of the story file, made from the dataclasses that the codec reads.

Dialect: draft 2020-12 (json-schema.org). It says what the codec's readers check.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
from datetime import date
from enum import Enum
from typing import Any, Final, Union, cast, get_args, get_origin

from newsdesk.domain import codec
from newsdesk.domain.body import BODY_FORMAT, Block, Body
from newsdesk.domain.moment import Moment
from newsdesk.domain.storyfile import KIND, STORY_FORMAT, StoryFile

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
"""A JSON Schema as what ``json.dumps`` takes."""

_TEXT: Final[Schema] = {
    "type": "string",
    "maxLength": codec.LONGEST_TEXT,
    "pattern": "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f\\ufffe\\uffff]*$",
}
_NUMBER: Final[Schema] = {
    "type": "integer",
    "minimum": -codec.LARGEST_NUMBER,
    "maximum": codec.LARGEST_NUMBER,
}
_TIME: Final[Schema] = {"type": "string", "format": "date-time"}
_MOMENT: Final[Schema] = {
    "description": "An instant, alone or with the IANA zone of the editor who set it.",
    "oneOf": [
        _TIME,
        {
            "type": "object",
            "properties": {"utc": _TIME, "zone": {"$ref": "#/$defs/text"}},
            "required": ["utc"],
            "additionalProperties": False,
        },
    ],
}
_SIMPLE: Final[dict[Any, Schema]] = {
    str: {"$ref": "#/$defs/text"},
    int: _NUMBER,
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    Moment: {"$ref": "#/$defs/Moment"},
}


def story_schema() -> Schema:
    """Return the schema of a story file."""
    definitions: dict[str, Schema] = {"text": _TEXT, "Moment": _MOMENT}
    _describe(StoryFile, definitions)
    story = definitions.pop("StoryFile")
    definitions["Body"] = {
        "type": "object",
        "description": "The text of a story: its blocks, under a format number of their own.",
        "properties": {
            "format": {"type": "integer", "minimum": 1, "maximum": BODY_FORMAT},
            "blocks": _list(Block, definitions),
        },
        "required": ["format", "blocks"],
        "additionalProperties": False,
    }
    definitions["Article"]["properties"]["body"] = {"$ref": "#/$defs/Body"}
    return {
        "$schema": DIALECT,
        "$id": f"urn:newsdesk:story:{STORY_FORMAT}",
        "title": "Newsdesk story file",
        "description": story["description"],
        "type": "object",
        "properties": {
            "newsdesk": {"const": KIND},
            "format": {"const": STORY_FORMAT},
            **story["properties"],
        },
        "required": ["newsdesk", "format", *story["required"]],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def _describe(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """Return the schema of an annotation; records go into ``definitions``."""
    simple = _SIMPLE.get(kind)
    if simple is not None:
        return simple
    if kind == Body:
        return {"$ref": "#/$defs/Body"}
    supertype = getattr(kind, "__supertype__", None)
    if supertype is not None:
        return _describe(supertype, definitions)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union(arguments, definitions)
    if origin in {tuple, frozenset}:
        return _list(arguments[0], definitions)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [member.value for member in kind]}
    return _record(cast("type", kind), definitions)


def _union(members: tuple[Any, ...], definitions: dict[str, Schema]) -> Schema:
    schemas = [
        {"type": "null"} if member is types.NoneType else _describe(member, definitions)
        for member in members
    ]
    return {"oneOf": schemas}


def _list(item: Any, definitions: dict[str, Schema]) -> Schema:
    return {
        "type": "array",
        "items": _describe(item, definitions),
        "maxItems": codec.LONGEST_LIST,
    }


def _record(cls: type, definitions: dict[str, Schema]) -> Schema:
    reference: Schema = {"$ref": f"#/$defs/{cls.__name__}"}
    if cls.__name__ in definitions:
        return reference
    definitions[cls.__name__] = {}
    kind = codec.kind_of(cls)
    properties: dict[str, Schema] = {} if kind is None else {"kind": {"const": kind}}
    required = [] if kind is None else ["kind"]
    annotations = codec.field_types(cls)
    for entry in dataclasses.fields(cls):
        default = codec.default_of(entry)
        schema = dict(_describe(annotations[entry.name], definitions))
        if default is dataclasses.MISSING:
            required.append(entry.name)
        else:
            schema["default"] = codec.encode_as(annotations[entry.name], default)
        properties[entry.name] = schema
    definitions[cls.__name__] = {
        "type": "object",
        "description": inspect.cleandoc(cls.__doc__ or "").replace("``", ""),
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }
    return reference
