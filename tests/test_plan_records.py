"""What the pages of each kind say: roles, ties, timelines, claims and their rivals, the front page."""

from __future__ import annotations

import pytest

from build_plan import BOOK, documents, planned, settings, view
from build_values import cite, date, doc, links, source, sources, to, wiki
from dossier.diagnostics import Span
from dossier.model import (
    AnonymousSources,
    AttributionType,
    ClaimStatus,
    Correction,
    CorrectionKind,
    LinkRef,
    NoteKind,
    Quotation,
    Stance,
    Tri,
    Visibility,
)
from dossier.model.parts import Attribution, Change, Mention, Role, TimeOfDay, Value
from dossier.plan import Planned
from dossier.settings import Home
from dossier.views import NearView


def site() -> Planned:
    return planned(documents(), works=[BOOK])


def test_an_actors_roles_are_in_order_of_time_with_their_sources() -> None:
    roles = view(site(), "actors/anna/index.html").roles
    assert [(role.title, role.period) for role in roles] == [
        ("candidate", "14 July 2020 – 9 August 2020"),
        ("leader", "from 14 August 2020"),
    ]
    assert roles[1].organisation.url == "../../actors/council/index.html"


def test_participants_stand_by_role_with_the_title_they_had_that_day() -> None:
    roles = (Role("leader", start=date("2020-08-14")), Role("perhaps", start=date("2020-08~")))
    march = doc("event:e", date=date("2020-08-16"), participants=())
    result = planned([*documents(), march, doc("actor:x", name="X", roles=roles)], works=[BOOK])
    groups = view(result, "events/march/index.html").participants
    assert [(group.label, group.participants[0].link.title, group.participants[0].then) for group in groups] == [
        ("Organiser", "Anna Tikhanovskaya", "leader"),
        ("Participant", "a crowd", ""),
    ]


def test_a_title_that_a_date_only_allows_is_not_given_as_a_fact() -> None:
    actor = doc("actor:x", name="X", roles=(Role("minister", start=date("2020-08")),))
    article = doc("article:a", published=date("2020-08-10"), mentions=(Mention(to("x")),))
    assert view(planned([actor, article]), "articles/a/index.html").mentions[0].then == ""


def test_events_know_their_neighbours_parts_and_figures() -> None:
    result = site()
    march = view(result, "events/march/index.html")
    assert (march.near.previous.title, march.near.next) == ("The vote", None)
    assert [link.rel for link in march.head.links if link.rel in ("prev", "next")] == ["prev"]
    assert [entry.title for entry in march.children] == ["The speech"]
    assert [claim.statement for claim in march.figures] == ["100,000 came"]
    assert march.claims == ()
    undated = view(result, "events/some-day/index.html")
    assert (undated.near, undated.near_by_topic, undated.date.known) == (NearView(), (), False)


def test_articles_and_notes_have_neighbours_in_time_and_within_a_topic_where_those_are_others() -> None:
    rain, hail = (to("rain"),), (to("rain"), to("hail"))
    articles = [
        doc("article:a", published=date("2020-08-01"), topics=hail),
        doc("article:b", published=date("2020-08-02"), topics=rain),
        doc("article:c", published=date("2020-08-03"), topics=hail),
        doc("article:d", topics=rain),
    ]
    unlisted = doc("article:u", published=date("2020-08-02"), topics=rain, visibility=Visibility.UNLISTED)
    result = planned([*articles, unlisted, doc("topic:rain"), doc("topic:hail"), doc("note:n")])
    last = view(result, "articles/c/index.html")
    assert (last.near.previous.title, last.near.previous.note, last.near.next) == ("B", "2 Aug 2020", None)
    assert [(row.topic.title, row.previous.title) for row in last.near_by_topic] == [("Hail", "A")]
    for path in ("articles/d/index.html", "articles/u/index.html", "notes/n/index.html"):
        assert view(result, path).near == NearView()


