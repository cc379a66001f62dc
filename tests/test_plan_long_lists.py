"""Lists that are too long for one page: cut the same way everywhere, every entry reached, few pages changed by an edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from build_plan import planned, view
from build_values import at, date, doc, links, source, to, wiki
from dossier.model import Correction, Document, Participant, Quotation, Relation, RelationType, Value
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


def adversary(count: int = 220) -> Iterator[Document]:
    """Yield one event, one actor, one article, one place, one month and one question that have everything."""
    yield doc("place:square", name="Square")
    yield doc("topic:tide", name="Tide")
    yield doc("article:wire", title="Wire", published=date("2020-08-17"))
    ties = tuple(Relation(RelationType.ALLY_OF, to(f"p{n}")) for n in range(count))
    yield doc("actor:ann", name="Ann", relations=ties)
    who = (*(Participant(to(f"p{n}")) for n in range(count)), Participant(to("A passer-by")))
    yield doc("event:rally", title="Rally", date=date("2020-08-16"), participants=who)
    for n in range(count):
        wrong = Correction(date(f"2021-{n % 2 + 1:02}-03"), "Four", f"Five {n}")
        common = {"places": links("square"), "participants": (Participant(to("ann")),), "parent": to("rally")}
        yield doc(f"event:e{n}", title=f"E {n}", date=date(f"2020-08-{n % 28 + 1:02}"), **common)
        yield doc(f"actor:p{n}", name=f"P {n}")
        yield doc(f"place:h{n}", name=f"House {n}", parent=to("square"))
        yield doc(f"topic:t{n}", name=f"Tide {n}", broader=to("tide"))
        yield doc(
            f"claim:c{n}",
            statement=f"There were {n}",
            question=f"How many at {n}?",
            value=Value(number=n, unit="people"),
            asserted=date(f"2020-08-{n % 28 + 1:02}"),
            about=links("rally"),
            evidence=(source("wire"),),
            corrections=(wrong,),
        )
    for n in range(count // 2):
        yield doc(f"claim:d{n}", statement=f"It was {n}", question="How many?", value=Value(number=n, unit="people"))
    said = tuple(Quotation(f"Words {n}", 0, "", None, f"quote-{n}", at()) for n in range(count))
    yield doc("note:all", [wiki("ann")], title="All", parts={"quotations": said})


@pytest.fixture(scope="module")
def crowded() -> Planned:
    return planned(adversary())


def reached(result: Planned, folder: str, name: str) -> list[object]:
    """Return the entries of a field on all pages below a folder, and see that none has too many."""
    found: list[object] = []
    for page in result.pages:
        if page.url.startswith(folder):
            here = getattr(page.view, name)
            assert len(here) <= MOST, page.url
            found += here
    return found


@pytest.mark.parametrize(
    ("folder", "count"),
    [
        ("events/rally/claims/", 220),
        ("events/rally/events/", 220),
        ("events/rally/actors/", 220),
        ("articles/wire/claims/", 220),
        ("places/square/places/", 220),
        ("topics/tide/topics/", 220),
        ("actors/ann/actors/", 220),
    ],
)
def test_what_belongs_to_one_record_is_on_pages_of_its_own(crowded: Planned, folder: str, count: int) -> None:
    assert len(set(entries(crowded, folder))) == count


def test_the_pages_of_records_with_very_many_show_some_and_lead_to_all(crowded: Planned) -> None:
    rally, ann = view(crowded, "events/rally/index.html"), view(crowded, "actors/ann/index.html")
    assert rally.claims_url == "../../events/rally/claims/index.html"
    assert len(rally.claims) == len(rally.children) == 25
    (group,) = rally.participants
    assert [one.link.title for one in group.participants if not one.link.url] == ["A passer-by"]
    assert len(group.participants) == 26
    assert (len(ann.quotations), ann.quotations_total) == (25, 220)
    assert len(ann.network.ties) + len(ann.network.more) == 150
    assert len(view(crowded, "articles/wire/index.html").claims) == 25
    claim = view(crowded, "claims/d1/index.html")
    assert (len(claim.rivals), claim.question.count) == (109, 110)


def test_quotations_corrections_and_questions_are_cut_and_each_is_reached(crowded: Planned) -> None:
    quoted = reached(crowded, "actors/ann/quotations/undated/", "quotations")
    assert len({one.text for one in quoted}) == len(quoted) == 220
    shown = view(crowded, "corrections/index.html")
    assert (len(shown.corrections), shown.total, [one.title for one in shown.parts]) == (25, 220, ["2021"])
    months = reached(crowded, "corrections/2021/", "corrections")
    assert len({one.anchor for one in months}) == len(months) == 220
    asked = [*reached(crowded, "questions/h/", "disputed"), *reached(crowded, "questions/h/", "others")]
    assert "How many?" in {one.question for one in asked}
    assert len({one.url for one in asked}) == len(asked) == 221
    (many,) = {one.url.replace("../", "") for one in asked if one.question == "How many?"}
    answers = reached(crowded, many.removesuffix("index.html"), "claims")
    assert len({one.url for one in answers}) == len(answers) == 110
    assert len(view(crowded, many).parts) == 2


def test_a_long_month_is_told_by_days(crowded: Planned) -> None:
    month = view(crowded, "timeline/2020/08/index.html").years[0].months[0]
    assert (month.entries, month.label, len(month.parts)) == ((), "August 2020", 28)
    told = [
        entry.anchor
        for page in crowded.pages
        if page.url.startswith("timeline/2020/08/")
        for year in page.view.years
        for one in year.months
        for entry in one.entries
    ]
    assert len(told) == len(set(told)) == 221
    marks = view(crowded, "timeline/2020/index.html").overview.happened
    assert all(column.url.startswith("../../timeline/2020/08/") for column in marks if column.url)


def test_of_a_text_with_very_many_sentences_some_are_shown_and_the_others_counted() -> None:
    spoken = [wiki("ann", anchor=f"m-{n}", sentence=n) for n in range(30)]
    sentences = {"sentences": tuple((n, ".") for n in range(30))}
    note = doc("note:long", [part for one in spoken for part in (one, ". ")], title="Long", parts=sentences)
    (group,) = view(planned([doc("actor:ann", name="Ann"), note]), "actors/ann/index.html").backlinks
    assert (len(group.items), group.items[-1].role) == (21, "Others: 10")
