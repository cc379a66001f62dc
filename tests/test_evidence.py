"""Evidence: origins behind claims, ranges of figures, the source mix, offices held on a day."""

from __future__ import annotations

import pytest

from build_values import date, doc, linked, links, source, sources, to, work
from dossier.evidence import assess
from dossier.findings import ClaimFindings, Share, titles_on
from dossier.model import (
    Actor,
    Attribution,
    AttributionType,
    Claim,
    ClaimStatus,
    CopyKind,
    Country,
    Document,
    Genre,
    Id,
    Kind,
    Language,
    OutletKind,
    Role,
    Stance,
    Tri,
    Value,
    Visibility,
)

CLAIM = Id(Kind.CLAIM, "c")


def findings(*documents: Document, **rest: object) -> ClaimFindings:
    return assess(linked(*documents, **rest).library).claims[CLAIM]


def claim(*keys: str, **front: object) -> Document:
    return doc("claim:c", evidence=sources(*keys), **front)


def test_copies_of_one_text_over_any_number_of_steps_are_one_origin() -> None:
    found = findings(
        claim("first", "copy", "copy-of-copy"),
        doc("article:first", outlet=to("One")),
        doc("article:copy", outlet=to("Two"), original=to("first"), copy_kind=CopyKind.ABRIDGED),
        doc("article:copy-of-copy", outlet=to("Three"), original=to("copy")),
    )

    assert [(one.name, one.keys) for one in found.origins] == [("One", ("first", "copy", "copy-of-copy"))]
    assert found.single_origin
    assert found.outlets == ("One", "Two", "Three")


def test_texts_of_one_agency_are_one_origin_with_its_own() -> None:
    found = findings(
        claim("a", "b", "c1", "d"),
        doc("outlet:ap", name="AP", aliases=("Associated Press",)),
        doc("article:a", outlet=to("One"), agency=to("ap")),
        doc("article:b", outlet=to("Two"), agency=to("Associated Press")),
        doc("article:c1", outlet=to("ap")),
        doc("article:d", outlet=to("Two")),
    )

    assert [(one.name, one.outlet, one.keys) for one in found.origins] == [
        ("AP", Id(Kind.OUTLET, "ap"), ("a", "b", "c1")),
        ("Two", None, ("d",)),
    ]
    assert not found.single_origin


def test_two_texts_of_one_outlet_are_one_origin() -> None:
    assert findings(
        claim("a", "b"), doc("article:a", outlet=to("One")), doc("article:b", outlet=to("ONE"))
    ).single_origin


def test_works_that_name_no_outlet_are_origins_of_their_own() -> None:
    found = findings(
        claim("a", "b", "book"), doc("article:a"), doc("article:b"), works=[work("book", title="The Book")]
    )

    assert [one.name for one in found.origins] == ["A", "B", "The Book"]


def test_a_work_of_the_bibliography_belongs_to_the_outlet_it_names() -> None:
    found = findings(
        claim("a", "entry"), doc("outlet:one", name="One"), doc("article:a", outlet=to("one")),
        works=[work("entry", container_title="One")],
    )  # fmt: skip

    assert found.single_origin


def test_what_disputes_a_claim_does_not_stand_behind_it() -> None:
    evidence = (source("a", Stance.SUPPORTS), source("b", Stance.DISPUTES), source("d"), source("a", Stance.SUPPORTS))

    found = findings(doc("claim:c", evidence=evidence), *(doc(f"article:{key}", outlet=to(key)) for key in "abd"))

    assert (found.supporting, found.disputing, found.reporting) == (("a",), ("b",), ("d",))
    assert [one.name for one in found.origins] == ["a", "d"]


def test_a_claim_without_evidence_has_nothing_behind_it() -> None:
    assert findings(claim()) == ClaimFindings()


def test_evidence_that_is_not_public_does_not_count() -> None:
    found = findings(claim("a", "secret"), doc("article:a"), doc("article:secret", visibility=Visibility.PRIVATE))

    assert (found.reporting, found.single_origin) == (("a",), True)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(AttributionType.ANONYMOUS, True), (AttributionType.BACKGROUND, True), (AttributionType.ON_RECORD, False)],
)
def test_a_claim_of_unnamed_sources_is_anonymous_only(kind: AttributionType, expected: bool) -> None:
    assert findings(claim(attribution=Attribution(type=kind))).anonymous_only is expected


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ({"state_affiliated": Tri.YES}, True),
        ({"kind": OutletKind.STATE_MEDIA}, True),
        ({"kind": OutletKind.STATE_MEDIA, "state_affiliated": Tri.NO}, False),
        ({"kind": OutletKind.OFFICIAL_CHANNEL}, False),
        ({}, False),
    ],
)
def test_whether_a_state_controls_an_outlet_follows_from_its_record(front: dict[str, object], expected: bool) -> None:
    found = findings(claim("a"), doc("article:a", outlet=to("o")), doc("outlet:o", **front))

    assert found.state_relayed_only is expected
    assert found.origins[0].is_state is expected