def test_breadcrumbs_name_what_a_record_is_part_of() -> None:
    places = [doc("place:a"), doc("place:b", parent=to("a")), doc("place:c", parent=to("b"))]
    crumbs = view(planned(places), "places/c/index.html").head.breadcrumbs
    assert [link.title for link in crumbs] == ["Home", "Places", "A", "B", "C"]


def test_a_timeline_files_a_month_as_a_month_and_a_day_as_a_day() -> None:
    timeline = view(site(), "timeline/index.html")
    assert [(month.label, [entry.title for entry in month.entries]) for month in timeline.years[0].months] == [
        ("August 2020", ["The speech", "The vote", "The march"]),
    ]
    assert [entry.date.precision for entry in timeline.years[0].months[0].entries] == ["month", "day", "day"]
    assert [entry.title for entry in timeline.undated] == ["Some day"]
    assert timeline.years[0].url == "../timeline/2020/index.html"


def test_an_event_of_which_only_the_year_is_known_stands_before_the_months() -> None:
    events = [doc("event:y", date=date("2020")), doc("event:m", date=date("2020-01"))]
    months = view(planned(events), "timeline/2020/index.html").years[0].months
    assert [month.label for month in months] == ["", "January 2020"]


def test_actors_topics_and_places_have_timelines_of_their_own_with_what_lies_below_them() -> None:
    result = site()
    for path in ("actors/anna", "places/minsk", "topics/vote"):
        assert view(result, f"{path}/timeline/index.html").total == 1, path
    assert view(result, "actors/council/index.html").timeline_url == ""


def test_times_of_day_are_printed_as_given() -> None:
    event = doc("event:e", date=date("2020-08-16"), time=TimeOfDay("14:00", "15:30", "Europe/Minsk", "by the report"))
    page = view(planned([event]), "events/e/index.html")
    assert page.time == "14:00–15:30 (Europe/Minsk)"
    assert any(fact.values[0].text.endswith("by the report") for fact in page.facts)


def test_rival_claims_stand_side_by_side_with_who_says_so_and_how() -> None:
    question = view(site(), "questions/how-many-came/index.html")
    assert question.is_disputed
    assert [(claim.statement, claim.value) for claim in question.claims] == [
        ("5,000 came", "5,000 people"),
        ("100,000 came", "100,000 people"),
    ]
    assert question.ranges == ("5,000 – 100,000 people",)
    assert question.claims[1].attribution == "Anna Tikhanovskaya · On the record · Relayed by: Herald"
    assert [entry.key for entry in question.sources] == ["first", "copy", "book"]
    assert question.sources[0].passages[0].url == "#claim-crowd-high"


def test_a_claim_names_its_rivals_origins_and_what_to_beware_of() -> None:
    claim = view(site(), "claims/crowd-low/index.html")
    assert [rival.statement for rival in claim.rivals] == ["100,000 came"]
    assert [origin.title for origin in claim.origins] == ["A book"]
    assert [warning.key for warning in claim.warnings] == ["warning-single-origin"]
    assert claim.standing.startswith("1 work")
    assert [link.title for link in claim.disputes] == ["100,000 came"]
    assert [link.title for link in view(site(), "claims/crowd-high/index.html").disputed_by] == ["5,000 came"]


def test_a_claims_history_is_in_order_and_keeps_its_sources() -> None:
    history = view(site(), "claims/crowd-high/index.html").history
    assert [(change.badge.text, change.text, len(change.citations)) for change in history] == [
        ("Reported", "First told.", 1)
    ]


def test_anonymous_sources_are_counted_and_described() -> None:
    unnamed = Attribution(AttributionType.ANONYMOUS, AnonymousSources(3, "officials", "fear"), "Telegram")
    claim = view(planned([doc("claim:c", statement="S", attribution=unnamed)]), "claims/c/index.html")
    assert claim.attribution.sentence == (
        "Anonymous source · 3 unnamed sources; officials; Reason given: fear · Telegram"
    )


