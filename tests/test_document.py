"""One file to one document."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.model import Article, Id, Kind, Parsed
from dossier.model.files import InputFile
from dossier.parse import kind_of, parse
from dossier.rules import by_code


def parsed(path: str, text: str, language: str = "en") -> Parsed:
    return parse(InputFile(path, text.encode(), ""), language)


ARTICLE = "---\ntitle: A plain title\n---\n\nBody text.\n"


def test_the_folder_is_the_kind_and_the_stem_the_id() -> None:
    document = parsed("content/articles/2020/08/gulftime.md", ARTICLE).document
    assert document is not None and isinstance(document.record, Article)
    assert (document.id, document.title, document.path) == (
        Id(Kind.ARTICLE, "gulftime"),
        "A plain title",
        "content/articles/2020/08/gulftime.md",
    )
    assert "".join(part for part in document.body if isinstance(part, str)).count("Body text.") == 1


def test_an_explicit_id_wins_and_knows_its_place() -> None:
    document = parsed("content/actors/x.md", "---\nname: N\nid: own.key\n---\n").document
    assert document is not None
    assert (document.id.name, document.id_span.line, document.id_span.column) == ("own.key", 3, 5)


@pytest.mark.parametrize(
    ("folder", "key"),
    [("claims", "statement"), ("actors", "name"), ("events", "title"), ("outlets", "name"), ("info", "title")],
)
def test_a_record_is_called_by_its_title_name_or_statement(folder: str, key: str) -> None:
    document = parsed(f"content/{folder}/x.md", f"---\n{key}: What it is\n---\n").document
    assert document is not None and document.title == "What it is"


def test_a_record_without_title_is_still_there_under_its_id() -> None:
    found = parsed("content/articles/x.md", "---\ntitel: T\n---\n")
    assert found.document is not None and found.document.title == "x"
    assert [fault.rule for fault in found.diagnostics] == ["D201"]


def test_every_top_level_value_knows_its_place() -> None:
    document = parsed("content/events/x.md", "---\ntitle: T\ndate: 2020\n---\n").document
    assert document is not None
    assert {key: span.line for key, span in document.places.items()} == {"title": 2, "date": 3}


def test_faults_of_front_matter_and_text_come_together() -> None:
    faults = parsed("content/articles/x.md", "---\ntitle: T\ngenre: news\n---\n\n[^9]\n").diagnostics
    assert [fault.span.line for fault in faults] == [3, 6]


def test_a_file_name_that_makes_no_id_asks_for_one() -> None:
    found = parsed("content/articles/my file.md", ARTICLE)
    assert found.document is None
    assert [fault.rule for fault in found.diagnostics] == ["D220"]
    assert found.diagnostics[0].help.startswith("rename the file, or add `id: …`")
    assert parsed("content/articles/my file.md", ARTICLE.replace("---\nt", "---\nid: mine\nt")).diagnostics == ()


def test_an_unusable_id_falls_back_to_the_stem_so_that_links_still_lead_somewhere() -> None:
    found = parsed("content/articles/stem.md", "---\ntitle: T\nid: ../x\n---\n")
    assert found.document is not None and found.document.id.name == "stem"
    assert [fault.rule for fault in found.diagnostics] == ["D220"]


def test_stems_are_composed() -> None:
    document = parsed("content/articles/cafe\u0301.md", ARTICLE).document
    assert document is not None and document.id.name == "café"


@pytest.mark.parametrize(
    ("path", "rule", "help"),
    [
        ("content/articles/x.txt", "D120", "rename it to end in `.md`"),
        ("content/readme.md", "D120", "move it, e.g. to content/info/"),
        ("content/artikles/x.md", "D121", "did you mean `articles`?"),
        ("content/zzz/x.md", "D121", "the folders are `articles`"),
    ],
)
def test_a_file_that_is_no_record_is_named(path: str, rule: str, help: str) -> None:
    (fault,) = parsed(path, ARTICLE).diagnostics
    assert (fault.rule, fault.span.path) == (rule, path) and fault.help.startswith(help)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_its_folder(kind: Kind) -> None:
    assert kind_of(f"content/{kind.folder}/a/b.md") is kind


def test_the_language_of_an_article_is_that_of_the_work_and_not_of_our_summary() -> None:
    quoted = '\n"Words"\n'
    article = parsed("content/articles/x.md", f"---\ntitle: T\nlanguage: ru\n---\n{quoted}", "en").document
    note = parsed("content/notes/x.md", f"---\ntitle: T\nlanguage: ru\n---\n{quoted}", "en").document
    assert article is not None and note is not None
    assert "“Words”" in str(article.body) and "«Words»" in str(note.body)


PIECES = st.sampled_from(
    [*"-:#&*!|>'\"%@`?{}[],.~\\ \t\n\r", "---", "\n---\n", "title", ": ", "\n- ", "published: ", "2020-08-32", "topics: [", "&a ",
     "*a", "<<: ", "!!str ", "sources: ", "key, ¶ 4", "extra: {", "\u2028", "\ufeff", "\u202e", "é", "Ж", "👩\u200d💻", "\0", "id: "]
)  # fmt: skip
HOSTILE = st.lists(PIECES, max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(HOSTILE, HOSTILE.map(lambda text: f"---\ntitle: T\n{text}\n---\n")), kind=st.sampled_from(Kind))
def test_no_text_raises_and_every_fault_stands_inside_the_file(text: str, kind: Kind) -> None:
    found = parsed(f"content/{kind.folder}/x.md", text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    assert found.document is not None or found.diagnostics
    for fault in found.diagnostics:
        assert fault.rule in by_code() and fault.message.isprintable() and fault.help.isprintable()
        assert 1 <= fault.span.line <= len(lines), fault
        assert 1 <= fault.span.column <= len(lines[fault.span.line - 1]) + 1, fault


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=200))
def test_no_bytes_raise(data: bytes) -> None:
    found = parse(InputFile("content/articles/x.md", data, ""), "en")
    assert found.document is not None or found.diagnostics


@settings(max_examples=200, deadline=None)
@given(
    value=st.text(
        st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"], exclude_characters="\u202a\u202b\u202c\u202d\u202e")
    )
)
def test_every_text_in_quotes_comes_through_unchanged(value: str) -> None:
    written = "'" + value.replace("'", "''") + "'"
    document = parsed("content/articles/x.md", f"---\ntitle: T\nextra: {{a: {written}}}\n---\n").document
    assert document is not None
    folded = re.sub("[\u2028\u2029]", "", value)
    assert document.record.extra == {"a": value} or folded != value
