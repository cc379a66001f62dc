"""Quotations laid beside saved copies: what is found, and that readers see what was compared with what."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from build_values import doc, linked, source
from dossier.build import Build, Memory, Request, assemble
from dossier.evidence import assess, read_copies
from dossier.evidence.wording import compare, omits, plain_text, wording_of
from dossier.findings import Comparison, Obstacle, Verdict
from dossier.messages import LANGUAGES
from dossier.model import InputFile
from dossier.model.fields import Prose
from projects import SETTINGS, TODAY, build_site, small_project, tree, write_files

PAGE = "<html><head><title>March</title></head><body><p>“We will <b>stay</b> here,” she said. “Until the <i>end</i>.”</p></body></html>"
DIGEST = hashlib.sha256(PAGE.encode()).hexdigest()
ARTICLE = "---\ntitle: Thousands march\npublished: 2020-08-16\nurl: https://news.example/1\n{archive}---\n"
SAVED = f"archive: [{{file: saved/march.html, date: 2020-08-17, sha256: {DIGEST}}}]\n"
NOTE = """---
title: Lead
author: [A]
published: 2020-08-20
---

> We will stay here
>
> -- [[anna]] [@gulf-16, ¶ 4]

> We will … go
>
> -- Anna [@gulf-16, ¶ 4]