def test_figures_are_written_with_their_bounds() -> None:
    values = {
        "a": (Value(80.1, "%"), "80.1%"),
        "b": (Value(min=100000, unit="people"), "≥ 100,000 people"),
        "c": (Value(max=7), "≤ 7"),
        "d": (Value(min=1, max=2), "1–2"),
        "e": (Value(), ""),
        "f": (Value(5, "", 4, 6), "5 (4–6)"),
    }
    result = planned([doc(f"claim:{name}", statement=name, value=value) for name, (value, _) in values.items()])
    assert {name: view(result, f"claims/{name}/index.html").value for name in values} == {
        name: words for name, (_, words) in values.items()
    }


def test_quotations_stand_on_the_speakers_page_with_their_source() -> None:
    speaker = LinkRef("anna", "", "", Span(""), 0, "")
    quotation = Quotation("We won", 0, "", 1, "quote-1", Span(""))
    note = doc("note:n", [speaker, cite("first")], title="N", parts={"quotations": (quotation,)})
    quoted = view(planned([*documents(), note], works=[BOOK]), "actors/anna/index.html").quotations
    assert [(one.text, one.document.url) for one in quoted] == [("We won", "../../notes/n/index.html#quote-1")]
    assert quoted[0].source.title == "A first <report>"
    assert quoted[0].date.datetime == "2020-08-10"


def test_an_outlet_says_who_controls_it_or_that_this_is_not_known() -> None:
    outlets = [doc("outlet:state", name="S", state_affiliated=Tri.YES), doc("outlet:free", name="F")]
    result = planned(outlets)
    assert view(result, "outlets/state/index.html").affiliation.key == "affiliation-yes"
    assert "not known" in view(result, "outlets/free/index.html").affiliation.text.lower()


def test_copies_and_originals_know_each_other() -> None:
    result = site()
    assert view(result, "articles/copy/index.html").copy_of.title == "A first <report>"
    assert [link.title for link in view(result, "articles/first/index.html").copies] == ["A copy"]


def test_an_article_lists_the_claims_and_events_that_rest_on_it() -> None:
    first = view(site(), "articles/first/index.html")
    assert [claim.statement for claim in first.claims] == ["100,000 came"]
    assert [event.title for event in first.events] == ["The march"]


def test_the_front_page_leads_with_the_newest_briefing_and_the_most_mentioned_actor() -> None:
    home = view(site(), "index.html")
    assert home.lead.item.title == "A briefing"
    assert home.actors[0].title == "Anna Tikhanovskaya"
    assert [question.question for question in home.questions] == ["How many came?"]
    assert {mix.key for mix in home.sourcing.mixes} >= {"outlet", "languages", "state_affiliated"}


def test_the_front_page_follows_the_settings() -> None:
    chosen = Home(
        lead=to("other"), actors=links("boris", "anna"), events=links("vote-day"), questions=("HOW many came?",)
    )
    notes = [doc("note:other", title="Other", kind=NoteKind.METHOD)]
    home = view(planned([*documents(), *notes], settings(home=chosen), works=[BOOK]), "index.html")
    assert home.lead.item.title == "Other"
    assert [item.title for item in home.actors] == ["Boris", "Anna Tikhanovskaya"]
    assert [entry.title for entry in home.timeline] == ["The vote"]
    assert [question.question for question in home.questions] == ["How many came?"]


def test_shares_of_the_source_mix_count_what_is_not_known_last() -> None:
    articles = [doc("article:a", outlet=to("x")), doc("article:b", outlet=to("x")), doc("article:c")]
    mix = view(planned([*articles, doc("outlet:x", name="X")]), "sources/index.html").sourcing.mixes[0]
    assert [(share.label, share.count, share.percent) for share in mix.shares] == [("X", 2, 67), ("Not known", 1, 33)]


