"""Addresses of a planned site: every one leads somewhere, none leaves the site by itself, none meets another."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest

from build_plan import BOOK, CANARY, anchors_of, data_of, documents, planned, secret, settings, urls_of, view
from build_values import date, doc, links, sources, to, wiki
from dossier.model import Visibility
from dossier.model.parts import Attribution, Mention, Participant
from dossier.plan import Planned
from dossier.settings import MenuItem
from dossier.urls import is_external

ROOT = "https://here.example/any/sub/path/"


@pytest.fixture(scope="module")
def site() -> Planned:
    return planned([*documents(), secret()], works=[BOOK])


def broken_links(result: Planned) -> list[tuple[str, str]]:
    """Return (page, address) pairs that lead nowhere, fragments included."""
    anchors = {page.url: anchors_of(page) for page in result.pages}
    known = {*anchors, *(file.url for file in result.files), "media/map.9c1e.png", "assets/site.0f3a.css"}
    broken = []
    for page in result.pages:
        if page.url == "404.html":
            continue
        for url in urls_of(page):
            if is_external(url):
                continue
            whole = urlsplit(urljoin(ROOT + page.url, url))
            path, fragment = unquote(whole.path).removeprefix("/any/sub/path/"), unquote(whole.fragment)
            if path not in known or (fragment and fragment not in anchors.get(path, ())):
                broken.append((page.url, url))
    return broken


def test_every_address_a_page_prints_leads_to_a_planned_file_and_a_fragment_that_is_there(site: Planned) -> None:
    assert broken_links(site) == []


def test_every_address_inside_the_site_is_relative_and_names_its_file(site: Planned) -> None:
    inside = {url for page in site.pages if page.url != "404.html" for url in urls_of(page) if not is_external(url)}
    assert not {url for url in inside if url.startswith("/") or urlsplit(url).path.endswith("/")}
    canonical = {link.url for page in site.pages for link in page.view.head.links if link.rel == "canonical"}
    assert not {url for page in site.pages for url in urls_of(page) - canonical if "example.org" in url}


def test_the_page_for_unknown_addresses_links_from_the_root_of_the_host(site: Planned) -> None:
    assert view(site, "404.html").head.home_url == "/sub/vote/index.html"


def test_no_fragment_id_stands_twice_in_a_text(site: Planned) -> None:
    body = view(site, "notes/briefing/index.html").body
    assert body.count('id="cite-1"') == 1


def test_ids_in_any_script_are_percent_encoded_in_links_and_plain_in_paths() -> None:
    result = planned([doc("actor:ганна", name="Ганна"), doc("note:n", [wiki("ганна")], title="N")])
    assert "actors/ганна/index.html" in {page.url for page in result.pages}
    assert 'href="../../actors/%D0%B3%D0%B0%D0%BD%D0%BD%D0%B0/index.html"' in view(result, "notes/n/index.html").body
    assert broken_links(result) == []


def test_the_plan_is_the_same_for_any_order_of_documents() -> None:
    one, other = planned(documents(), works=[BOOK]), planned(reversed(documents()), works=[BOOK])
    assert [(page.url, page.template, page.view) for page in one.pages] == [
        (page.url, page.template, page.view) for page in other.pages
    ]
    assert {file.url: file.data for file in one.files} == {file.url: file.data for file in other.files}
    assert (one.site, one.diagnostics) == (other.site, other.diagnostics)


def test_pages_and_artifacts_come_in_the_order_of_their_addresses(site: Planned) -> None:
    assert [page.url for page in site.pages] == sorted(page.url for page in site.pages)
    assert [file.url for file in site.files] == sorted(file.url for file in site.files)


def test_an_unlisted_record_has_a_page_and_is_named_nowhere_else(site: Planned) -> None:
    page = view(site, "notes/zzcanary-id/index.html")
    assert page.head.noindex
    assert page.head.banner
    stubs = {"notes/zzcanary-id/index.html", "notes/zzcanary-old/index.html"}
    assert [other.url for other in site.pages if other.url not in stubs and CANARY in repr(other.view)] == []
    beside = "notes/zzcanary-id/"
    assert [file.url for file in site.files if CANARY in file.data.decode() and not file.url.startswith(beside)] == []


def test_lists_and_indexes_do_not_name_an_unlisted_record_that_a_public_one_names() -> None:
    hidden = [
        doc(f"{kind}:zzcanary-{kind}", **{field: CANARY}, visibility=Visibility.UNLISTED, summary=CANARY)
        for kind, field in (
            ("actor", "name"),
            ("place", "name"),
            ("outlet", "name"),
            ("topic", "name"),
            ("article", "title"),
            ("event", "title"),
            ("claim", "statement"),
        )
    ]
    event = doc(
        "event:e",
        title="E",
        date=date("2020-08-10"),
        places=links("zzcanary-place"),
        parent=to("zzcanary-event"),
        topics=links("zzcanary-topic"),
        figures=links("zzcanary-claim"),
        sources=sources("zzcanary-article"),
        participants=(Participant(to("zzcanary-actor")),),
        added=date("2026-01-01"),
    )
    claim = doc(
        "claim:c",
        statement="S",
        question="Q?",
        asserted_by=links("zzcanary-actor"),
        about=links("zzcanary-event"),
        evidence=sources("zzcanary-article"),
        attribution=Attribution(relayed_by=links("zzcanary-outlet")),
        added=date("2026-01-01"),
    )
    article = doc(
        "article:a",
        title="A",
        outlet=to("zzcanary-outlet"),
        published=date("2020-08-10"),
        added=date("2026-01-01"),
        mentions=(Mention(to("zzcanary-actor"), CANARY),),
        topics=links("zzcanary-topic"),
        events=links("zzcanary-event"),
    )
    result = planned([*hidden, event, claim, article])
    own = ("events/e/", "claims/c/", "articles/a/", *(f"{one.id.kind.folder}/{one.id.name}/" for one in hidden))
    assert [page.url for page in result.pages if CANARY in repr(page.view) and not page.url.startswith(own)] == []
    assert [file.url for file in result.files if CANARY in file.data.decode() and not file.url.startswith(own)] == []


def test_a_former_id_gets_a_stub_that_leads_to_the_record(site: Planned) -> None:
    stub = view(site, "notes/old-briefing/index.html")
    assert stub.target.url == "../../notes/briefing/index.html"
    assert stub.head.noindex
    redirects = next(file.data.decode() for file in site.files if file.url == "_redirects")
    assert redirects == "/sub/vote/notes/old-briefing/ /sub/vote/notes/briefing/ 301\n"


def test_without_base_url_nothing_that_needs_one_is_written_and_a_note_says_so() -> None:
    result = planned(documents(), settings(base_url=None), works=[BOOK])
    assert [fault.rule for fault in result.diagnostics] == ["D643"]
    urls = {file.url for file in result.files}
    assert not {url for url in urls if "feed" in url or "sitemap" in url}
    assert not [
        link for page in result.pages for link in page.view.head.links if link.rel in ("canonical", "alternate")
    ]
    assert broken_links(result) == []


def test_two_things_at_one_address_are_refused_and_both_are_named() -> None:
    clash = planned([doc("note:n", title="N")], assets={"x": "notes/N/index.html"})
    fault = clash.diagnostics[0]
    assert (fault.rule, fault.span.path) == ("D640", "content/notes/n.md")
    assert "notes/N/index.html" in fault.message
    assert "assets and media" in fault.help
    assert "notes/n/index.html" not in {page.url for page in clash.pages}


def test_a_file_where_a_folder_must_be_is_refused() -> None:
    clash = planned([doc("note:n", title="N")], assets={"x": "notes/n"})
    assert "D640" in {fault.rule for fault in clash.diagnostics}


@pytest.mark.parametrize(("name", "rule"), [("con", "D641"), ("com1.x", "D641"), ("x" * 201, "D642")])
def test_names_that_some_systems_cannot_write_are_refused(name: str, rule: str) -> None:
    result = planned([doc(f"topic:{name}", name="T")])
    assert rule in {fault.rule for fault in result.diagnostics}


def test_a_menu_entry_that_leads_nowhere_is_an_error_with_the_nearest_name() -> None:
    menu = (MenuItem(to="timelnie"), MenuItem(label="Anna", to="anna"), MenuItem(to="https://example.com/"))
    result = planned(documents(), settings(menu=menu), works=[BOOK])
    assert [(fault.rule, fault.help) for fault in result.diagnostics] == [("D644", "did you mean `timeline`?")]
    shown = view(result, "actors/anna/index.html").head.menu
    assert [(link.title, link.current) for link in shown] == [("Anna", True), ("https://example.com/", False)]


def test_questions_with_one_slug_get_different_addresses() -> None:
    claims = [doc(f"claim:c{number}", statement="S", question=text) for number, text in enumerate(("Why?", "Why!"))]
    urls = {page.url for page in planned(claims).pages if page.url.startswith("questions/")}
    assert urls == {"questions/index.html", "questions/why/index.html", "questions/why-2/index.html"}


def test_a_long_list_is_cut_and_every_record_is_still_reached() -> None:
    days = [f"2020-{number % 12 + 1:02}-01" for number in range(250)]
    many = [doc(f"article:a{number}", title=f"A {number}", published=date(day)) for number, day in enumerate(days)]
    result = planned(many)
    first = view(result, "articles/index.html")
    assert first.total == 250
    parts = [page.view for page in result.pages if page.url.startswith("lists/articles/")]
    assert len(parts) == 1 + 12, "a year that is too long for a page, and its months"
    assert sum(len(group.items) for part in parts for group in part.groups) == 250  # type: ignore[attr-defined]
    assert broken_links(result) == []


def test_references_that_lead_nowhere_print_their_words_without_a_link() -> None:
    result = planned([doc("note:n", ["See ", wiki("nobody", "<b>him</b>"), "."], title="N", events=links("none"))])
    assert "<b>him</b>" in view(result, "notes/n/index.html").body
    assert "href" not in view(result, "notes/n/index.html").body


def test_a_circle_of_topics_is_walked_once() -> None:
    ring = [doc("topic:a", name="A", broader=to("b")), doc("topic:b", name="B", broader=to("a"))]
    assert {"topics/a/index.html", "topics/b/index.html"} <= {page.url for page in planned(ring).pages}


def test_data_holds_every_listed_record_once(site: Planned) -> None:
    data = data_of(site, "data/dossier.json")
    names = [f"{record['kind']}:{record['id']}" for record in data["records"]]
    assert sorted(names) == sorted(str(document.id) for document in documents())
