"""The print edition: one document out of many records, each number with its source, each id once."""

from __future__ import annotations

import re

from build_plan import planned, settings, view
from build_values import cite, date, doc, sources, to, wiki
from dossier.model import Correction, Visibility
from dossier.model.parts import Role
from dossier.plan import Planned
from dossier.plan.pages.edition import MOST_ACTORS, MOST_EVENTS, MOST_TEXT
from dossier.settings import Home
from dossier.views import EditionView

EDITION = "print/index.html"


def dossier() -> Planned:
    return planned(
        [
            doc("article:first"),
            doc("article:second"),
            doc("article:third"),
            doc("actor:anna", name="Anna", roles=(Role("leader", to("cabal"), sources=sources("third")),)),
            doc("actor:cabal", name="Cabal", visibility=Visibility.UNLISTED),
            doc("event:march", ["They went. ", cite("third")], title="The march", date=date("2020-08-16")),
            doc(
                "note:early",
                ['<h2 id="h-a">A</h2><p>As <a href="#h-a">above</a>, ', wiki("anna"), " ", cite("second"), "</p>"],
                published=date("2020-09-01"),
                corrections=(Correction(date("2020-09-02"), "It said 6.", "It says 5."),),
            ),
            doc("note:late", ['<h2 id="h-a">A</h2>', wiki("early"), cite("first")], published=date("2020-10-01")),
            doc("note:hushed", ["Hush."], visibility=Visibility.UNLISTED),
        ]
    )


def edition(site: Planned) -> EditionView:
    found = view(site, EDITION)
    assert isinstance(found, EditionView)
    return found


def test_the_numbers_of_sources_run_through_the_texts_the_chronology_and_the_people() -> None:
    page = edition(dossier())
    assert [(source.number, source.key) for source in page.sources] == [(1, "first"), (2, "second"), (3, "third")]
    late, early = page.notes
    assert ('href="#src-1"' in late.body, 'href="#src-2"' in early.body) == (True, True)
    assert [(one.number, one.url) for one in page.events[0].citations] == [(3, "#src-3")]
    assert [one.number for one in page.actors[0].roles[0].citations] == [3]


def test_ids_of_texts_are_unique_and_what_names_them_follows() -> None:
    late, early = edition(dossier()).notes
    assert '<h3 id="note-early:h-a">A</h3><p>As <a href="#note-early:h-a">' in early.body
    assert '<h3 id="note-late:h-a">' in late.body
    assert early.corrections[0].anchor == "note-early:correction-1"
    ids = re.findall(r'\bid="([^"]+)"', early.body + late.body)
    assert len(ids) == len(set(ids)) > 1


def test_links_stay_in_the_document_where_it_has_what_they_name() -> None:
    late, early = edition(dossier()).notes
    assert 'href="#actor-anna"' in early.body
    assert 'href="#note-early"' in late.body


def test_unlisted_records_are_not_named_and_nobody_is_sent_to_what_stands_elsewhere() -> None:
    page = edition(dossier())
    assert [note.title for note in page.notes] == ["Late", "Early"]
    assert [(actor.title, actor.roles[0].organisation) for actor in page.actors] == [("Anna", None)]
    assert page.head.noindex
    assert (page.notes_cut, page.events_cut, page.actors_cut) == ("", "", "")


def test_a_large_dossier_is_cut_and_each_part_says_so() -> None:
    long = "x" * (MOST_TEXT // 2)
    notes = [doc(f"note:n{day:02}", [long], published=date(f"2020-08-{day:02}")) for day in range(1, 5)]
    events = [doc(f"event:e{number}", date=date("2020-08-16")) for number in range(MOST_EVENTS)]
    told = doc("event:told", date=date("2020-08-17"), sources=sources("first"))
    actors = [doc(f"actor:a{number}") for number in range(MOST_ACTORS + 2)]
    named = doc("actor:zoe")
    mention = doc("place:p", [wiki("zoe")])
    site = planned([doc("article:first"), *notes, *events, told, *actors, named, mention], settings(base_url=""))
    page = edition(site)
    assert [note.title for note in page.notes] == ["N04", "N03"]
    assert page.notes_cut == "Printed here: 2 texts of 4, the first and the newest that fit. The others: Notes"
    assert page.events[-1].entry.title == "Told"
    assert len(page.events) == MOST_EVENTS
    assert "Zoe" in [actor.title for actor in page.actors]
    assert len(page.actors) == MOST_ACTORS


def test_the_chosen_lead_opens_the_edition_whatever_its_date() -> None:
    parts = [doc(f"note:{name}", published=date(f"2020-0{month}-01")) for month, name in enumerate("abc", 1)]
    assert [note.title for note in edition(planned(parts)).notes] == ["C", "A", "B"]
    chosen = settings(home=Home(lead=to("b")))
    assert [note.title for note in edition(planned(parts, chosen)).notes] == ["B", "A", "C"]
