"""Dates as people write them, and how EDTF spells them. Only for help texts: nothing here is ever taken as a date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.dates.fault import DateFault
from dossier.dates.grammar import read_form

MONTH_STEMS = (
    ("jan", "янв", "студ", "січ", "sty"),
    ("feb", "фев", "лют", "lut"),
    ("mar", "mär", "мар", "сак", "бер"),
    ("apr", "апр", "крас", "квіт", "kwi"),
    ("may", "mai", "мая", "май", "трав", "maj"),
    ("jun", "июн", "чэрв", "черв", "cze"),
    ("jul", "июл", "ліп", "лип", "lip"),
    ("aug", "авг", "жні", "серп", "sie"),
    ("sep", "сен", "вер", "wrz"),
    ("oct", "okt", "окт", "каст", "жовт", "paź"),
    ("nov", "ноя", "ліст", "лист", "lis"),
    ("dec", "dez", "дек", "снеж", "груд", "gru"),
)
"""How the names of the months begin, in the languages of the interface."""
DOUBT = r"(?:about|around|circa|approx\w*\.?|c\.|ca\.?|около|примерно|каля|прыкладна|etwa|um)"
START = r"(?:from|since|after|с|з|ab|seit)"
END = r"(?:until|till|before|by|до|да|bis)"
TO = r"\s*(?:–|—|--|\s-\s|\bto\b|\bbis\b|\bпо\b|\.\.)\s*"
LONGEST = 120
"""Longer texts are no date somebody tried to write, and not worth searching."""


def advise(text: str) -> DateFault | None:
    """Recognise a date in another notation; the help names its EDTF spelling. None when it is not recognised."""
    if len(text) > LONGEST:
        return None
    spellings = [s for s in dict.fromkeys(_spellings(text)) if not isinstance(read_form(s), DateFault)]
    if not spellings:
        return None
    choice = " or ".join(f"`{spelling}`" for spelling in spellings)
    doubt = ", whichever is meant" if len(spellings) > 1 else ""
    return DateFault("this date is not in EDTF notation", 0, len(text), f"write {choice}{doubt}")


def _spellings(text: str) -> Iterator[str]:
    lower = text.lower()
    in_words = [*_marked(lower), *_interval(lower)]
    yield from in_words or (*_plain(lower), *_timed(text))


def _plain(text: str) -> Iterator[str]:
    yield from _numeric(text)
    yield from _named(text)
    if found := re.fullmatch(r"([12][0-9]{2})0s|([12][0-9]{2})0-?(?:е|я|er).*", text):
        yield f"{found[1] or found[2]}X"
    if re.fullmatch(r"-?[0-9ux]{4}(-[0-9ux]{2}){0,2}", text):
        yield text.replace("u", "X").replace("x", "X")
    if re.fullmatch(r"[0-9]{1,3}", text):
        yield text.zfill(4)
    if re.fullmatch(r"-?[0-9]{5,}", text) and len(text) != 8:
        yield f"Y{text}"


def _numeric(text: str) -> Iterator[str]:
    if found := re.fullmatch(r"([0-9]{4})\s*[-./–—]\s*([0-9]{1,2})(?:\s*[-./–—]\s*([0-9]{1,2}))?\.?", text):
        yield _joined(found[1], found[2], day=found[3])
    if found := re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text):
        yield _joined(found[1], found[2], day=found[3])
    if found := re.fullmatch(r"([0-9]{1,2})\.\s*([0-9]{1,2})\.\s*([0-9]{4})\s*(?:г\.?|р\.?)?", text):
        yield _joined(found[3], found[2], day=found[1])
    if found := re.fullmatch(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})", text):
        yield _joined(found[3], found[2], day=found[1])
        yield _joined(found[3], found[1], day=found[2])
    if found := re.fullmatch(r"([0-9]{1,2})[./]([0-9]{4})", text):
        yield _joined(found[2], found[1])


def _named(text: str) -> Iterator[str]:
    words = re.findall(r"[^\W\d_]+|[0-9]+", text)
    months = [month for word in words if (month := _month_of(word))]
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    days = [word for word in words if re.fullmatch(r"[0-9]{1,2}", word)]
    if len(months) == len(years) == 1 and len(days) <= 1:
        yield _joined(years[0], str(months[0]), day=days[0] if days else None)


def _month_of(word: str) -> int:
    return next((number for number, stems in enumerate(MONTH_STEMS, 1) if word.startswith(stems)), 0)


def _joined(year: str, month: str, *, day: str | None = None) -> str:
    return "-".join((year, month.zfill(2), *([day.zfill(2)] if day else [])))


def _marked(text: str) -> Iterator[str]:
    if found := re.fullmatch(rf"{DOUBT}\s*(.+)", text):
        yield from (f"{spelling}~" for spelling in _known(found[1]))
    if found := re.fullmatch(r"(.+?)\s*\(\?\)|(?:maybe|possibly|perhaps|возможно,?|магчыма,?)\s+(.+)", text):
        yield from (f"{spelling}?" for spelling in _known(found[1] or found[2]))
    if found := re.fullmatch(r"(.+?)(\?~|~\?)", text):
        yield from (f"{spelling}%" for spelling in _known(found[1]))


def _interval(text: str) -> Iterator[str]:
    if found := re.fullmatch(rf"{START}\s+(.+)", text):
        yield from (f"{spelling}/.." for spelling in _known(found[1]))
    if found := re.fullmatch(rf"{END}\s+(.+)", text):
        yield from (f"../{spelling}" for spelling in _known(found[1]))
    if found := re.fullmatch(r"([0-9]{4})\s*-\s*([0-9]{4})", text):
        yield f"{found[1]}/{found[2]}"
    for split in (TO, r"\s*/\s*"):
        halves = re.split(split, text)
        if len(halves) == 2 and all(halves) and "[" not in text:
            yield from (f"{a}/{b}" for a in _known(halves[0]) for b in _known(halves[1]))


def _known(text: str) -> list[str]:
    own = [text.upper()] if not isinstance(read_form(text.upper()), DateFault) else []
    return own or list(_plain(text))


def _timed(text: str) -> Iterator[str]:
    """Mend a blank for the `T`, a one-digit hour, a zone with a blank or without a colon, parts of a second."""
    zone = r"(Z|[+-][0-9]{2}:?(?:[0-9]{2})?)?"
    clock = r"([0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?:[.,][0-9]+)?"
    found = re.fullmatch(rf"([0-9-]+)(?:\s+|,\s*|[Tt]){clock}\s*{zone}", text)
    if found:
        offset = re.sub(r"^([+-][0-9]{2}):?([0-9]{2})$", r"\1:\2", found[3] or "")
        hour, _, rest = found[2].partition(":")
        yield f"{found[1]}T{hour.zfill(2)}:{rest}{offset}"
