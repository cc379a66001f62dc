"""Dates in words: right in four languages and more, never more exact than what was written."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from dossier.dates import Date, label, month_label, parse, year_label
from dossier.dates.words import WORDS_BY_LANGUAGE


def words(text: str, language: str, style: str = "long") -> str:
    """Put a date into words, with CLDR's special spaces shown as plain ones."""
    date = parse(text)
    assert isinstance(date, Date), date
    return " ".join(label(date, language, style=style).split())


@pytest.mark.parametrize(
    ("text", "en", "ru", "be", "de"),
    [
        ("2020-08-09", "9 August 2020", "9 августа 2020 г.", "9 жніўня 2020 г.", "9. August 2020"),
        ("2020-08", "August 2020", "август 2020 г.", "жнівень 2020", "August 2020"),
        ("2020", "2020", "2020", "2020", "2020"),
        ("2020-21", "spring 2020", "весна 2020 г.", "вясна 2020 г.", "Frühjahr 2020"),
        ("2020-24", "winter 2020", "зима 2020 г.", "зіма 2020 г.", "Winter 2020"),
        ("196X", "1960s", "1960-е гг.", "1960-я гг.", "1960er Jahre"),
        (
            "19XX",
            "between 1900 and 1999",
            "не ранее 1900 г. и не позднее 1999 г.",
            "не раней за 1900 і не пазней за 1999",
            "zwischen 1900 und 1999",
        ),
        (
            "2020-08-XX",
            "August 2020, day not known",
            "август 2020 г., день неизвестен",
            "жнівень 2020, дзень невядомы",
            "August 2020, Tag unbekannt",
        ),
        ("2020-XX", "2020, month not known", "2020, месяц неизвестен", "2020, месяц невядомы", "2020, Monat unbekannt"),
        ("XXXX", "date not known", "дата неизвестна", "дата невядомая", "Datum unbekannt"),
        (
            "2020-08-09/2020-08-10",
            "9–10 August 2020",
            "9–10 августа 2020 г.",
            "9–10 жніўня 2020 г.",
            "9.–10. August 2020",
        ),
        (
            "2020-08-30/2020-09-02",
            "30 August – 2 September 2020",
            "30 августа – 2 сентября 2020 г.",
            "30 жніўня – 2 верасня 2020 г.",
            "30. August – 2. September 2020",
        ),
        (
            "2020-06/2020-08",
            "June – August 2020",
            "июнь – август 2020 г.",
            "чэрвень – жнівень 2020",
            "Juni – August 2020",
        ),
        ("2004/2005", "2004–2005", "2004–2005", "2004–2005", "2004–2005"),
        ("2020-08-09/2020-08-09", "9 August 2020", "9 августа 2020 г.", "9 жніўня 2020 г.", "9. August 2020"),
        (
            "2019-12/2020-08-09",
            "December 2019 – 9 August 2020",
            "декабрь 2019 г. – 9 августа 2020 г.",
            "снежань 2019 – 9 жніўня 2020 г.",
            "Dezember 2019 – 9. August 2020",
        ),
        ("2020-08/..", "from August 2020", "с августа 2020 г.", "з жніўня 2020", "ab August 2020"),
        ("2020/..", "from 2020", "с 2020 г.", "з 2020 г.", "ab 2020"),
        (
            "../2020-08-09",
            "until 9 August 2020",
            "до 9 августа 2020 г. включительно",
            "да 9 жніўня 2020 г. уключна",
            "bis 9. August 2020",
        ),
        (
            "2020-08-09/",
            "from 9 August 2020, end not known",
            "с 9 августа 2020 г., окончание неизвестно",
            "з 9 жніўня 2020 г., заканчэнне невядомае",
            "ab 9. August 2020, Ende unbekannt",
        ),
        (
            "/2020",
            "until 2020, start not known",
            "до 2020 г. включительно, начало неизвестно",
            "да 2020 г. уключна, пачатак невядомы",
            "bis 2020, Beginn unbekannt",
        ),
        ("2020-22/..", "from summer 2020", "с лета 2020 г.", "з лета 2020 г.", "ab Sommer 2020"),
        (
            "[2020-08-11,2020-08-12]",
            "11 or 12 August 2020",
            "11 или 12 августа 2020 г.",
            "11 ці 12 жніўня 2020 г.",
            "11. oder 12. August 2020",
        ),
        (
            "[2020-07,2020-08]",
            "July 2020 or August 2020",
            "июль 2020 г. или август 2020 г.",
            "ліпень 2020 ці жнівень 2020",
            "Juli 2020 oder August 2020",
        ),
        (
            "[2020-08-11..2020-08-14]",
            "between 11 August 2020 and 14 August 2020",
            "не ранее 11 августа 2020 г. и не позднее 14 августа 2020 г.",
            "не раней за 11 жніўня 2020 г. і не пазней за 14 жніўня 2020 г.",
            "zwischen 11. August 2020 und 14. August 2020",
        ),
        ("[..2020]", "2020 or earlier", "2020 или ранее", "2020 або раней", "2020 oder früher"),
        ("2020-08~", "about August 2020", "примерно август 2020 г.", "прыкладна жнівень 2020", "etwa August 2020"),
        (
            "2020-08-09?",
            "possibly 9 August 2020",
            "возможно, 9 августа 2020 г.",
            "магчыма, 9 жніўня 2020 г.",
            "möglicherweise 9. August 2020",
        ),
        (
            "2020%",
            "possibly about 2020",
            "возможно, примерно 2020",
            "магчыма, прыкладна 2020",
            "möglicherweise etwa 2020",
        ),
        (
            "2020-08-09T20:00",
            "9 August 2020, 20:00",
            "9 августа 2020 г., 20:00",
            "9 жніўня 2020 г., 20:00",
            "9. August 2020, 20:00",
        ),
        (
            "-0043-03-15",
            "15 March 44 BC",
            "15 марта 44 г. до н. э.",
            "15 сакавіка 44 г. да н.э.",
            "15. März 44 v. Chr.",
        ),
        ("Y170000002", "170000002", "170000002", "170000002", "170000002"),
    ],
)
def test_a_date_is_said_in_four_languages(text: str, en: str, ru: str, be: str, de: str) -> None:
    assert [words(text, language) for language in ("en", "ru", "be", "de")] == [en, ru, be, de]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en-US", "August 9–10, 2020"),
        ("pl", "9–10 sierpnia 2020"),
        ("uk", "9–10 серпня 2020 р."),
        ("es", "9–10 de agosto de 2020"),
        ("zh", "2020年8月9日–10日"),
        ("be-tarask", "9–10 жніўня 2020 г."),
        ("xx-nowhere", "9–10 August 2020"),
        ("", "9–10 August 2020"),
    ],
)
def test_any_language_of_cldr_has_intervals_and_the_rest_get_english(language: str, expected: str) -> None:
    assert words("2020-08-09/2020-08-10", language) == expected


