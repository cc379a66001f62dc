"""From text to a date, or to the reason why not."""

from __future__ import annotations

from dataclasses import replace

from dossier.dates.advice import advise
from dossier.dates.date import Date, form_to_date
from dossier.dates.fault import DateFault
from dossier.dates.grammar import read_form

LONGEST_TEXT = 1000
"""Characters; a set of ninety days fits."""


def parse(text: str) -> Date | DateFault:
    """Read an EDTF date (LoC 2019): levels 0 and 1, and of level 2 one-of sets and marks on single parts.

    Blanks around it, and around the commas of a set, are dropped. Returns a fault, whose help names the EDTF
    spelling where one can be guessed, for everything else. Raises nothing.
    """
    start = len(text) - len(text.lstrip())
    kept = text.strip()
    if not kept or len(kept) > LONGEST_TEXT:
        message = f"a date has at most {LONGEST_TEXT} characters" if kept else "a date is missing"
        return DateFault(message, 0, len(text), "write `2020-08-09`, `2020-08` or `2020`, or leave the field out")
    form = read_form(kept, start)
    if not isinstance(form, DateFault):
        return form_to_date(_tightened(kept), form)
    advice = advise(kept)
    return replace(advice, offset=start) if advice else form


def _tightened(text: str) -> str:
    return "".join(text.split()) if text.startswith("[") else text
