"""Interface texts: one catalogue per language in `locales/`, found by keys such as `role.organiser`.

How keys are named: `<table>.<value>`; for a closed set of values the value is the word written in front matter.

    kind.* list.* lead.*              a record, the list of its kind by folder (`list.actors`), its lead
    genre.* title_basis.* copy.* url_status.* url_access.*          articles (`copy` is CopyKind)
    note_kind.* actor_kind.* actor_kinds.* sensitivity.*            notes, actors (`actor_kinds`: plural, for groups)
    fact_status.* relation.*          roles and relations; `relation` stands between two names: X member of Y
    event_kind.* event_status.* role.*                              events (`role` is ParticipantRole)
    attribution.* attribution_help.* stance.* status.*              claims (`status` is ClaimStatus)
    outlet_kind.* precision.* correction.* tri.* visibility.* record_status.*
    locator.*                         a place in a source, with `{value}`
    backlink.*                        how a record is spoken of: `Backlink.role`; `backlink.other` for the rest
    field.* ui.*                      labels of facts; headings, controls and sentences of the interface
    count.*                           a number with its noun, in CLDR's plural forms: `t("count.actors", count=3)`
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TypeAlias

from dossier.model import choices
from dossier.model.fields import Tri

Text: TypeAlias = str | Mapping[str, str]
"""A text with `{names}` in it, or one text for each plural category of CLDR (`one`, `few`, `many`, `other`)."""

FALLBACK = "en"
LANGUAGES = ("en", "ru", "be", "de")
"""Languages with a complete catalogue."""

TABLES: Mapping[str, type[StrEnum]] = {
    "visibility": choices.Visibility,
    "record_status": choices.RecordStatus,
    "genre": choices.Genre,
    "title_basis": choices.TitleBasis,
    "copy": choices.CopyKind,
    "url_status": choices.UrlStatus,
    "url_access": choices.UrlAccess,
    "note_kind": choices.NoteKind,
    "actor_kind": choices.ActorKind,
    "actor_kinds": choices.ActorKind,
    "sensitivity": choices.Sensitivity,
    "fact_status": choices.FactStatus,
    "relation": choices.RelationType,
    "event_kind": choices.EventKind,
    "event_status": choices.EventStatus,
    "role": choices.ParticipantRole,
    "attribution": choices.AttributionType,
    "attribution_help": choices.AttributionType,
    "stance": choices.Stance,
    "status": choices.ClaimStatus,
    "outlet_kind": choices.OutletKind,
    "precision": choices.PlacePrecision,
    "correction": choices.CorrectionKind,
    "tri": Tri,
}
"""Which table of a catalogue labels which closed set."""


@dataclass(frozen=True, slots=True)
class Messages:
    """The texts of one language. Calling it gives a text."""

    language: str
    """Language of the catalogue, e.g. `ru`: for a regional tag its base, `en` where there is no catalogue."""
    texts: Mapping[str, Text]

    def __call__(self, key: str, /, *, count: int | None = None, **values: object) -> str:
        """Return a text, not escaped, its `{names}` filled.

        With `count` the plural form of the language is chosen and `{count}` is the number as written in it.
        Raises KeyError for an unknown key and for a `{name}` without a value: both are bugs.
        """
        text = self.texts[key]
        if isinstance(text, str):
            return text.format_map(values) if count is None else text.format_map({"count": count, **values})
        if count is None:
            raise KeyError(f"{key} needs a count")
        return _counted(text, count, self.language).format_map(values)


@lru_cache(maxsize=32)
def catalogue(language: str) -> Messages:
    """Return the texts for a BCP 47 tag: its own, its base language's, or the English ones."""
    base = language.replace("_", "-").split("-", 1)[0].lower()
    known = base if base in LANGUAGES else FALLBACK
    source = files("dossier").joinpath("locales", f"{known}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(source)
    return Messages(known, {f"{name}.{key}": text for name, table in tables.items() for key, text in table.items()})


def _counted(forms: Mapping[str, str], count: int, language: str) -> str:
    """Return the form for a number (CLDR plural rules), the number already in it."""
    category, number = _number(count, language)
    return forms.get(category, forms["other"]).replace("{count}", number)


@lru_cache(maxsize=4096)
def _number(count: int, language: str) -> tuple[str, str]:
    """Return a number's plural category and how it is written."""
    from babel import Locale
    from babel.numbers import format_decimal

    locale = Locale.parse(language)
    return locale.plural_form(count), format_decimal(count, locale=locale)
