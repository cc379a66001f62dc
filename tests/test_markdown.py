"""Every construct has its page in tests/markdown: what is written, what comes out, what is reported.

A case is a title, the text between two lines `.`, and what comes of it up to a third. Holes are shown as `⟦…⟧`, faults
as lines that begin with `!`. UPDATE_MARKDOWN=1 writes what comes out now; look at the difference before you keep it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import assert_never

import pytest

from dossier.diagnostics import Diagnostic
from dossier.model import CitationRef, CitedItem, ClaimRef, ImageRef, LinkRef, Ref
from dossier.parse.markdown import Text, read_text

FOLDER = Path(__file__).parent / "markdown"
CASE = re.compile(r"^(?P<title>\S[^\n]*)\n\.\n(?P<text>.*?)^\.\n(?P<expected>.*?)^\.\n", re.M | re.S)
LANGUAGE = re.compile(r"\((?P<tag>[a-z]{2,3}(?:-[A-Z]{2})?)\)$")


@dataclass(frozen=True, slots=True)
class Case:
    page: Path
    title: str
    text: str
    expected: str

    def __str__(self) -> str:
        return f"{self.page.stem}: {self.title}"


def cases() -> Iterator[Case]:
    for page in sorted(FOLDER.glob("*.md")):
        for found in CASE.finditer(page.read_text(encoding="utf-8")):
            yield Case(page, found["title"], found["text"], found["expected"])


def read(text: str, language: str = "en") -> Text:
    return read_text(text, path="x.md", line=1, language=language)


def shown(text: Text) -> str:
    body = "".join(part if isinstance(part, str) else hole(text.refs[part]) for part in text.body)
    return body + "".join(map(fault, text.diagnostics))


def hole(ref: Ref) -> str:
    match ref:
        case LinkRef():
            heading = f" # {ref.heading}" if ref.heading else ""
            return f"⟦link {ref.target}{heading}{f' | {ref.label}' if ref.label else ''}⟧"
        case CitationRef():
            return f"⟦{'narrative' if ref.narrative else 'cite'} {'; '.join(map(item, ref.items))}⟧"
        case ClaimRef():
            return f"⟦claim {ref.target}⟧"
        case ImageRef():
            return f"⟦image {ref.src} | {ref.alt}{f' | {ref.title}' if ref.title else ''}⟧"
        case _:
            assert_never(ref)


def item(cited: CitedItem) -> str:
    locator = f"{cited.locator.type}={cited.locator.value}" if cited.locator else ""
    parts = (cited.prefix, f"{'-' if cited.suppress_author else ''}@{cited.key}", locator, cited.suffix)
    return " ".join(filter(None, parts))


def fault(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    place = f"{span.line}:{span.column}+{span.length}"
    return f"! {diagnostic.rule} {place} {diagnostic.message}{f' ({diagnostic.help})' if diagnostic.help else ''}\n"


def update(case: Case, found: str) -> None:
    before = f"{case.title}\n.\n{case.text}.\n"
    page = case.page.read_text(encoding="utf-8")
    case.page.write_text(page.replace(f"{before}{case.expected}.\n", f"{before}{found}.\n"), encoding="utf-8")


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_text_becomes_what_its_page_says(case: Case) -> None:
    language = LANGUAGE.search(case.title)
    found = shown(read(case.text.replace("→", "\t"), language["tag"] if language else "en"))
    if os.environ.get("UPDATE_MARKDOWN"):
        update(case, found)
    else:
        assert found == case.expected


def test_titles_are_unique_on_their_page() -> None:
    names = [str(case) for case in cases()]
    assert len(names) == len(set(names)) > 60
