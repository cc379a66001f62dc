"""Checks of articles: whether a reader can get at them."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.check.audit import Audit, place, records_of
from dossier.diagnostics import Diagnostic
from dossier.model import Article
from dossier.rules import editorial as rules


def articles(audit: Audit) -> Iterator[Diagnostic]:
    """Find articles that no reader can look up, and articles without date. A copy in archive/ is for the curator."""
    for document, article in records_of(audit, Article):
        if not article.url and not article.page and not any(copy.url for copy in article.archive):
            copies = "no saved copy on the web" if article.archive else "no saved copy"
            message = f"`{document.id.name}` has no address, {copies} and no page in print"
            help = "add `url:`, the `url` of a copy in `archive:`, or `page:`"
            yield rules.SOURCE_WITHOUT_ADDRESS.at(place(document, "title"), message, help=help)
        if article.published is None:
            message = f"`{document.id.name}` has no date of publication"
            help = "add `published:`; a month or a year will do"
            yield rules.UNDATED_ARTICLE.at(place(document, "title"), message, help=help)
