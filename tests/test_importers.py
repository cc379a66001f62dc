"""Importers: what is read, what is refused and where; nothing hostile passes, nothing crashes."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from dossier.diagnostics import Span
from dossier.importers import ReadWorks, read_bibliographies, read_bibliography
from dossier.importers.bibtex_names import creators_of
from dossier.importers.tex import ACCENTS, SIGNS, decode
from dossier.model import Creator, InputFile, Work, WorkType

FOLDER = "content/bibliography/"
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def read(name: str, data: str | bytes) -> ReadWorks:
    return read_bibliography(InputFile(FOLDER + name, data if isinstance(data, bytes) else data.encode(), ""))


def csl(**members: object) -> ReadWorks:
    return read("x.json", json.dumps([{"id": "k", "type": "webpage", "title": "T", **members}]))


def bib(fields: str, type: str = "online") -> ReadWorks:
    return read("x.bib", f"@{type}{{k,\n  title = {{T}},\n  {fields}\n}}\n")


def ris(*lines: str) -> ReadWorks:
    return read("x.ris", "\r\n".join(["TY  - NEWS", "ID  - k", "TI  - T", *lines, "ER  - ", ""]))


def only(found: ReadWorks) -> Work:
    assert found.diagnostics == ()
    (work,) = found.works
    return work


def rules(found: ReadWorks) -> list[str]:
    return [fault.rule for fault in found.diagnostics]


def issued(found: ReadWorks) -> str:
    date = only(found).issued
    return date.text if date else ""


# CSL-JSON


def test_an_item_of_zotero_becomes_a_work() -> None:
    found = csl(
        type="article-newspaper",
        title="The <i>march</i>",
        author=[
            {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
            {"literal": "A and B, Inc."},
        ],
        issued={"date-parts": [["2020", 8, 16]]},
        accessed={"date-parts": [[2026, 10, 1]]},
        URL="https://example.org/a b".replace(" ", "%20"),
        volume=12,
        language="en_US",
        keyword="one, two words",
        **{"container-title": "Gulf Time", "citation-key": "x", "PMID": "1"},
    )
    work = only(found)
    assert (work.type, work.title, work.container_title) == (WorkType.ARTICLE_NEWSPAPER, "The march", "Gulf Time")
    assert work.authors == (Creator("Beethoven", "Ludwig", particle="van"), Creator(literal="A and B, Inc."))
    assert work.issued is not None and work.issued.text == "2020-08-16"
    assert (work.volume, work.language, work.keywords) == ("12", "en-US", ("one", "two words"))


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ({"date-parts": [[2020, 8]]}, "2020-08"),
        ({"date-parts": [["2020"]], "circa": True}, "2020~"),
        ({"date-parts": [[2020]], "season": "summer"}, "2020-22"),
        ({"date-parts": [[2020, 14]]}, "2020-22"),
        ({"date-parts": [[2020, 8, 9], [2020, 8, 12]]}, "2020-08-09/2020-08-12"),
        ({"date-parts": [[2014, 12, 31], [0, 0, 0]]}, "2014-12-31/.."),
        ({"date-parts": [[-44, 3, 15]]}, "-0044-03-15"),
        ({"date-parts": [[2020, "", ""]]}, "2020"),
        ({"literal": "2020-08-XX"}, "2020-08-XX"),
        ({"raw": "2020-08-16"}, "2020-08-16"),
        ("2020-08~", "2020-08~"),
        ({"date-parts": [[]]}, ""),
        ({}, ""),
    ],
)
def test_a_csl_date_is_read_no_more_exactly_than_it_is_written(value: object, edtf: str) -> None:
    assert issued(csl(issued=value)) == edtf


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ({"date-parts": [[2020, 2, 31]]}, "D708"),
        ({"date-parts": [[2020, 8, 12], [2020, 8, 9]]}, "D708"),
        ({"date-parts": [[2020, 8, 1.5]]}, "D707"),
        ({"date-parts": [[2020], [2021], [2022]]}, "D707"),
        ({"date-parts": "2020"}, "D707"),
        ({"date-parts": [[True]]}, "D707"),
        (2020, "D707"),
        ({"literal": "in the summer"}, "D709"),
    ],
)
def test_a_csl_date_that_is_none_leaves_the_work_undated(value: object, rule: str) -> None:
    found = csl(issued=value)
    assert rules(found) == [rule] and found.works[0].issued is None


def test_a_date_in_words_is_kept_in_the_note() -> None:
    assert csl(issued={"literal": "in the summer"}).works[0].note == "Date: in the summer"


@pytest.mark.parametrize("name", ["title", "author", "editor", "URL", "volume", "note", "keyword", "custom", "type"])
@pytest.mark.parametrize("value", [None, True, [["x"]], {"a": {"b": 1}}])
def test_a_value_of_the_wrong_kind_is_a_fault_at_the_value_and_the_work_stays(name: str, value: object) -> None:
    if name == "custom" and isinstance(value, dict):
        return
    found = csl(**{name: value})
    assert set(rules(found)) == {"D707"} and [work.key for work in found.works] == ["k"]
    assert name in found.diagnostics[0].message


def test_a_fault_in_json_points_at_the_exact_characters() -> None:
    found = read("x.json", '[\n {"id": "k", "type": "webpage",\n  "title": "T", "URL": "javascript:alert(1)"}\n]')
    assert [(fault.rule, fault.span) for fault in found.diagnostics] == [("D710", Span(FOLDER + "x.json", 3, 24, 21))]


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "D702", 1),
        ("[\n", "D702", 2),
        ('[{"id": "k"},\n]', "D702", 2),
        ("[NaN]", "D702", 1),
        ("[\n-Infinity]", "D702", 2),
        ("[1e5, 01]", "D702", 1),
        ('["\\ud800"]', "D702", 1),
        ('["a\nb"]', "D702", 1),
        ("['a']", "D702", 1),
        ("[] []", "D702", 1),
        ("[\n" * 25, "D703", 21),
        (f"[{'9' * 5000}]", "D703", 1),
        ('{"items": []}', "D701", 1),
        ("7", "D701", 1),
        ('[{"id": "k", "type": "webpage",\n "title": "T", "title": "U"}]', "D704", 2),
    ],
)
def test_json_is_read_strictly(text: str, rule: str, line: int) -> None:
    (fault,) = read("x.json", text).diagnostics
    assert (fault.rule, fault.span.line) == (rule, line) and fault.help


def test_an_id_may_be_a_number_and_an_address_as_zotero_writes_them() -> None:
    assert only(csl(id=7)).key == "7"
    assert only(csl(id="http://zotero.org/users/1/items/AB")).key == "http://zotero.org/users/1/items/AB"


@pytest.mark.parametrize("key", ["", " ", "a b", "../x", "a..b", "-a", "a-", "x\u202fy", "a" * 201, "{a}", "a,b", "@a"])
def test_a_key_that_no_text_can_cite_is_refused(key: str) -> None:
    found = csl(id=key)
    assert rules(found) == ["D705"] and found.works == ()


# all formats


def test_a_title_in_square_brackets_was_supplied() -> None:
    assert (only(csl(title="[On a march]")).title, only(csl(title="[On a march]")).title_is_supplied) == (
        "On a march",
        True,
    )
    assert only(csl(title="[One] and [two]")).title == "[One] and [two]"
    assert only(csl(title="[")).title == "["


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "//evil.example/x", "data:text/html,x", "x.html"]
)
def test_only_web_addresses_are_linked(url: str) -> None:
    for found in (csl(URL=url), bib(f"url = {{{url}}}"), ris(f"UR  - {url}")):
        assert rules(found) == ["D710"] and found.works[0].url is None


def test_an_archive_location_that_is_no_address_is_no_saved_copy() -> None:
    assert only(csl(archive="State Archive", archive_location="box 7")).archive_url is None


def test_of_two_works_with_one_key_the_first_stays_in_one_file_and_over_several() -> None:
    one = InputFile("content/bibliography/a.bib", b"@online{Doe, title={One}}\n@online{doe, title={Two}}", "")
    two = InputFile("content/bibliography/b.json", b'[{"id":"DOE","type":"webpage","title":"Three"}]', "")
    found = read_bibliographies([one, two])
    assert [work.title for work in found.works] == ["One"]
    assert [(fault.rule, fault.span.path[-6:], fault.span.line) for fault in found.diagnostics] == [
        ("D706", "/a.bib", 2),
        ("D706", "b.json", 1),
    ]
    assert found.diagnostics[1].related[0].span == Span(one.path, 1, 9, 3)


@pytest.mark.parametrize("name", ["x.json", "x.bib", "x.ris"])
def test_other_encodings_and_controls_are_refused_at_their_line(name: str) -> None:
    for data, rule in ((b"\n\ncaf\xe9", "D101"), ("\n\na\u202eb".encode(), "D102"), (b"\n\n\x00", "D102")):
        (fault,) = read(name, data).diagnostics
        assert (fault.rule, fault.span.line) == (rule, 3)


def test_a_byte_order_mark_and_any_line_ends_are_read() -> None:
    assert only(read("x.bib", b"\xef\xbb\xbf@online{k,\r\n title={T}}\r\n")).title == "T"


def test_a_flood_of_faults_is_cut_and_counted() -> None:
    found = read("x.ris", "stray\n" * 1000)
    assert len(found.diagnostics) == 201 and "800 more" in found.diagnostics[-1].message


@settings(max_examples=300, deadline=None)
@given(
    st.text(alphabet="@book{}(),=\"#\\\n'`$~%kTitle -:[]0129", max_size=80),
    st.sampled_from(["x.json", "x.bib", "x.ris"]),
)
def test_no_text_makes_an_importer_raise(text: str, name: str) -> None:
    for data in (text, f"@book{{k, title = {{{text}}}}}", f"TY  - BOOK\nID  - k\nTI  - {text}\nER  - "):
        for fault in read(name, data).diagnostics:
            assert fault.span.line <= data.count("\n") + 1 and fault.help


# BibTeX


def test_an_entry_becomes_a_work() -> None:
    work = only(
        read(
            "x.bib",
            """Comment outside, me@example.org.
