"""Exports: valid CSL-JSON, RIS as Zotero reads it, BibLaTeX that other programs parse, and round trips."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dossier.dates import Date, parse
from dossier.exporters import biblatex, csl_json, ris
from dossier.exporters.biblatex import ENTRY_TYPES
from dossier.exporters.ris import TAGS
from dossier.importers import read_bibliography
from dossier.model import Creator, InputFile, Language, Url, Work, WorkType


def date(text: str) -> Date:
    found = parse(text)
    assert isinstance(found, Date)
    return found


FULL = Work(
    key="gulftime-2020-08-16",
    type=WorkType.ARTICLE_NEWSPAPER,
    title="Thousands & more: 50% {x} a_b ^ ~ \\ $5 #1",
    script_title="Тысячи",
    trans_title="Tausende; mehr",
    short_title="Thousands",
    authors=(
        Creator("Doe", "Jane"),
        Creator(literal="Associated Press and Co"),
        Creator("King", "M. L.", suffix="Jr."),
    ),
    editors=(Creator("Roe"),),
    container_title="Gulf Time",
    publisher="Pub & Sons",
    place="Minsk",
    agency="AFP",
    genre="Live blog",
    issued=date("2020-08-16"),
    accessed=date("2026-10-01"),
    modified=date("2020-08-17T10:00:00Z"),
    url=Url("https://example.org/a_b?x=1&y=2%20#z"),
    archive_url=Url("https://web.archive.org/web/2020/https://example.org/a,b"),
    archive_date=date("2020-08-20"),
    archive_service="Internet Archive",
    archive_sha256="ab" * 32,
    language=Language("en-GB"),
    section="World",
    page="3-5",
    volume="1",
    issue="2",
    edition="3",
    doi="10.1000/x_y",
    issn="1234-5678",
    isbn="978-3-16-148410-0",
    abstract="What it says, & <b>how</b>.",
    keywords=("crowd size", "Minsk"),
    note="Seen in print.",
)
DATES = [
    "2020",
    "2020-08",
    "2020-08-16",
    "2020-08~",
    "2020-08-16?",
    "202X",
    "2020-08-XX",
    "2001-21",
    "2020-08-09/2020-08-12",
    "2020-08-09/..",
    "../2020-08",
    "2020-08-09/",
    "[2020-08-11,2020-08-12]",
    "2020-~08-11",
    "-0044",
    "XXXX",
    "2020-08-09T20:00:00+03:00",
]
FORMATS: dict[str, Callable[[Sequence[Work]], bytes]] = {"json": csl_json, "ris": ris, "bib": biblatex}


def there_and_back(suffix: str, *works: Work) -> tuple[Work, ...]:
    data = FORMATS[suffix](works)
    read = read_bibliography(InputFile(f"content/bibliography/x.{suffix}", data, ""))
    assert read.diagnostics == ()
    return read.works


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_work_with_every_field_survives_the_round_trip(suffix: str) -> None:
    assert there_and_back(suffix, FULL) == (FULL,)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("type", WorkType)
def test_every_type_survives_the_round_trip(suffix: str, type: WorkType) -> None:
    work = replace(FULL, type=type, title_is_supplied=True)
    assert there_and_back(suffix, work) == (work,)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("text", DATES)
def test_no_export_makes_a_date_more_or_less_exact(suffix: str, text: str) -> None:
    work = replace(FULL, issued=date(text), accessed=date(text))
    (read,) = there_and_back(suffix, work)
    assert (read.issued, read.accessed) == (work.issued, work.accessed)


LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Mn"))
PRINTED = st.text(LETTERS | st.just(" "), min_size=1, max_size=30).map(lambda text: " ".join(text.split()))
WORDS = PRINTED.filter(lambda text: text and not text.startswith("[") and not text.endswith(("]", ";")))


@settings(max_examples=150, deadline=None)
@given(title=WORDS, outlet=WORDS, abstract=WORDS, literal=WORDS)
@example(title="a -- b --- c", outlet="`` '' ---- <<x>>", abstract="<< a >> -- ``", literal="--")
@pytest.mark.parametrize("suffix", FORMATS)
def test_any_text_survives_the_round_trip(suffix: str, title: str, outlet: str, abstract: str, literal: str) -> None:
    """Whatever it holds: braces, tags, backslashes, quotes. Compared in NFC; RIS takes commas out of organisations."""
    texts = [unicodedata.normalize("NFC", text) for text in (title, outlet, abstract, literal)]
    name = texts[3].replace(",", "") if suffix == "ris" else texts[3]
    work = replace(FULL, title=texts[0], container_title=texts[1], abstract=texts[2], authors=(Creator(literal=name),))
    if name.strip() and name == " ".join(name.split()):
        (read,) = there_and_back(suffix, work)
        expected = (work.title, work.container_title, work.abstract, work.authors)
        assert (read.title, read.container_title, read.abstract, read.authors) == expected


def test_particles_survive_where_the_format_has_them_and_join_the_family_name_in_ris() -> None:
    work = replace(FULL, authors=(Creator("Beethoven", "Ludwig", particle="van"),))
    assert there_and_back("json", work) == there_and_back("bib", work) == (work,)
    assert there_and_back("ris", work)[0].authors == (Creator("van Beethoven", "Ludwig"),)


def test_keys_and_order_are_those_of_the_works_and_the_same_bytes_come_twice() -> None:
    works = [replace(FULL, key=key) for key in ("b-2020", "a-2020", "Ж-1")]
    for suffix, export in FORMATS.items():
        assert [work.key for work in there_and_back(suffix, *works)] == ["b-2020", "a-2020", "Ж-1"]
        assert export(works) == export(works)
        assert export([]) in (b"", b"[]\n")


DATE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "minItems": 1,
            "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": ["string", "number"]}},
        },
        "season": {"type": ["string", "number"]},
        "circa": {"type": ["string", "number", "boolean"]},
        "literal": {"type": "string"},
        "raw": {"type": "string"},
    },
    "additionalProperties": False,
}
NAME_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        key: {"type": "string"}
        for key in ("family", "given", "literal", "suffix", "dropping-particle", "non-dropping-particle")
    },
    "additionalProperties": False,
}
TEXT_VARIABLES = [
    "title",
    "title-short",
    "container-title",
    "publisher",
    "publisher-place",
    "section",
    "genre",
    "URL",
    "language",
    "page",
    "volume",
    "issue",
    "edition",
    "number",
    "DOI",
    "ISSN",
    "ISBN",
    "abstract",
    "keyword",
    "note",
    "archive",
    "archive_location",
]
CSL_SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "properties": {
            "id": {"type": "string"},
            "type": {"enum": [str(type) for type in WorkType]},
            **{name: {"type": "string", "minLength": 1} for name in TEXT_VARIABLES},
            "author": {"type": "array", "items": NAME_SCHEMA},
            "editor": {"type": "array", "items": NAME_SCHEMA},
            "issued": DATE_SCHEMA,
            "accessed": DATE_SCHEMA,
            "custom": {"type": "object"},
        },
        "additionalProperties": False,
    },
}
"""The part of csl-data.json (CSL 1.0.2) that concerns us: names of variables, shapes of names and dates."""


def test_csl_json_obeys_the_schema_and_has_no_other_keys() -> None:
    works = [replace(FULL, key=f"k{n}", type=type, issued=date("202X")) for n, type in enumerate(WorkType)]
    works.append(Work(key="bare", type=WorkType.WEBPAGE, title="T"))
    items = json.loads(csl_json(works))
    jsonschema.validate(items, CSL_SCHEMA)
    assert items[-1] == {"id": "bare", "type": "webpage", "title": "T"}


def test_csl_json_keeps_organisations_whole_and_names_the_saved_copy() -> None:
    (item,) = json.loads(csl_json([FULL]))
    assert item["author"][1] == {"literal": "Associated Press and Co"}
    assert item["archive"] == "Internet Archive" and item["archive_location"] == FULL.archive_url
    assert item["custom"]["archive_date"] == "2020-08-20" and item["custom"]["sha256"] == "ab" * 32


def test_ris_is_lines_with_crlf_that_rispy_reads_the_same() -> None:
    data = ris([FULL, replace(FULL, key="second")]).decode()
    assert data.startswith("TY  - NEWS\r\nID  - gulftime-2020-08-16\r\n")
    assert "\n" not in data.replace("\r\n", "") and data.count("\r\nER  - \r\n") == 2
    assert "DA  - 2020/08/16/\r\n" in data and "Y2  - 2026/10/01/\r\n" in data
    first, second = rispy.loads(data.replace("\r\n", "\n"))
    assert first["primary_title" if "primary_title" in first else "title"] == FULL.title
    assert first["authors"] == ["Doe, Jane", "Associated Press and Co", "King, M. L., Jr."]
    assert second["id"] == "second"


def test_no_text_can_forge_a_ris_line() -> None:
    evil = "x\r\nER  - \r\n\r\nTY  - NEWS\nUR  - javascript:alert(1)"
    work = replace(FULL, title=evil, abstract=evil, note=evil, keywords=(evil,), authors=(Creator(literal=evil),))
    data = ris([work])
    assert data.count(b"\r\nER  -") == 1 and data.count(b"TY  -") == 1 + data.count(b" TY  -")
    assert len(there_and_back("ris", work)) == 1


def test_ris_never_uses_the_type_that_zotero_takes_for_a_journal_article() -> None:
    assert set(TAGS) == set(WorkType) and "GEN" not in TAGS.values()


def test_biblatex_is_read_by_another_parser_with_its_braces_in_order() -> None:
    evil = replace(FULL, key="evil", title="} @article{x, y={z}", note="\\end{document}}}}", publisher='"quoted" {{')
    library = bibtexparser.parse_string(biblatex([FULL, evil]).decode())
    assert not library.failed_blocks
    entry = library.entries_dict["gulftime-2020-08-16"]
    assert entry.entry_type == "article" and entry["entrysubtype"] == "newspaper"
    assert entry["author"] == "Doe, Jane and {Associated Press and Co} and King, Jr., M. L."
    assert entry["date"] == "2020-08-16" and entry["urldate"] == "2026-10-01"
    assert entry["url"] == FULL.url
    assert "Archived at \\url{https://web.archive.org/" in entry["note"]
    assert list(library.entries_dict) == ["gulftime-2020-08-16", "evil"]


def test_every_type_has_an_entry_type_of_its_own() -> None:
    assert set(ENTRY_TYPES) == set(WorkType)
    assert len(set(ENTRY_TYPES.values())) == len(WorkType)


def test_a_key_that_bibtex_cannot_hold_is_changed_the_same_way_every_time() -> None:
    assert biblatex([replace(FULL, key="a#b~c%d")]).startswith(b"@article{a-b-c-d,")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(
    "said",
    ["</a><script>x</script>", 'Q" onerror=x', "O' onload =x", "&lt;b&gt; &amp;amp; &#39;", "1 < 2 & 3", "it's"],
)
def test_no_file_holds_markup_that_a_careless_host_would_serve_as_a_page(suffix: str, said: str) -> None:
    work = replace(FULL, title=said, abstract=said, note="")
    data = FORMATS[suffix]([work]).decode()
    assert "<script" not in data and '" onerror' not in data and "' onload" not in data
    (read,) = there_and_back(suffix, work)
    assert (read.title, read.abstract) == (said, said)
