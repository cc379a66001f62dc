"""What the rest of dossier knows about a text: places, sentences, blocks, quotations, anchors; and what no text can do."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dossier.diagnostics import Span
from dossier.model import CitationRef, ClaimRef, ImageRef, LinkRef
from dossier.parse.markdown import Text, read_text
from dossier.parse.markdown.sentences import split_sentences

FIRST_LINE = 5
FOAM = Path(__file__).parents[2] / "shared" / "data" / "foam-vault"
BAD = Path(__file__).parents[2] / "shared" / "bad-inputs" / "cases"


def read(text: str, language: str = "en") -> Text:
    return read_text(text, path="content/notes/x.md", line=FIRST_LINE, language=language)


def under(span: Span, text: str) -> str:
    """Return the characters of the file that a span stands on."""
    line = text.split("\n")[span.line - FIRST_LINE]
    return line[span.column - 1 : span.column - 1 + span.length]


def html_of(text: Text) -> str:
    return "".join(part for part in text.body if isinstance(part, str))


PLACES = [
    "See [[a]] now.",
    "Привет, [[ёж|друг]] и [@b, с. 3] тут.",
    "  Indented [[a]].",
    "First line\nsecond [[a]] line\n   third [@b] line.",
    "# A [[a]] heading #",
    "Setext [[a]]\n===",
    "> quoted [[a]]\n> and [@b]\n-- [[c]]",
    "> lazy\ncontinuation [[a]]",
    "- item [[a]]\n  - inner\n    [@b]",
    "1. one\n\n   two [[a]]",
    "> - deep [[a]]\n>   more [@b]",
    "| [[a]] | [[a]] |\n|---|---|\n| `[[a]]` | [[a]] |\n| [[x\\|y]] | \\| [@b] |",
    "Note.[^1]\n\n[^1]: See [[a]] and\n    then [@b].",
    "Inline^[see [[a]] and [@b]] note.",
    "Term\n: Definition [[a]]\n  goes on [@b].",
    "::: note With [[a]]\nText [@b].\n:::",
    '![x](/media/x.png "Caption [@b] here")',
    "A [link](x.md) and <b>.",
    "Emphasis *with [[a]] and **[@b]** in* it.",
    "- [ ] task [[a]]",
    "\tcode\n\n-\titem [[a]]",
    "{.lead}\nText [[a]].",
    "# Title {#id .lead}\n\n[[a]]",
    "@b [p. 3] says; {claim: c}.",
    "> Words.\n> -- [[a]] [@b, ¶ 3]",
    "<!-- c\n-->\n[[a]] text",
]


@pytest.mark.parametrize("text", PLACES)
def test_every_reference_stands_exactly_at_its_place(text: str) -> None:
    refs = read(text).refs
    assert refs
    for ref in refs:
        there = under(ref.span, text)
        match ref:
            case LinkRef():
                assert there.startswith(("[[", "[")) and there.endswith(("]]", ")")), there
            case CitationRef():
                assert there.startswith(("[", "@")) and "@" in there, there
                assert [under(item.span, text) for item in ref.items] == [f"@{item.key}" for item in ref.items]
            case ClaimRef():
                assert there == "{claim: c}"
            case ImageRef():
                assert there.startswith("![") and there.endswith(")")


def test_faults_stand_exactly_at_their_place() -> None:
    text = "Good.\n\n- a [b](javascript:x)\n  and [^9] <i>\n\n| a |\n|---|\n| ![](x.png) |"
    found = [(fault.rule, under(fault.span, text)) for fault in read(text).diagnostics]
    assert found == [("D304", "[b](javascript:x)"), ("D308", "[^9]"), ("D302", "<i>"), ("D307", "![](x.png)")]


SENTENCES = [
    ("One. Two? Three! Four", "en", ["One.", "Two?", "Three!", "Four"]),
    ("Mr. Smith met Dr. Jones. They left.", "en", ["Mr. Smith met Dr. Jones.", "They left."]),
    ("J. K. Rowling wrote. A. Lukashenko spoke.", "en", ["J. K. Rowling wrote.", "A. Lukashenko spoke."]),
    ("It rose 3.5 percent. Then 2.", "en", ["It rose 3.5 percent.", "Then 2."]),
    ("“Stop!” he said. “Go.” They went.", "en", ["“Stop!” he said.", "“Go.”", "They went."]),
    ("The U.S. Senate sat. No. 5 was read.", "en", ["The U.S. Senate sat.", "No. 5 was read."]),
    ("They met in 2020. The vote came.", "en", ["They met in 2020.", "The vote came."]),
    ("See example.org. Now.", "en", ["See example.org.", "Now."]),
    ("Wait… what? Yes… Then.", "en", ["Wait… what?", "Yes…", "Then."]),
    (
        "В Минске на ул. Ленина был А. Г. Лукашенко. Он ушёл.",
        "ru",
        ["В Минске на ул. Ленина был А. Г. Лукашенко.", "Он ушёл."],
    ),
    ("Это было в 2020 г. Минск ждал.", "ru", ["Это было в 2020 г.", "Минск ждал."]),
    ("Праз 5 тыс. чалавек прыйшлі. Потым сышлі.", "be", ["Праз 5 тыс. чалавек прыйшлі.", "Потым сышлі."]),
    ("Am 9. August 2020 war Wahl. Sie war z. B. laut.", "de", ["Am 9. August 2020 war Wahl.", "Sie war z. B. laut."]),
    ("選挙があった。抗議が続いた。", "ja", ["選挙があった。", "抗議が続いた。"]),
    ("هل جاء؟ نعم جاء. ثم ذهب.", "ar", ["هل جاء؟", "نعم جاء.", "ثم ذهب."]),
    ("1. This is first. And second.", "en", ["1. This is first.", "And second."]),
]


@pytest.mark.parametrize(("text", "language", "expected"), SENTENCES)
def test_a_text_is_cut_where_its_sentences_end(text: str, language: str, expected: list[str]) -> None:
    assert split_sentences(text, language) == expected


def test_a_citation_behind_the_full_stop_belongs_to_the_sentence_before_it() -> None:
    text = read("It was so. [@a] It was [[b]] there [@c]. End. [@d; @e]")
    assert text.sentences == (("It was so. ", 0), ("It was ", 1, " there ", 2, "."), ("End. ", 3))
    assert [ref.sentence for ref in text.refs] == [0, 1, 1, 2]


def test_a_narrative_citation_begins_a_sentence() -> None:
    text = read("So it was. @a says so.")
    assert text.sentences == (("So it was.",), (0, " says so."))


def test_line_ends_markup_and_notes_leave_no_trace_in_sentences() -> None:
    text = read("One *two*\nthree `four`[^1] [five](https://example.org) &amp; six.\n\n[^1]: N.")
    assert text.sentences[0] == ("One two three four five & six.",)


def test_headings_have_no_sentence_and_give_their_own_anchor() -> None:
    text = read("# On [[a]]")
    (ref,) = text.refs
    assert (ref.sentence, ref.anchor, text.sentences) == (-1, "h-on-a", ())


def test_a_row_of_a_table_is_one_sentence() -> None:
    text = read("| a | b |\n|---|---|\n| [[x]] | 3 [@y] |")
    assert text.sentences == ((0, " · 3 ", 1),)
    assert [block.kind for block in text.blocks] == ["table-row"]


def test_an_anchor_is_the_id_of_the_block_or_the_number_of_the_citation() -> None:
    text = read("Plain.\n\nOne [[a]] [@b] [[c]].\n\n- two [[d]]\n\n{#mine}\nThree [[e]] [@f].")
    assert [ref.anchor for ref in text.refs] == ["p-1", "cite-1", "p-1", "p-2", "h-mine", "cite-2"]
    assert re.findall(r'<(\w+) id="([^"]+)"', html_of(text)) == [("p", "p-1"), ("li", "p-2"), ("p", "h-mine")]


BLOCKS = """Cited [@a].

