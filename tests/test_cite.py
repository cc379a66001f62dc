"""The house style, names in sentences, COinS, and other styles through pandoc."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from dossier.cite import Style, author_text, coins, find_pandoc, format_all, format_citation, short_label
from dossier.cite.openurl import ITEM_TYPES
from dossier.dates import Date, parse
from dossier.diagnostics import Span
from dossier.exporters import csl_json
from dossier.messages import LANGUAGES
from dossier.model import Creator, Language, Url, Work, WorkType


def date(text: str) -> Date:
    found = parse(text)
    assert isinstance(found, Date)
    return found


NEWS = Work(
    key="march",
    type=WorkType.ARTICLE_NEWSPAPER,
    title="Thousands march",
    authors=(Creator(family="Doe", given="Jane"),),
    container_title="UrduPoint",
    agency="AFP",
    issued=date("2020-08-16"),
    language=Language("en"),
    url=Url("https://example.org/march"),
)


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\u00a0", " ")


def test_a_news_text_names_author_title_agency_outlet_and_date() -> None:
    assert plain(format_citation(NEWS, "en")) == "Jane Doe, “Thousands march”, AFP via UrduPoint, 16 August 2020."
    assert "<cite>UrduPoint</cite>" in format_citation(NEWS, "en")


def test_quotation_marks_words_and_dates_are_those_of_the_language() -> None:
    assert plain(format_citation(NEWS, "de")) == "Jane Doe, „Thousands march“, AFP über UrduPoint, 16. August 2020."
    assert "«Thousands march»" in plain(format_citation(NEWS, "ru"))
    assert "16 августа 2020" in plain(format_citation(NEWS, "ru"))
    assert "16 жніўня 2020" in plain(format_citation(NEWS, "be"))


def test_an_entry_ends_in_exactly_one_full_stop() -> None:
    for language in LANGUAGES:
        text = plain(format_citation(NEWS, language))
        assert text.endswith(".") and not text.endswith("..")


def test_quotation_marks_inside_a_title_are_the_inner_ones_of_the_language() -> None:
    work = replace(NEWS, title="“They said so”, parents’ words")
    assert "“‘They said so’, parents’ words”" in plain(format_citation(work, "en"))
    assert "«“They said so”, parents’ words»" in plain(format_citation(work, "ru"))
    assert "«Газета „Звязда“»" in plain(format_citation(replace(NEWS, title="Газета «Звязда»"), "be"))


def test_an_agency_that_signs_its_own_text_is_named_once() -> None:
    signed = replace(NEWS, authors=(Creator(literal="AFP"),))
    assert plain(format_citation(signed, "en")) == "“Thousands march”, AFP via UrduPoint, 16 August 2020."


def test_a_supplied_title_stands_in_square_brackets_without_quotation_marks() -> None:
    entry = plain(format_citation(replace(NEWS, title="Report on a march", title_is_supplied=True), "en"))
    assert "[Report on a march]" in entry and "“" not in entry


def test_a_foreign_title_keeps_its_language_and_is_followed_by_its_translation() -> None:
    work = replace(NEWS, title="Тысячи людей", trans_title="Thousands of people", language=Language("ru"))
    assert '<bdi lang="ru">Тысячи людей</bdi>' in format_citation(work, "en")
    assert "“Тысячи людей” [Thousands of people]" in plain(format_citation(work, "en"))
    assert "lang=" not in format_citation(work, "ru")


def test_an_address_is_never_printed() -> None:
    assert "example.org" not in format_citation(NEWS, "en")


def test_every_value_is_escaped() -> None:
    evil = '"><script>alert(1)</script>'
    texts = ("title", "script_title", "trans_title", "container_title", "publisher", "place", "agency", "genre")
    more = ("section", "page", "volume", "issue", "edition", "number", "doi")
    work = replace(
        NEWS,
        authors=(Creator(literal=evil),),
        editors=(Creator(family=evil),),
        language=Language(evil),
        issued=None,
        **dict.fromkeys(texts + more, evil),
    )
    for type in WorkType:
        html = format_citation(replace(work, type=type), "en") + coins(replace(work, type=type))
        assert "<script" not in html and 'lang="">' not in html


def test_braces_in_a_title_are_text() -> None:
    assert "{names} {0}" in format_citation(replace(NEWS, title="{names} {0}"), "en")


def test_a_date_is_never_more_exact_than_the_source_says() -> None:
    assert plain(format_citation(replace(NEWS, issued=date("2020-08")), "en")).endswith("August 2020.")
    assert "about" in format_citation(replace(NEWS, issued=date("2020-08~")), "en")
    undated = replace(NEWS, issued=None, accessed=date("2026-10-01"))
    assert plain(format_citation(undated, "en")).endswith("undated (accessed 1 October 2026).")


def test_genre_and_medium_are_said_where_they_matter() -> None:
    assert "(live blog)" in format_citation(replace(NEWS, genre="Live blog"), "en")
    assert "(официальное заявление)" in format_citation(replace(NEWS, genre="Statement"), "ru")
    assert "(Leserbrief)" in format_citation(replace(NEWS, genre="Leserbrief"), "de")
    assert "(video)" in format_citation(replace(NEWS, type=WorkType.MOTION_PICTURE), "en")


def test_a_book_and_a_chapter_name_publisher_place_and_container() -> None:
    book = Work(key="b", type=WorkType.BOOK, title="Minsk", publisher="Verlag", place="Berlin", issued=date("2021"))
    assert format_citation(book, "en").startswith("<cite><bdi>Minsk</bdi></cite>, Berlin: Verlag, ")
    chapter = replace(
        book, type=WorkType.CHAPTER, container_title="Cities", editors=(Creator("Roe", "A."),), page="3-5"
    )
    assert "“Minsk”, in Cities, edited by A. Roe, Berlin: Verlag, 2021, pp. 3–5." in plain(
        format_citation(chapter, "en")
    )


def test_names_are_joined_as_the_language_joins_them() -> None:
    two = replace(NEWS, authors=(Creator("Doe", "Jane"), Creator(literal="Agence France-Presse")))
    assert author_text(two, "en") == "Jane Doe and Agence France-Presse"
    assert author_text(two, "be") == "Jane Doe і Agence France-Presse"
    many = replace(NEWS, authors=tuple(Creator(f"F{n}", f"G{n}") for n in range(9)))
    assert author_text(many, "ru") == "G0 F0, G1 F1, G2 F2 и др."
    assert author_text(replace(NEWS, authors=(Creator("King", "Martin", suffix="Jr."),)), "en") == "Martin King, Jr."


def test_in_a_sentence_a_work_is_its_author_else_its_outlet_else_its_title() -> None:
    assert short_label(NEWS, "en") == "Doe"
    assert short_label(replace(NEWS, authors=()), "en") == "UrduPoint"
    assert short_label(replace(NEWS, authors=(), container_title=""), "en") == "AFP"
    assert short_label(Work(key="x", type=WorkType.BOOK, title="Minsk"), "en") == "Minsk"


def coins_values(work: Work) -> list[tuple[str, str]]:
    found = re.fullmatch(r'<span class="Z3988" title="([^"<>]*)"></span>', coins(work))
    assert found is not None
    return parse_qsl(unescape(found[1]), strict_parsing=True)


def test_coins_say_what_reference_managers_read() -> None:
    work = replace(NEWS, title='R&D <b>"x"</b> 100%', authors=(Creator("Doe", "Jane"), Creator(literal="AP")))
    values = coins_values(work)
    assert ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc") in values
    for pair in (
        ("rft.type", "newspaperArticle"),
        ("rft.title", 'R&D <b>"x"</b> 100%'),
        ("rft.source", "UrduPoint"),
        ("rft.identifier", "https://example.org/march"),
        ("rft.aulast", "Doe"),
        ("rft.aufirst", "Jane"),
        ("rft.aucorp", "AP"),
        ("rft.date", "2020-08-16"),
    ):
        assert pair in values
    assert set(ITEM_TYPES) == set(WorkType)


def test_coins_leave_out_what_is_not_known() -> None:
    names = [name for name, _ in coins_values(Work(key="x", type=WorkType.WEBPAGE, title="T", issued=date("202X")))]
    assert names == ["ctx_ver", "rft_val_fmt", "rft.type", "rft.title"]


STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="en-US">
  <info><title>Test</title><id>http://example.org/t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><sort><key variable="title"/></sort><layout suffix=".">
    <names variable="author"><name/></names>
    <text variable="title" prefix=": " font-style="italic"/><text variable="URL" prefix=" "/>
  </layout></bibliography>
</style>
"""
SPAN = Span("content/dossier.yaml", 3, 17, 10)


