"""JSON as text, safe wherever it is put: in a `<script>`, in a script file, in a file. The only such function."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"

_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}
"""What could end a `<script>` element or a line of a script; in JSON these stand in strings only."""


def to_json(value: Json) -> str:
    """Write JSON (RFC 8259) that means the same inside a script element; keys stay in the order given."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter, escaped in _ESCAPES.items():
        text = text.replace(letter, escaped)
    return text
