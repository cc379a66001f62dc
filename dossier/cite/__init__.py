"""Works as readers see them cited: the house style for news, names in sentences, COinS, and styles run by pandoc.

format_citation(work, language) -> str      coins(work) -> str      format_all(references, style) -> Formatted
"""

from dossier.cite.house import format_citation
from dossier.cite.names import author_text, short_label
from dossier.cite.openurl import coins, coins_title
from dossier.cite.pandoc import Formatted, Style, find_pandoc, format_all

__all__ = [
    "Formatted",
    "Style",
    "author_text",
    "coins",
    "coins_title",
    "find_pandoc",
    "format_all",
    "format_citation",
    "short_label",
]