> Nobody kept this
>
> -- Anna [@other]
"""
CLAIM = "---\nstatement: They stayed.\nevidence: [{source: gulf-16, quote: we will STAY here, locator: ¶ 4}]\n---\n"


def verdict(quoted: str, text: str) -> Verdict:
    return compare(quoted, wording_of(plain_text(text)))


@pytest.mark.parametrize(
    ("quoted", "text", "found"),
    [
        ("We will stay", "“We will stay here,” she said.", Verdict.LETTERS),
        ("We  will\nstay", "We will\u00a0stay", Verdict.LETTERS),
        ("“don’t” – she", '"don\'t" - she', Verdict.LETTERS),
        ("«Мы останемся»", "„Мы останемся“, сказала она", Verdict.LETTERS),
        ("We … here", "We will stay here", Verdict.LETTERS),
        ("We [all] stay (...) here", "We stay right here", Verdict.LETTERS),
        ("co\u00adopera\u00adtion", "cooperation", Verdict.LETTERS),
        ("cafe\u0301", "caf\u00e9", Verdict.LETTERS),
        ("we will stay", "We will stay", Verdict.WORDS),
        ("We will stay!", "We will stay.", Verdict.WORDS),
        ("We will stay", "We will, stay", Verdict.WORDS),
        ("here … We", "We will stay here", Verdict.ABSENT),
        ("e will sta", "We will stay", Verdict.ABSENT),
        ("will leave", "We will stay", Verdict.ABSENT),
        ("We will stay", "", Verdict.ABSENT),
        ("我们会留下", "他说：我们会留下来。", Verdict.LETTERS),
        ("我们会离开", "他说：我们会留下来。", Verdict.ABSENT),
        ("कि", "का की कु", Verdict.ABSENT),
        ("за́мок", "замо́к", Verdict.ABSENT),
        ("…", "We will stay", Verdict.NO_WORDS),
        ("[they]", "they", Verdict.NO_WORDS),
    ],
)
def test_words_are_compared_as_readers_are_told(quoted: str, text: str, found: Verdict) -> None:
    assert verdict(quoted, text) is found


def test_what_stands_letter_for_letter_may_come_after_the_same_words_in_capitals() -> None:
    assert verdict("We stay", "WE STAY. Again: We stay.") is Verdict.LETTERS


@given(
    st.text(st.characters(exclude_characters="[]().…\u2024\u2025", exclude_categories=("Cs",)), max_size=60), st.data()
)
def test_whatever_stands_in_a_text_between_blanks_is_found_there(text: str, data: st.DataObject) -> None:
    tokens = plain_text(text).split(" ")
    start = data.draw(st.integers(0, len(tokens) - 1))
    end = data.draw(st.integers(start + 1, len(tokens)))
    quoted = " ".join(tokens[start:end])
    assume("..." not in plain_text(text))
    assert verdict(quoted, text) in (Verdict.LETTERS, Verdict.NO_WORDS)


def test_marks_of_omission_are_noticed() -> None:
    assert [omits(text) for text in ("We … stay", "We [all] stay", "We stay", "f(x) stays")] == [
        True,
        True,
        False,
        False,
    ]


def collated(quote: str, *copies: tuple[str, bytes], archive: tuple[object, ...] = ()) -> Comparison:
    files = [InputFile(f"content/archive/{name}", data, hashlib.sha256(data).hexdigest()) for name, data in copies]
    claim = doc("claim:c", statement="S", evidence=(source("Wire", quote=Prose(quote)),))
    library = linked(doc("article:wire", title="T", archive=archive), claim).library
    (found,) = assess(library, read_copies(files, {}).values()).collation.quotations
    assert found.keys == ("wire",)
    return found.comparison


def test_without_a_copy_nothing_is_compared() -> None:
    assert collated("We stay") == Comparison(Verdict.NO_COPY)
    assert collated("We stay", ("another.txt", b"We stay")) == Comparison(Verdict.NO_COPY)


def test_of_several_copies_the_one_counts_in_which_the_words_stand() -> None:
    found = collated("We stay", ("a/Wire.txt", b"We left."), ("b/wire.htm", b"<p>We <b>s</b>tay</p>"))
    assert (found.verdict, found.copy and found.copy.path) == (Verdict.LETTERS, "b/wire.htm")


@pytest.mark.parametrize(
    ("name", "data", "obstacle"),
    [
        ("wire.docx", b"We stay", Obstacle.FORM),
        ("wire", b"We stay", Obstacle.FORM),
        ("wire.txt", b" \n", Obstacle.DAMAGED),
        ("wire.html", b"<script>We stay</script>", Obstacle.DAMAGED),
        ("wire.txt", "Мы останемся".encode("cp1251"), Obstacle.DAMAGED),
        ("wire.html", "<p>Мы останемся".encode("cp1251"), Obstacle.DAMAGED),
        ("wire.html", b"<meta charset=hex><p>\xff", Obstacle.DAMAGED),
    ],
)
def test_a_copy_that_cannot_be_read_says_why(name: str, data: bytes, obstacle: Obstacle) -> None:
    found = collated("We stay", (name, data))
    assert (found.verdict, found.copy and found.copy.obstacle) == (Verdict.UNREAD, obstacle)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("wire.html", "<meta charset='windows-1251'><p>Мы останемся".encode("cp1251")),
        ("wire.html", '<META content="text/html; charset=koi8-u"><p>Мы <a>останемся</a>'.encode("koi8-u")),
        ("wire.html", "\ufeff<p>Мы останемся".encode("utf-16-le")),
        ("wire.html", "<meta charset=utf-8><p>Мы останемся".encode() + b"\xff"),
        ("wire.txt", "\ufeffМы останемся".encode()),
        ("wire.html", "<![foo bar]><![ x[y]]><p>Мы останемся<![".encode()),
    ],
)
def test_pages_of_other_encodings_and_broken_ones_are_read_as_browsers_do(name: str, data: bytes) -> None:
    assert collated("Мы останемся", (name, data)).verdict is Verdict.LETTERS


def test_a_public_copy_stays_in_the_list_of_sources_where_the_copy_held_comes_first(tmp_path: Path) -> None:
    archive = (
        "archive: [{file: saved/march.html, date: 2020-08-17}, {url: 'https://archive.example/1', date: 2020-08-18}]\n"
    )
    found = pages(build_site(project(tmp_path, archive=archive)), tmp_path)
    assert 'href="https://archive.example/1"' in found["notes/lead/index.html"]


def project(root: Path, *, archive: str = SAVED, settings: str = "") -> Path:
    files = {
        "articles/gulf-16.md": ARTICLE.format(archive=archive),
        "articles/other.md": ARTICLE.format(archive=""),
        "actors/anna.md": "---\nname: Anna\nkind: person\n---\n",
        "notes/lead.md": NOTE,
        "claims/stay.md": CLAIM,
        "archive/saved/march.html": PAGE,
    }
    return small_project(root, files | ({"dossier.yaml": SETTINGS + settings} if settings else {}))


def pages(built: Build, root: Path) -> dict[str, str]:
    assert built.written, built.diagnostics
    return {path: data.decode() for path, data in tree(root / "site").items() if path.endswith(".html")}


def marks(html: str) -> list[str]:
    """Return the marks of a page as text, each with the digest it names."""
    found = re.findall(r'<span class="compared compared-([\w-]+)">(.*?)</span>(?:</span>)?', html, re.S)
    return [f"{key}: {' '.join(re.sub('<[^>]*>', '', text).split())}" for key, text in found]


def test_every_quotation_says_what_it_was_compared_with(tmp_path: Path) -> None:
    found = pages(build_site(project(tmp_path)), tmp_path)
    day, digest = "17 August 2020", f"SHA-256 {DIGEST[:12]}…"
    same = f"letters: Compared with the saved copy ({day}): the same, letter for letter {digest}"
    assert marks(found["notes/lead/index.html"]) == [
        same,
        f"absent: Compared with the saved copy ({day}): these words are not there; omissions and additions were not compared {digest}",
        "no-copy: Not compared: no saved copy is held",
    ]
    words = (
        f"words: Compared with the saved copy ({day}): the same words; capitals, punctuation or spaces differ {digest}"
    )
    assert marks(found["claims/stay/index.html"]) == [words, words]
    assert marks(found["actors/anna/index.html"]) == [same]
    assert f'data-sha256="{DIGEST}"' in found["notes/lead/index.html"]


def test_the_page_of_an_article_says_which_copy_is_held_and_what_was_compared(tmp_path: Path) -> None:
    found = pages(build_site(project(tmp_path)), tmp_path)
    held = found["articles/gulf-16/index.html"]
    assert "Copy held by the editors (saved: 17 August 2020), not published" in held
    assert DIGEST in held
    assert (
        "Quotations compared with a saved copy: 3 of 3"
        " (letter for letter the same: 1, the same words: 1, not found there: 1)" in held
    )
    assert "Quotations compared with a saved copy: 0 of 1" in found["articles/other/index.html"]
    for path in ("index.html", "sources/index.html"):
        assert "Quotations compared with a saved copy: 3 of 4" in found[path]


def test_a_copy_itself_and_the_name_of_its_file_reach_no_page(tmp_path: Path) -> None:
    build_site(project(tmp_path))
    for path, data in tree(tmp_path / "site").items():
        assert b"Until the" not in data, path
        assert b"march.html" not in data, path


def test_a_date_is_told_only_where_the_record_gives_it_for_this_very_file(tmp_path: Path) -> None:
    archive = "archive: [{url: 'https://archive.example/1', date: 2020-08-17}]\n"
    write_files(tmp_path, {"content/archive/gulf-16.html": PAGE})
    found = pages(build_site(project(tmp_path, archive=archive)), tmp_path)
    assert marks(found["notes/lead/index.html"])[0].startswith(
        "letters: Compared with the saved copy (date not recorded)"
    )
    assert "Copy held by the editors (date not recorded), not published" in found["articles/gulf-16/index.html"]


def test_a_copy_whose_digest_is_not_the_recorded_one_stops_the_build(tmp_path: Path) -> None:
    built = build_site(project(tmp_path, archive=SAVED.replace(DIGEST, "0" * 64)))
    assert built.written is None
    assert [fault.rule for fault in built.diagnostics if fault.rule.startswith("D52")] == ["D522"]


def test_with_that_rule_off_nothing_is_compared_with_the_changed_copy(tmp_path: Path) -> None:
    root = project(tmp_path, archive=SAVED.replace(DIGEST, "0" * 64), settings="checks: {copy-changed: 'off'}\n")
    found = pages(build_site(root), tmp_path)
    assert marks(found["notes/lead/index.html"])[0].startswith(
        "unread: Not compared: the copy is not the one that the record names"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marks_are_in_the_language_of_the_dossier(tmp_path: Path, language: str) -> None:
    settings = SETTINGS.replace("language: en", f"language: {language}")
    root = project(tmp_path)
    write_files(root, {"content/dossier.yaml": settings})
    found = marks(pages(build_site(root), tmp_path)["notes/lead/index.html"])
    assert [mark.split(":")[0] for mark in found] == ["letters", "absent", "no-copy"]
    assert ("Compared" in found[0]) is (language == "en")


def test_a_copy_that_changed_is_read_anew_in_the_next_assembling(tmp_path: Path) -> None:
    root = project(tmp_path, archive="archive: [{file: saved/march.html}]\n")
    request = Request(project=root, today=TODAY)
    first = assemble(request)
    again = assemble(request, memory=first.memory)
    assert again.memory.copies == first.memory.copies
    write_files(root, {"content/archive/saved/march.html": "<p>We will go</p>"})
    last = assemble(request, memory=again.memory)
    assert len([fault for fault in first.diagnostics if fault.rule == "D520"]) == 1
    assert len([fault for fault in last.diagnostics if fault.rule == "D520"]) == 2
    assert Memory().copies == {}
