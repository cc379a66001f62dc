"""Dates: what is read, what follows from it, what is refused and with which help."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.dates import Date, DateFault, Day, Precision, is_zone, parse, with_zone

EDTF_SOUP = st.text(alphabet="0123456789-X?~%/.[],TZ:+YES {}u ", max_size=30)


def read(text: str) -> Date:
    date = parse(text)
    assert isinstance(date, Date), date
    return date


def refused(text: str) -> DateFault:
    fault = parse(text)
    assert isinstance(fault, DateFault), fault
    return fault


def days(first: str, last: str) -> tuple[datetime.date, datetime.date]:
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("1985-04-12", "1985-04-12", "1985-04-12", "day"),
        ("1985-04", "1985-04-01", "1985-04-30", "month"),
        ("1985", "1985-01-01", "1985-12-31", "year"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("1900-02", "1900-02-01", "1900-02-28", "month"),
        ("2020-08-09T20:00:00", "2020-08-09", "2020-08-09", "time"),
        ("2020-08-09T20:00:00Z", "2020-08-09", "2020-08-09", "time"),
        ("2020-08-09T23:30+03:00", "2020-08-09", "2020-08-09", "time"),
        ("1964/2008", "1964-01-01", "2008-12-31", "interval"),
        ("2004-02-01/2005-02", "2004-02-01", "2005-02-28", "interval"),
        ("2001-21", "2001-03-01", "2001-05-31", "season"),
        ("2001-22", "2001-06-01", "2001-08-31", "season"),
        ("2001-23", "2001-09-01", "2001-11-30", "season"),
        ("2003-24", "2003-12-01", "2004-02-29", "season"),
        ("1984?", "1984-01-01", "1984-12-31", "year"),
        ("2004-06~", "2004-06-01", "2004-06-30", "month"),
        ("201X", "2010-01-01", "2019-12-31", "decade"),
        ("20XX", "2000-01-01", "2099-12-31", "century"),
        ("2004-XX", "2004-01-01", "2004-12-31", "year"),
        ("1985-04-XX", "1985-04-01", "1985-04-30", "month"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31", "year"),
        ("1984~/2004-06", "1984-01-01", "2004-06-30", "interval"),
        ("2004-06~-11", "2004-06-11", "2004-06-11", "day"),
        ("?2004-06-~11", "2004-06-11", "2004-06-11", "day"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31", "set"),
        ("[2020-08-12,2020-08-11]", "2020-08-11", "2020-08-12", "set"),
    ],
)
def test_a_date_has_its_first_and_last_day_and_its_precision(
    text: str, earliest: str, latest: str, precision: str
) -> None:
    date = read(text)
    assert ((date.earliest, date.latest), date.precision) == (days(earliest, latest), precision)


@pytest.mark.parametrize(
    ("text", "lower", "upper", "open_start", "open_end"),
    [
        ("../1985-04-12", None, Day(1985, 4, 12), True, False),
        ("1985-04-12/..", Day(1985, 4, 12), None, False, True),
        ("/1985-04-12", None, Day(1985, 4, 12), False, False),
        ("1985-04-12/", Day(1985, 4, 12), None, False, False),
        ("[..1760-12-03]", None, Day(1760, 12, 3), True, False),
        ("[1760-01,1760-12..]", Day(1760, 1, 1), None, False, True),
        ("XXXX", None, None, False, False),
    ],
)
def test_an_open_end_and_an_unknown_end_are_told_apart(
    text: str, lower: Day | None, upper: Day | None, open_start: bool, open_end: bool
) -> None:
    date = read(text)
    assert (date.lower, date.upper, date.open_start, date.open_end) == (lower, upper, open_start, open_end)


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("Y170000002", Day(170000002, 1, 1), Day(170000002, 12, 31)),
        ("Y-170000002", Day(-170000002, 1, 1), Day(-170000002, 12, 31)),
        ("-1985", Day(-1985, 1, 1), Day(-1985, 12, 31)),
        ("-0043-03-15", Day(-43, 3, 15), Day(-43, 3, 15)),
        ("0000-02", Day(0, 2, 1), Day(0, 2, 29)),
        ("-01XX", Day(-199, 1, 1), Day(-100, 12, 31)),
    ],
)
def test_years_outside_datetime_have_exact_bounds(text: str, lower: Day, upper: Day) -> None:
    date = read(text)
    assert (date.lower, date.upper, date.earliest, date.latest) == (lower, upper, None, None)


@pytest.mark.parametrize(
    ("text", "uncertain", "approximate"),
    [
        ("1984", False, False),
        ("1984?", True, False),
        ("1984~", False, True),
        ("1984%", True, True),
        ("?1945/1959", True, False),
        ("2004-06-~01/2004-06-~20", False, True),
        ("2004?-06-~11", True, True),
        ("[1984~,1985]", False, True),
    ],
)
def test_marks_of_doubt_are_kept_wherever_they_stand(text: str, uncertain: bool, approximate: bool) -> None:
    date = read(text)
    assert (date.uncertain, date.approximate) == (uncertain, approximate)


def test_approximate_dates_are_not_widened() -> None:
    assert read("2020-08-09~").latest == read("2020-08-09").latest == datetime.date(2020, 8, 9)


@pytest.mark.parametrize(
    ("text", "message", "marked"),
    [
        ("2020-13-45", "there is no month 13", "13"),
        ("2020-00", "there is no month 0", "00"),
        ("2020-02-30", "February 2020 has 29 days", "30"),
        ("2021-02-29", "February 2021 has 28 days", "29"),
        ("2020-06-31", "June has 30 days", "31"),
        ("2020-06-00", "there is no day 0", "00"),
        ("2020-08-09T25:00", "there is no hour 25", "25"),
        ("2020-08-09T20:61", "there is no minute 61", "61"),
        ("2020-08-09T24:00", "midnight is hour 00 of the next day", "24"),
        ("2020-08-09T20:00+20:00", "no time zone is that far from UTC", "+20:00"),
        ("2020-08-09~T20:00", "a date with a time of day takes no mark of doubt", "2020-08-09~T20:00"),
        ("2020-08T20:00", "a time of day needs a complete date", "T20:00"),
        ("2020-08-09T20:00/2020-08-10", "an interval takes days, not times of day", "2020-08-09T20:00"),
        ("2020-08-10/2020-08-09", "the interval ends before it begins", "2020-08-10/2020-08-09"),
        ("../..", "an interval needs a date on at least one side", "../.."),
        ("2020/2021/2022", "an interval has one `/`", "2020/2021/2022"),
        ("-0000", "there is no year minus zero", "-0000"),
        ("Y2020", "`Y` is for years of more than four digits", "Y2020"),
        ("Y170000002-01", "a year of more than four digits takes no month and no day", "Y170000002-01"),
        ("2001-21-03", "a season has no day", "03"),
        ("?2020?", "one part carries two marks", "?"),
        ("[2020,,2021]", "a date is missing in the set", ","),
        ("[2020,2021", "the set is not closed", "[2020,2021"),
        ("[2020-08-09T20:00]", "a set takes days, not times of day", "2020-08-09T20:00"),
        ("[2020, 2021-13]", "there is no month 13", "13"),
        ("2019/2020-13", "there is no month 13", "13"),
        ("   2020-13", "there is no month 13", "13"),
    ],
)
def test_an_impossible_date_is_refused_at_the_exact_characters(text: str, message: str, marked: str) -> None:
    fault = refused(text)
    assert (fault.message, text[fault.offset : fault.offset + fault.length]) == (message, marked)
    assert fault.help


@pytest.mark.parametrize(
    "text",
    [
        "Y-17E7",
        "1950S2",
        "Y3388E2S3",
        "2001-25",
        "2001-34",
        "2001-41",
        "{1960,1961-12}",
        "156X-12-25",
        "XXXX-12-XX",
        "1XXX",
        "2004-1X",
        "2004-XX-11",
    ],
)
def test_what_is_level_2_and_not_supported_is_called_so(text: str) -> None:
    assert "EDTF level 2 and not supported" in refused(text).message


@pytest.mark.parametrize(
    ("text", "spelling"),
    [
        ("16.08.2020", "2020-08-16"),
        ("9.8.2020 г.", "2020-08-09"),
        ("August 2020", "2020-08"),
        ("9 August 2020", "2020-08-09"),
        ("August 9, 2020", "2020-08-09"),
        ("9 августа 2020 г.", "2020-08-09"),
        ("9 жніўня 2020", "2020-08-09"),
        ("9. März 2020", "2020-03-09"),
        ("20200809", "2020-08-09"),
        ("2020-8-9", "2020-08-09"),
        ("2020/08/09", "2020-08-09"),
        ("2020/08", "2020-08"),
        ("08.2020", "2020-08"),
        ("25/12/2020", "2020-12-25"),
        ("about 2020", "2020~"),
        ("ca. August 2020", "2020-08~"),
        ("1984 (?)", "1984?"),
        ("1984?~", "1984%"),
        ("1960s", "196X"),
        ("199u", "199X"),
        ("2020-xx", "2020-XX"),
        ("from 2020", "2020/.."),
        ("until 9 August 2020", "../2020-08-09"),
        ("2020-2021", "2020/2021"),
        ("987", "0987"),
        ("20200", "Y20200"),
        ("2020-08-09–2020-08-10", "2020-08-09/2020-08-10"),
        ("2020-08-09 / 2020-08-10", "2020-08-09/2020-08-10"),
        ("1984..1986", "1984/1986"),
        ("2020-08-09 20:00", "2020-08-09T20:00"),
        ("2020-08-09T8:00", "2020-08-09T08:00"),
        ("2020-08-09T20:00:00.123Z", "2020-08-09T20:00:00Z"),
        ("2020-08-09T20:00:00+0300", "2020-08-09T20:00:00+03:00"),
        ("2001-34", "2001-04/2001-06"),
        ("2001-30", "2001-12/2002-02"),
        ("2001-28", "2001-24"),
        ("2020-08-10/2020-08-09", "2020-08-09/2020-08-10"),
        ("Y2020", "2020"),
        ("2020-08T20:00", "2020-08"),
    ],
)
def test_the_help_names_the_edtf_spelling(text: str, spelling: str) -> None:
    fault = refused(text)
    assert f"`{spelling}`" in fault.help
    assert isinstance(parse(spelling), Date)


def test_an_ambiguous_order_of_day_and_month_offers_both() -> None:
    assert refused("9/8/2020").help == "write `2020-08-09` or `2020-09-08`, whichever is meant"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "unknown",
        "soon",
        "9" * 5000,
        "Y" + "9" * 900,
        "2020-08-09\x00",
        "２０２０",
    ],
)
def test_what_is_no_date_at_all_is_refused_with_an_example(text: str) -> None:
    assert "`" in refused(text).help


def test_blanks_around_a_date_and_in_a_set_are_dropped() -> None:
    assert read("  [2020-08-11, 2020-08-12]\n").text == "[2020-08-11,2020-08-12]"
    assert read(" 2020 ") == read("2020")


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2020-08-09", 2020, 8),
        ("2020-08", 2020, 8),
        ("2020", 2020, None),
        ("2001-21", 2001, None),
        ("201X", None, None),
        ("2020-08-09/2021-01-01", 2020, 8),
        ("../2020", None, None),
        ("[2020-08-11,2020-08-12]", 2020, 8),
        ("[2020-08,2020-09]", 2020, None),
        ("[2019,2020]", None, None),
        ("XXXX", None, None),
        ("-0043-03", -43, 3),
    ],
)
def test_a_timeline_files_a_date_only_under_a_year_and_month_it_has(
    text: str, year: int | None, month: int | None
) -> None:
    assert (read(text).year, read(text).month) == (year, month)


@pytest.mark.parametrize(
    ("text", "first_and_last"),
    [
        ("2020-08-09", ("2020-08-09", "2020-08-09")),
        ("2020-08", None),
        ("2020-08-09~", None),
        ("2020-08-09/2020-08-12", ("2020-08-09", "2020-08-12")),
        ("2020-06/2020-08", ("2020-06-30", "2020-08-01")),
        ("2020-08/2020-08-12", None),
        ("2020-08-09/..", ("2020-08-09", "2020-08-09")),
        ("2020-08/", None),
        ("[2020-08-11,2020-08-12]", None),
    ],
)
def test_only_days_that_are_sure_are_covered(text: str, first_and_last: tuple[str, str] | None) -> None:
    assert read(text).certain == (days(*first_and_last) if first_and_last else None)


@pytest.mark.parametrize(
    ("text", "iso", "prefix", "csl"),
    [
        ("2020-08-09", "2020-08-09", "2020-08-09", {"date-parts": [[2020, 8, 9]]}),
        ("2020-08", "2020-08", "2020-08", {"date-parts": [[2020, 8]]}),
        ("2020-08~", "2020-08", "2020-08", {"date-parts": [[2020, 8]], "circa": True}),
        ("2020-22", "2020", "2020", {"date-parts": [[2020]], "season": 2}),
        ("2020-08-09T20:00+03:00", "2020-08-09T20:00:00+03:00", "2020-08-09", {"date-parts": [[2020, 8, 9]]}),
        ("2020-08-09/2020-08-10", None, "2020-08-09", {"date-parts": [[2020, 8, 9], [2020, 8, 10]]}),
        ("2020-08-09/..", None, "2020-08-09", {"date-parts": [[2020, 8, 9]]}),
        ("../2020-08-09", None, None, {"literal": "../2020-08-09"}),
        ("[2020-08-11,2020-08-12]", None, "2020-08", {"literal": "[2020-08-11,2020-08-12]"}),
        ("1985-04-XX", None, "1985-04", {"literal": "1985-04-XX"}),
        ("198X", None, None, {"literal": "198X"}),
        ("-0043", None, None, {"date-parts": [[-43]]}),
        ("XXXX", None, None, None),
    ],
)
def test_other_formats_get_no_more_than_is_known(
    text: str, iso: str | None, prefix: str | None, csl: dict[str, object] | None
) -> None:
    date = read(text)
    assert (date.iso(), date.common_prefix(), date.csl()) == (iso, prefix, csl)


def test_the_ends_of_an_interval_are_dates_of_their_own() -> None:
    date = read("2020-08-09~/2020-09")
    assert (date.start, date.end) == (read("2020-08-09~"), read("2020-09"))
    assert (read("../2020").start, read("2020/").end) == (None, None)
    assert (read("2020").start, read("2020").end) == (read("2020"), None)


def test_dates_sort_by_first_day_then_last_day_then_moment() -> None:
    expected = [
        "../2019",
        "Y-170000002",
        "-1985",
        "2019/..",
        "2020-08-09",
        "2020-08-09T20:00+03:00",
        "2020-08-09T18:00Z",
        "2020-08-09T20:00",
        "2020-08-09/2020-08-10",
        "2020-08-09/..",
        "9999",
        "Y170000002",
        "XXXX",
    ]
    shuffled = expected[1::2] + expected[::2]
    assert sorted(shuffled, key=lambda text: read(text).sort_key) == expected


def test_a_time_without_offset_takes_the_one_of_its_zone_on_that_day() -> None:
    date = with_zone(read("2020-08-09T20:00"), "Europe/Warsaw")
    assert (date.instant, date.text) == ("2020-08-09T20:00:00+02:00", "2020-08-09T20:00")
    assert with_zone(read("2020-01-09T20:00"), "Europe/Warsaw").instant == "2020-01-09T20:00:00+01:00"
    assert date.sort_key == read("2020-08-09T18:00Z").sort_key


@pytest.mark.parametrize("text", ["2020-08-09T20:00Z", "2020-08-09", "2020-08-09/..", "0000-01-01T10:00"])
def test_a_zone_changes_nothing_else(text: str) -> None:
    assert with_zone(read(text), "Europe/Minsk") == read(text)


def test_zones_are_known_by_their_iana_names() -> None:
    names = ["Europe/Minsk", "Europe", "Minsk", "", "../../etc/passwd"]
    assert [name for name in names if is_zone(name)] == ["Europe/Minsk"]


@given(st.one_of(st.text(max_size=40), EDTF_SOUP))
def test_any_text_is_a_date_or_a_fault_inside_the_text(text: str) -> None:
    result = parse(text)
    if isinstance(result, DateFault):
        assert 0 <= result.offset <= result.offset + result.length <= len(text)
        assert result.message and result.help
    else:
        assert parse(result.text) == result


POINTS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: day.isoformat()[:7]),
    st.integers(-9999, 9999).filter(bool).map(lambda year: f"{year:05}" if year < 0 else f"{year:04}"),
    st.integers(10_000, 10**11).map(lambda year: f"Y{year}"),
    st.tuples(st.integers(1, 9999), st.integers(21, 24)).map(lambda pair: f"{pair[0]:04}-{pair[1]}"),
    st.integers(0, 999).map(lambda decade: f"{decade:03}X"),
    st.just("XXXX"),
)
MARKED = st.tuples(POINTS, st.sampled_from(["", "?", "~", "%"])).map("".join)
EDTF = st.one_of(
    MARKED,
    st.datetimes().map(lambda moment: moment.replace(microsecond=0).isoformat()),
    st.tuples(MARKED, st.sampled_from(["/..", "/"])).map("".join),
    st.tuples(st.sampled_from(["../", "/"]), MARKED).map("".join),
    st.tuples(MARKED, MARKED).map("/".join),
    st.lists(MARKED, min_size=1, max_size=4).map(lambda points: f"[{','.join(points)}]"),
)


@given(EDTF)
def test_the_first_day_is_never_after_the_last(text: str) -> None:
    date = parse(text)
    if isinstance(date, DateFault):
        assert date.message in ("the interval ends before it begins", "an interval needs a date on at least one side")
    elif date.lower and date.upper:
        assert date.lower <= date.upper
        assert date.earliest is None or date.latest is None or date.earliest <= date.latest


@given(EDTF, EDTF)
def test_any_two_dates_can_be_ordered_and_the_one_that_is_over_comes_first(text: str, other: str) -> None:
    first, second = parse(text), parse(other)
    if not isinstance(first, Date) or not isinstance(second, Date):
        return
    assert (first.sort_key < second.sort_key) + (second.sort_key < first.sort_key) + (
        first.sort_key == second.sort_key
    ) == 1
    if first.upper and second.lower and first.upper < second.lower:
        assert first.sort_key < second.sort_key


@given(EDTF)
def test_the_sure_days_lie_within_the_bounds(text: str) -> None:
    date = parse(text)
    if isinstance(date, Date) and date.certain:
        first, last = date.certain
        assert (date.earliest or first) <= first <= last <= (date.latest or last)


@given(EDTF)
def test_no_other_format_says_more_than_the_text(text: str) -> None:
    date = parse(text)
    if isinstance(date, Date) and (iso := date.iso()):
        assert iso.startswith(re.split(r"[?~%]", date.text.removesuffix("?"))[0]) or date.precision is Precision.SEASON