def test_corrections_stand_on_the_record_and_on_one_page() -> None:
    result = site()
    assert view(result, "notes/briefing/index.html").corrections[0].anchor == "correction-1"
    page = view(result, "corrections/index.html").corrections
    assert [(one.was, one.now, one.records[0].url) for one in page] == [
        ("It said 6.", "It says 5.", "../notes/briefing/index.html#correction-1"),
    ]


def test_a_notes_translations_and_history_are_told() -> None:
    notes = [
        doc("note:en", title="EN", changelog=(Change(date("2026-01-01"), "More."),)),
        doc("note:ru", title="RU", translation_of=to("en")),
        doc("note:de", title="DE", translation_of=to("en")),
    ]
    result = planned(notes)
    assert [link.title for link in view(result, "notes/en/index.html").translations] == ["DE", "RU"]
    assert [link.title for link in view(result, "notes/ru/index.html").translations] == ["EN", "DE"]
    assert view(result, "notes/en/index.html").changes[0].text == "More."


def test_a_status_that_fell_is_shown_as_it_is() -> None:
    claim = doc("claim:c", statement="S", status=ClaimStatus.REFUTED, evidence=(source("book", Stance.SUPPORTS),))
    assert view(planned([claim], works=[BOOK]), "claims/c/index.html").status.key == "status-refuted"


def test_everything_that_speaks_of_an_actor_is_grouped_by_kind() -> None:
    note = doc("note:n", ["On ", wiki("boris")], title="N", published=date("2020-01-01"))
    event = doc("event:e", participants=(), sources=sources("book"), title="E")
    result = planned([*documents(), note, event], works=[BOOK])
    groups = view(result, "actors/boris/index.html").mentioned
    assert [(group.label, [item.title for item in group.items]) for group in groups] == [("Notes", ["N"])]


def test_a_picture_is_shown_however_its_path_is_written() -> None:
    written = ("/media/map.png", "map.png", "../media/map.png", "content/media/map.png", "/media/map%2Epng")
    result = planned([doc(f"actor:a{number}", image=image) for number, image in enumerate(written)])
    shown = [view(result, f"actors/a{number}/index.html").image for number in range(len(written))]
    assert [image.url if image else "" for image in shown] == ["../../media/map.9c1e.png"] * len(written)


@pytest.mark.parametrize(("number", "shown"), [(0.0004, "0.0004"), (1234567.125, "1,234,567.125"), (3.0, "3")])
def test_a_figure_keeps_every_digit(number: float, shown: str) -> None:
    result = planned([doc("claim:c", value=Value(number=number))])
    assert view(result, "claims/c/index.html").value == shown


def test_coordinates_are_as_exact_as_given() -> None:
    place = view(planned([doc("place:p", lat=53.902735, lon=-123.456789)]), "places/p/index.html")
    origin = view(planned([doc("place:p", lat=0.00001, lon=0.0)]), "places/p/index.html")
    assert (place.latitude, place.longitude) == ("53.902735", "-123.456789")
    assert (origin.latitude, origin.longitude) == ("0.00001", "0")


def test_the_list_of_pages_counts_corrections_and_names_their_page_without_any() -> None:
    wrong = Correction(date=date("2021"), kind=CorrectionKind.FACT, what_was_wrong="A", what_it_says_now="B")
    for corrections, count in (((), None), ((wrong, wrong), 2)):
        sections = view(planned([doc("actor:a", corrections=corrections)]), "search/index.html").sections
        assert [to.count for to in sections if "corrections/" in to.url] == [count]


def test_a_quotation_names_its_source_however_the_key_is_written() -> None:
    spoken = Quotation("So it is.", 0, "", 1, "quote-1", Span("content/notes/n.md"))
    note = doc("note:n", (wiki("anna"), cite("BOOK")), parts={"quotations": (spoken,)})
    anna = view(planned([doc("actor:anna"), note], works=[BOOK]), "actors/anna/index.html")
    assert anna.quotations[0].source.title == BOOK.title