Uncited.

Noted.[^1] Noted badly.[^2]

- item
- cited {claim: c}

> Words.
> -- [[a]] [@b]

Term
: Definition

![x](/media/x.png)

[^1]: See [@a].

[^2]: No source.
"""


def test_blocks_say_what_they_are_and_whether_they_cite() -> None:
    found = [(block.span.line - FIRST_LINE + 1, block.kind, block.cited) for block in read(BLOCKS).blocks]
    assert found == [
        (1, "paragraph", True),
        (3, "paragraph", False),
        (5, "paragraph", True),
        (7, "list-item", False),
        (8, "list-item", True),
        (10, "quotation", True),
        (10, "caption", True),
        (13, "definition", False),
        (14, "definition", False),
        (18, "footnote", True),
        (20, "footnote", False),
    ]


def test_a_quotation_knows_its_speaker_its_source_and_its_words() -> None:
    text = read("> It is *strong* & [[b|fair]].\n> Really.\n>\n> Yes.\n> -- [[a|She]], Minsk [@s, ¶ 3]")
    (quotation,) = text.quotations
    assert quotation.text == "It is strong & fair. Really.\nYes."
    assert (quotation.speaker, quotation.citation, quotation.speaker_text) == (1, 2, "")
    assert (quotation.anchor, quotation.span.line) == ("quote-1", FIRST_LINE)
    assert 'id="quote-1"' in html_of(text)


def test_a_speaker_without_a_record_is_kept_as_words() -> None:
    (quotation,) = read("> Words.\n> -- A worker, Minsk [@s]").quotations
    assert (quotation.speaker, quotation.speaker_text) == (None, "A worker, Minsk")


def test_the_lead_is_the_first_paragraph_without_notes_and_ids() -> None:
    text = read("# Title\n\n> quoted\n\nFirst *with* [[a]][^1] [w]{#x lang=ru}.\n\nSecond.\n\n[^1]: Note.")
    assert text.lead == ("First <em>with</em> ", 0, ' <span lang="ru">w</span>.')


def test_a_text_without_words_is_empty() -> None:
    assert read("") == Text() == read(" \n\n")


def test_equal_texts_at_other_places_are_equal() -> None:
    text = "A [[b]] [@c].\n\n# D"
    assert read(text).refs == read_text(text, path="y.md", line=99, language="en").refs
    assert read(text).body == read(text.replace("\n", "\r\n")).body


def test_the_outline_holds_no_links() -> None:
    (heading,) = read("## The *big* [[a|city]] [x](https://example.org) [@b][^1]\n\n[^1]: N.").outline
    assert (heading.level, heading.html, heading.text) == (2, "The <em>big</em> city x", "The big city x")


COSTLY = {
    "open brackets": "[" * 50_000,
    "open links": "[a](b" * 20_000,
    "open images": "![" * 50_000,
    "open wikilinks": "[[a|" * 20_000,
    "open citations": "[@a; " * 20_000,
    "citations without end": "@a [" * 20_000,
    "stars": "*a_ " * 20_000,
    "emphasis in emphasis": "*a " * 2_900 + "a* " * 2_900,
    "many links": "[*a* [[b]]](c) " * 3_000,
    "quotation marks": '"a" ' * 20_000,
    "exclamation marks": "!" * 50_000,
    "comments": "<!-- " * 20_000,
    "tags": '<a b="' * 20_000,
    "quotations in quotations": "> " * 20_000,
    "lists in lists": "- " * 3_000,
    "lists in lists by indentation": "\n".join(" " * (2 * i) + "- a" for i in range(1_000)),
    "boxes in boxes": "::: note\n" * 1_000,
    "notes in notes": "[^a]: " * 3_000,
    "a wide table": f"{'a|' * 2_000}\n{'-|' * 2_000}\n" + "a\n" * 200,
    "many tables": "|a|\n|-|\n" * 9_000,
    "many headings": "# a\n\n" * 9_000,
    "one long line": "word " * 150_000,
    "too long": "word " * 300_000,
    "braces": "{a " * 20_000,
    "a claim without end": "{claim:" + " " * 50_000 + "b",
    "blanks in a heading": "# a" + " " * 100_000 + "b",
}


@pytest.mark.parametrize("name", COSTLY)
def test_a_costly_text_is_read_in_time_and_nothing_is_lost(name: str) -> None:
    text = COSTLY[name]
    start = time.process_time()
    found = read(text)
    assert time.process_time() - start < 20  # quadratic work takes minutes; a busy machine must not fail
    assert html_of(found) or found.diagnostics


def test_a_text_beyond_the_limits_says_so_and_is_shown() -> None:
    for name in ("quotations in quotations", "a wide table", "open brackets", "too long", "boxes in boxes"):
        found = read(COSTLY[name])
        assert "D301" in [fault.rule for fault in found.diagnostics], name
        assert html_of(found), name


@pytest.mark.parametrize(
    "text", ["> ::: note\n> ", "> |a|\n>", "- {", "[^1]:", ">", "::: note", "|a|\n|-|", "a\n:", "*[a]:", "<!--"]
)
def test_a_text_may_end_anywhere(text: str) -> None:
    assert isinstance(read(text), Text)


def test_three_thousand_citations_in_a_paragraph_are_no_fault() -> None:
    found = read("[@a] " * 3_000)
    assert (len(found.refs), found.diagnostics) == (3_000, ())


PIECES = st.sampled_from(
    r"""
    [[x]] ¦ [[a|b]] ¦ [@a] ¦ @b ¦ [see @c, p. 3; @d] ¦ -@a ¦ {claim: t} ¦ > ¦ -- ¦ - ¦ [ ] ¦ 1. ¦ # ¦ {#id .lead} ¦ | ¦ ;
    ![alt](/m.png 't') ¦ [^1] ¦ [^1]: ¦ ^[ ¦ ] ¦ [ ¦ ( ¦ ` ¦ ``` ¦ <b> ¦ <!-- ¦ --> ¦ * ¦ ** ¦ _ ¦ ~~ ¦ \ ¦ ::: note ¦ :::
    *[HTML]: x ¦ HTML ¦ [TOC] ¦ " ¦ ' ¦ ... ¦ Word ¦ мова. ¦ &amp; ¦ &#x202e; ¦ [a](x.md#h) ¦ [a](https://e.org) ¦ {lang=ru}
    <https://a.b> ¦ ![[x]] ¦ http://a/@b ¦ { ¦ } ¦ @ ¦ ! ¦ <script> ¦ javascript: ¦ onclick=x ¦ style=y ¦ |-|-|
    """.replace("\n", "¦").split("¦")
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r", "\t", "    ", " ", ": ", "\n|-|-|\n", "\x00", "\x01", "\u202e"])
TEXTS = st.lists(st.one_of(PIECES, BREAKS, st.text(max_size=4)), max_size=60).map("".join)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS, st.sampled_from(["en", "ru", "de-CH", "fr", "ja", "und"]))
def test_whatever_is_written_the_text_is_whole_and_harmless(text: str, language: str) -> None:
    found = read(text, language)
    markup = html_of(found)
    assert [part for part in found.body if isinstance(part, int)] == list(range(len(found.refs)))
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in zip(found.body, found.body[1:], strict=False))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069]", markup)
    assert not re.search(
        r"<(?:script|style|iframe|object|!--)|<[^>]*\s(?:on\w+|style)=|(?:href|src)=\"javascript:", markup
    )
    ids = re.findall(r'\sid="([^"]*)"', markup)
    assert len(ids) == len(set(ids))
    assert all(re.match(r"(?:h|p|fn|fnref|quote)-", name) for name in ids)
    for index, ref in enumerate(found.refs):
        assert ref.anchor in ids or re.fullmatch(r"cite-\d+", ref.anchor)
        assert ref.sentence < 0 or index in found.sentences[ref.sentence]


def wikilinks_outside_code(source: str) -> int:
    """Count what looks like a wikilink where plain CommonMark sees words."""
    inlines = (token for token in MarkdownIt("commonmark").enable("table").parse(source) if token.type == "inline")
    words = ("".join(child.content for child in token.children or () if child.type == "text") for token in inlines)
    return sum(len(re.findall(r"\[\[[^\[\]\\]+\]\]", word)) for word in words)


@pytest.mark.conformance
@pytest.mark.skipif(not FOAM.is_dir(), reason="the third-party data folder is not here")
def test_every_wikilink_of_a_real_vault_is_found_at_its_place() -> None:
    count = 0
    for path in sorted(FOAM.rglob("*.md")):
        source = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        refs = [ref for ref in read(source).refs if isinstance(ref, LinkRef)]
        found = [ref for ref in refs if under(ref.span, source).lstrip("!").startswith("[[")]
        assert len(found) >= wikilinks_outside_code(source), path
        count += len(found)
    assert count > 150


@pytest.mark.conformance
@pytest.mark.skipif(not BAD.is_dir(), reason="the folder of bad inputs is not here")
@pytest.mark.parametrize("case", sorted((BAD / "markdown").glob("*")) + sorted((BAD / "links").glob("*")), ids=str)
def test_a_bad_input_becomes_harmless_markup(case: Path) -> None:
    for path in case.rglob("*.md"):
        found = read(path.read_text(encoding="utf-8").split("\n---\n", 1)[1])
        markup = html_of(found)
        tags = set(re.findall(r"<([a-zA-Z][^\s>/]*)", markup))
        assert tags <= {"p", "a", "h2", "h3", "h4", "h5", "strong", "pre", "code"}
        assert not re.search(r'href="(?:javascript|data|file|vbscript|intent|//)', markup)
        assert "EDITOR-ONLY" not in markup
