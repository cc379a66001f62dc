"""From the bytes of one file to a document: front matter, fields, text. Knows no other file."""

from dossier.parse.codec import decode, encode
from dossier.parse.document import kind_of, parse

__all__ = ["decode", "encode", "kind_of", "parse"]
