"""Checks of quotations and saved copies: what `evidence` found where they were laid beside each other."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.check.audit import Audit, place, records_of
from dossier.diagnostics import Diagnostic
from dossier.findings import Verdict
from dossier.model import Article
from dossier.rules import editorial as rules
from dossier.text import nfc, visible


def quotations_in_copies(audit: Audit) -> Iterator[Diagnostic]:
    """Find quotations whose words do not stand in the saved copy of their source."""
    held = audit.evidence.collation.held
    for found in audit.evidence.collation.quotations:
        if found.comparison.verdict is Verdict.ABSENT:
            saved = next(key for key in found.keys if key in held)
            message = f"these words are not in the saved copy of `{visible(saved)}`"
            help = "compare them with content/archive/; mark what is left out with `…`"
            yield rules.QUOTATION_NOT_IN_COPY.at(found.span, message, help=help)


def recorded_copies(audit: Audit) -> Iterator[Diagnostic]:
    """Find saved copies that a record names and that are not in content/archive/, or are no longer what they were."""
    for document, article in records_of(audit, Article):
        held = {nfc(copy.path): copy for copy in audit.evidence.collation.held.get(document.id.name, ())}
        for entry in article.archive:
            copy = held.get(nfc(entry.file))
            if entry.file and copy is None:
                message = f"no file `{visible(entry.file)}` can be read in content/archive/"
                help = "put it there, or correct `file:`; links and files of more than 64 MB are not read"
                yield rules.COPY_MISSING.at(place(document, "archive"), message, help=help)
            elif copy and entry.sha256 and copy.digest != entry.sha256:
                message = f"the saved copy `{visible(entry.file)}` has another SHA-256 than the record says"
                help = f"bring back the file as it was saved; that of the file now is {copy.digest}"
                yield rules.COPY_CHANGED.at(place(document, "archive"), message, help=help)
