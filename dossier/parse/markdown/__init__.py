"""Markdown to finished HTML with holes: the only room that knows markdown-it."""

from __future__ import annotations

from dossier.parse.markdown.parser import Construct
from dossier.parse.markdown.read import Text, read_text

__all__ = ["Construct", "Text", "read_text"]
