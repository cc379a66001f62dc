"""The words around a date that CLDR does not have, one row per language. `{a}`, `{b}` are dates as they stand
alone, `{a_of}`, `{b_of}` as they stand after a preposition (genitive where the language has one)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One language's templates. The defaults are signs, for languages without a row."""

    about: str = "≈ {a}"
    possibly: str = "{a} (?)"
    since: str = "{a} – …"
    until: str = "… – {a}"
    start_unknown: str = "? – {a}"
    end_unknown: str = "{a} – ?"
    between: str = "≥ {a}, ≤ {b}"
    earlier: str = "≤ {a}"
    later: str = "≥ {a}"
    day_unknown: str = "{a}"
    month_unknown: str = "{a}"
    unknown: str = "?"
    decade: tuple[str, str] = ("≥ {a}, ≤ {b}", "≥ {a}, ≤ {b}")
    """Alone and after a preposition; `{a}` and `{b}` are the first and the last year."""
    year: str = "{a}"
    """A year in running text."""
    seasons: tuple[tuple[str, str], ...] = ()
    """Spring to winter, alone and after a preposition, `{a}` is the year; none means EDTF's own code is shown."""


def _indeclinable(*seasons: str) -> tuple[tuple[str, str], ...]:
    return tuple((season, season) for season in seasons)


NO_WORDS = Words()

WORDS_BY_LANGUAGE: Mapping[str, Words] = {
    "be": Words(
        about="прыкладна {a}",
        possibly="магчыма, {a}",
        since="з {a_of}",
        until="да {a_of} уключна",
        start_unknown="да {a_of} уключна, пачатак невядомы",
        end_unknown="з {a_of}, заканчэнне невядомае",
        between="не раней за {a} і не пазней за {b}",
        earlier="{a} або раней",
        later="{a} або пазней",
        day_unknown="{a}, дзень невядомы",
        month_unknown="{a}, месяц невядомы",
        unknown="дата невядомая",
        decade=("{a}-я гг.", "{a}-х гг."),
        year="{a} г.",
        seasons=(
            ("вясна {a}", "вясны {a}"),
            ("лета {a}", "лета {a}"),
            ("восень {a}", "восені {a}"),
            ("зіма {a}", "зімы {a}"),
        ),
    ),
    "de": Words(
        about="etwa {a}",
        possibly="möglicherweise {a}",
        since="ab {a_of}",
        until="bis {a}",
        start_unknown="bis {a}, Beginn unbekannt",
        end_unknown="ab {a}, Ende unbekannt",
        between="zwischen {a} und {b}",
        earlier="{a} oder früher",
        later="{a} oder später",
        day_unknown="{a}, Tag unbekannt",
        month_unknown="{a}, Monat unbekannt",
        unknown="Datum unbekannt",
        decade=("{a}er Jahre", "den {a}er Jahren"),
        seasons=_indeclinable("Frühjahr {a}", "Sommer {a}", "Herbst {a}", "Winter {a}"),
    ),
    "en": Words(
        about="about {a_of}",
        possibly="possibly {a}",
        since="from {a_of}",
        until="until {a_of}",
        start_unknown="until {a_of}, start not known",
        end_unknown="from {a_of}, end not known",
        between="between {a_of} and {b_of}",
        earlier="{a} or earlier",
        later="{a} or later",
        day_unknown="{a}, day not known",
        month_unknown="{a}, month not known",
        unknown="date not known",
        decade=("{a}s", "the {a}s"),
        seasons=_indeclinable("spring {a}", "summer {a}", "autumn {a}", "winter {a}"),
    ),
    "pl": Words(
        about="ok. {a_of}",
        possibly="być może {a}",
        since="od {a_of}",
        until="do {a_of} włącznie",
        start_unknown="do {a_of} włącznie, początek nieznany",
        end_unknown="od {a_of}, koniec nieznany",
        between="nie wcześniej niż {a} i nie później niż {b}",
        earlier="{a} lub wcześniej",
        later="{a} lub później",
        day_unknown="{a}, dzień nieznany",
        month_unknown="{a}, miesiąc nieznany",
        unknown="data nieznana",
        decade=("lata {a}–{b}", "lat {a}–{b}"),
        seasons=(
            ("wiosna {a}", "wiosny {a}"),
            ("lato {a}", "lata {a}"),
            ("jesień {a}", "jesieni {a}"),
            ("zima {a}", "zimy {a}"),
        ),
    ),
    "ru": Words(
        about="примерно {a}",
        possibly="возможно, {a}",
        since="с {a_of}",
        until="до {a_of} включительно",
        start_unknown="до {a_of} включительно, начало неизвестно",
        end_unknown="с {a_of}, окончание неизвестно",
        between="не ранее {a_of} и не позднее {b_of}",
        earlier="{a} или ранее",
        later="{a} или позднее",
        day_unknown="{a}, день неизвестен",
        month_unknown="{a}, месяц неизвестен",
        unknown="дата неизвестна",
        decade=("{a}-е гг.", "{a}-х гг."),
        year="{a} г.",
        seasons=(
            ("весна {a}", "весны {a}"),
            ("лето {a}", "лета {a}"),
            ("осень {a}", "осени {a}"),
            ("зима {a}", "зимы {a}"),
        ),
    ),
    "uk": Words(
        about="приблизно {a}",
        possibly="можливо, {a}",
        since="з {a_of}",
        until="до {a_of} включно",
        start_unknown="до {a_of} включно, початок невідомий",
        end_unknown="з {a_of}, закінчення невідоме",
        between="не раніше {a_of} і не пізніше {b_of}",
        earlier="{a} або раніше",
        later="{a} або пізніше",
        day_unknown="{a}, день невідомий",
        month_unknown="{a}, місяць невідомий",
        unknown="дата невідома",
        decade=("{a}-ті рр.", "{a}-х рр."),
        year="{a} р.",
        seasons=(
            ("весна {a}", "весни {a}"),
            ("літо {a}", "літа {a}"),
            ("осінь {a}", "осені {a}"),
            ("зима {a}", "зими {a}"),
        ),
    ),
}


def words_of(language: str) -> Words:
    """Find the words of a BCP 47 language by its first subtag; signs when there are none."""
    return WORDS_BY_LANGUAGE.get(language.replace("_", "-").partition("-")[0].lower(), NO_WORDS)
