"""JSON as text, safe wherever it is put: in a `<script>`, in a script file, in a file. The only such function."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from dossier.text import guard_json

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def to_json(value: Json) -> str:
    """Write JSON (RFC 8259) that means the same inside a script element; keys stay in the order given."""
    return guard_json(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))
