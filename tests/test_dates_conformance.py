"""Dates against the cases of ixc/python-edtf (when the data folder is there) and against the package itself."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path

import pytest

from dossier.dates import Date, DateFault, Day, parse

CASES = Path(__file__).resolve().parents[2] / "shared" / "data" / "edtf" / "python-edtf-cases.json"

LEVEL_2_NOT_SUPPORTED = frozenset(
    {
        "156X-12-25",
        "15XX-12-25",
        "1560-XX-25",
        "15XX-12-XX",
        "XXXX-XX-23",
        "1XXX",
        "1XXX~",
        "{1667,1668, 1670..1672}",
        "{1960, 1961-12}",
        "{1912-03..1912-05}",
        "Y17E7",
        "Y-17E7",
        "1950S2",
        "1953S2",
        "1953S3",
        "Y17101E4S3",
        "Y3388E2S3",
        "Y171010000S3",
        "2001-29",
        "2001-34",
    }
)
OTHER_BOUNDS: Mapping[str, tuple[Day | None, Day | None]] = {
    "2010-24": (Day(2010, 12, 1), Day(2011, 2, 28)),  # a winter has three months, not one
    "/2006": (None, Day(2006, 12, 31)),  # an unknown start is unknown, not ten years earlier
    "2004-06-01/": (Day(2004, 6, 1), None),
    "1984-06-02?/": (Day(1984, 6, 2), None),
}
"""Where we differ on purpose. Their fuzzy bounds (`~` padded by a hidden amount) are not compared at all."""


def _cases(key: str) -> list[Mapping[str, object]]:
    if not CASES.exists():
        pytest.skip(f"no third-party cases at {CASES.name}")
    cases: list[Mapping[str, object]] = json.loads(CASES.read_text(encoding="utf-8"))[key]
    return cases


def _day(text: str) -> Day | None:
    if text in ("-inf", "inf"):
        return None
    sign = -1 if text.startswith("-") else 1
    year, month, day = (int(part) for part in text.lstrip("-").split("-"))
    return Day(sign * year, month, day)


def _strict_bounds(dates: list[str]) -> tuple[Day | None, Day | None]:
    """Their rows hold one day, or lower and upper, with fuzzy bounds after; three mean one day and two fuzzy ones."""
    return _day(dates[0]), _day(dates[0] if len(dates) in (1, 3) else dates[1])


@pytest.mark.conformance
def test_every_valid_case_of_the_supported_levels_is_read_with_the_same_bounds() -> None:
    differing = []
    for case in _cases("valid"):
        text, dates = str(case["input"]), case["dates"]
        assert isinstance(dates, list)
        if text in LEVEL_2_NOT_SUPPORTED:
            continue
        date = parse(text)
        found = (date.lower, date.upper) if isinstance(date, Date) else date
        if found != OTHER_BOUNDS.get(text, _strict_bounds(dates)):
            differing.append((text, found, dates))
    assert differing == []


@pytest.mark.conformance
def test_exactly_the_listed_cases_are_refused_as_level_2() -> None:
    refused = {str(case["input"]) for case in _cases("valid") if isinstance(parse(str(case["input"])), DateFault)}
    assert refused == LEVEL_2_NOT_SUPPORTED


@pytest.mark.conformance
def test_every_invalid_case_is_refused() -> None:
    assert [text for text in _cases("invalid") if isinstance(parse(str(text)), Date)] == []


@pytest.mark.conformance
def test_uncertain_and_approximate_agree() -> None:
    for case in _cases("uncertain_approximate"):
        date = parse(str(case["input"]))
        assert isinstance(date, Date)
        assert date.uncertain == bool(case["uncertain"] or case["both"]), case
        assert date.approximate == bool(case["approximate"] or case["both"]), case


AGREED = (
    "1985-04-12",
    "1985-04",
    "1985",
    "0000",
    "-1985",
    "-0043-03-15",
    "2020-02-29",
    "2020-02-30",
    "2020-13",
    "2020-00",
    "2020-8",
    "20",
    "20200",
    "2020-08-09T20:00:00",
    "2020-08-09T20:00:00Z",
    "2020-08-09T20:00:00+03:00",
    "2020-08-09T25:00:00",
    "2020-08-09t20:00:00",
    "1964/2008",
    "2004-02-01/2005-02",
    "2004/",
    "/2004",
    "../2004",
    "2004/..",
    "2004..2005",
    "2001-21",
    "201X",
    "20XX",
    "2004-XX",
    "1985-04-XX",
    "1985-XX-XX",
    "1984?",
    "2004-06~",
    "2004-06-11%",
    "2004-06~-11",
    "2004-~06-11",
    "[1667,1668,1670..1672]",
    "[..1760-12-03]",
    "[1760-12..]",
    "[1760-01,1760-02,1760-12..]",
    "[]",
    "[2020",
    "Y170000002",
    "Y-170000002",
    "Y2020",
    "August 2020",
    "16.08.2020",
    "?2020?-08",
    "2001-21-03",
    "2020-08-09/2020-08-10/2020-08-11",
    "1984?/2004%",
)
WE_ARE_STRICTER = ("2008/1964", "2021-02-29")
WE_ARE_MORE_LENIENT = ("2020-08-09T20:00", "2020-08-09T20:00+03:00")


def _package_accepts(text: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        edtf = pytest.importorskip("edtf")
        try:
            edtf.parse_edtf(text)
        except (edtf.EDTFParseException, ValueError):
            return False
    return True


@pytest.mark.parametrize("text", AGREED)
def test_the_edtf_package_and_we_accept_the_same_dates(text: str) -> None:
    assert isinstance(parse(text), Date) == _package_accepts(text)


@pytest.mark.parametrize(("texts", "ours"), [(WE_ARE_STRICTER, False), (WE_ARE_MORE_LENIENT, True)])
def test_where_we_differ_from_the_edtf_package_it_is_listed(texts: tuple[str, ...], ours: bool) -> None:
    assert [isinstance(parse(text), Date) for text in texts] == [ours] * len(texts)
    assert [_package_accepts(text) for text in texts] == [not ours] * len(texts)
