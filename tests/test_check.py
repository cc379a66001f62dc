"""Editorial rules: what is found, at which level, and what a careful dossier is spared."""

from __future__ import annotations

import pytest

from build_values import at, cite, date, doc, embed, linked, links, source, sources, to, wiki, work
from dossier.check import CHECKS, audit_of, check
from dossier.diagnostics import Diagnostic, Severity
from dossier.evidence import assess, read_copies
from dossier.locators import Locator, LocatorType
from dossier.model import (
    Actor,
    ActorKind,
    Attribution,
    AttributionType,
    Block,
    Citation,
    ClaimStatus,
    Document,
    EventStatus,
    InputFile,
    Mention,
    Name,
    NoteKind,
    Participant,
    Prose,
    Quotation,
    Relation,
    RelationType,
    Role,
    Stance,
    Tri,
    Url,
)
from dossier.rules import ALL, by_name, editorial, leveled
from dossier.settings import Home, Settings

PLACE_4 = Locator(LocatorType.PARAGRAPH, "4")
READABLE = {"url": Url("https://news.example/"), "published": date("2020-08-16")}


def audit(*documents: Document, published: tuple[str, ...] = (), **settings: object) -> tuple[Diagnostic, ...]:
    library = linked(*documents, works=[work("book"), work("second")]).library
    used = Settings(title="D", **settings)
    return tuple(leveled(check(audit_of(library, assess(library), used, published=published)), used.checks or {}, ALL))


def found(rule: str, *documents: Document, **rest: object) -> list[Diagnostic]:
    """Return the faults of one rule by name."""
    return [fault for fault in audit(*documents, **rest) if fault.rule == by_name()[rule].code]


def text(words: str, *, cited: bool = False, kind: str = "paragraph", note: NoteKind = NoteKind.EXPLAINER) -> Document:
    return doc("note:n", [words], kind=note, parts={"blocks": (Block(at(5), (0,), kind, cited),)})


def test_a_paragraph_of_a_note_that_cites_nothing_is_found_at_its_line() -> None:
    assert [(one.span, one.severity) for one in found("uncited-paragraph", text("He resigned."))] == [
        (at(5), Severity.WARNING)
    ]
    assert found("uncited-paragraph", text("He resigned.", kind="list-item"))


@pytest.mark.parametrize(
    "spared",
    [
        text("He resigned.", cited=True),
        text("What each side says:"),
        text("He resigned.", kind="heading"),
        text("We count so.", note=NoteKind.METHOD),
        text("  "),
    ],
)
def test_cited_announcing_methodical_and_empty_blocks_are_spared(spared: Document) -> None:
    assert not found("uncited-paragraph", spared)


def test_an_event_that_nothing_reports_is_found() -> None:
    assert found("event-without-source", doc("event:e"))


@pytest.mark.parametrize(
    "documents",
    [
        (doc("event:e", sources=sources("book")),),
        (doc("event:e", [cite("book")]),),
        (doc("event:e", [embed("c")]), doc("claim:c", evidence=sources("book"))),
        (doc("event:e"), doc("article:a", events=links("e"))),
        (doc("event:e", figures=links("c")), doc("claim:c", evidence=sources("book"))),
    ],
)
def test_sources_text_articles_and_figures_all_report_an_event(documents: tuple[Document, ...]) -> None:
    assert not found("event-without-source", *documents)


def test_a_claim_without_evidence_is_found() -> None:
    assert found("claim-without-source", doc("claim:c"))
    assert not found("claim-without-source", doc("claim:c", evidence=sources("book")))


def test_one_origin_is_a_note_that_names_it_and_two_are_none() -> None:
    (one,) = found("single-origin", doc("claim:c", evidence=sources("book")))

    assert (one.severity, one.message) == (Severity.NOTE, "the only source of `c` is Book")
    assert not found("single-origin", doc("claim:c", evidence=sources("book", "second")))


