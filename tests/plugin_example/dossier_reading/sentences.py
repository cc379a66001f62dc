"""A check: sentences that nobody reads to the end."""

from collections.abc import Iterator

from dossier.model import Note
from dossier.plugins import Audit, Diagnostic, Rule, Severity, records_of

MOST_WORDS = 50

LONG_SENTENCE = Rule(
    code="reading-1",
    name="reading-long-sentence",
    severity=Severity.WARNING,
    summary=f"A sentence of more than {MOST_WORDS} words.",
    why="Readers lose the thread, and with it who said what.",
    bad="The minister, who …, said that …, although …",
    good="The minister said … He added …",
    configurable=True,
)


def long_sentences(audit: Audit) -> Iterator[Diagnostic]:
    """Find long sentences in notes, at the block that holds them."""
    for document, _ in records_of(audit, Note):
        for block in document.blocks:
            for index in block.sentences:
                words = " ".join(part for part in document.sentences[index] if isinstance(part, str)).split()
                if len(words) > MOST_WORDS:
                    message = f"a sentence has {len(words)} words"
                    yield LONG_SENTENCE.at(block.span, message, help="make two of it")
