"""The progress of the dossier: what its page says of records' own dates, and how it stays short."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from dossier.build import Build
from dossier.plan.pages.progress import DAYS_ON_PAGE, NAMED
from dossier.views import ProgressDay, ProgressView
from projects import build_site, small_project

NOTE = """---
title: A note
published: 2024-05-01
added: 2024-05-01
updated: 2024-06-02
changelog:
  - {date: 2024-06-02, text: A sentence was added.}
corrections:
  - {date: 2024-06-03, what_was_wrong: It said three., what_it_says_now: It says four.}
---
Text.
"""


SAID = "It said: It said three. It now says: It says four."


def article(number: int, keys: str) -> dict[str, str]:
    return {f"articles/a{number:03}.md": f"---\ntitle: Work {number:03}\n{keys}\n---\n"}


def build(root: Path, files: dict[str, str]) -> Build:
    result = build_site(small_project(root, files))
    assert result.written is not None, result.diagnostics
    return result


def views(result: Build) -> dict[str, ProgressView]:
    assert result.site.planned
    pages = [page for page in result.site.planned.pages if page.template == "progress.html"]
    found = {page.url: page.view for page in pages}
    return {url: view for url, view in found.items() if isinstance(view, ProgressView)}


def told(day: ProgressDay) -> list[tuple[str, list[str], str]]:
    return [(line.label, [link.title for link in line.links], line.text) for line in day.lines]


def test_the_newest_day_comes_first_and_one_day_of_one_record_is_told_once(tmp_path: Path) -> None:
    (view,) = views(build(tmp_path, {"notes/n.md": NOTE})).values()
    assert [day.date.edtf for day in view.days] == ["2024-06-03", "2024-06-02", "2024-05-01"]
    assert [told(day) for day in view.days] == [
        [("Corrected", ["A note"], SAID)],
        [("Changed: Notes", ["A note"], ""), ("Text changed", ["A note"], "A sentence was added.")],
        [("Published: Notes", ["A note"], "")],
    ]
    assert view.days[0].lines[0].links[0].url == "../notes/n/index.html#correction-1"


def test_the_day_on_which_a_cited_work_appeared_is_no_progress_of_the_dossier(tmp_path: Path) -> None:
    (view,) = views(build(tmp_path, article(1, "published: 2020-08-09"))).values()
    assert view.days == ()
    page = (tmp_path / "site/progress/index.html").read_text(encoding="utf-8")
    assert "No record says yet when it was made or changed." in page


@pytest.mark.parametrize("visibility", ["unlisted", "private", "draft"])
def test_what_is_in_no_list_is_not_here(tmp_path: Path, visibility: str) -> None:
    files = article(1, f"added: 2024-05-01\nvisibility: {visibility}") | article(2, "added: 2024-05-01")
    (view,) = views(build(tmp_path, files)).values()
    assert [told(day) for day in view.days] == [[("Added: Articles", ["Work 002"], "")]]


def test_of_many_records_of_a_day_a_few_are_named_and_the_others_counted(tmp_path: Path) -> None:
    files = {path: text for number in range(NAMED + 5) for path, text in article(number, "added: 2024-05-01").items()}
    (view,) = views(build(tmp_path, files)).values()
    (line,) = view.days[0].lines
    assert len(line.links) == NAMED
    assert line.more is not None
    assert (line.more.count, line.more.url) == (5, "../articles/index.html")


def test_dates_as_exact_as_known_are_apart_and_have_anchors_of_their_own(tmp_path: Path) -> None:
    dates = ["2024-05-01", "2024-05-01?", "2024-05", "2024"]
    files = {path: text for n, date in enumerate(dates) for path, text in article(n, f"added: {date}").items()}
    (view,) = views(build(tmp_path, files)).values()
    assert {day.date.edtf for day in view.days} == set(dates)
    assert len({day.anchor for day in view.days}) == len(dates)


def test_a_long_progress_has_the_newest_days_and_a_page_for_every_year_by_months(tmp_path: Path) -> None:
    start = datetime.date(2023, 11, 1)
    count = DAYS_ON_PAGE + 20
    days = [start + datetime.timedelta(number) for number in range(count)]
    files = {path: text for n, day in enumerate(days) for path, text in article(n, f"added: {day}").items()}
    found = views(build(tmp_path, files | {"notes/n.md": NOTE.replace("2024-06", "2024-01")}))
    assert list(found) == ["progress/2023/index.html", "progress/2024/index.html", "progress/index.html"]
    first, year = found["progress/index.html"], found["progress/2024/index.html"]
    assert len(first.days) == DAYS_ON_PAGE
    assert [day.date.edtf for day in year.days] == ["2024-05", "2024-01"]
    assert ("Corrected, 3 Jan 2024", ["A note"], SAID) in told(year.days[1])
    assert [link.current for link in year.years] == [True, False]
    assert first.columns[0].url.endswith("progress/2023/index.html#d-2023-11")
    assert max(column.height for column in first.columns) == 1
