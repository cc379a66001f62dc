"""Files beside the pages: feeds, search index, data, sitemap, metadata, hosting."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import pytest

from build_plan import BOOK, CANARY, data_of, documents, planned, secret, settings, strings_of, view
from build_values import cite, date, doc, embed, links, sources, to, wiki
from dossier.model import Name, Visibility
from dossier.model.choices import RecordStatus
from dossier.model.fields import Language, Url
from dossier.model.parts import Participant
from dossier.plan import Planned
from dossier.plan.outputs.feed_entries import last_moment, moment
from dossier.plan.outputs.xml import Element, to_xml
from dossier.plan.script_json import to_json
from dossier.plan.transliterate import loose_key, strict_key
from dossier.settings import MenuItem
from dossier.views import Html

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def site() -> Planned:
    return planned([*documents(), secret()], works=[BOOK])


def text_of(result: Planned, url: str) -> str:
    return next(file.data for file in result.files if file.url == url).decode()


def parts_of(result: Planned, name: str) -> list[Any]:
    """Return the parts of the search index of one sort, as a browser reads them."""
    texts = [text_of(result, file.url) for file in result.files if file.url.startswith(f"search/{name}-")]
    return [json.loads(text.partition("] = ")[2].removesuffix(";\n")) for text in texts]


def found(result: Planned, query: str) -> list[str]:
    """Search as the docstring of plan.search says."""
    numbers: set[int] = set()
    for part in parts_of(result, "words"):
        for words, postings, key in (
            ("words", "found", strict_key(query)),
            ("loose", "looseFound", loose_key(strict_key(query))),
        ):
            for word, posting in zip(part[words], part[postings], strict=True):
                numbers |= set(numbers_of(posting)) if word.startswith(key) else set()
    records = {int(number): row for part in parts_of(result, "records") for number, row in part.items()}
    return [records[number][1] for number in sorted(numbers)]


def numbers_of(posting: list[int]) -> Iterator[int]:
    number = 0
    for step in posting:
        number = 0 if step < 0 else number + step
        if step >= 0:
            yield number


@pytest.mark.parametrize(
    "query",
    [
        "Tikhanovskaya",
        "TIKHAN",
        "Тихановская",
        "Ціханоўская",
        "Tsikhanouskaya",
        "Cichanouska",
        "Ганна",
        "Hanna",
    ],
)
def test_any_spelling_of_a_name_in_any_script_finds_the_person(site: Planned, query: str) -> None:
    assert "Anna Tikhanovskaya" in found(site, query)


def test_a_name_that_is_written_in_cyrillic_only_is_found_by_its_latin_spellings() -> None:
    result = planned([doc("actor:l", name="Лукашэнка")])
    assert found(result, "Lukashenko") == found(result, "Łukaszenka") == found(result, "Lukaschenko") == ["Лукашэнка"]


def test_words_of_the_index_are_sorted_as_javascript_compares_them(site: Planned) -> None:
    words = parts_of(site, "words")[0]["words"]
    assert words == sorted(words, key=lambda word: word.encode("utf-16-be"))


def test_the_index_holds_nothing_that_could_end_a_script(site: Planned) -> None:
    scripts = [file.data.decode() for file in site.files if file.url.startswith("search")]
    assert len(scripts) > 4 and not set("<>&\u2028\u2029") & set("".join(scripts))


def test_questions_can_be_searched(site: Planned) -> None:
    assert "How many came?" in found(site, "many")


@pytest.mark.parametrize("name", ["all", "notes", "corrections"])
def test_a_feed_is_well_formed_and_has_what_atom_demands(site: Planned, name: str) -> None:
    feed = ElementTree.fromstring(text_of(site, f"feeds/{name}.xml"))
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        assert all(element.find(f"{ATOM}{tag}") is not None for tag in ("id", "title", "updated"))
        assert (element.findtext(f"{ATOM}updated") or "").endswith("Z")
    ids = [element.text for element in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert feed.findall(f"{ATOM}entry")


def test_ids_in_feeds_are_tags_that_hold_host_and_record(site: Planned) -> None:
    feed = ElementTree.fromstring(text_of(site, "feeds/notes.xml"))
    assert [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")] == [
        "tag:example.org,2026:sub/vote/notes/briefing"
    ]


def test_links_in_the_text_of_a_feed_are_absolute(site: Planned) -> None:
    item = data_of(site, "feeds/notes.json")["items"][0]
    assert 'href="https://example.org/sub/vote/actors/anna/index.html"' in item["content_html"]
    assert 'href="https://example.org/sub/vote/notes/briefing/index.html#src-1"' in item["content_html"]
    assert " id=" not in item["content_html"]


def test_an_article_in_a_feed_leads_to_the_original_too(site: Planned) -> None:
    items = {item["title"]: item for item in data_of(site, "feeds/all.json")["items"]}
    assert items["A first <report>"]["external_url"] == "https://news.example/1?a=1&b=2"


def test_actors_and_topics_have_feeds_and_their_pages_name_them(site: Planned) -> None:
    assert [item["title"] for item in data_of(site, "topics/vote/feed.json")["items"]] == [
        "A first <report>",
        "The march",
    ]
    rels = {(link.rel, link.url) for link in view(site, "actors/anna/index.html").head.links}
    assert ("alternate", "../../actors/anna/feed.xml") in rels
    assert {"actors/anna/feed.xml", "topics/vote/feed.json"} <= {file.url for file in site.files}


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2020-08-10", "2020-08-10T00:00:00Z"),
        ("2020-08", ""),
        ("", ""),
        ("2020-08-10T12:00:00+03:00", "2020-08-10T12:00:00+03:00"),
        ("2020-08-10T12:00:00-05:00", "2020-08-10T12:00:00-05:00"),
        ("0005-01-02", "0005-01-02T00:00:00Z"),
    ],
)
def test_moments_in_feeds_are_rfc_3339_and_never_more_exact_than_the_date(text: str, written: str) -> None:
    assert moment(date(text) if text else None) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2020-08-10", "2020-08-10T00:00:00Z"),
        ("2020-08", "2020-08-31T00:00:00Z"),
        ("2020", "2020-12-31T00:00:00Z"),
        ("2020/..", "2020-12-31T00:00:00Z"),
        ("../2020-05", "2020-05-31T00:00:00Z"),
        ("XXXX", ""),
        ("", ""),
    ],
)
def test_a_feed_that_must_name_a_moment_takes_the_last_one_a_date_may_mean(text: str, written: str) -> None:
    assert last_moment(date(text) if text else None) == written


def test_xml_drops_what_it_cannot_hold_and_escapes_the_rest() -> None:
    written = to_xml(Element("a", "x\x00\x0b\ufffe<&>\"'\r", {"b": '"<\ud800'})).decode()
    assert written == '<?xml version="1.0" encoding="utf-8"?>\n<a b="&quot;&lt;">x&lt;&amp;&gt;&quot;&#39;&#13;</a>\n'


def test_json_in_a_script_cannot_break_out_of_it() -> None:
    text = to_json({"a": "</script><!-- & \u2028"})
    assert text == '{"a":"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028"}'
    assert json.loads(text) == {"a": "</script><!-- & \u2028"}


@pytest.mark.parametrize("said", ["\" onload='x'", "=SUM(A1)", "a = b", "ends in \\", '\\"', "\n=\t", "=", ""])
def test_json_holds_no_quote_within_a_string_and_no_string_that_a_table_would_reckon(said: str) -> None:
    text = to_json([said])
    assert json.loads(text) == [said]
    assert text.count('"') == 2 and "'" not in text and '"=' not in text


def test_the_data_says_everything_public_with_dates_and_links_resolved(site: Planned) -> None:
    records = {record["id"]: record for record in data_of(site, "data/dossier.json")["records"]}
    march = records["march"]
    assert march["date"] == {"edtf": "2020-08-16", "earliest": "2020-08-16", "latest": "2020-08-16", "precision": "day"}
    assert march["participants"][0] == {"actor": {"text": "anna", "record": "actor:anna"}, "role": "organiser"}
    assert march["participants"][1]["actor"] == {"text": "a crowd", "record": None}
    assert march["event_kind"] == "other"
    assert march["sources"][0]["quote"] == "they marched"


def test_the_data_leaves_out_what_is_for_the_authors() -> None:
    result = planned([doc("note:n", title="N", curator=CANARY, extra={"x": CANARY}, visibility=Visibility.PUBLIC)])
    assert CANARY not in text_of(result, "data/dossier.json")


def test_entries_of_front_matter_that_name_unlisted_records_are_left_out_of_the_data(site: Planned) -> None:
    hidden = doc("topic:zzcanary", name="T", visibility=Visibility.UNLISTED)
    result = planned([hidden, doc("event:e", topics=links("zzcanary", "free"), title="E")])
    assert CANARY not in text_of(result, "data/dossier.json")
    assert data_of(result, "data/dossier.json")["records"][0]["topics"] == [{"text": "free", "record": None}]


def test_the_sitemap_holds_every_page_that_may_be_indexed_once(site: Planned) -> None:
    urls = [
        element.text or "" for element in ElementTree.fromstring(text_of(site, "sitemap.xml")).iter(f"{SITEMAP}loc")
    ]
    assert len(urls) == len(set(urls))
    assert "https://example.org/sub/vote/" in urls
    assert "https://example.org/sub/vote/actors/anna/" in urls
    assert not [url for url in urls if "404" in url or "old-briefing" in url or CANARY in url]
    assert "Sitemap: https://example.org/sub/vote/sitemap.xml" in text_of(site, "robots.txt")


def test_headers_forbid_everything_that_is_not_ours(site: Planned) -> None:
    headers = text_of(site, "_headers")
    assert headers.startswith("/sub/vote/*\n  Content-Security-Policy: default-src 'none'; script-src 'self';")
    assert "frame-ancestors 'none'" in headers
    assert "unsafe" not in headers
    assert "Referrer-Policy: no-referrer" in headers


def test_llms_txt_lists_the_notes_with_their_summaries_and_escapes_markdown(site: Planned) -> None:
    text = text_of(site, "llms.txt")
    assert text.startswith("# The &lt;vote&gt;\n\n> About & around.\n")
    assert "- [A briefing](https://example.org/sub/vote/notes/briefing/)" in text


def test_every_record_has_files_for_reference_managers_and_so_has_the_dossier(site: Planned) -> None:
    assert text_of(site, "articles/first/cite.bib") == "first"
    assert text_of(site, "notes/briefing/cite.csl.json") == "note-briefing"
    assert text_of(site, "data/sources.ris") == "book\ncopy\nfirst"


def test_json_ld_is_json_with_stable_names_and_says_who_made_the_metadata() -> None:
    result = planned(documents(), settings(publisher="The desk"), works=[BOOK])
    graph = json.loads(view(result, "articles/first/index.html").head.json_ld)["@graph"]
    article = next(node for node in graph if node["@type"] == "NewsArticle")
    assert article["@id"] == "https://example.org/sub/vote/articles/first/#article"
    assert article["sdPublisher"] == {"@type": "Organization", "name": "The desk"}
    assert article["publisher"]["name"] == "Herald"
    assert article["datePublished"] == "2020-08-10"
    assert article["author"] == [{"@type": "Person", "name": "Jane Doe", "familyName": "Doe", "givenName": "Jane"}]


def test_json_ld_of_every_page_can_be_read_and_holds_no_way_out_of_its_script(site: Planned) -> None:
    for page in site.pages:
        if page.view.head.json_ld:
            assert "<" not in page.view.head.json_ld
            assert json.loads(page.view.head.json_ld)["@context"] == "https://schema.org"


def test_an_uncertain_date_is_left_out_of_json_ld() -> None:
    result = planned([doc("event:e", title="E", date=date("2020-08-16?")), doc("article:a", published=date("2020~"))])
    event = json.loads(view(result, "events/e/index.html").head.json_ld)["@graph"]
    assert "startDate" not in next(node for node in event if node["@type"] == "Event")
    article = json.loads(view(result, "articles/a/index.html").head.json_ld)["@graph"]
    assert "datePublished" not in next(node for node in article if node["@type"] == "NewsArticle")


def test_meta_tags_of_an_article_describe_the_original_and_of_a_note_the_page(site: Planned) -> None:
    tags = {tag.name: tag.content for tag in view(site, "articles/first/index.html").head.meta}
    assert tags["z:itemType"] == "newspaperArticle"
    assert tags["citation_public_url"] == "https://news.example/1?a=1&b=2"
    assert tags["citation_publication_date"] == "2020/08/10"
    assert "og:type" not in tags
    note = {tag.name: tag.content for tag in view(site, "notes/briefing/index.html").head.meta}
    assert note["DC.identifier"] == "https://example.org/sub/vote/notes/briefing/"
    assert note["z:itemType"] == "webpage"
    assert note["article:published_time"] == "2020-09-01"


def test_breadcrumbs_lead_home_by_the_list_of_the_kind(site: Planned) -> None:
    crumbs = view(site, "actors/anna/index.html").head.breadcrumbs
    assert [(crumb.title, crumb.url) for crumb in crumbs] == [
        ("Home", "../../index.html"),
        ("Actors", "../../actors/index.html"),
        ("Anna Tikhanovskaya", ""),
    ]


def test_drafts_in_a_preview_carry_a_notice_and_are_not_to_be_indexed() -> None:
    note = doc("note:n", title="N", status=RecordStatus.DRAFT)
    assert "notes/n/index.html" not in {page.url for page in planned([note]).pages}
    head = view(planned([note], drafts=True), "notes/n/index.html").head
    assert (head.banner, head.noindex) == ("Not published yet: only this preview shows it.", True)


def test_labels_are_in_the_language_of_the_dossier() -> None:
    result = planned(documents(), settings(language=Language("de")), works=[BOOK])
    assert view(result, "timeline/index.html").title == "Chronologie"
    assert view(result, "events/march/index.html").date.text == "16. August 2020"


def test_names_in_spellings_reach_the_data(site: Planned) -> None:
    anna = next(record for record in data_of(site, "data/dossier.json")["records"] if record["id"] == "anna")
    assert anna["names"][0]["value"] == "Ганна Ціханоўская"


def test_an_empty_dossier_is_still_a_site() -> None:
    result = planned([], settings(base_url=Url("https://example.org/")))
    assert "index.html" in {page.url for page in result.pages}
    assert ElementTree.fromstring(text_of(result, "feeds/all.xml")).findtext(f"{ATOM}updated") == "1970-01-01T00:00:00Z"


def test_outlets_of_articles_can_be_searched() -> None:
    result = planned([doc("outlet:o", name="Вестник", names=(Name("Vestnik"),)), doc("article:a", outlet=to("o"))])
    assert "Вестник" in found(result, "Vestnik")


def test_a_record_that_comes_changes_few_files_of_the_search_index() -> None:
    """Records keep their numbers, so only files with words of the new one differ, and its own."""
    old = [doc(f"note:n{number}", [f"Word{number} and other{number}."]) for number in range(900)]
    before, after = planned(old), planned([*old, doc("note:new", ["Something unheard."])])
    changed = [
        file.url
        for file in after.files
        if file.url.startswith("search/") and file.data != text_of(before, file.url).encode()
    ]
    assert 2 <= len(changed) <= 6, changed
    assert "New" in found(after, "unheard")


def test_feeds_are_newest_first_and_records_without_a_date_of_their_own_stand_by_what_they_describe() -> None:
    records = [
        doc("note:new", title="New", published=date("2026-01-01")),
        doc("article:old", title="Old", published=date("2020-01-01")),
        doc("article:later", title="Later", published=date("2020-03-01")),
        doc("claim:never", statement="Never"),
    ]
    items = data_of(planned(records), "feeds/all.json")["items"]
    assert [item["title"] for item in items] == ["New", "Later", "Old"]
    assert "date_published" not in items[1]


@pytest.mark.parametrize("language", ["en", "ru", "be", "de", "fr", "zh-Hant"])
def test_a_dossier_can_be_planned_in_any_language(language: str) -> None:
    result = planned([*documents(), secret()], settings(language=Language(language)), works=[BOOK])
    assert view(result, "index.html").head.language == language


HOSTILE = """"><img src=x onerror=alert(1)><script>alert(1)</script>'&amp;"""


