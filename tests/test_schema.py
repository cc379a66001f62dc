"""Located maps to records, and the schema for editors and readers."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from babel import Locale

from dossier.diagnostics import Diagnostic, Span
from dossier.locators import Locator, LocatorType
from dossier.model import RECORDS, Kind, Link
from dossier.model.parts import Citation
from dossier.model.records import Actor, Article, Claim, Event, Outlet, Place
from dossier.parse.frontmatter import Mapping, compose
from dossier.parse.schema import Result, describe, json_schema, read
from dossier.parse.schema.codes import COUNTRIES, LANGUAGES
from dossier.settings import Settings

PATH = "content/articles/a.md"
FENCE = Span(PATH, 1, 1, 3)


def tree(text: str) -> Mapping:
    node, faults = compose(PATH, text, 2)
    assert isinstance(node, Mapping) and not faults, faults
    return node


def reading(cls: type[Any], text: str) -> Result[Any]:
    return read(cls, tree(text), place=FENCE)


def record(cls: type[Any], text: str) -> Any:
    result = reading(cls, text)
    assert result.diagnostics == ()
    return result.record


def fault(cls: type[Any], text: str) -> Diagnostic:
    (found,) = reading(cls, text).diagnostics
    return found


class TestValues:
    def test_a_beginner_writes_an_article_with_a_few_lines(self) -> None:
        article = record(Article, "title: Vote\npublished: 2020-08\nurl: https://example.org/x\noutlet: Gulf Times\n")
        assert (article.title, article.published.text, article.outlet.target) == ("Vote", "2020-08", "Gulf Times")
        assert article.topics == () and article.genre.value == "report"

    def test_a_single_value_is_a_list_of_one(self) -> None:
        article = record(Article, "title: T\ntopics: economy\nauthor: Jane Doe\nmentions: {actor: x, as_named: X}\n")
        assert [topic.target for topic in article.topics] == ["economy"]
        assert article.author[0].literal == "Jane Doe"
        assert article.mentions[0].as_named == "X"

    def test_yaml_words_and_numbers_stay_texts(self) -> None:
        article = record(Article, "id: 1.10\ntitle: 12:30:45\nlanguage: no\ntopics: [no, 007, 1e3]\n")
        assert (article.id, article.title, article.language) == ("1.10", "12:30:45", "no")
        assert [topic.target for topic in article.topics] == ["no", "007", "1e3"]

    def test_a_reference_knows_where_it_is_written(self) -> None:
        article = record(Article, "title: T\nevents:\n  - one\n  - two\n")
        assert [link.span for link in article.events] == [Span(PATH, 4, 5, 3), Span(PATH, 5, 5, 3)]

    def test_an_empty_value_is_the_same_as_none(self) -> None:
        article = record(Article, "title: T\noutlet:\npublished: ~\ntopics: null\nsummary: ''\n")
        assert (article.outlet, article.published, article.topics, article.summary) == (None, None, (), "")

    def test_a_text_block_keeps_its_lines_and_a_title_has_one(self) -> None:
        note = record(Article, "title: |\n  One\n  two\nsummary: |\n  First.\n\n  Second.\n")
        assert (note.title, note.summary) == ("One two", "First.\n\nSecond.")

    @pytest.mark.parametrize(
        ("written", "key", "locator", "suffix"),
        [
            ("gulftime", "gulftime", None, ""),
            ('"gulftime, ¶ 4"', "gulftime", Locator(LocatorType.PARAGRAPH, "4"), ""),
            ("gulftime, p. 3-5", "gulftime", Locator(LocatorType.PAGE, "3-5"), ""),
            ("gulftime, 01:12:30", "gulftime", Locator(LocatorType.TIMESTAMP, "01:12:30"), ""),
            ("gulftime, headline", "gulftime", Locator(LocatorType.HEADLINE, ""), ""),
            ("gulftime, ¶ 4, second sentence", "gulftime", Locator(LocatorType.PARAGRAPH, "4"), "second sentence"),
            ("{source: gulftime, locator: ¶ 4}", "gulftime", Locator(LocatorType.PARAGRAPH, "4"), ""),
            ("{source: gulftime, locator: {type: page, value: 4}}", "gulftime", Locator(LocatorType.PAGE, "4"), ""),
            ("{source: gulftime, locator: {type: headline}}", "gulftime", Locator(LocatorType.HEADLINE, ""), ""),
        ],
    )
    def test_a_source_is_named_in_short_or_in_full(
        self, written: str, key: str, locator: Locator | None, suffix: str
    ) -> None:
        (citation,) = record(Event, f"title: T\nsources:\n  - {written}\n").sources
        assert citation == Citation(Link(key, FENCE), locator=locator, suffix=suffix)

    def test_the_place_of_a_short_citation_is_that_of_its_key(self) -> None:
        (citation,) = record(Event, 'title: T\nsources:\n  - "gulftime, ¶ 4"\n').sources
        assert citation.source.span == Span(PATH, 4, 6, 8)

    def test_short_forms_fill_the_field_that_means_most(self) -> None:
        claim = record(Claim, "statement: S\nvalue: 200000\nattribution: anonymous\n")
        assert (claim.value.number, claim.attribution.type.value) == (200000.0, "anonymous")

    def test_maps_in_maps_are_read_to_the_bottom(self) -> None:
        actor = record(Actor, "name: N\nroles:\n  - title: Minister\n    start: 2012\n    sources: [a, 'b, ¶ 2']\n")
        role = actor.roles[0]
        assert (role.title, role.start.year, role.end) == ("Minister", 2012, None)
        assert [citation.source.target for citation in role.sources] == ["a", "b"]

    def test_data_of_ones_own_keeps_lists_and_maps_as_json(self) -> None:
        article = record(Article, "title: T\nextra:\n  a: 'no'\n  b: [1, {c: ~, d: é}]\n")
        assert article.extra == {"a": "no", "b": '["1",{"c":"","d":"é"}]'}

    def test_a_digest_may_be_written_in_capitals(self) -> None:
        (copy,) = record(Article, f"title: T\narchive: {{sha256: {'AB' * 32}}}\n").archive
        assert copy.sha256 == "ab" * 32

    def test_an_id_is_composed(self) -> None:
        assert record(Actor, 'id: "cafe\\u0301"\nname: N\n').id == "café"

    @pytest.mark.parametrize(
        "tag", ["en", "ru", "be-tarask", "en-GB", "zh-Hant-TW", "sr-Latn", "rue", "x-y", "de-1996"]
    )
    def test_language_tags_are_those_of_bcp_47(self, tag: str) -> None:
        faults = reading(Article, f"title: T\nlanguage: {tag}\n").diagnostics
        assert bool(faults) == (tag == "x-y")


class TestFaults:
    @pytest.mark.parametrize(
        ("cls", "text", "rule", "place", "help"),
        [
            (Article, "titel: T\n", "D201", (2, 1, 5), "did you mean `title`?"),
            (Article, "title: T\ndate: 2020\n", "D201", (3, 1, 4), "here it is called `published`"),
            (Event, "title: T\nstart: 2020\n", "D201", (3, 1, 5), "write one `date`"),
            (Article, "title: T\nslug: x\n", "D201", (3, 1, 4), "the address comes from `id`"),
            (Article, "title: T\ndraft: true\n", "D201", (3, 1, 5), "write `status: draft`"),
            (Article, "title: T\nqqq: x\n", "D201", (3, 1, 3), "data of your own goes under `extra`"),
            (Actor, "name: N\nroles: [{title: M, form: 2012}]\n", "D201", (3, 20, 4), "its keys are `title`"),
            (Article, "url: https://a.example/\n", "D202", (1, 1, 3), "add `title: …` (as printed)"),
            (Article, "title:\n", "D202", (2, 1, 5), "add `title: …`"),
            (Article, "title: ''\n", "D202", (2, 8, 2), "add `title: …`"),
            (Actor, "name: N\nrelations:\n  - type: leads\n", "D202", (4, 5, 1), "add `target: …`"),
            (Article, "title: [one, two]\n", "D203", (2, 8, 1), "write one value"),
            (Article, "title: [one]\n", "D203", (2, 8, 1), "write `one` without brackets"),
            (Article, "title: {a: b}\n", "D203", (2, 8, 1), "put the text in quotes if it holds a colon"),
            (Article, "title: T\ntopics: {a: b}\n", "D203", (3, 9, 1), "put the text in quotes if it holds a colon"),
            (Article, "title: T\nextra: x\n", "D203", (3, 8, 1), "write it as `key: value` lines"),
            (Actor, "name: N\nparts: Jane Doe\n", "D203", (3, 8, 8), "write its keys below it: `given`"),
            (Actor, "name: N\nidentifiers: {wikidata: [Q1]}\n", "D203", (3, 25, 1), "write `Q1` without brackets"),
            (Article, "title: T\ngenre: opinon\n", "D204", (3, 8, 6), "did you mean `opinion`?"),
            (Outlet, "name: N\nkind: State media\n", "D204", (3, 7, 11), "did you mean `state_media`?"),
            (Article, "title: T\ncopy_kind: zzz\n", "D204", (3, 12, 3), "write one of `verbatim`, `abridged`"),
            (Article, "title: T\npublished: 2020-08-32\n", "D205", (3, 20, 2), "the last one is `2020-08-31`"),
            (Article, 'title: T\npublished: "2020-08-32"\n', "D205", (3, 21, 2), "the last one is `2020-08-31`"),
            (Article, "title: T\npublished: 03/04/2024\n", "D205", (3, 12, 10), "write `2024-04-03` or `2024-03-04`"),
            (Article, "title: T\nurl: javascript:alert(1)\n", "D206", (3, 6, 19), "use https, http or mailto"),
            (Article, "title: T\nurl: example.org/x\n", "D206", (3, 6, 13), "write it with `https://`"),
            (Article, "title: T\nlanguage: Russian\n", "D207", (3, 11, 7), "write `ru`"),
            (Article, "title: T\nlanguage: by\n", "D207", (3, 11, 2), "write `be`"),
            (Article, "title: T\nlanguage: en_GB\n", "D207", (3, 11, 5), "write `en-GB`"),
            (Actor, "name: N\ncountry: Belarus\n", "D208", (3, 10, 7), "write `BY`"),
            (Actor, "name: N\ncountry: UK\n", "D208", (3, 10, 2), "write `GB`"),
            (
                Event,
                "title: T\ntime: {start: '20:00', zone: Europe/Minks}\n",
                "D209",
                (3, 30, 12),
                "did you mean `Europe/Minsk`?",
            ),
            (Claim, "statement: S\nvalue: 200,000\n", "D210", (3, 8, 7), "write `200000`"),
            (Claim, "statement: S\nvalue: 1e6\n", "D210", (3, 8, 3), "write plain digits, e.g. `200000` or `80.1`"),
            (Claim, "statement: S\nvalue: .inf\n", "D210", (3, 8, 4), "write plain digits"),
            (Claim, "statement: S\nvalue: nan\n", "D210", (3, 8, 3), "write plain digits"),
            (Claim, f"statement: S\nvalue: {'9' * 400}\n", "D210", (3, 8, 400), "write at most 15 digits"),
            (Claim, "statement: S\nvalue: ２００\n", "D210", (3, 8, 3), "write plain digits"),
            (Article, "title: T\narchive: {sha256: abc}\n", "D211", (3, 19, 3), "copy it again, or leave it out"),
            (Event, "title: T\nsources: ['key, fourth']\n", "D212", (3, 17, 6), "write `key` or `key, ¶ 4`"),
            (Event, "title: T\nsources: {source: k, locator: ¶ 4 x}\n", "D212", (3, 35, 1), "write `¶ 4`"),
            (Event, "title: T\nsources: [¶ 4]\n", "D213", (3, 11, 3), "in brackets a comma starts a new entry"),
            (Event, "title: T\nsources: '@key'\n", "D213", (3, 11, 4), "write `key`"),
            (Event, "title: T\nsources: Gulf Times\n", "D213", (3, 10, 10), "write `key` or"),
            (Event, "title: T\nearliest: 2020-09\nlatest: 2020-08\n", "D214", (4, 9, 7), "exchange the two"),
            (Actor, "name: N\nroles: {title: M, start: 2020, end: 2012}\n", "D214", (3, 37, 4), "exchange the two"),
            (Claim, "statement: S\nvalue: {min: 5, max: 4}\n", "D214", (3, 22, 1), "exchange the two"),
            (Place, "name: P\nlat: 91\nlon: 0\n", "D214", (3, 6, 2), "write a number from -90 to 90"),
            (Place, "name: P\nlat: 53.9\n", "D214", (3, 6, 4), "add `lon: …`"),
            (Article, "title: T\npublished: 0000-01-01\n", "D214", (3, 12, 10), "leave it out"),
            (Article, "title: T\ntopics:\n  - a\n  -\n", "D215", (5, 4, 1), "delete it"),
            (Event, "title: T\ntime: 8 pm\n", "D216", (3, 7, 4), "write hours and minutes, e.g. `20:00`"),
            (Article, "title: T\nid: ../x\n", "D220", (3, 5, 1), "use letters and digits"),
            (Article, "title: T\nid: a/b\n", "D220", (3, 6, 1), "use letters and digits"),
            (Article, 'title: T\nid: "min\\u200bister"\n', "D220", (3, 5, 16), "use letters and digits"),
            (Article, "title: T\nid: NUL\n", "D220", (3, 5, 3), "add a word"),
            (Article, f"title: T\nid: {'x' * 81}\n", "D220", (3, 5, 81), "use a few short words"),
            (Article, "title: T\nformer_ids: [ok, .bad]\n", "D220", (3, 18, 1), "use letters and digits"),
            (Actor, "name: Ivаn Petrov\n", "D221", (2, 8, 2), "retype the word in one alphabet"),
        ],
    )
    def test_a_fault_points_at_its_characters_and_says_what_to_type(
        self, cls: type[Any], text: str, rule: str, place: tuple[int, int, int], help: str
    ) -> None:
        found = fault(cls, text)
        assert (found.rule, (found.span.line, found.span.column, found.span.length)) == (rule, place)
        assert found.help.startswith(help)
        assert found.message == found.message.strip(".") and found.message.isprintable()

    def test_all_faults_of_a_record_are_shown_at_once(self) -> None:
        faults = reading(Article, "titel: T\npublished: never\nurl: x y\ngenre: news\ntopics: {a: b}\n").diagnostics
        assert {one.rule for one in faults} == {"D201", "D205", "D206", "D204", "D203"}

    def test_a_faulty_record_is_still_a_record(self) -> None:
        article = reading(Article, "genre: news\ntopics: [a, {b: c}]\narchive: [{url: x}, https://a.example/]\n").record
        assert (article.title, article.genre.value, [topic.target for topic in article.topics]) == ("", "report", ["a"])
        assert len(article.archive) == 2

    def test_a_map_without_its_required_key_is_left_out(self) -> None:
        result = reading(Actor, "name: N\nroles: [{start: 2012}, {title: M}]\n")
        assert [role.title for role in result.record.roles] == ["M"] and len(result.diagnostics) == 1

    @pytest.mark.parametrize("name", ["a", "Ж", "1.10", "a-b_c.d", "सत्य", "minsk-march-2020-08-16", "x" * 80])
    def test_letters_and_digits_of_every_script_make_an_id(self, name: str) -> None:
        assert record(Actor, f"id: {name}\nname: N\n").id == name

    @pytest.mark.parametrize(
        "name", ["a b", ".a", "a-", "a%2fb", "a\\b", "аb\u0300\u200d", "⚡", "a\ufe0f", "ㅤ", "a..", "com1.x"]
    )
    def test_anything_else_does_not(self, name: str) -> None:
        assert "D220" in {one.rule for one in reading(Actor, f"id: '{name}'\nname: N\n").diagnostics}


CLASSES = [*RECORDS.values(), Settings]


class TestDescriptions:
    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_every_schema_is_one(self, cls: type[Any]) -> None:
        jsonschema.Draft202012Validator.check_schema(json_schema(cls))

    @pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
    def test_every_key_is_described(self, cls: type[Any]) -> None:
        rows = describe(cls)
        assert len({row.name for row in rows}) == len(rows)
        assert all(row.doc.endswith((".", "…")) and row.type for row in rows), [row for row in rows if not row.doc]

    @pytest.mark.parametrize(
        ("cls", "value", "good"),
        [
            (
                Article,
                {"title": "T", "published": "2020-08", "topics": "x", "author": ["Jane", {"literal": "AP"}]},
                True,
            ),
            (Article, {"title": "T", "titel": "x"}, False),
            (Article, {"topics": ["x"]}, False),
            (Article, {"title": "T", "genre": "news"}, False),
            (Article, {"title": "T", "outlet": None, "published": 2020, "mentions": ["x", {"actor": "y"}]}, True),
            (
                Event,
                {"title": "T", "sources": ["k, ¶ 4", {"source": "k", "locator": {"type": "page", "value": 3}}]},
                True,
            ),
            (Event, {"title": "T", "participants": [{"role": "speaker"}]}, False),
            (Outlet, {"name": "N", "state_affiliated": True}, True),
            (Actor, {"name": "N", "relations": ["x"]}, False),
            (Settings, {"title": "T", "menu": ["timeline", {"label": "A", "to": "b"}], "extra": {"a": [1]}}, True),
        ],
    )
    def test_editors_accept_what_dossier_accepts(self, cls: type[Any], value: object, good: bool) -> None:
        assert jsonschema.Draft202012Validator(json_schema(cls)).is_valid(value) is good

    def test_a_schema_is_plain_json(self) -> None:
        schema = json_schema(Article)
        assert json.loads(json.dumps(schema)) == schema

    def test_the_reference_names_kinds_options_and_nested_keys(self) -> None:
        rows = {row.name: row for row in describe(Event)}
        assert rows["participants"].type == "list of maps"
        assert rows["participants[].actor"].kinds == (Kind.ACTOR,) and rows["participants[].actor"].free_text
        assert "organiser" in rows["participants[].role"].options
        assert rows["title"].required and rows["kind"].default == "other"


class TestCodes:
    def test_the_tables_are_those_of_the_unicode_consortium(self) -> None:
        english = Locale("en")
        assert {code for code in english.languages if len(code) == 2} == LANGUAGES
        groups = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
        assert {code for code in english.territories if len(code) == 2} - groups == COUNTRIES


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_record_without_any_key_is_still_a_record(cls: type[Any]) -> None:
    result = reading(cls, "{}\n")
    assert isinstance(result.record, cls)
    assert {fault.rule for fault in result.diagnostics} == {"D202"}
