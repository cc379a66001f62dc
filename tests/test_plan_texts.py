"""Texts with their holes filled, lists of sources, and what stands beside them."""

from __future__ import annotations

import re
import time

from build_plan import BOOK, documents, planned, settings, view
from build_values import cite, date, doc, embed, picture, source, wiki, work
from dossier.diagnostics import Span
from dossier.locators import Locator, LocatorType
from dossier.model import CitationRef, CitedItem, Creator, Stance
from dossier.model.fields import Language, Url
from dossier.plan.parts.sources import letters
from dossier.plan.plain import html_to_text


def body_of(*pieces: object, **context: object) -> str:
    result = planned([*documents(), doc("note:n", pieces, title="N")], works=[BOOK], **context)  # type: ignore[arg-type]
    body: str = view(result, "notes/n/index.html").body
    return body


def test_a_wikilink_becomes_a_link_with_its_kind_and_the_records_title() -> None:
    assert body_of(wiki("council")) == (
        '<a id="m-1" class="ref ref-actor" href="../../actors/council/index.html">Council &amp; Co</a>'
    )


def test_a_mention_whose_block_has_its_id_gets_none_of_its_own() -> None:
    assert body_of('<p id="m-1">', wiki("anna", "her"), "</p>").count('id="m-1"') == 1


def test_a_citation_shows_its_number_and_place_and_leads_to_the_list_of_sources() -> None:
    body = body_of(cite("first", locator=Locator(LocatorType.PARAGRAPH, "4")))
    assert re.sub(r' data-note="[^"]*"', "", body) == (
        '<sup id="cite-1" class="cites">[<a class="cite" href="#src-1" aria-label="Source 1, ¶ 4">1, ¶ 4</a>]</sup>'
    )


def test_a_note_has_each_source_beside_its_first_citation_under_a_heading() -> None:
    again = ("<p>", cite("first", anchor="cite-2"), "</p><h2>On</h2><p>", cite("first", anchor="cite-3"), "</p>")
    body = body_of("<p>", cite("first"), "</p>", *again)
    noted = re.findall(r'<sup id="(cite-\d)" class="cites">\[<a[^>]* data-note="([^"]*)"', body)
    assert noted == [("cite-1", "1. A first &lt;report&gt;"), ("cite-3", "1. A first &lt;report&gt;")]


def test_a_table_has_no_side_notes_and_the_text_after_it_has() -> None:
    body = body_of("<table><td>", cite("first"), "</td></table><p>", cite("first", anchor="cite-2"), "</p>")
    assert re.findall(r'id="(cite-\d)"[^<]*<a[^>]* data-note', body) == ["cite-2"]


def test_a_group_keeps_prefixes_and_suffixes_and_separates_its_sources() -> None:
    items = (CitedItem("first", suffix="<em>top</em>", span=Span("")), CitedItem("book", prefix="see", span=Span("")))
    body = body_of(CitationRef(items, False, Span(""), 0, "cite-1"))
    assert ">1</a>, <em>top</em>; see <a" in body


def test_a_narrative_citation_names_the_author_in_the_sentence() -> None:
    assert body_of(cite("first", narrative=True)).startswith('<span class="cite-author">Doe</span><sup')


def test_a_citation_that_leads_nowhere_says_so_instead_of_a_number() -> None:
    assert '<span class="cite-missing">?</span>' in body_of(cite("nowhere"))


def test_an_embedded_claim_shows_statement_sources_and_status() -> None:
    body = body_of(embed("crowd-high"))
    assert body.startswith('<span id="claim-1" class="claim claim-reported"><a class="ref ref-claim"')
    assert ">100,000 came</a><sup" in body
    assert body.endswith('<span class="badge status-reported">Reported</span></span>')


def test_an_image_has_its_size_and_the_address_of_the_asset() -> None:
    body = body_of(picture("/media/map.png"))
    assert body == '<img src="../../media/map.9c1e.png" alt="" loading="lazy" decoding="async">'


def test_titles_with_markup_are_escaped_once() -> None:
    body = body_of(wiki("first"))
    assert ">A first &lt;report&gt;</a>" in body


def test_the_lead_on_the_home_page_leads_to_the_notes_own_list_of_sources() -> None:
    lead = view(planned(documents(), works=[BOOK]), "index.html").lead
    assert 'href="notes/briefing/index.html#src-1"' in lead.html
    assert "id=" not in lead.html


def test_a_source_has_its_passages_in_order_with_quotes_and_a_card() -> None:
    view_of_event = view(planned(documents(), works=[BOOK]), "events/march/index.html")
    entry = view_of_event.sources[0]
    assert (entry.number, entry.anchor, entry.key) == (1, "src-1", "first")
    assert [(passage.label, passage.url, passage.quote) for passage in entry.passages] == [
        ("a", "#cite-1", ""),
        ("b", "", "they marched"),
    ]
    card = entry.card
    assert (card.outlet.title, card.date.datetime, card.original.url) == (
        "Herald",
        "2020-08-10",
        "https://news.example/1?a=1&b=2",
    )
    assert [passage.quote for passage in card.quotes] == ["they marched"]
    assert card.record.url == "../../articles/first/index.html"