def test_languages_without_words_of_ours_use_signs() -> None:
    assert [words(text, "tr") for text in ("2020~", "2020?", "2020/..", "../2020", "2020-21", "XXXX")] == [
        "≈ 2020",
        "2020 (?)",
        "2020 – …",
        "… – 2020",
        "2020-21",
        "?",
    ]


def test_medium_and_short_are_shorter_and_short_is_numeric() -> None:
    assert [words("2020-08-09/2020-08-10", "de", style) for style in ("medium", "short")] == [
        "9.–10. Aug. 2020",
        "9.8.2020 – 10.8.2020",
    ]


def test_the_offset_of_a_time_is_said_in_the_long_style() -> None:
    assert words("2020-08-09T20:00+03:00", "en") == "9 August 2020, 20:00 (UTC+03:00)"
    assert words("2020-08-09T20:00:05Z", "en", "medium") == "9 Aug 2020, 20:00:05"


@pytest.mark.parametrize("style", ["long", "medium", "short"])
@pytest.mark.parametrize("language", [*WORDS_BY_LANGUAGE, "tr", "zh"])
def test_a_month_gets_no_day_and_a_year_no_month(language: str, style: str) -> None:
    assert not re.search(r"\b0?1\b", words("2020-08", language, style).replace("2020", ""))
    assert re.sub(r"\D", "", words("2020~", language, style)) == "2020"


def test_an_unknown_style_is_wrong_use() -> None:
    with pytest.raises(KeyError):
        words("2020", "en", "tiny")


def test_headings_stand_alone() -> None:
    assert [month_label(2020, 8, language) for language in ("en", "pl", "be")] == [
        "August 2020",
        "sierpień 2020",
        "жнівень 2020",
    ]
    assert [year_label(2020, "ru"), year_label(-43, "en")] == ["2020", "44 BC"]
    assert month_label(-43, 3, "en") == "March 44 BC"


def test_babel_is_loaded_only_when_something_is_said() -> None:
    code = "import sys, dossier.dates as d; d.parse('August 2020'); sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
