"""Names of those who made a work: in full for the entry, short for a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from dossier.cite.words import words_of
from dossier.messages import Messages
from dossier.model import Creator, Work

MOST_IN_FULL = 5
"""More authors than that are cut to `SHOWN_OF_MANY`: a list of sources is read, not counted."""
SHOWN_OF_MANY = 3
MOST_IN_SENTENCE = 2


def author_text(work: Work, language: str) -> str:
    """Write the authors in full, in the order of the work: `Jane Doe and Agence France-Presse`. "" without authors."""
    return names_text(work.authors, words_of(language))


def short_label(work: Work, language: str) -> str:
    """Name a work in a sentence: family names of its authors, else its outlet, agency, publisher, title."""
    names = [author.literal or _joined(author.particle, author.family or author.given) for author in work.authors]
    authors = _listed(list(filter(None, names)), words_of(language), most=MOST_IN_SENTENCE, shown=1)
    return authors or work.container_title or work.agency or work.publisher or work.title


def names_text(creators: Sequence[Creator], words: Messages) -> str:
    """Write names in the order in which they are spoken; more than five are cut to three."""
    names = [full_name(creator) for creator in creators]
    return _listed(list(filter(None, names)), words, most=MOST_IN_FULL, shown=SHOWN_OF_MANY)


def full_name(creator: Creator) -> str:
    """Write one name as it is spoken: `Ludwig van Beethoven`, `Martin King, Jr.`; an organisation whole."""
    if creator.literal:
        return creator.literal
    name = _joined(creator.given, creator.particle, creator.family)
    return f"{name}, {creator.suffix}" if creator.suffix else name


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _listed(names: list[str], words: Messages, *, most: int, shown: int) -> str:
    if len(names) > most:
        return words("cite.and_others", names=", ".join(names[:shown]))
    if len(names) < 2:
        return "".join(names)
    return words("cite.and", names=", ".join(names[:-1]), last=names[-1])
