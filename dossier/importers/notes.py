"""Labelled lines of a note, which carry what a format has no field for, read back into their fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dossier.model.work_notes import ARCHIVED, NOTE_LABELS

_ARCHIVED = re.compile(rf"{ARCHIVED} (https?://[^\s,;]+(?:,[^\s,;]+)*)(?:, (\S+))?")


def take_notes(text: str) -> tuple[str, Mapping[str, str]]:
    """Split a note into the text that stays and the fields that its labelled lines hold."""
    fields: dict[str, str] = {}
    kept = [line for line in text.splitlines() if not _take(line.strip(), fields)]
    return "\n".join(kept), fields


def without_archive(note: str) -> str:
    """Return a note without its sentence on the saved copy, for formats that hold the copy in fields as well."""
    return _ARCHIVED.sub("", note).strip(" ;\n")


def _take(line: str, fields: dict[str, str]) -> bool:
    if found := _ARCHIVED.fullmatch(line):
        fields["archive_url"] = found[1]
        if found[2]:
            fields["archive_date"] = found[2]
        return True
    label, colon, value = line.partition(": ")
    if not colon or label not in NOTE_LABELS:
        return False
    fields[NOTE_LABELS[label]] = value
    return True
