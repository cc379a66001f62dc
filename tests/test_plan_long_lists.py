"""Lists that are too long for one page: cut the same way everywhere, every entry reached, few pages changed by an edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from build_plan import planned, view
from build_values import date, doc, links, wiki
from dossier.model import Document
from dossier.plan import Planned
from dossier.views import BacklinksView, ListView, SourcesView

MANY = 300
MOST = 200


def corpus(count: int = MANY) -> Iterator[Document]:
    """Yield articles of one topic and one actor: most of them of one year, some undated."""
    yield doc("topic:tide", name="Tide")
    yield doc("actor:ann", name="Ann Weir")
    for number in range(count):
        day = "" if number % 50 == 1 else f"2020-{number % 7 + 1:02}-03" if number % 5 else f"{2000 + number // 5 % 20}"
        front = {"title": f"C{'aeio'[number % 4]}se {number}", "topics": links("tide")}
        when = {"published": date(day)} if day else {}
        yield doc(f"article:a{number}", ["It was ", wiki("ann"), "."], **front, **when)


@pytest.fixture(scope="module")
def site() -> Planned:
    return planned(corpus())


def entries(result: Planned, folder: str) -> list[str]:
    """Return the titles of all entries on the pages below a folder, and see that none has too many."""
    found: list[str] = []
    for page in result.pages:
        if page.url.startswith(folder):
            shown = list(titles(page.view))
            assert len(shown) <= MOST, page.url
            found += shown
    return found


def titles(shown: object) -> Iterator[str]:
    match shown:
        case ListView():
            yield from (item.title for group in shown.groups for item in group.items)
        case SourcesView():
            yield from (entry.key for group in shown.groups for entry in group.entries)
        case BacklinksView():
            yield from (item.link.title for group in shown.groups for item in group.items)


@pytest.mark.parametrize(
    "folder",
    ["topics/tide/articles/", "actors/ann/articles/", "actors/ann/backlinks/", "lists/articles/", "lists/sources/"],
)
def test_every_entry_of_a_long_list_stands_on_one_of_its_pages(site: Planned, folder: str) -> None:
    assert len(entries(site, folder)) == len(set(entries(site, folder))) == MANY


def test_every_page_of_a_long_list_is_linked_from_another(site: Planned) -> None:
    first = view(site, "topics/tide/articles/index.html")
    assert {link.title for link in first.parts} >= {"2020", "2001", "Undated"}
    assert first.total == sum(link.count for link in first.parts) == MANY
    year = view(site, "topics/tide/articles/2020/index.html")
    assert [link.title for link in year.parts if link.current] == ["2020"]
    assert sum(group.total for group in year.groups) == year.total > MOST
    linked = [link.url for link in first.parts] + [group.url for group in year.groups]
    parts = {page.url for page in site.pages if page.url.startswith("topics/tide/articles/")}
    assert {url.replace("../", "") for url in linked} == parts - {"topics/tide/articles/index.html"}


def test_the_page_of_the_record_shows_the_newest_and_leads_to_all(site: Planned) -> None:
    (group,) = view(site, "topics/tide/index.html").groups
    assert (len(group.items), group.total, group.url) == (25, MANY, "../../topics/tide/articles/index.html")
    actor = view(site, "actors/ann/index.html")
    assert sum(len(group.items) for group in actor.backlinks) == 25
    assert actor.backlinks_url == "../../actors/ann/backlinks/index.html"


def test_a_short_list_stays_whole() -> None:
    few = planned(corpus(140))
    assert len(view(few, "topics/tide/index.html").groups[0].items) == 140
    assert not [page.url for page in few.pages if page.url.startswith(("topics/tide/articles", "actors/ann/backlinks"))]


def test_an_edit_changes_the_part_in_which_the_record_stands_and_no_other() -> None:
    before = list(corpus())
    after = [replace(one, title="Cxse changed") if one.id.name == "a7" else one for one in before]
    old, new = planned(before), planned(after)
    lists = ("topics/tide/articles/", "actors/ann/articles/", "actors/ann/backlinks/", "lists/articles/")
    was = {page.url: page.view for page in old.pages if page.url.startswith(lists)}
    changed = [page.url for page in new.pages if page.url in was and page.view != was[page.url]]
    assert len(changed) == len(lists)


def test_a_long_year_of_a_timeline_is_told_by_months_and_marks_lead_to_them() -> None:
    events = [
        doc(
            f"event:e{n}", title=f"E {n}", date=date(f"2020-{n % 3 + 1:02}-{n % 28 + 1:02}" if n > 20 else "2019-05-01")
        )
        for n in range(240)
    ]
    result = planned(events)
    whole, year = view(result, "timeline/index.html"), view(result, "timeline/2020/index.html")
    assert [(one.label, one.url, one.months) for one in whole.years][1] == ("2020", "../timeline/2020/index.html", ())
    assert [(month.url, month.total) for month in year.years[0].months] == [
        (f"../../timeline/2020/{month:02}/index.html", 73) for month in (1, 2, 3)
    ]
    month = view(result, "timeline/2020/03/index.html")
    assert len(month.years[0].months[0].entries) == 73
    assert {column.url.split("#")[0] for column in whole.overview.happened if column.url} <= {
        *(f"../timeline/2020/{number:02}/index.html" for number in (1, 2, 3)),
        "../timeline/2019/index.html",
    }