def test_a_claim_that_fell_needs_no_second_origin() -> None:
    assert not found("single-origin", doc("claim:c", evidence=sources("book"), status=ClaimStatus.REFUTED))


def test_unnamed_and_state_relayed_sources_are_notes() -> None:
    claim = doc("claim:c", evidence=sources("a"), attribution=Attribution(type=AttributionType.ANONYMOUS))
    faults = audit(claim, doc("article:a", outlet=to("o"), **READABLE), doc("outlet:o", state_affiliated=Tri.YES))

    assert [(one.rule, one.severity) for one in faults if one.rule in ("D505", "D506")] == [
        ("D505", Severity.NOTE),
        ("D506", Severity.NOTE),
    ]


def quoting(citation: int | None, *, located: bool = False, kind: str = "note") -> Document:
    ref = cite("book", locator=PLACE_4 if located else None)
    return doc(f"{kind}:n", [ref], parts={"quotations": (Quotation("We stay.", None, "", citation, "quote-1", at(3)),)})


def test_a_quotation_needs_a_source_and_the_source_a_place() -> None:
    assert [one.span for one in found("quotation-without-citation", quoting(None))] == [at(3)]
    assert found("quotation-without-locator", quoting(0))
    assert not found("quotation-without-locator", quoting(0, located=True))
    assert not found("quotation-without-citation", quoting(0))


def test_in_the_record_of_an_article_the_article_is_the_source() -> None:
    assert not found("quotation-without-citation", quoting(None, kind="article"))


def test_exact_words_in_front_matter_need_a_place_too() -> None:
    assert found("quotation-without-locator", doc("claim:c", evidence=(source("book", quote="We stay"),)))
    assert not found(
        "quotation-without-locator", doc("claim:c", evidence=(source("book", quote="We", locator=PLACE_4),))
    )


def reported(day: str, *published: str | None, **front: object) -> list[Diagnostic]:
    articles = [doc(f"article:a{n}", published=date(text) if text else None) for n, text in enumerate(published)]
    keys = sources(*(article.id.name for article in articles))
    return found("event-after-sources", doc("event:e", date=date(day), sources=keys, **front), *articles)


def test_an_event_dated_after_its_only_source_is_found_with_both_dates() -> None:
    (fault,) = reported("2020-08-17", "2020-08-16")

    assert fault.message == "the event is dated 2020-08-17, but its only source appeared on 2020-08-16"
    assert reported("2020-08-17", "2020-08-15", "2020-08-16")


@pytest.mark.parametrize(
    ("day", "published"),
    [
        ("2020-08-16", ("2020-08-16",)),
        ("2020-08", ("2020-08-16",)),
        ("2020-08-17", ("2020-08",)),
        ("2020-08-17", ("2020-08-16", "2020-08-18")),
        ("2020-08-17", ("2020-08-16", None)),
    ],
)
def test_dates_that_may_agree_are_spared(day: str, published: tuple[str | None, ...]) -> None:
    assert not reported(day, *published)


def test_a_planned_event_may_be_reported_beforehand() -> None:
    assert not reported("2020-08-17", "2020-08-16", status=EventStatus.PLANNED)


MINISTER = doc("actor:anna", roles=(Role(title="Minister", start=date("2020-08-20")),))


def test_an_actor_named_by_a_role_outside_its_dates_is_found_in_articles_and_events() -> None:
    article = doc(
        "article:a", published=date("2020-08-16"), mentions=(Mention(actor=to("anna", line=7), role="minister"),)
    )
    event = doc("event:e", date=date("2020-08-16"), participants=(Participant(actor=to("anna"), note="Minister"),))

    (fault,) = found("role-outside-dates", MINISTER, article)

    assert (fault.span.line, fault.help) == (7, "the record says: from 2020-08-20 until not known")
    assert found("role-outside-dates", MINISTER, event)