def test_back_references_go_on_after_z() -> None:
    assert [letters(index) for index in (0, 25, 26, 27, 702)] == ["a", "z", "aa", "ab", "aaa"]


def test_backlinks_show_the_sentence_and_the_role_and_lead_to_the_place() -> None:
    groups = view(planned(documents(), works=[BOOK]), "actors/anna/index.html").backlinks
    note = next(group for group in groups if group.kind == "note").items[0]
    assert (note.before, note.label) == ("See ", "her")
    assert note.link.url == "../../notes/briefing/index.html#m-1"
    event = next(group for group in groups if group.kind == "event").items[0]
    assert event.role == "Participant"


def test_the_abstract_or_the_first_paragraph_stands_for_a_missing_summary() -> None:
    notes = [
        doc("note:a", title="A", summary="Written."),
        doc("note:b", title="B", parts={"lead": ("One <em>two</em><sup>1</sup> &amp; three",)}),
        doc("note:c", title="C", parts={"lead": ("word " * 100,)}),
    ]
    items = {
        item.title: item.summary for group in view(planned(notes), "notes/index.html").groups for item in group.items
    }
    assert items["A"] == "Written."
    assert items["B"] == "One two & three"
    assert len(items["C"]) < 300
    assert items["C"].endswith("word…")


def test_the_five_dates_stand_apart_and_what_is_not_known_is_said() -> None:
    dates = view(planned(documents(), works=[BOOK]), "articles/first/index.html").dates
    shown = {fact.key: fact.values[0].text for fact in dates}
    assert shown == {
        "published": "10 August 2020",
        "accessed": "Not known",
        "archive": "Not known",
        "added": "1 October 2026",
    }


def test_an_article_offers_the_original_to_reference_managers_and_other_pages_do_not() -> None:
    result = planned(documents(), works=[BOOK])
    assert "Z3988" in view(result, "articles/first/index.html").cite.coins
    assert view(result, "notes/briefing/index.html").cite.coins == ""
    assert all(item.coins for group in view(result, "articles/index.html").groups for item in group.items)


def test_the_bibliography_holds_works_without_a_page_too() -> None:
    groups = view(
        planned(documents(), works=[BOOK, work("unread", authors=(Creator(family="Zola"),))]), "sources/index.html"
    ).groups
    entries = {entry.key: entry for group in groups for entry in group.entries}
    assert entries["book"].record is None
    assert (entries["book"].cited_by, entries["unread"].cited_by) == (2, 0)
    assert [group.label for group in groups] == ["A", "D", "W", "Z"]


def test_a_title_in_another_language_is_marked_and_one_in_the_pages_is_not() -> None:
    result = planned(
        [
            doc("article:ru", title="Заголовок", language=Language("ru")),
            doc("article:gb", title="Title", language=Language("en-GB")),
        ]
    )
    items = [item for group in view(result, "articles/index.html").groups for item in group.items]
    assert {item.title: item.language for item in items} == {"Заголовок": "ru", "Title": ""}


def test_numbers_of_citations_beside_facts_agree_with_the_list_of_sources() -> None:
    anna = view(planned(documents(), works=[BOOK]), "actors/anna/index.html")
    numbers = {source.key: source.number for source in anna.sources}
    assert anna.roles[0].citations[0].number == numbers["first"]
    assert anna.names[0].citations[0].url == f"#src-{numbers['first']}"


def test_right_to_left_dossiers_say_so() -> None:
    head = view(planned([], settings(language=Language("he"))), "index.html").head
    assert (head.language, head.direction) == ("he", "rtl")


def test_evidence_of_a_claim_is_grouped_by_stance_with_what_is_a_copy() -> None:
    claim = view(planned(documents(), works=[BOOK]), "claims/crowd-high/index.html")
    assert [(group.stance, len(group.items)) for group in claim.evidence] == [("supports", 1), ("disputes", 1)]
    assert claim.evidence[1].items[0].copy_of.title == "A first <report>"
    assert claim.evidence[1].items[0].outlet.title == "Wire"


def test_an_archived_copy_of_a_source_is_offered_with_its_date() -> None:
    archived = work("web", archive_url=Url("https://archive.example/1"), archive_date=date("2020-08-11"))
    note = view(planned([doc("note:n", [cite("web")], title="N")], works=[archived]), "notes/n/index.html")
    archive = note.sources[0].card.archive
    assert (archive.url, archive.date.text) == ("https://archive.example/1", "11 August 2020")


def test_stances_of_front_matter_reach_the_list_of_sources() -> None:
    claim = doc("claim:c", statement="S", evidence=(source("book", Stance.DISPUTES, quote="no"),))
    passages = view(planned([claim], works=[BOOK]), "claims/c/index.html").sources[0].passages
    assert [(passage.stance_label, passage.quote) for passage in passages] == [("Disputes", "no")]


def test_code_full_of_blanks_is_made_plain_in_time() -> None:
    start = time.process_time()
    assert html_to_text(f"<pre>a{' ' * 100_000}b</pre>\n<p>c <sup>[1]</sup>.</p>") == "a b c."
    assert time.process_time() - start < 15  # quadratic work takes minutes; a busy machine must not fail
