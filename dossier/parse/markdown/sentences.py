"""Where sentences end, in languages with capitals and without; a citation after the full stop belongs before it."""

from __future__ import annotations

import re
import unicodedata

from dossier.model import Sentence

LINK, CITATION, NARRATIVE = "\x00", "\x01", "\x02"
"""One character for each hole: a reference that prints words, a citation that does not, one that names its author.

Controls never reach a text: `read_text` replaces them first.
"""
_END = re.compile(
    r"(?:(?<![.!?…])(?P<stop>[.!?…؟۔։])[!?.…]*(?P<close>[\"'”’“»›)\]]*)(?P<cites>(?:[ ]?\x01)*)(?P<gap>[ ]+|$)"
    r"|[。！？।][」』”]*(?P<cites2>\x01*)(?P<gap2>[ ]*))"
)
_WORD = re.compile(r"[\w.]+$")
_NEVER_LAST = frozenset(
    # words that a name, a number or more words follow
    """
    mr mrs ms dr prof st gen col lt maj sgt capt sen rep gov pres rev hon vs no nos fig art sec vol ed eds cf e.g i.e
    approx ca jan feb mar apr jun jul aug sep sept oct nov dec u.s u.n u.k p pp para
    г ул им т.е т.н см стр ст руб тыс млн млрд гл ген полк проф акад вул імя ім напр
    z z.b d.h u.a o.ä bzw nr abs hr fr vgl geb str mme mlle m
    """.split()  # noqa: SIM905
)
_ORDINAL_LANGUAGES = frozenset({"de", "cs", "sk", "da", "nb", "nn", "no", "fi", "et", "hr", "sl", "hu", "lv"})
"""Languages that write the third of August as `3. August`."""
_OPENERS = "\"'“‘«„‹([¿¡—–-*"


def split_sentences(text: str, language: str) -> list[str]:
    """Split plain text, white space already single, into sentences; none is empty. Nothing but blanks is lost."""
    sentences, start = list[str](), 0
    for found in _END.finditer(text):
        if _is_end(text, found, start, language):
            sentences.append(text[start : found.end()].strip())
            start = found.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def _is_end(text: str, found: re.Match[str], start: int, language: str) -> bool:
    rest = text[found.end() :].lstrip(_OPENERS)
    if not rest or found["stop"] is None:
        return True
    if rest[0].islower() or rest[0] in ",;:":
        return False
    return found["stop"] != "." or not _is_abbreviation(text[start : found.start()], language)


def _is_abbreviation(before: str, language: str) -> bool:
    word = _WORD.search(before)
    if word is None:
        return False
    written = word.group()
    if written.isdigit():
        is_first = not before[: word.start()].strip()
        return is_first or (len(written) <= 2 and language.split("-")[0].lower() in _ORDINAL_LANGUAGES)
    if written.casefold() == "г" and re.search(r"\d $", before[: word.start()]):
        return False  # «2020 г. Минск»: the year may well end the sentence
    return written.casefold() in _NEVER_LAST or _is_initial(written)


def _is_initial(word: str) -> bool:
    last = word.rsplit(".", 1)[-1]
    return len(last) == 1 and last.isalpha() and unicodedata.category(last) == "Lu"


def with_holes(text: str, holes: list[int]) -> Sentence:
    """Put the numbers of the references back: the first mark in the text is `holes[0]`, and so on."""
    parts: list[str | int] = []
    numbers = iter(holes)
    for piece in re.split(r"([\x00-\x02])", text):
        if piece in (LINK, CITATION, NARRATIVE) and piece:
            parts.append(next(numbers))
        elif piece:
            parts.append(piece)
    return tuple(parts)


def count_holes(text: str) -> int:
    """Return how many references stand in a text."""
    return sum(text.count(mark) for mark in (LINK, CITATION, NARRATIVE))
