"""The picture above a timeline: what it says of a date, where its marks stand, and the events that its script is given."""

from __future__ import annotations

import datetime
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.build import Build
from dossier.plan.pictures.overview import MARKS, MOST_ROWS, ROW
from dossier.plan.pictures.packing import rows_of
from dossier.views import OverviewView, TimelineView
from projects import build_site, small_project

LOOKS = {
    "2020-08-09": "day",
    "2020-08-09T20:00": "day",
    "2020-08-09/2020-08-12": "span",
    "2020-08/2020-09": "between",
    "2020-08-09/..": "between",
    '"[2020-08-11,2020-08-12]"': "between",
    "2020-08": "coarse",
    "2020": "coarse",
    "2020-22": "coarse",
    "2020-08-09?": "unsure",
    "2020-08-09~": "unsure",
}


def timeline(root: Path, events: dict[str, str]) -> Build:
    """Build a dossier of events by name, each with its keys."""
    files = {f"events/{name}.md": f"---\ntitle: {name.title()}\n{keys}\n---\n" for name, keys in events.items()}
    files["articles/report.md"] = "---\ntitle: Report\npublished: 2020-08-14\n---\n"
    files["actors/ann.md"] = "---\nname: Ann\n---\n"
    result = build_site(small_project(root, files))
    assert result.written is not None, result.diagnostics
    return result


def pictures(result: Build) -> dict[str, OverviewView | None]:
    assert result.site.planned
    views = {page.url: page.view for page in result.site.planned.pages if page.template == "timeline.html"}
    return {url: view.overview for url, view in views.items() if isinstance(view, TimelineView)}


def whole(root: Path, events: dict[str, str]) -> OverviewView:
    picture = pictures(timeline(root, events))["timeline/index.html"]
    assert picture is not None
    return picture


def script(result: Build) -> Any:
    assert result.site.planned
    (file,) = [file for file in result.site.planned.files if file.url == "timeline-events.js"]
    return json.loads(file.data.decode().removeprefix("window.dossierTimeline = ").rstrip().removesuffix(";"))


def test_every_sort_of_date_has_its_look(tmp_path: Path) -> None:
    picture = whole(tmp_path, {f"e{number}": f"date: {date}" for number, date in enumerate(LOOKS)})
    found = {mark.url: mark.look for mark in picture.marks}
    assert found == {f"#event-e{number}": look for number, look in enumerate(LOOKS.values())}


def test_only_what_is_sure_is_drawn_solid(tmp_path: Path) -> None:
    dates = {"a": "2020-08-01", "b": "2020-08-09", "c": "2020-08", "d": "2020-08-02/2020-08-05", "e": "2020-08-02/.."}
    marks = {
        mark.label[-1]: mark for mark in whole(tmp_path, {name: f"date: {date}" for name, date in dates.items()}).marks
    }
    assert marks["B"].sure_start == marks["B"].sure_end == marks["B"].start
    assert marks["C"].sure_start == marks["C"].sure_end == -1
    assert (marks["D"].sure_start, marks["D"].sure_end) == (marks["D"].start, marks["D"].end)
    assert marks["D"].start < marks["D"].end
    assert marks["E"].is_open_after and not marks["E"].is_open_before


@pytest.mark.parametrize(
    ("keys", "disputed"),
    [
        ("date: 2020-08-09", False),
        ("date: 2020-08-09/2020-08-12", False),
        ('date: "[2020-08-11, 2020-08-12]"', True),
        ("date: 2020-08-11?\nearliest: 2020-08-09\nlatest: 2020-08-12", True),
        ("date: 2020-08-09\ndate_note: The paper says so.", False),
    ],
)
def test_a_mark_says_where_sources_name_different_days(tmp_path: Path, keys: str, disputed: bool) -> None:
    others = {"one": "date: 2020-08-01", "two": "date: 2020-08-20"}
    picture = whole(tmp_path, {"it": keys, **others})
    assert [mark.is_disputed for mark in picture.marks if mark.label.endswith("It")] == [disputed]
    assert ("disputed" in [entry.key for entry in picture.key]) is disputed


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 30)), max_size=60))
def test_no_bar_covers_another_in_its_row(bars: list[tuple[float, float]]) -> None:
    placed = sorted((left, left + width) for left, width in bars)
    rows = rows_of(placed, gap=0.5)
    for row in set(rows):
        inside = [bar for bar, own in zip(placed, rows, strict=True) if own == row]
        assert all(before[1] < after[0] for before, after in pairwise(inside))
    assert set(rows) == set(range(len(set(rows))))


def days(count: int) -> dict[str, str]:
    start = datetime.date(2020, 1, 1)
    return {f"e{number}": f"date: {start + datetime.timedelta(3 * number)}" for number in range(count)}


