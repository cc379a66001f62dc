"""Linking: what references lead to, what is public, how sources are numbered, who speaks of whom."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_values import (
    TODAY,
    at,
    cite,
    codes,
    date,
    doc,
    embed,
    linked,
    links,
    picture,
    source,
    sources,
    to,
    wiki,
    work,
)
from dossier.library import Backlink, CitationTarget, ClaimTarget, ImageTarget, LinkTarget
from dossier.link import LinkOptions, Standing, link, standing
from dossier.locators import Locator, LocatorType
from dossier.model import (
    Archive,
    Document,
    Genre,
    Heading,
    Id,
    Kind,
    Language,
    Mention,
    Name,
    OutletKind,
    Participant,
    PersonName,
    Quotation,
    Relation,
    RelationType,
    Role,
    TitleBasis,
    Visibility,
    WorkType,
)
from dossier.model.choices import RecordStatus
from dossier.settings import Home, Settings

ANNA = Id(Kind.ACTOR, "anna")
NOTE = Id(Kind.NOTE, "n")


def note(*body: object, **front: object) -> Document:
    return doc("note:n", body, **front)


def target_of(result, index: int = 0):
    return result.library.targets[NOTE][index]


@pytest.mark.parametrize(
    "written",
    ["anna", "ANNA", "actor:anna", "Actor:Anna", "annie", "Anna Do", "anna  do", "Анна", "old-anna",
     "../actors/anna.md", "/actors/anna.md", "content/actors/anna.md", "actors/anna.md"],
)  # fmt: skip
def test_a_record_is_found_by_id_kind_alias_name_spelling_former_id_and_path(written: str) -> None:
    anna = doc("actor:anna", name="Anna Do", names=(Name(value="Анна"),), aliases=("annie",), former_ids=("old-anna",))

    result = linked(anna, note(wiki(written)))

    assert result.diagnostics == ()
    assert target_of(result) == LinkTarget(ANNA, "", "Anna Do")


def test_an_unknown_reference_is_an_error_that_names_the_nearest_of_any_kind() -> None:
    result = linked(doc("actor:tikhanovskaya"), doc("place:minsk"), note(wiki("tikhanovskaia"), wiki("Mynsk")))

    assert codes(result) == ["D410", "D410"]
    assert {fault.help for fault in result.diagnostics} == {
        "did you mean `actor:tikhanovskaya`?",
        "did you mean `place:minsk`?",
    }
    assert result.diagnostics[0].span == at(9)
    assert target_of(result) == LinkTarget(None, "", "tikhanovskaia")


def test_a_path_out_of_the_content_leads_nowhere() -> None:
    result = linked(note(wiki("../../outside/secret"), wiki("/etc/passwd"), wiki("../../../etc/passwd.md")))

    assert codes(result) == ["D410"] * 3


def test_an_ambiguous_name_is_an_error_that_lists_the_candidates() -> None:
    result = linked(doc("actor:city", name="Minsk"), doc("place:minsk-place", name="Minsk"), note(wiki("minsk")))

    assert codes(result) == ["D411"]
    assert result.diagnostics[0].help == "write `actor:city` or `place:minsk-place`"


def test_an_id_wins_over_the_same_word_as_a_name() -> None:
    result = linked(doc("actor:city", name="Minsk"), doc("place:minsk", name="The place"), note(wiki("Minsk")))

    assert result.diagnostics == ()
    assert target_of(result).id == Id(Kind.PLACE, "minsk")


def test_a_record_under_another_kind_is_named_by_its_own() -> None:
    result = linked(doc("actor:anna"), note(wiki("event:anna")))

    assert [(fault.rule, fault.message, fault.help) for fault in result.diagnostics] == [
        ("D412", "`anna` is an actor, not an event", "did you mean `actor:anna`?")
    ]


def test_a_word_of_the_bibliography_is_cited_and_not_linked() -> None:
    result = linked(note(wiki("book")), works=[work("book")])

    assert [fault.help for fault in result.diagnostics] == ["cite it with `[@book]`"]


@pytest.mark.parametrize("heading", ["h-names", "names", "Names", "NAMES", "the-anchor"])
def test_a_heading_is_found_by_id_text_and_anchor(heading: str) -> None:
    method = doc(
        "info:method", parts={"outline": (Heading(2, "h-names", "Names", "Names"),), "anchors": ("the-anchor",)}
    )

    result = linked(method, note(wiki("method", "", heading)))

    assert result.diagnostics == ()
    assert target_of(result).fragment in ("h-names", "the-anchor")


def test_an_unknown_heading_is_an_error_with_the_nearest_and_the_link_still_leads_to_the_page() -> None:
    method = doc("info:method", parts={"outline": (Heading(2, "h-names", "Names", "Names"),)})

    result = linked(method, note(wiki("method", "", "Namess")))

    assert [(fault.rule, fault.help) for fault in result.diagnostics] == [("D413", "did you mean `Names`?")]
    assert target_of(result) == LinkTarget(Id(Kind.INFO, "method"), "", "Method")


def test_a_link_without_target_leads_to_a_heading_of_its_own_page() -> None:
    own = doc("note:n", [wiki("", "below", "Two")], parts={"outline": (Heading(2, "h-two", "Two", "Two"),)})

    assert target_of(linked(own)) == LinkTarget(NOTE, "h-two", "N")


def test_two_records_with_one_id_are_refused_at_the_later_file_over_kinds_and_case() -> None:
    one, two = doc("actor:minsk"), doc("place:Minsk")

    result = linked(two, one)

    assert codes(result) == ["D401"]
    assert result.diagnostics[0].span.path == "content/places/Minsk.md"
    assert result.diagnostics[0].related[0].span.path == "content/actors/minsk.md"


def test_composed_and_decomposed_ids_are_one_id() -> None:
    assert codes(linked(doc("actor:caf\u00e9"), doc("place:cafe\u0301"))) == ["D401"]


def test_of_two_files_that_would_share_an_address_the_first_is_published() -> None:
    result = linked(doc("article:Foo", path="content/articles/a.md"), doc("article:foo", path="content/articles/b.md"))

    assert list(result.library.documents) == [Id(Kind.ARTICLE, "Foo")]


def test_an_alias_that_is_an_id_and_two_equal_aliases_are_refused() -> None:
    result = linked(doc("actor:anna", aliases=("minsk",)), doc("actor:bela", aliases=("Minsk",)), doc("place:minsk"))

    assert codes(result) == ["D402", "D402"]


@pytest.mark.parametrize("alias", ["//evil.example", "../../outside/x", "/x", "https://evil.example", "a\\b"])
def test_an_alias_that_is_a_path_or_an_address_is_refused(alias: str) -> None:
    assert codes(linked(doc("actor:anna", aliases=(alias,)))) == ["D403"]


def test_an_alias_may_hold_a_stroke() -> None:
    assert codes(linked(doc("actor:anna", aliases=("AC/DC",)))) == []


def test_former_ids_become_redirects_but_never_cover_a_living_page() -> None:
    result = linked(doc("actor:anna", former_ids=("old", "bela")), doc("actor:bela", former_ids=("anna",)))

    assert result.library.redirects == {"actors/old/": ANNA}
    assert codes(result) == ["D402", "D402"]


def test_a_record_cannot_have_had_the_id_it_has() -> None:
    assert codes(linked(doc("actor:anna", former_ids=("Anna",)))) == ["D402"]


def test_an_unknown_citation_is_an_error_with_the_nearest_key_and_has_no_number() -> None:
    result = linked(doc("article:gulf-16"), note(cite("gulf-61", "gulf-16")))

    assert [(fault.rule, fault.help) for fault in result.diagnostics] == [("D420", "did you mean `gulf-16`?")]
    assert target_of(result) == CitationTarget((0, 1))


def test_a_record_that_is_no_source_cannot_be_cited() -> None:
    result = linked(doc("actor:anna"), note(cite("anna")))

    assert [(fault.rule, fault.help) for fault in result.diagnostics] == [("D420", "link to it with `[[anna]]`")]


@pytest.mark.parametrize("key", ["constructor", "__proto__", "toString"])
def test_keys_that_every_script_object_has_are_ordinary_keys(key: str) -> None:
    assert codes(linked(note(cite(key)))) == ["D420"]
    assert codes(linked(note(cite(key)), works=[work(key)])) == []


def test_an_article_with_the_key_of_a_bibliography_work_is_refused_and_is_the_one_cited() -> None:
    result = linked(doc("article:ap", title="Ours"), works=[work("AP")])

    assert codes(result) == ["D422"]
    assert {key: one.title for key, one in result.library.works.items()} == {"ap": "Ours"}


def test_works_are_articles_then_bibliography_each_by_key() -> None:
    result = linked(doc("article:z"), doc("article:b"), works=[work("y"), work("a")])

    assert list(result.library.works) == ["b", "z", "a", "y"]


def test_sources_are_numbered_in_reading_order_then_by_fields_and_keep_their_number() -> None:
    claim = doc("claim:c", evidence=(source("e1"), source("e2", locator=Locator(LocatorType.PAGE, "7"))))
    event = doc(
        "event:e", ("A ", cite("b"), wiki("c"), " B ", cite("a", "b"), embed("c")), sources=sources("front", "a")
    )
    books = [work(key) for key in ("a", "b", "e1", "e2", "front")]

    library = linked(claim, event, works=books).library

    id = Id(Kind.EVENT, "e")
    assert [(one.number, one.key) for one in library.sources[id]] == [
        (1, "b"),
        (2, "a"),
        (3, "e1"),
        (4, "e2"),
        (5, "front"),
    ]
    assert [library.targets[id][n] for n in (0, 2, 3)] == [
        CitationTarget((1,)),
        CitationTarget((2, 1)),
        ClaimTarget(Id(Kind.CLAIM, "c"), (3, 4)),
    ]
    assert [one.anchor for one in library.sources[id][1].occurrences] == ["cite-1", ""]
    assert library.sources[id][3].occurrences[0].locator == Locator(LocatorType.PAGE, "7")


def test_a_narrative_citation_counts_like_any_other() -> None:
    library = linked(note(cite("b", narrative=True), " says ", cite("a")), works=[work("a"), work("b")]).library

    assert [one.key for one in library.sources[NOTE]] == ["b", "a"]


def test_a_citation_in_other_case_enters_the_list_under_the_real_key() -> None:
    library = linked(doc("article:Gulf"), note(cite("gulf"))).library

    assert library.sources[NOTE][0].key == "Gulf"
    assert library.key_of("gulf") == "Gulf"


def test_a_field_names_only_kinds_that_may_stand_there() -> None:
    result = linked(doc("place:minsk"), doc("event:e", parent=to("minsk")))

    assert [(fault.rule, fault.message) for fault in result.diagnostics] == [
        ("D412", "`minsk` is a place, not an event")
    ]


def test_text_in_a_field_that_allows_it_is_no_fault() -> None:
    result = linked(doc("outlet:gulf"), doc("article:a", outlet=to("Some Paper"), topics=links("C", "C++", "C#")))

    assert result.diagnostics == ()


def test_text_that_is_almost_a_name_is_warned_about() -> None:
    result = linked(doc("outlet:gulf-times", name="Gulf Times"), doc("article:a", outlet=to("Gulf Tmes")))

    assert [(fault.rule, str(fault.severity), fault.help) for fault in result.diagnostics] == [
        ("D414", "warning", "did you mean `gulf-times`?")
    ]


def test_names_that_differ_by_a_number_are_not_almost_equal() -> None:
    assert codes(linked(doc("outlet:one", name="Channel 1"), doc("article:a", outlet=to("Channel 2")))) == []


def test_settings_are_checked_for_links() -> None:
    chosen = Settings(title="D", methodology=to("method"), home=Home(actors=links("anna", "nobody")))

    result = linked(doc("actor:anna"), doc("info:method"), settings=chosen)

    assert codes(result) == ["D410"]


@pytest.mark.parametrize(
    "src", ["/media/map.png", "media/map.png", "../media/map.png", "/media/a%20b.png", "/media/a b.png"]
)
def test_an_image_is_found_from_the_root_and_from_its_file(src: str) -> None:
    result = linked(note(picture(src)), media=["media/map.png", "media/a b.png"])

    assert result.diagnostics == ()
    assert target_of(result).path in result.library.media


def test_a_missing_image_is_an_error_with_the_nearest_and_case_counts() -> None:
    result = linked(note(picture("/media/Map.png"), picture("../../etc/passwd")), media=["media/map.png"])

    assert codes(result) == ["D430", "D430"]
    assert "did you mean `/media/map.png`?" in [fault.help for fault in result.diagnostics]
    assert target_of(result) == ImageTarget("")


def test_the_picture_of_a_record_is_checked_where_it_is_written() -> None:
    broken = doc("actor:anna", image="anna.png", parts={"places": {"image": at(4)}})

    assert [fault.span.line for fault in linked(broken).diagnostics] == [4]
    assert codes(linked(broken, media=["media/anna.png"])) == []


CIRCLES = [
    ("place", "parent"), ("event", "parent"), ("topic", "broader"), ("article", "original"), ("note", "translation_of"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field"), CIRCLES)
def test_a_circle_is_one_error_and_is_opened(kind: str, field: str) -> None:
    ring = [doc(f"{kind}:{a}", **{field: to(b)}) for a, b in ("ab", "bc", "ca", "da")]

    result = linked(*ring)

    assert [(fault.rule, fault.message) for fault in result.diagnostics] == [
        ("D440", f"`{field}` goes round in a circle: `a` → `b` → `c` → `a`")
    ]
    upward = {id.name: getattr(one.record, field) for id, one in result.library.documents.items()}
    assert [name for name, link in upward.items() if link is None] == ["a"]


def test_a_record_inside_itself_is_a_circle() -> None:
    assert codes(linked(doc("place:a", parent=to("a")))) == ["D440"]


@pytest.mark.parametrize(
    ("kind", "front", "expected"),
    [
        ("article", {}, Standing.PUBLIC),
        ("article", {"visibility": Visibility.UNLISTED}, Standing.UNLISTED),
        ("article", {"visibility": Visibility.DRAFT}, Standing.DRAFT),
        ("article", {"status": RecordStatus.DRAFT}, Standing.DRAFT),
        ("article", {"visibility": Visibility.PRIVATE, "status": RecordStatus.DRAFT}, Standing.PRIVATE),
        ("article", {"published": date("2026-12-01")}, Standing.PUBLIC),
        ("note", {"published": date("2026-12-01")}, Standing.SCHEDULED),
        ("info", {"published": date("2027")}, Standing.SCHEDULED),
        ("note", {"published": date("2026-11-24")}, Standing.PUBLIC),
        ("note", {"published": date("2026-11")}, Standing.PUBLIC),
        ("note", {"published": date("2027"), "status": RecordStatus.DRAFT}, Standing.DRAFT),
    ],
)
def test_one_function_decides_who_sees_a_record(kind: str, front: dict[str, object], expected: Standing) -> None:
    assert standing(doc(f"{kind}:x", **front), datetime.date(2026, 11, 24)) is expected


def test_what_is_left_out_is_reported_with_the_day_on_which_it_appears() -> None:
    result = linked(doc("note:later", published=date("2026-12-01")), doc("actor:x", status=RecordStatus.DRAFT))

    assert [(one.id.name, one.standing, one.until) for one in result.hidden] == [
        ("x", Standing.DRAFT, None),
        ("later", Standing.SCHEDULED, datetime.date(2026, 12, 1)),
    ]
    assert result.library.documents == {}


def test_a_preview_shows_drafts_and_scheduled_texts_but_never_private_records() -> None:
    all_three = (
        doc("note:later", published=date("2027")),
        doc("actor:draft", status=RecordStatus.DRAFT),
        doc("actor:secret", visibility=Visibility.PRIVATE),
    )

    result = linked(*all_three, include_drafts=True)

    assert [id.name for id in result.library.documents] == ["draft", "later"]
    assert [one.id.name for one in result.hidden] == ["secret"]


@pytest.mark.parametrize(
    ("visibility", "label", "rule", "severity"),
    [
        (Visibility.DRAFT, "", "D415", "warning"),
        (Visibility.DRAFT, "words", "D415", "warning"),
        (Visibility.PRIVATE, "words", "D415", "warning"),
        (Visibility.PRIVATE, "", "D416", "error"),
    ],
)
def test_a_link_to_a_hidden_record_is_a_warning_and_without_words_to_a_private_one_an_error(
    visibility: Visibility, label: str, rule: str, severity: str
) -> None:
    result = linked(doc("actor:anna", visibility=visibility), note(wiki("anna", label)))

    assert [(fault.rule, str(fault.severity)) for fault in result.diagnostics] == [(rule, severity)]
    assert target_of(result) == LinkTarget(None)


def test_to_a_draft_nothing_is_hidden() -> None:
    draft = note(wiki("anna"), cite("a"), status=RecordStatus.DRAFT)

    assert (
        codes(
            linked(doc("actor:anna", visibility=Visibility.DRAFT), doc("article:a", status=RecordStatus.DRAFT), draft)
        )
        == []
    )


def test_a_draft_is_checked_like_any_other_text() -> None:
    assert codes(linked(note(wiki("nobody"), cite("nothing"), picture("/media/x.png"), status=RecordStatus.DRAFT))) == [
        "D410", "D420", "D430",
    ]  # fmt: skip


def test_a_public_record_is_found_although_a_hidden_one_bears_the_same_name() -> None:
    hidden = doc("actor:hidden", name="Anna Do", visibility=Visibility.PRIVATE)

    result = linked(hidden, doc("actor:anna", name="Anna Do"), note(wiki("Anna Do")))

    assert (codes(result), target_of(result).id) == ([], ANNA)


def _dossier_with_canaries(**hiding: object) -> list[Document]:
    """Hide one record of each kind, all named from public records in every way there is."""
    words = {"name": "CANARY name", "aliases": ("CANARY-alias",), "former_ids": ("CANARY-former",), **hiding}
    titled = {("title" if key == "name" else key): value for key, value in words.items()}
    hidden = [
        doc("actor:CANARY-actor", ("CANARY text",), **words),
        doc("outlet:CANARY-outlet", **words | {"aliases": (), "former_ids": ()}),
        doc("place:CANARY-place", **words | {"aliases": (), "former_ids": ()}),
        doc("topic:CANARY-topic", **words | {"aliases": (), "former_ids": ()}),
        doc("event:CANARY-event", ("CANARY text",), **titled | {"aliases": (), "former_ids": ()}),
        doc("article:CANARY-article", **titled | {"aliases": (), "former_ids": (), "outlet": to("public")}),
        doc("claim:CANARY-claim", statement="CANARY statement", question="CANARY question?", **hiding),
        doc("note:CANARY-note", (wiki("anna"), "CANARY", cite("a")), **titled | {"aliases": (), "former_ids": ()}),
    ]
    public = [
        doc("outlet:public", state=to("CANARY-actor"), names=(Name(value="P", sources=sources("CANARY-article")),)),
        doc("actor:anna", relations=(Relation(type=RelationType.ALLY_OF, target=to("CANARY-alias")),),
            roles=(Role(title="Chair", organisation=to("CANARY-former")),), sources=sources("CANARY-article", "a")),
        doc("article:a", outlet=to("CANARY-outlet"), via=links("CANARY-outlet"), original=to("CANARY-article"),
            mentions=(Mention(actor=to("CANARY-actor"), as_named="CANARY spelling"),), places=links("CANARY-place")),
        doc("event:e", participants=(Participant(actor=to("CANARY-actor"), note="CANARY part"),),
            parent=to("CANARY-event"),
            topics=links("CANARY-topic"), figures=links("CANARY-claim"), places=links("CANARY-place")),
        doc("claim:c", evidence=(source("CANARY-article", quote="CANARY quote"), source("a")),
            asserted_by=links("CANARY-actor"), about=links("CANARY-event"), disputes=links("CANARY-claim")),
        note("Words ", wiki("CANARY-actor", "someone"), wiki("CANARY-event"), wiki("event:CANARY-actor"),
             embed("CANARY-claim"), cite("CANARY-article", "a"), wiki("../notes/CANARY-note.md"),
             translation_of=to("CANARY-note")),
    ]  # fmt: skip
    return hidden + public


@pytest.mark.parametrize(
    "hiding",
    [{"visibility": Visibility.PRIVATE}, {"visibility": Visibility.DRAFT}],
)
def test_nothing_of_a_hidden_record_is_in_the_library(hiding: dict[str, object]) -> None:
    result = linked(*_dossier_with_canaries(**hiding))

    library = result.library
    assert [id.name for id in library.documents] == ["anna", "a", "c", "e", "n", "public"]
    assert "canary" not in repr(library).casefold()
    assert library.targets[NOTE][0] == LinkTarget(None)
    assert "someone" in repr(library.documents[NOTE].refs)
    assert [fault.span.path for fault in result.diagnostics].count("content/x.md") >= 20


def test_a_scheduled_note_is_nowhere_in_the_library() -> None:
    later = doc("note:CANARY", ("CANARY ", wiki("anna"), cite("a")), published=date("2027"))

    library = linked(later, doc("actor:anna"), doc("article:a"), note(wiki("CANARY"))).library

    assert "CANARY" not in repr(library)
    assert library.backlinks == {}


def test_a_hidden_source_is_dropped_with_an_error_and_the_others_keep_their_order() -> None:
    result = linked(
        doc("article:secret", visibility=Visibility.PRIVATE), doc("article:a"), doc("article:b"),
        note(cite("a", "secret", "b")), doc("event:e", sources=sources("secret", "a")),
    )  # fmt: skip

    assert codes(result) == ["D421", "D421"]
    assert target_of(result) == CitationTarget((1, 0, 2))
    assert [one.key for one in result.library.sources[Id(Kind.EVENT, "e")]] == ["a"]


def test_an_unlisted_record_has_a_page_but_speaks_in_no_list() -> None:
    unlisted = note(wiki("anna"), visibility=Visibility.UNLISTED)

    library = linked(doc("actor:anna"), unlisted).library

    assert library.unlisted == {NOTE}
    assert NOTE in library.documents
    assert library.backlinks == {}


def test_a_backlink_holds_the_sentence_split_at_the_mention() -> None:
    text = (
        "On Sunday ",
        wiki("bela", "<em>Bela &amp; co</em>"),
        " met ",
        wiki("anna"),
        " ",
        cite("a"),
        ", says ",
        embed("c"),
        ".",
    )

    library = linked(
        doc("actor:anna", name="Anna Do"),
        doc("actor:bela"),
        doc("article:a"),
        doc("claim:c", statement="It rained."),
        note(*text),
    ).library

    before, after = "On Sunday Bela & co met ", ", says It rained."
    assert library.backlinks["anna"] == (Backlink(NOTE, "mentions", "m-1", before, "Anna Do", after),)
    assert library.backlinks["a"] == (Backlink(NOTE, "cites", "cite-1", before + "Anna Do", "", after),)
    assert [(one.role, one.label) for one in library.backlinks["c"]] == [("embeds", "It rained")]


def test_a_narrative_citation_reads_as_the_name_of_its_source() -> None:
    library = linked(doc("article:a", outlet=to("Gulf Times")), note(cite("a", narrative=True), " says so.")).library

    assert library.backlinks["a"] == (Backlink(NOTE, "cites", "cite-1", "", "Gulf Times", " says so."),)


def test_a_source_speaks_of_a_record_once_per_role_and_place_in_order() -> None:
    event = doc("event:e", (wiki("anna"), " and ", wiki("anna"), " and ", wiki("anna", anchor="m-2")),
                participants=(Participant(actor=to("anna")), Participant(actor=to("anna"))))  # fmt: skip

    library = linked(doc("actor:anna"), event).library

    assert [(one.role, one.anchor) for one in library.backlinks["anna"]] == [
        ("mentions", "m-1"), ("mentions", "m-2"), ("participants", ""),
    ]  # fmt: skip


def test_evidence_of_an_embedded_claim_is_cited_by_the_page() -> None:
    library = linked(doc("claim:c", evidence=sources("a")), doc("article:a"), note(embed("c"))).library

    assert [(one.source.name, one.role) for one in library.backlinks["a"]] == [("c", "evidence"), ("n", "cites")]


def test_a_record_does_not_speak_of_itself() -> None:
    assert linked(doc("actor:anna", [wiki("anna")])).library.backlinks == {}


def test_quotations_are_listed_under_their_speaker() -> None:
    spoken = Quotation("We stay.", 0, "", 1, "quote-1", at(3))
    quoting = doc("note:n", [wiki("anna"), cite("a")], parts={"quotations": (replace(spoken, speaker=None), spoken)})

    library = linked(doc("actor:anna"), doc("article:a"), quoting).library

    assert [(one.document, one.index) for one in library.quotations[ANNA]] == [(NOTE, 1)]


def test_claims_with_one_question_are_rivals_in_order_of_time() -> None:
    library = linked(
        doc("claim:b", question="How many?", asserted=date("2020-08-17")),
        doc("claim:a", question="how  many?", asserted=date("2020-08-18")),
        doc("claim:d", question="How many?"),
        doc("claim:c", question="How many?", as_of=date("2020-08-16")),
        doc("claim:e"),
    ).library

    assert {question: [id.name for id in ids] for question, ids in library.questions.items()} == {
        "How many?": ["c", "b", "a", "d"]
    }


def test_an_article_is_a_work_with_its_outlet_by_name() -> None:
    article = doc(
        "article:a", title="Thousands march", title_basis=TitleBasis.SUPPLIED, outlet=to("gulf"), agency=to("AP"),
        author=(PersonName(family="Do", given="Jo"), PersonName(literal="Staff of AP")), published=date("2020-08-16"),
        archive=(Archive(service="Internet Archive"), Archive(service="other")), dateline="Minsk",
        topics=links("t", "free"),
    )  # fmt: skip

    made = linked(doc("outlet:gulf", name="Gulf Times"), doc("topic:t", name="Marches"), article).library.works["a"]

    assert (made.title_is_supplied, made.container_title, made.agency, made.place) == (
        True,
        "Gulf Times",
        "AP",
        "Minsk",
    )
    assert (made.archive_service, made.language, made.keywords) == ("Internet Archive", "en", ("Marches", "free"))
    assert [(one.family, one.given, one.literal) for one in made.authors] == [("Do", "Jo", ""), ("", "", "Staff of AP")]


@pytest.mark.parametrize(
    ("genre", "outlet", "expected"),
    [
        (Genre.REPORT, None, WorkType.ARTICLE_NEWSPAPER),
        (Genre.REPORT, OutletKind.BROADCASTER, WorkType.ARTICLE_NEWSPAPER),
        (Genre.REPORT, OutletKind.BLOG, WorkType.POST_WEBLOG),
        (Genre.STATEMENT, OutletKind.OFFICIAL_CHANNEL, WorkType.WEBPAGE),
        (Genre.STATEMENT, OutletKind.SOCIAL_ACCOUNT, WorkType.POST),
        (Genre.VIDEO, OutletKind.BROADCASTER, WorkType.BROADCAST),
        (Genre.POST, None, WorkType.POST),
    ],
)
def test_the_type_of_a_work_follows_from_genre_and_outlet(
    genre: Genre, outlet: OutletKind | None, expected: WorkType
) -> None:
    article = doc("article:a", genre=genre, outlet=to("o"))

    assert linked(article, doc("outlet:o", kind=outlet)).library.works["a"].type is expected


def test_the_library_finds_what_a_field_names_and_nothing_hidden() -> None:
    library = linked(
        doc("actor:anna", name="Anna Do", aliases=("annie",)), doc("actor:x", visibility=Visibility.PRIVATE)
    ).library

    assert [library.find(word) for word in ("anna", "ANNIE", "actor:anna", "Anna Do", "x", "nobody")] == [ANNA] * 4 + [
        None
    ] * 2
    assert library.find("anna", (Kind.PLACE,)) is None


def test_the_library_and_the_links_of_a_text_agree_when_an_id_is_also_a_name() -> None:
    named = (doc("actor:anna"), doc("actor:bela", name="Anna"))

    result = linked(*named, note(wiki("anna"), wiki("actor:anna")))

    assert [one.id for one in result.library.targets[NOTE]] == [ANNA, ANNA]
    assert [result.library.find(word) for word in ("anna", "actor:anna")] == [ANNA, ANNA]


DOSSIER = [
    *_dossier_with_canaries(visibility=Visibility.PRIVATE),
    doc("place:loop-a", parent=to("loop-b")),
    doc("place:loop-b", parent=to("loop-a"), aliases=("shared",)),
    doc("topic:shared", former_ids=("was",)),
    doc("topic:was", related=links("shared", "nobody")),
    doc("claim:q1", question="How many?", evidence=sources("a", "book")),
    doc("claim:q2", question="how many?", evidence=sources("book")),
]


@settings(max_examples=30, deadline=None)
@given(st.permutations(DOSSIER), st.permutations([work("book"), work("other"), work("A")]))
def test_the_order_of_files_changes_nothing(documents: list[Document], works: list[object]) -> None:
    expected = linked(*DOSSIER, works=[work("book"), work("other"), work("A")])

    found = linked(*documents, works=works)

    assert repr(found) == repr(expected)


def test_a_link_to_a_file_in_media_leads_to_the_file() -> None:
    note = doc("note:n", [wiki("/media/report.pdf", label="the report")])
    day = datetime.date(2026, 11, 24)
    options = LinkOptions(Language("en"), day, files=frozenset({"media/report.pdf"}))
    result = link([note], [], {}, options)
    assert result.diagnostics == ()
    assert result.library.targets[note.id] == (LinkTarget(None, path="media/report.pdf"),)
    assert [fault.rule for fault in link([note], [], {}, LinkOptions(Language("en"), day)).diagnostics] == ["D410"]


def dossier_of(*changed: Document) -> list[Document]:
    """Return a small dossier in which everything names something, with some of its documents replaced."""
    documents = [
        doc("actor:anna", name="Anna", relations=(Relation(RelationType.ALLY_OF, to("boris")),)),
        doc("actor:boris", name="Boris"),
        doc("article:a", title="A", outlet=to("Gazette")),
        doc("claim:c", statement="It rained.", evidence=(source("a"),), asserted_by=(to("anna"),)),
        doc("note:n", ["see ", wiki("anna"), " and ", embed("c"), " ", cite("a")], title="N"),
        doc("note:secret", [wiki("anna")], title="Secret", visibility=Visibility.PRIVATE),
        doc("topic:t", [wiki("n"), wiki("secret"), wiki("nobody")], name="T"),
    ]
    by_id = {document.id: document for document in (*documents, *changed)}
    return list(by_id.values())


@pytest.mark.parametrize(
    "changed",
    [
        doc("note:n", ["no more of ", wiki("boris")], title="N"),
        doc("actor:anna", ["her page now has a text, ", cite("a")], name="Anna"),
        doc("actor:anna", name="Hanna"),
        doc("claim:c", statement="It rained.", evidence=(), asserted_by=(to("boris"),)),
        doc("claim:c", statement="It poured.", evidence=(source("a"),)),
        doc("note:secret", [wiki("anna")], title="Secret"),
        doc("actor:boris", name="Boris", visibility=Visibility.PRIVATE),
        doc("article:a", title="A", visibility=Visibility.PRIVATE),
        doc("topic:nobody", name="Nobody"),
        doc("outlet:gazette", name="Gazette"),
        doc("outlet:gazete", name="Gazete"),
    ],
    ids=lambda document: f"{document.id}",
)
def test_linking_with_what_an_earlier_linking_kept_gives_the_same(changed: Document) -> None:
    options = LinkOptions(Language("en"), TODAY)
    before = dossier_of()
    after = [next((old for old in before if old == new), new) for new in dossier_of(changed)]
    kept = link(before, (), {}, options).kept
    assert link(after, (), {}, options, kept) == link(after, (), {}, options)
    assert link(before, (), {}, options, link(after, (), {}, options, kept).kept) == link(before, (), {}, options)


def test_only_what_changed_and_what_names_it_is_linked_anew() -> None:
    options = LinkOptions(Language("en"), TODAY)
    first = link(dossier_of(), (), {}, options).kept
    assert first
    unchanged = [study.document for study in first.studies.values() if study.document.id != NOTE]
    second = link([*unchanged, doc("note:n", ["shorter"], title="N")], (), {}, options, first).kept
    assert second
    anew = {path for path, study in second.studies.items() if study is not first.studies[path]}
    assert anew == {study.document.path for study in first.studies.values() if study.document.id.name in ("n", "t")}