@pytest.mark.parametrize(
    ("words", "day"), [("former minister", "2020-08-16"), ("Minister", "2020-08-21"), ("Minister", "2020-08")]
)
def test_other_words_and_days_that_may_agree_are_spared(words: str, day: str) -> None:
    event = doc("event:e", date=date(day), participants=(Participant(actor=to("anna"), note=words),))

    assert not found("role-outside-dates", MINISTER, event)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Svetlana Tikhanovskaya", "Svetlana Tikhanovskaia"),
        ("Светлана Тихановская", "Svetlana Tikhanovskaya"),
        ("Tikhanovskaya Svetlana", "Svetlana Tikhanovskaya"),
        ("Аnna Do-Smith", "Anna Do-Smith"),
        ("Maria Kolesnikova", "Mariya Kolesnikova"),
    ],
)
def test_two_actors_with_almost_one_name_are_found_over_scripts(one: str, other: str) -> None:
    (fault,) = found("near-duplicate-actors", doc("actor:a", name=one), doc("actor:b", name=other))

    assert fault.span.path == "content/actors/b.md"
    assert fault.related[0].span.path == "content/actors/a.md"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sergei Tikhanovsky", "Svetlana Tikhanovskaya"),
        ("Ministry of Defence of Russia", "Ministry of Defence of Belarus"),
        ("European Union", "European Council"),
        ("Group 1 of workers", "Group 2 of workers"),
        ("EU", "EC"),
    ],
)
def test_different_names_are_not_almost_one(one: str, other: str) -> None:
    assert not found("near-duplicate-actors", doc("actor:a", name=one), doc("actor:b", name=other))


def test_a_relation_tells_two_actors_apart_and_spellings_of_one_are_no_duplicates() -> None:
    brother = Relation(type=RelationType.RELATIVE_OF, target=to("b"))
    spelt = doc("actor:a", name="Anna Dovich", names=(Name(value="Anna Dovitch"),), relations=(brother,))

    assert not found("near-duplicate-actors", spelt, doc("actor:b", name="Anna Dovich"))
    assert found(
        "near-duplicate-actors", doc("actor:a", name="X", names=spelt.record.names), doc("actor:b", name="Anna Dovich")
    )
    assert not found("near-duplicate-actors", spelt, doc("actor:c", name="Anna Dovich", kind=ActorKind.BODY))


def test_a_record_of_which_nothing_speaks_is_a_note_but_texts_and_rivals_are_spared() -> None:
    rivals = [doc(f"claim:{id}", question="How many?") for id in "xy"]
    documents = (doc("place:p"), doc("actor:anna"), doc("note:n", [wiki("anna")]), doc("info:about"), *rivals)

    faults = found("orphan", *documents)

    assert [(one.message, one.severity) for one in faults] == [("no other record speaks of `place:p`", Severity.NOTE)]


def test_what_the_home_page_names_is_no_orphan() -> None:
    assert not found("orphan", doc("actor:anna"), home=Home(actors=links("anna")))


def test_an_article_nobody_can_reach_is_found_and_one_on_paper_is_not() -> None:
    assert found("source-without-address", doc("article:a"))
    assert not found("source-without-address", doc("article:a", page="A1"))


def test_an_article_without_date_and_a_spelling_or_role_without_source_are_notes() -> None:
    actor = doc("actor:anna", names=(Name(value="Ann"),), roles=(Role(title="Chair"),))

    faults = audit(actor, doc("article:a", url=READABLE["url"]))

    assert {one.rule for one in faults} >= {"D514", "D515", "D519"}
    assert {one.severity for one in faults} == {Severity.NOTE}


def test_a_source_of_the_whole_record_covers_its_roles() -> None:
    assert not found("unsourced-fact", doc("actor:anna", roles=(Role(title="Chair"),), sources=sources("book")))


def test_a_disputed_claim_must_show_who_disputes_it() -> None:
    assert found("disputed-without-dispute", doc("claim:c", status=ClaimStatus.DISPUTED))