@pytest.fixture
def style(tmp_path: Path) -> Style:
    path = tmp_path / "test.csl"
    path.write_text(STYLE, encoding="utf-8")
    return Style(path, "en", SPAN, find_pandoc())


def test_pandoc_formats_a_whole_bibliography_in_a_style_of_the_project(style: Style) -> None:
    zebra = replace(NEWS, key="a key/with:signs", title="Zebra", url=None)
    formatted = format_all(csl_json([zebra, NEWS]), style)
    assert formatted.diagnostics == ()
    assert formatted.entries["a key/with:signs"] == "Jane Doe: <em>Zebra</em>."
    assert '<a href="https://example.org/march" rel="noopener noreferrer">' in formatted.entries["march"]


def test_what_pandoc_returns_is_made_harmless(style: Style) -> None:
    evil = replace(NEWS, title="<script>x</script> <i>y</i> $z$ *m*", url=Url("javascript:alert(1)"))
    html = format_all(csl_json([evil]), style).entries["march"]
    assert set(re.findall(r"<(\w+)", html)) <= {"em", "span", "a"}
    assert 'href="javascript' not in html


@pytest.mark.parametrize("fault", ["no pandoc", "no file", "broken file"])
def test_a_style_that_cannot_be_used_is_a_fault_where_it_is_named(style: Style, fault: str) -> None:
    match fault:
        case "no pandoc":
            style = replace(style, pandoc=None)
        case "no file":
            style = replace(style, path=style.path.with_name("none.csl"))
        case _:
            style.path.write_text("<style", encoding="utf-8")
    formatted = format_all(csl_json([NEWS]), style)
    assert formatted.entries == {}
    assert [(one.rule, one.span) for one in formatted.diagnostics] == [("D720", SPAN)]
    assert formatted.diagnostics[0].help
