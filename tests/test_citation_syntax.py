"""Citation groups mean what they mean in Pandoc: its own parser is the oracle."""

from __future__ import annotations

import html
import json
import re

import pytest

from dossier.locators import parse_locator
from dossier.model import CitationRef
from dossier.parse.markdown import read_text

pypandoc = pytest.importorskip("pypandoc")

AGREED = """
Blah blah [@doe99].
Blah blah [see @doe99, pp. 33-35 and *passim*; @smith04, chap. 1].
Blah blah [@doe99; @smith2000; @smith2004].
Blah blah [see @doe99, pp. 33-35; also @smith04, chap. 1].
Smith says blah [-@smith04].
@smith04 says blah.
@smith04 [p. 33] says blah.
@smith04 [p. 33; @doe99] says so.
@smith04 [see @doe99] says so.
@smith04 [-@doe99] says so.
-@smith04 says blah.
-@smith04 [p. 4] says blah.
Blah [*see* @doe99, p. 3 **at least**].
Blah [see `code; @x` @doe99].
Blah [see \\; and @doe99].
Blah [@doe99, p. 3 \\@not].
Blah [@doe99 p. 3].
Blah [@doe99, 33].
Blah [@doe99, pp. iv, vi-xi, (xv)-(xvii) with suffix here].
Blah [@{Foo2000}].
@{Foo_bar.baz.} says.
@Foo_bar.baz. And more.
@Foo_bar--baz is not all key.
@item1: a colon.
@item1, a comma.
[@https://example.org/a/b] is a key.
[@{https://example.com/bib?name=foobar&date=2000}, p.  33].
@a:b/c.d#e$f%g&h+i?j<k>l~m has every mark.
Mail me@example.org now.
Mail <me@example.org> now.
Code `@doe99` and `[@doe99]`.
Escaped \\@doe99 and \\[@doe99].
[no key here]
[see; @doe99]
[@doe99; ]
[; @doe99]
[@doe99; no key]
[ @doe99 ]
[see\x20\x20@doe99,\x20\x20p. 3]
[@doe99]{.smallcaps}
[@doe99][@smith04]
[@doe99] [@smith04]
[@doe99]; [@smith04]
(@doe99, p. 3)
"@doe99" in quotation marks.
*@doe99* emphasised.
**[@doe99]** strong.
[@doe99, [see] p. 3]
[see [the others] @doe99]
@doe99 [[x] y]
@doe99 (p. 3)
@доу99 у кірыліцы.
[глядзі @доу99, с. 3; @смит04]
[@doe99, ¶ 4; see also @smith04, p. 3]
[@2020a]
[@_private]
@ alone
@- no
[-@doe99; -@smith04, p. 2]
[see -@doe99]
a-b @doe99.
[@doe99 [p. 3]]
[@doe99, "a quoted; thing" p. 3]
[@doe99, &amp; more]
[@doe99,p. 3]
[e.g., @doe99]
[cf. @doe99, sec. 2.1, and passim]
@doe99's book
[@doe99's book]
@doe99 [a note; no key]
@doe99 [; @smith04]
A footnote^[See [@doe99, p. 3].] here.
@doe99 [p. 3](https://example.org)
@doe99[p. 3]
[@doe99: p. 3]
[@doe99; @smith04; see @other2, pp. 1--2]
""".strip().split("\n")

OURS = {
    "Write to first_@example.org": "an `@` behind a word and `_` is an address",
    "Write to first-@example.org": "an `@` behind a word and `-` is an address",
    "See https://example.org/@nexta_live today.": "an `@` behind a slash belongs to a web address",
    "@doe99 [[smith]] said": "a wikilink is no locator",
    "A [link @smith04](https://example.org) text.": "a link leads to one place",
    "[@smith04](https://example.org) is a link.": "a link leads to one place",
    "![an image [@smith04]](x.png)": "a description is plain words",
}

Item = tuple[str, str, object, str, str]


def text_of(nodes: object) -> str:
    """Join what Pandoc's inlines print."""
    if isinstance(nodes, list):
        return "".join(text_of(node) for node in nodes)
    if not isinstance(nodes, dict):
        return ""
    kind, content = nodes["t"], nodes.get("c")
    if kind == "Str":
        return str(content)
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind in ("Code", "Cite", "Link", "Span", "Quoted"):
        return str(content[1]) if kind == "Code" else text_of(content[1])
    return text_of(content)


def cites_in(node: object) -> list[list[Item]]:
    """Collect every citation of a Pandoc document, in order."""
    if isinstance(node, list):
        return [cite for item in node for cite in cites_in(item)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Cite":
        return [[item_of(citation) for citation in node["c"][0]]]
    return cites_in(list(node.values()))


def item_of(citation: dict[str, object]) -> Item:
    locator, suffix = parse_locator(text_of(citation["citationSuffix"]).strip().removeprefix(",").lstrip())
    mode = citation["citationMode"]
    assert isinstance(mode, dict)
    return (
        str(citation["citationId"]),
        text_of(citation["citationPrefix"]).strip(),
        locator,
        suffix.strip(),
        mode["t"],
    )


def pandoc_cites(source: str) -> list[list[Item]]:
    output = pypandoc.convert_text(source, "json", format="markdown-smart-example_lists")
    return cites_in(json.loads(output)["blocks"])


def our_cites(source: str) -> list[list[Item]]:
    text = read_text(source, path="x.md", line=1, language="en")
    return [items_of(ref) for ref in text.refs if isinstance(ref, CitationRef)]


def items_of(ref: CitationRef) -> list[Item]:
    def mode(index: int) -> str:
        if ref.items[index].suppress_author:
            return "SuppressAuthor"
        return "AuthorInText" if ref.narrative and index == 0 else "NormalCitation"

    return [
        (item.key, plain(item.prefix), item.locator, plain(item.suffix), mode(index))
        for index, item in enumerate(ref.items)
    ]


def plain(markup: str) -> str:
    """Drop tags and typography, which the oracle leaves alone."""
    text = html.unescape(re.sub(r"<[^>]*>", "", markup))
    return text.replace("“", '"').replace("”", '"').replace("–", "--").replace("’", "'")


@pytest.mark.parametrize("source", AGREED)
def test_a_citation_means_what_it_means_to_pandoc(source: str) -> None:
    assert our_cites(source) == pandoc_cites(source)


@pytest.mark.parametrize("source", OURS)
def test_an_address_or_a_link_is_never_taken_for_a_citation(source: str) -> None:
    keys = [item[0] for cite in our_cites(source) for item in cite]
    assert keys == (["doe99"] if "doe99" in source else [])


def test_a_second_key_without_semicolon_is_a_fault_at_its_place() -> None:
    text = read_text("So [@doe99 and @smith04].", path="x.md", line=7, language="en")
    (fault,) = text.diagnostics
    assert (fault.rule, fault.span.line, fault.span.column, fault.span.length) == ("D316", 7, 16, 8)
    assert "; @smith04" in fault.help
