"""The examples of CommonMark 0.31.2 still hold with our plug-ins on; those that differ on purpose say why.

Before comparing, the deliberate changes are undone: headings one level down and with ids, typographic marks, addresses
of links inside the site left to the planner (which also drops their titles), `rel` and class on links that lead out,
an image with a title as a figure.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from dossier.model import ImageRef, LinkRef, Ref
from dossier.parse.markdown import read_text

SPEC = Path(__file__).parents[2] / "shared" / "data" / "commonmark" / "spec-0.31.2.json"

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not SPEC.is_file(), reason="the third-party data folder is not here"),
]

BACKSLASH = "an address with a backslash is refused: browsers and servers disagree about it"
SCHEME = "an address of an unknown scheme is refused: it may start programs"
EMPTY = "an empty address is refused: it leads nowhere"
WIKILINK = "double brackets are a link to a record"
BACKTICK = "an address with a backtick is refused; it must be encoded"
QUOTE = "an address with a quotation mark is refused; it must be encoded"
IN_LINK = "an image inside a link to a record is shown as its description: the words of a link are finished early"

DIFFERENT = {
    20: BACKSLASH,
    144: "the language of a code block is a word, not a sign",
    200: EMPTY,
    202: BACKSLASH,
    346: BACKTICK,
    484: "a link to a record without words shows the record's own title",
    485: EMPTY,
    486: EMPTY,
    487: EMPTY,
    502: BACKSLASH,
    504: QUOTE,
    507: QUOTE,
    517: IN_LINK,
    531: IN_LINK,
    548: WIKILINK,
    559: WIKILINK,
    567: EMPTY,
    590: WIKILINK,
    596: SCHEME,
    598: SCHEME,
    599: SCHEME,
    601: SCHEME,
    603: BACKSLASH,
}

Example = tuple[int, str, str]


@cache
def examples() -> tuple[Example, ...]:
    """Return (number, Markdown, HTML) of every example; `→` stands for a tab in the specification."""
    if not SPEC.is_file():
        return ()
    rows = json.loads(SPEC.read_text(encoding="utf-8"))
    return tuple((row["number"], row["markdown"].replace("→", "\t"), row["html"].replace("→", "\t")) for row in rows)


def has_html(source: str) -> bool:
    """Tell whether HTML would pass through here in CommonMark."""
    tokens = MarkdownIt("commonmark").parse(source)
    return any(t.type == "html_block" or any(c.type == "html_inline" for c in t.children or ()) for t in tokens)


def render(source: str) -> str:
    text = read_text(source, path="x.md", line=1, language="en")
    return "".join(part if isinstance(part, str) else fill(text.refs[part]) for part in text.body)


def fill(ref: Ref) -> str:
    if isinstance(ref, LinkRef):
        fragment = f"#{ref.heading}" if ref.heading else ""
        return f'<a href="{html.escape(ref.target + fragment)}">{ref.label or html.escape(ref.target)}</a>'
    assert isinstance(ref, ImageRef)
    title = f' title="{html.escape(ref.title)}"' if ref.title else ""
    return f'<img src="{html.escape(ref.src)}" alt="{html.escape(ref.alt)}"{title} />'


def undo(markup: str) -> str:
    """Take our deliberate changes back."""
    markup = re.sub(r' id="[hp]-[^"]*"', "", markup)
    markup = markup.replace(' rel="noopener noreferrer" class="external"', "")
    markup = re.sub(
        r"<figure>(<img [^>]*) />\s*<figcaption>(.*?)</figcaption>\s*</figure>", r'<p>\1 title="\2" /></p>', markup
    )
    return alike(markup.replace("<br>", "<br />").replace("<hr>", "<hr />"))


def alike(markup: str) -> str:
    """Write what means the same in one way: encoded addresses, typographic marks, headings, blank blocks."""
    markup = re.sub(r'(href|src)="([^"]*)"', lambda found: f'{found[1]}="{unquote(html.unescape(found[2]))}"', markup)
    markup = re.sub(r'(<a href="(?!https?:)[^>]*?") title="[^"]*">', r"\1>", markup)
    for printed, typed in (
        ("“", "&quot;"),
        ("”", "&quot;"),
        ("‘", "'"),
        ("’", "'"),
        ("…", "..."),
        ("—", "---"),
        ("–", "--"),
    ):
        markup = markup.replace(printed, typed)
    markup = markup.replace("&#x27;", "'").replace("<blockquote>\n</blockquote>", "<blockquote></blockquote>")
    return ranked(markup)


def ranked(markup: str) -> str:
    """Number headings from the highest of the text, at most five levels: ours stand below the title of the page."""
    levels = [int(level) for level in re.findall(r"<h([1-6])>", markup)]
    top = min(levels, default=1)
    return re.sub(r"<(/?)h([1-6])>", lambda found: f"<{found[1]}h{min(int(found[2]) - top + 1, 5)}>", markup)


def differs(example: Example) -> bool:
    return undo(render(example[1])) != alike(example[2])


def test_only_the_listed_examples_differ() -> None:
    found = {example[0] for example in examples() if not has_html(example[1]) and differs(example)}
    assert found == set(DIFFERENT)


def test_there_are_652_examples_and_most_are_compared() -> None:
    compared = [number for number, source, _ in examples() if not has_html(source) and number not in DIFFERENT]
    assert len(examples()) == 652
    assert len(compared) > 550


def test_html_of_the_examples_is_shown_as_text_or_dropped_as_a_comment() -> None:
    for number, source, _ in examples():
        if not has_html(source):
            continue
        text = read_text(source, path="x.md", line=1, language="en")
        tags = set(re.findall(r"<([a-zA-Z][^\s>]*)", "".join(part for part in text.body if isinstance(part, str))))
        assert tags <= {"p", "a", "em", "strong", "pre", "code", "ul", "li", "ol", "blockquote", "h2", "br"}, number