def test_one_independent_origin_is_enough_not_to_be_state_relayed_only() -> None:
    state = doc("outlet:state", state_affiliated=Tri.YES)
    articles = (doc("article:a", outlet=to("state")), doc("article:b", outlet=to("free")))

    assert not findings(state, claim("a", "b"), *articles).state_relayed_only


def test_an_independent_copy_of_a_state_text_is_still_the_state_speaking() -> None:
    found = findings(
        doc("outlet:state", state_affiliated=Tri.YES), claim("b"),
        doc("article:a", outlet=to("state")), doc("article:b", outlet=to("free"), original=to("a")),
    )  # fmt: skip

    assert found.state_relayed_only


def test_relays_that_the_claim_names_decide_whether_it_came_through_the_state() -> None:
    relayed = Attribution(type=AttributionType.ON_RECORD, relayed_by=links("state"))

    found = findings(doc("outlet:state", state_affiliated=Tri.YES), claim("a", attribution=relayed), doc("article:a"))

    assert found.state_relayed_only


def test_first_reported_is_the_earliest_publication_whatever_the_order() -> None:
    found = findings(
        claim("late", "early", "undated"),
        doc("article:late", published=date("2020-08-17")),
        doc("article:early", published=date("2020-08-16")),
        doc("article:undated"),
    )

    assert (found.first_reported, found.first_reported_by) == (date("2020-08-16"), "early")


def test_figures_of_one_question_span_a_range_per_unit_without_fallen_claims() -> None:
    def rival(id: str, **front: object) -> Document:
        return doc(f"claim:{id}", question="How many?", **front)

    library = linked(
        rival("a", value=Value(number=100.0, unit="people")),
        rival("b", value=Value(min=200.0, unit="people")),
        rival("c", value=Value(number=9.0, unit="people"), status=ClaimStatus.WITHDRAWN),
        rival("d", value=Value(number=80.0, unit="%")),
        rival("e"),
    ).library

    found = assess(library).questions["How many?"]

    assert [id.name for id in found.claims] == ["a", "b", "c", "d", "e"]
    assert [id.name for id in found.standing] == ["a", "b", "d", "e"]
    assert [(one.unit, one.low, one.high, one.is_open_below, one.is_open_above) for one in found.ranges] == [
        ("%", 80.0, 80.0, False, False),
        ("people", 100.0, 200.0, False, True),
    ]


def test_the_source_mix_counts_listed_articles_and_claims() -> None:
    outlet = doc("outlet:o", name="Paper", country=Country("BY"), state_affiliated=Tri.YES)
    mix = assess(
        linked(
            outlet,
            doc("article:a", outlet=to("o"), language=Language("ru"), genre=Genre.LIVE),
            doc("article:b", outlet=to("o")),
            doc("article:d"),
            doc("article:hidden", visibility=Visibility.UNLISTED),
            claim(attribution=Attribution(type=AttributionType.DATA)),
        ).library
    ).mix

    assert (mix.articles, mix.claims) == (3, 1)
    assert mix.by_outlet == (Share("Paper", 2), Share("", 1))
    assert mix.by_country == (Share("BY", 2), Share("", 1))
    assert mix.by_language == (Share("en", 2), Share("ru", 1))
    assert mix.by_state_affiliation == (Share("yes", 2), Share("unknown", 1))
    assert mix.by_genre == (Share("report", 2), Share("live", 1))
    assert mix.by_attribution == (Share("data", 1),)


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("2020-06", "2020-08-09", "2020-07-01", [True]),
        ("2020-06", "2020-08-09", "2020-06-10", [False]),
        ("2020-06", "2020-08-09", "2020-08-10", []),
        ("2020-06", "2020-08-09", "2020-05-31", []),
        ("2020-06", None, "2026-01-01", [True]),
        (None, "2020-08-09", "2020-07-01", [False]),
        (None, None, "2020-07-01", [False]),
        ("2020-06?", None, "2020-07-01", [False]),
        ("2020-06", None, "XXXX", []),
    ],
)
def test_titles_on_a_day_are_those_the_dates_allow_and_say_whether_it_is_certain(
    start: str | None, end: str | None, day: str, expected: list[bool]
) -> None:
    role = Role(title="Chair", start=date(start) if start else None, end=date(end) if end else None)

    assert [held.is_certain for held in titles_on(Actor(name="Anna", roles=(role,)), date(day))] == expected


def test_every_claim_of_the_library_is_assessed() -> None:
    library = linked(claim("a"), doc("claim:d"), doc("article:a")).library

    assert list(assess(library).claims) == [
        id for id, one in library.documents.items() if isinstance(one.record, Claim)
    ]
