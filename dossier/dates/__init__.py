"""Dates that are known only so far: EDTF read, ordered, put into words. Imports nothing else of dossier.

parse(text) -> Date | DateFault      label(date, language, style=...) -> str
"""

from dossier.dates.bounds import Day
from dossier.dates.date import Date, Precision, SortKey, with_instant
from dossier.dates.fault import DateFault
from dossier.dates.labels import label, month_label, year_label
from dossier.dates.reading import parse
from dossier.dates.zones import is_zone, with_zone

__all__ = [
    "Date",
    "DateFault",
    "Day",
    "Precision",
    "SortKey",
    "is_zone",
    "label",
    "month_label",
    "parse",
    "with_instant",
    "with_zone",
    "year_label",
]