@pytest.mark.parametrize(
    "documents",
    [
        (doc("claim:c", status=ClaimStatus.DISPUTED, evidence=(source("book", Stance.DISPUTES),)),),
        (doc("claim:c", status=ClaimStatus.DISPUTED, disputes=links("d")), doc("claim:d")),
        (doc("claim:c", status=ClaimStatus.DISPUTED), doc("claim:d", disputes=links("c"))),
        (doc("claim:c", status=ClaimStatus.DISPUTED, question="Q?"), doc("claim:d", question="q?")),
    ],
)
def test_evidence_claims_and_rivals_dispute_a_claim(documents: tuple[Document, ...]) -> None:
    assert not found("disputed-without-dispute", *documents)


def test_corroborated_means_two_origins() -> None:
    claim = doc("claim:c", status=ClaimStatus.CORROBORATED, evidence=sources("book"))

    assert [one.message for one in found("corroborated-by-one", claim)] == [
        "`c` is called corroborated, but has 1 independent origin"
    ]


def test_a_page_that_vanished_since_the_last_publication_is_found() -> None:
    before = ("index.html", "actors/index.html", "actors/anna/index.html", "actors/old/index.html",
              "actors/ann/index.html", "timeline/2020/index.html", "feed.xml")  # fmt: skip

    faults = [one for one in audit(doc("actor:anna", former_ids=("old",)), published=before) if one.rule == "D517"]

    assert [(one.message, one.help) for one in faults] == [
        ("the published page `actors/ann/` is no more", "if it is `anna` now, write `former_ids: [ann]` there")
    ]


@pytest.mark.parametrize(("level", "expected"), [("error", [Severity.ERROR]), ("note", [Severity.NOTE]), ("off", [])])
def test_the_settings_choose_the_level_of_a_rule(level: str, expected: list[Severity]) -> None:
    faults = found("claim-without-source", doc("claim:c"), checks={"claim-without-source": level})

    assert [one.severity for one in faults] == expected


def test_a_careful_dossier_has_nothing_but_notes() -> None:
    actor = Actor(name="Anna", sources=sources("a"))
    faults = audit(
        doc("actor:anna", name=actor.name, sources=actor.sources),
        doc("outlet:o"),
        doc("article:a", outlet=to("o"), mentions=(Mention(actor=to("anna"), role="a protester"),), **READABLE),
        doc("event:e", date=date("2020-08-16"), participants=(Participant(actor=to("anna")),), sources=sources("a")),
        doc(
            "claim:c", evidence=sources("a"), about=links("e"), attribution=Attribution(type=AttributionType.ANONYMOUS)
        ),
    )

    assert {one.severity for one in faults} == {Severity.NOTE}


def test_every_editorial_rule_is_configurable_and_every_check_runs_on_an_empty_dossier() -> None:
    assert all(rule.configurable for rule in editorial.RULES)
    assert audit() == ()
    assert len(set(CHECKS)) == len(CHECKS)


@pytest.mark.parametrize(
    ("quoted", "stands"),
    [
        ("We will stay", True),
        ("we will STAY, here!", True),
        ("We … here", True),
        ("We will [all] stay", True),
        ("here … We", False),
        ("We will leave", False),
        ("e will sta", False),
        ("…", True),
    ],
)
def test_quoted_words_must_stand_in_the_saved_copy_in_their_order(quoted: str, stands: bool) -> None:
    page = b"<html><head><title>We will leave</title><script>We will leave</script></head><p>&ldquo;We&nbsp;will <b>stay</b> here.&rdquo;"
    copies = read_copies([InputFile("content/archive/Wire.html", page, "")], {}).values()
    claim = doc("claim:c", statement="S", evidence=(Citation(to("wire"), locator=None, quote=Prose(quoted)),))
    result = linked(doc("article:wire", title="T"), claim)
    settings = Settings(title="T")
    found = check(audit_of(result.library, assess(result.library, copies), settings))
    assert any(fault.rule == "D520" for fault in found) is not stands
    assert not any(fault.rule == "D520" for fault in check(audit_of(result.library, assess(result.library), settings)))