def test_no_text_of_a_curator_reaches_a_page_as_markup() -> None:
    records = [
        doc("actor:a", name=HOSTILE, description=HOSTILE, names=(Name(HOSTILE, sources=sources("art")),)),
        doc("article:art", title=HOSTILE, outlet=to(HOSTILE), summary=HOSTILE, dateline=HOSTILE),
        doc("claim:c", statement=HOSTILE, question=HOSTILE, evidence=sources("art"), status_note=HOSTILE),
        doc(
            "note:n",
            [wiki("a"), cite("art", narrative=True), embed("c")],
            title=HOSTILE,
            abstract=HOSTILE,
            parts={"lead": (0, 1, 2)},
        ),
        doc("event:e", title=HOSTILE, participants=(Participant(to("a"), note=HOSTILE),)),
    ]
    chosen = settings(title=HOSTILE, description=HOSTILE, menu=(MenuItem(label=HOSTILE, to="a"),))
    result = planned(records, chosen)
    for page in result.pages:
        for name, text in strings_of(page.view):
            if isinstance(text, Html):
                assert "<img" not in text, (page.url, name)
                assert "<script" not in text, (page.url, name)
    for file in result.files:
        if file.url.endswith((".xml", ".js", ".txt")):
            assert b"<script" not in file.data, file.url
        if file.url.endswith(".xml"):
            ElementTree.fromstring(file.data)


def test_data_name_the_languages_of_the_texts() -> None:
    several = planned([], settings(languages=(Language("be"), Language("ru"))))
    assert data_of(several, "data/dossier.json")["languages"] == ["be", "ru"]
    assert data_of(planned([]), "data/dossier.json")["languages"] == ["en"]


def test_nginx_is_given_old_addresses_as_it_compares_them_and_new_ones_as_it_sends_them() -> None:
    result = planned([doc("actor:ганна", former_ids=("анна",))], settings(base_url=Url("https://example.org/a%20b/")))
    line = 'location = "/a b/actors/анна/" { return 301 "/a%20b/actors/%D0%B3%D0%B0%D0%BD%D0%BD%D0%B0/"; }'
    assert line in text_of(result, "nginx.conf")
