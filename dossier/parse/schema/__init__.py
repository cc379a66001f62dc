"""Fields from the model's classes: front matter read and checked, JSON Schema, the reference. Knows no kind."""

from dossier.parse.schema.describe import FieldRow, describe, json_schema
from dossier.parse.schema.read import Result, read

__all__ = ["FieldRow", "Result", "describe", "json_schema", "read"]