@string{gt = "Gulf " # {Time}}
@comment{anything {here}}
@preamble{"\\newcommand{x}"}
@Article(doe-2020, entrysubtype = "newspaper", author = {Doe, Jane and {A and B} and others},
  title = {{The {\\"O}l March}}, subtitle = {An {"}overview{"}}, journal = gt, year = 2020, month = aug, day = 9,
  pages = {3--5}, number = 7, url = {https://example.org/a\\_b?x=1&y=%20}, keywords = {one, {two, three}; four},
  langid = {russian}, file = {/home/x.pdf}, file = {twice},)
""",
        )
    )
    assert (work.key, work.type, work.title) == ("doe-2020", WorkType.ARTICLE_NEWSPAPER, 'The Öl March: An "overview"')
    assert work.authors == (Creator("Doe", "Jane"), Creator(literal="A and B"))
    assert (work.container_title, work.page, work.issue, work.language) == ("Gulf Time", "3-5", "7", "ru")
    assert work.url == "https://example.org/a_b?x=1&y=%20" and work.keywords == ("one", "two, three", "four")
    assert work.issued is not None and work.issued.text == "2020-08-09"


@pytest.mark.parametrize(
    ("fields", "edtf"),
    [
        ("date = {2020-08-16}", "2020-08-16"),
        ("date = {2020-08~/..}", "2020-08~/.."),
        ("date = {2021}, year = {1999}", "2021"),
        ("year = 2020", "2020"),
        ("year = 2020, month = 8", "2020-08"),
        ('year = 2020, month = "9~" # aug', "2020-08-09"),
        ("year = 2020, month = {August}", "2020-08"),
        ("year = 2020, month = {Sommer}", "2020"),
        ("year = 800", "0800"),
    ],
)
def test_dates_of_bibtex_and_biblatex(fields: str, edtf: str) -> None:
    assert issued(bib(fields)) == edtf


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"G{\"o}del and {\'E}tienne \o del", "Gödel and Étienne ødel"),
        (r"\'{\i}\v{c}\c c\H{o}\r{a}\k{a}\u g", "íčçőåąğ"),
        (r"50\% \& \$5 \#1 a\_b \textasciitilde{}x", "50% & $5 #1 a_b ~x"),
        (r"\emph{so} {\bf x} \textit{y}", "so x y"),
        ("a---b--c ``d'' e~f", "a—b–c “d” e\u00a0f"),
        (r"$E = mc^2$ and $\alpha$", r"$E = mc^2$ and $\alpha$"),
        (r"\href{https://e.org/x_y}{there}", "there"),
        (r"\url{https://e.org/x_y}", "https://e.org/x_y"),
        (r"stra\ss e \L{}odz \aa", "straße Łodz å"),
        ("{" * 5000 + "x" + "}" * 5000, "x"),
    ],
)
def test_tex_is_decoded_where_it_means_letters(tex: str, text: str) -> None:
    assert decode(tex).text == text and decode(tex).unknown == ()


@pytest.mark.parametrize("accent", sorted(set(ACCENTS) - {"t", "b", "d", "G"}))
def test_accents_agree_with_pylatexenc(accent: str) -> None:
    for letter in "aeioucnszAEO":
        tex = f"\\{accent}{{{letter}}}"
        assert decode(tex).text == LatexNodes2Text().latex_to_text(tex)


@pytest.mark.parametrize("sign", ["ss", "ae", "OE", "o", "L", "aa", "textendash", "textquotedblleft", "guillemotleft"])
def test_signs_agree_with_pylatexenc(sign: str) -> None:
    assert SIGNS[sign] == LatexNodes2Text().latex_to_text(f"\\{sign}{{}}")


def test_tex_is_never_run_and_an_unknown_command_is_printed_as_typed() -> None:
    found = bib(r"publisher = {\input{/etc/passwd} \write18{touch x}}")
    assert found.works[0].publisher.startswith(r"\input{/etc/passwd} \write18")
    assert [(fault.rule, fault.severity, fault.span.line) for fault in found.diagnostics] == [
        ("D713", "warning", 3)
    ] * 2


@pytest.mark.parametrize(
    ("tex", "creators"),
    [
        ("Jane Doe", (Creator("Doe", "Jane"),)),
        ("Ludwig van Beethoven", (Creator("Beethoven", "Ludwig", particle="van"),)),
        ("van der Berg, Jan", (Creator("Berg", "Jan", particle="van der"),)),
        ("King, Jr., Martin Luther", (Creator("King", "Martin Luther", suffix="Jr."),)),
        ("{van der Meer}, Jan", (Creator("van der Meer", "Jan"),)),
        ("{Barnes and Noble, Inc.}", (Creator(literal="Barnes and Noble, Inc."),)),
        ('G{\\"o}del, Kurt AND Doe, J.', (Creator("Gödel", "Kurt"), Creator("Doe", "J."))),
        ("family=Meer, given=Jan, prefix=van der", (Creator("Meer", "Jan", particle="van der"),)),
        ('"family=Meer, given=Jan "', (Creator("Meer", "Jan"),)),
        ("Reuters", (Creator("Reuters"),)),
        ("and and and", ()),
        ("", ()),
    ],
)
def test_names_are_taken_apart_as_bibtex_does(tex: str, creators: tuple[Creator, ...]) -> None:
    assert tuple(one for one in creators_of(tex) if one != Creator("and")) == creators


def test_pages_full_of_blanks_are_read_in_time() -> None:
    start = time.process_time()
    (work,) = read("x.bib", f"@book{{a, title={{T}}, pages={{1 {' ' * 100_000}-- 2}}}}").works
    assert work.page == "1-2"
    assert time.process_time() - start < 15  # quadratic work takes minutes; a busy machine must not fail


def test_a_name_full_of_blanks_is_read_in_time() -> None:
    start = time.process_time()
    assert creators_of(f"family=a{' ' * 20_000}b") == (Creator("a b"),)
    assert time.process_time() - start < 15  # quadratic work takes minutes; a busy machine must not fail


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("@book{k, title = {Title,\n year = 2020\n}\n", 1),
        ('@book{k,\n title = "Title,\n year = 2020\n}\n', 1),
        ("@book{k,\n title {T}\n}", 2),
        ("@book{k,\n title = {T}\n year = 2020\n}", 3),
        ("@book{k,\n title = ,\n}", 2),
        ("@book{title = {T}}", 1),
        ("@string{x}", 1),
    ],
)
def test_a_broken_entry_is_a_fault_and_the_next_one_is_read(text: str, line: int) -> None:
    found = read("x.bib", f"{text}\n@online{{next, title = {{T}}}}")
    assert [(fault.rule, fault.span.line) for fault in found.diagnostics] == [("D702", line)]
    assert [work.key for work in found.works] == ["next"]


def test_strings_that_grow_without_end_are_refused() -> None:
    doubling = "".join("@string{a = a # a}\n" for _ in range(60))
    found = read("x.bib", f'@string{{a = "0123456789"}}\n{doubling}@book{{k, title = a}}')
    assert rules(found)[0] == "D702" and found.works == ()


def test_a_child_takes_over_what_its_parent_says_and_circles_end() -> None:
    found = read(
        "x.bib",
        "@incollection{a, crossref = {b}, title = {Part}}\n@collection{b, crossref = {a}, title = {Whole}, year = 2020}",
    )
    child = only(ReadWorks(found.entries[:1], found.diagnostics))
    assert (child.container_title, child.issued and child.issued.text) == ("Whole", "2020")


# RIS


def test_a_record_becomes_a_work() -> None:
    work = only(
        ris(
            "AU  - Doe, Jane, Jr.",
            "A1  - Associated Press",
            "T2  - Gulf Time",
            "DA  - 2020/08/16/",
            "PY  - 2019",
            "Y2  - 2026/10/01/",
            "UR  - https://example.org/x",
            "SP  - 3",
            "EP  - 5",
            "KW  - one",
            "two words",
            "SN  - 1234-567X",
            "AB  - First line",
            "second line",
            "XX  - unknown",
        )
    )
    assert work.authors == (Creator("Doe", "Jane", suffix="Jr."), Creator(literal="Associated Press"))
    assert (work.container_title, work.page, work.issn) == ("Gulf Time", "3-5", "1234-567X")
    assert work.issued is not None and work.issued.text == "2020-08-16"
    assert (work.keywords, work.abstract) == (("one", "two words"), "First line\nsecond line")


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2020/08/16/", "2020-08-16"),
        ("2020/08//", "2020-08"),
        ("2020///", "2020"),
        ("2020", "2020"),
        ("2020-8-6", "2020-08-06"),
        ("2020-08~", "2020-08~"),
    ],
)
def test_dates_of_ris(value: str, edtf: str) -> None:
    assert issued(ris(f"DA  - {value}")) == edtf


def test_a_ris_date_in_words_or_beyond_the_calendar_leaves_the_work_undated() -> None:
    assert rules(ris("DA  - August 2020")) == rules(ris("DA  - 2020///summer")) == ["D709"]
    found = ris("DA  - 2020/08/32/")
    assert rules(found) == ["D708"] and found.diagnostics[0].span == Span(FOLDER + "x.ris", 4, 7, 11)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("TY  - NEWS\nID  - a\nTI  - T\n", [("D702", 1)]),
        ("TY  - NEWS\nID  - a\nTI  - T\nTY  - NEWS\nID  - b\nTI  - T\nER  - ", [("D702", 1)]),
        ("header\nTY  - NEWS\nID  - a\nTI  - T\nER  - \ntrailer", [("D702", 1), ("D702", 6)]),
        ("TY  - \nID  - a\nTI  - T\nER  - ", [("D711", 1)]),
        ("TY  - NEWS\nTI  - T\nER  - ", [("D705", 1)]),
        ("", []),
    ],
)
def test_what_is_wrong_with_a_ris_file_is_said_at_its_line(text: str, faults: list[tuple[str, int]]) -> None:
    assert [(fault.rule, fault.span.line) for fault in read("x.ris", text).diagnostics] == faults


# files of others

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="needs the third-party data folder")


DIFFERENT = {
    "Author splitter failure": "mathematics stays as typed",
    "Better BibLaTeX import improvements #549": "entries without title or key of ours",
    "BibTeX import; preamble with def create problems #732": "macros of a preamble are not run",
    "Endnote should parse": "entries without key",
    "Failure to handle unparsed author names (92)": "mathematics stays as typed",
    "Film references do not export properly for APA formating #2494": "directors in a field of Zotero's own",
    "Import Jabref fileDirectory, unexpected reference type #1058": "authors are contributors there",
    "Improve import of films #1837": "directors in a field of Zotero's own",
    "Import error with character '+' in BibTeX field name #2660": "titles taken from other fields",
    "Import of langle and rangle TeX commands #1468": "mathematics stays as typed",
    "Jabref groups import does not work #717.2.10": "keys that end in a hyphen",
    "Jabref groups import does not work #717.3.8": "keys that end in a hyphen",
    "Math markup to unicode not always imported correctly #472": "mathematics stays as typed",
    "Overline during Import #1467": "mathematics stays as typed",
    "Title of German entry converted to lowercase during import #1350": "two works with one key",
    "eprinttype field dropped on import #959": "mathematics stays as typed",
    "importing a title-cased bib #1246": "mathematics stays as typed",
    "unknown command handler #1733": "a key that Pandoc cannot write without braces",
}
"""Cases in which Better BibTeX reads titles, authors or the number of works otherwise, and why we do not."""


AUTHORS = {
    "author",
    "inventor",
    "director",
    "programmer",
    "presenter",
    "artist",
    "interviewee",
    "performer",
    "podcaster",
}
"""What Zotero calls the author of an item, by its type."""


def flat(text: str) -> str:
    """Return letters and digits only: Better BibTeX changes the case of titles and keeps markup."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]*>", "", text)).casefold()


def described(items: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """Return title and authors of Zotero items, in any order but their own."""
    return sorted(
        (
            flat(item["title"]),
            [
                flat(one.get("name") or one.get("lastName") or "")
                for one in item.get("creators", [])
                if one["creatorType"] in AUTHORS
            ],
        )
        for item in items
        if item.get("title")
    )


@pytest.mark.conformance
@needs_data
def test_titles_and_authors_are_those_that_better_bibtex_reads() -> None:
    agreed = 0
    for path in sorted((DATA / "zotero-bbt/import").glob("*.bib")):
        items = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["items"]
        works = read("x.bib", path.read_bytes()).works
        if path.stem in DIFFERENT:
            continue
        assert len(works) == len(items), path.stem
        titles = {flat(item["title"]) for item in items if item.get("title")}
        found = sorted(
            (flat(work.title), [flat(one.literal or one.particle + one.family) for one in work.authors])
            for work in works
            if flat(work.title) in titles
        )
        assert found == described(items), path.stem
        agreed += 1
    assert agreed > 60


@pytest.mark.conformance
@needs_data
def test_every_bibliography_of_the_collections_is_read_without_a_crash() -> None:
    paths = [path for path in sorted(DATA.glob("*t*/**/*")) if path.suffix in (".bib", ".biblatex", ".bibtex")]
    paths += sorted((DATA / "zotero-bbt").glob("**/*.csl.json"))
    counts: Counter[str] = Counter()
    for path in paths:
        name = path.with_suffix(".json" if path.suffix == ".json" else ".bib").name
        found = read(name, path.read_bytes())
        counts["files"] += 1
        counts["works"] += len(found.works)
        counts.update(rules(found))
    assert counts["files"] > 150 and counts["works"] > 700
    assert counts["D702"] == 3 and counts["D101"] == counts["D102"] == 0


@pytest.mark.conformance
@needs_data
def test_zoteros_csl_json_loses_no_item() -> None:
    for path in sorted((DATA / "zotero-bbt").glob("**/*.csl.json")):
        items = json.loads(path.read_text(encoding="utf-8"))
        found = read("x.json", path.read_bytes())
        assert len(found.works) == len({item["id"] for item in items}), path.name
        for item, work in zip(items, found.works, strict=True):
            assert work.key == item["id"]
            for name, creator in zip(item.get("author", []), work.authors, strict=True):
                assert creator.family == name.get("family", "") and creator.literal == name.get("literal", "")


@pytest.mark.conformance
@needs_data
def test_pybtex_files_agree_with_bibtexparser_on_keys() -> None:
    import bibtexparser

    for path in sorted((DATA / "bibtex-pybtex").glob("*.bib")):
        text = path.read_text(encoding="utf-8")
        wanted = [entry.key for entry in bibtexparser.parse_string(text).entries]
        assert [work.key for work in read("x.bib", text).works] == wanted, path.name
