"""What reference managers have no field for, as labelled lines of a note: one table for writing and for reading."""

from __future__ import annotations

from collections.abc import Mapping

ARCHIVED = "Archived at"
"""Begins the line that names the saved copy: `Archived at https://…, 2020-08-16`."""

NOTE_LABELS: Mapping[str, str] = {
    "SHA-256 of the saved copy": "archive_sha256",
    "Agency": "agency",
    "Title in the original script": "script_title",
    "Title translated": "trans_title",
    "Changed by the outlet (EDTF)": "modified",
    "Published (EDTF)": "issued",
    "Read (EDTF)": "accessed",
    "CSL type": "type",
}
"""Label of a line, `Label: value`, to the field of `Work` it holds."""
