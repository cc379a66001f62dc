"""Pictures of time: axes, their ticks and parts, and the columns of articles by day."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from dossier.plan.pictures.time_axis import TimeAxis, axis_of
from dossier.views import CoverageView, SourcesView
from projects import build_site, small_project

LAST = datetime.date.max.toordinal()
DAYS = st.integers(1, LAST)
SPANS = st.lists(st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))), min_size=1, max_size=40)


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@given(SPANS, DAYS, DAYS)
def test_days_stand_on_an_axis_in_their_order(spans: list[tuple[int, int]], one: int, other: int) -> None:
    axis = axis_of(spans)
    assert axis is not None
    places = [axis.at(when) for when in sorted((one, other))]
    assert 0 <= places[0] <= places[1] <= 100
    assert (axis.at(axis.first), axis.at(axis.last + 1)) == (0, 100)


@given(SPANS, st.integers(3, 200))
def test_parts_of_an_axis_are_few_and_leave_no_day_out(spans: list[tuple[int, int]], most: int) -> None:
    axis = axis_of(spans)
    assert axis is not None
    parts = axis.parts(most)
    assert parts[0][0] <= axis.first and axis.last <= parts[-1][1]
    assert all(before[1] + 1 == after[0] for before, after in pairwise(parts))
    assert len(parts) <= max(most, 12)


@given(SPANS)
def test_ticks_rise_stand_on_the_axis_and_are_few(spans: list[tuple[int, int]]) -> None:
    axis = axis_of(spans)
    assert axis is not None
    places = [when for when, _ in axis.ticks(6)]
    assert places == sorted(set(places))
    assert all(axis.first <= when <= axis.last for when in places)
    assert len(places) <= 8


@given(st.lists(st.integers(day("2020-01-01"), day("2020-03-01")), min_size=20, max_size=60))
def test_one_event_in_another_century_does_not_make_a_blot_of_the_others(days: list[int]) -> None:
    axis = axis_of([*((when, when) for when in days), (day("1863-01-01"), day("1863-01-01"))])
    assert axis is not None
    assert axis.first > day("2019-12-01")
    assert sum(axis.holds((when, when)) for when in days) >= 0.9 * len(days)


def test_a_few_events_are_all_on_the_axis_however_far_apart() -> None:
    axis = axis_of([(day("1863-01-22"), day("1863-01-22")), (day("2020-08-09"), day("2020-08-12"))])
    assert axis is not None
    assert axis.first < day("1863-01-22") and axis.last > day("2020-08-12")


def test_ticks_and_parts_follow_the_calendar() -> None:
    axis = TimeAxis(day("2020-07-20"), day("2020-11-10"))
    assert [edtf for _, edtf in axis.ticks(6)] == ["2020-08", "2020-09", "2020-10", "2020-11"]
    assert axis.parts(7)[1] == (day("2020-08-01"), day("2020-08-31"))
    weeks = axis.parts(50)
    assert {datetime.date.fromordinal(first).weekday() for first, _ in weeks} == {0}
    assert [edtf for _, edtf in TimeAxis(day("1994-01-01"), day("2021-08-20")).ticks(6)][:2] == ["1995", "2000"]


OUTLETS = {"tass": "kind: state_media", "free": "kind: newspaper\nstate_affiliated: no", "else": "kind: newspaper"}


def covered(root: Path, articles: dict[str, tuple[str, str]]) -> CoverageView | None:
    """Build a dossier of articles by name, each with its outlet and date; return the picture of their days."""
    files = {f"outlets/{name}.md": f"---\nname: {name.title()}\n{keys}\n---\n" for name, keys in OUTLETS.items()}
    for name, (outlet, date) in articles.items():
        files[f"articles/{name}.md"] = f"---\ntitle: {name}\noutlet: {outlet}\npublished: {date}\n---\n"
    result = build_site(small_project(root, files))
    assert result.written is not None, result.diagnostics
    assert result.site.planned
    (view,) = [page.view for page in result.site.planned.pages if isinstance(page.view, SourcesView)]
    return view.coverage


def test_articles_are_counted_by_their_day_and_who_stands_behind_the_outlet(tmp_path: Path) -> None:
    picture = covered(
        tmp_path,
        {
            "a": ("tass", "2020-08-09"),
            "b": ("free", "2020-08-10"),
            "c": ("tass", "2020-08-10"),
            "d": ("else", "2020-08-12"),
            "e": ("tass", "2020-08"),
            "f": ("tass", "2020-08-11?"),
        },
    )
    assert picture is not None
    counts = {column.label: [part.count for part in column.parts] for column in picture.columns}
    assert counts == {"9 Aug 2020": [0, 0, 1], "10 Aug 2020": [1, 0, 1], "12 Aug 2020": [0, 1, 0]}
    assert [alone.edtf for alone in picture.alone] == ["2020-08-09"]
    assert "alone: 1." in picture.summary


def test_columns_stay_in_their_drawing_and_are_stacked_without_gaps(tmp_path: Path) -> None:
    picture = covered(tmp_path, {f"a{number}": ("tass", "2020-08-09") for number in range(3)} | {"b": ("free", "2020")})
    assert picture is not None
    for column in picture.columns:
        assert column.at >= 0
        assert column.at + column.width <= 100.001
        edges = [(part.y, part.y + part.height) for part in column.parts]
        assert edges[0][1] == picture.height
        assert all(above[1] == below[0] for below, above in pairwise(edges))
        assert edges[-1][0] >= 0


def test_without_an_exact_day_there_is_no_picture(tmp_path: Path) -> None:
    assert covered(tmp_path, {"a": ("tass", "2020-08")}) is None