def test_marks_stay_inside_the_picture_and_say_what_they_are(tmp_path: Path) -> None:
    picture = whole(tmp_path, days(60))
    assert len(picture.marks) == 60
    for mark in picture.marks:
        assert 0 <= mark.start <= mark.end <= 100
        assert 0 < mark.y < picture.marks_height <= ROW * (MOST_ROWS + 1)
    assert picture.marks[0].label == "1 January 2020: E0"


def test_too_many_events_are_counted_and_columns_lead_to_the_first_of_each(tmp_path: Path) -> None:
    events = days(MARKS + 10)
    picture = whole(tmp_path, events)
    assert picture.marks == ()
    assert len(picture.happened) <= 100
    assert picture.happened[0].url == "#event-e0"
    counted = sum(int(column.label.rsplit(": ", 1)[1].split()[0]) for column in picture.happened)
    assert counted == len(events)
    assert max(column.height for column in picture.happened) == 1


def test_what_reaches_beyond_the_axis_is_counted_where_it_is_seen(tmp_path: Path) -> None:
    events = days(20) | {"decade": "date: 201X", "old": "date: 1863", "last": "date: 9999-12-31\nsources: [end]"}
    files = {f"events/{name}.md": f"---\ntitle: {name.title()}\n{keys}\n---\n" for name, keys in events.items()}
    files["articles/end.md"] = "---\ntitle: End\npublished: 9999-12-31\n---\n"
    result = build_site(small_project(tmp_path, files))
    assert result.written is not None, result.diagnostics
    picture = pictures(result)["timeline/index.html"]
    assert picture is not None
    counted = sum(int(column.label.rsplit(": ", 1)[1].split()[0]) for column in picture.happened)
    assert picture.outside == "Earlier, not drawn: 1 · Later, not drawn: 1"
    assert counted == 21
    end = pictures(result)["timeline/9999/index.html"]
    assert end is None


def test_a_long_timeline_leads_to_the_pages_of_its_years(tmp_path: Path) -> None:
    found = pictures(timeline(tmp_path, days(401)))
    top, year = found["timeline/index.html"], found["timeline/2021/index.html"]
    assert top is not None and year is not None
    assert top.happened[0].url == "../timeline/2020/index.html#event-e0"
    assert (top.is_listed, year.is_listed) == (False, True)
    assert year.marks[0].url.startswith("#event-")


def test_two_events_and_events_without_a_day_make_no_picture(tmp_path: Path) -> None:
    two = {"a": "date: 2020-08-01", "b": "date: 2020-08-02", "c": "kind: other"}
    assert pictures(timeline(tmp_path, two))["timeline/index.html"] is None


def test_sources_are_counted_by_the_day_on_which_they_appeared(tmp_path: Path) -> None:
    events = days(3) | {"late": "date: 2020-08-09\nsources: [report]"}
    picture = whole(tmp_path, events)
    assert [column.label.rsplit(": ", 1)[1] for column in picture.reported] == ["1 source"]


def test_the_script_is_given_days_names_and_what_is_sure(tmp_path: Path) -> None:
    events = {
        "sure": "date: 2020-08-09\nkind: protest\nparticipants: [ann, somebody]\nsources: [report]",
        "set": 'date: "[2020-08-11, 2020-08-12]"',
        "open": "date: 2020-08-13/..",
        "never": "kind: other",
    }
    told = script(timeline(tmp_path, events))
    day = datetime.date(2020, 8, 9).toordinal() - datetime.date(1970, 1, 1).toordinal()
    rows = {row[1]: row for row in told["events"]}
    assert list(rows) == ["Sure", "Set", "Open"]
    assert rows["Sure"] == [
        "events/sure/index.html", "Sure", "9 August 2020", day, day, day, day, "day", 0, [day + 5], [0], [0], [], [],
    ]  # fmt: skip
    assert rows["Set"][3:9] == [day + 2, day + 3, None, None, "between", 1]
    assert rows["Open"][8] == 4
    assert told["dimensions"]["actor"] == [["ann", "Ann"]]


def test_the_script_names_nothing_that_is_unlisted(tmp_path: Path) -> None:
    events = {
        "open": "date: 2020-08-09\nparticipants: [zzcanary]",
        "hidden": "date: 2020-08-09\nvisibility: unlisted\nsummary: zzcanary",
    }
    files = {f"events/{name}.md": f"---\ntitle: {name.title()}\n{keys}\n---\n" for name, keys in events.items()}
    files["actors/zzcanary.md"] = "---\nname: Zzcanary\nvisibility: unlisted\n---\n"
    result = build_site(small_project(tmp_path, files))
    text = json.dumps(script(result)).lower()
    assert "zzcanary" not in text
    assert "hidden" not in text
