"""Parsed files to bytes and back."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from enum import StrEnum

import pytest

from dossier.diagnostics import Related, Span
from dossier.model import CitationRef, CitedItem, ClaimRef, ImageRef, LinkRef, Parsed, Quotation
from dossier.model.files import InputFile
from dossier.parse import decode, encode, parse
from dossier.parse.codec import dump, load

EVENT = """\
---
title: Vote
date: 2020-08-09/2020-08-12~
time: {start: "20:00", zone: Europe/Minsk}
earliest: 2020-08-09T20:00:00+03:00
latest: "[2020-08-11,2020-08-12]"
places: [minsk]
participants:
  - actor: minister
    role: speaker
sources:
  - "gulftime, ¶ 4"
  - {source: ap, locator: {type: page, value: 3}, quote: "«Слова» 👩‍💻"}
extra: {deep: [1, {a: b}]}
corrections:
  - {date: 2020-09, what_was_wrong: x, what_it_says_now: y}
---

## Heading

See [[minister|the minister]] [@a, ¶ 4; see also @b, p. 3 and more] and {claim: turnout}.

> Words.
> -- [[minister]] [@a, ¶ 3]

![A map](/media/map.png "Title")
"""
PLACE = "---\nname: Minsk\nlat: 53.9\nlon: 27.5667\ncountry: BY\n---\n"
FAULTY = "---\ntitel: x\ntitel: y\npublished: never\n---\n\n[[ [@ {claim: } <b>\n"


def parsed(text: str, path: str = "content/events/vote.md") -> Parsed:
    return parse(InputFile(path, text.encode(), ""), "en")


REF = Span("content/notes/a.md", 3, 4, 5)
PARTS = (
    LinkRef("a", "A", "", REF, 0, "m-1"),
    CitationRef((CitedItem("k", "see", None, "", True, REF),), True, REF, 1, "cite-1"),
    ClaimRef("turnout", REF),
    ImageRef("/media/x.png", "alt", "title", REF),
)


def handmade() -> Parsed:
    """A file with one of everything, whatever the Markdown reader makes of the text."""
    made = parsed(EVENT)
    assert made.document is not None
    quotation = Quotation("Words", 0, "", 1, "quote-1", REF)
    body = ("<p>", 0, "</p>")
    document = replace(
        made.document, refs=PARTS, body=body, sentences=(("One ", 0),), quotations=(quotation,), lead=body
    )
    return replace(made, document=document)


@pytest.mark.parametrize(
    "value",
    [
        parsed(EVENT),
        handmade(),
        parsed(PLACE, "content/places/minsk.md"),
        parsed(FAULTY),
        Parsed(None),
        parsed("no fence"),
    ],
    ids=["event", "everything", "place", "faulty", "nothing", "unreadable"],
)
def test_what_is_kept_comes_back_whole_with_every_place(value: Parsed) -> None:
    found = decode(encode(value))
    assert found == value
    assert repr(found) == repr(value), "equality leaves places out; the written form does not"


def test_related_places_come_back() -> None:
    faulty = parsed(FAULTY)
    related = [place for fault in faulty.diagnostics for place in fault.related]
    assert Related(Span("content/events/vote.md", 2, 1, 5), "first written here") in related
    assert decode(encode(faulty)) == faulty


def test_two_runs_write_the_same_bytes() -> None:
    code = (
        "from dossier.model.files import InputFile; from dossier.parse import encode, parse; import sys;"
        f"sys.stdout.buffer.write(encode(parse(InputFile('content/events/vote.md', {EVENT.encode()!r}, ''), 'en')))"
    )
    runs = [subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout for _ in range(2)]
    assert runs[0] == runs[1] == encode(parsed(EVENT))


def test_what_is_kept_is_plain_json() -> None:
    fingerprint, value = json.loads(encode(parsed(PLACE, "content/places/minsk.md")))
    assert isinstance(fingerprint, str) and isinstance(value, list)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b"[1,2]",
        b'["x",[]]',
        b"[" * 100_000,
        b"gASVBQAAAAAAAABLAS4=",
        b"\x80\x04K\x01.",
    ],
)
def test_foreign_bytes_are_a_miss(data: bytes) -> None:
    assert decode(data) is None


def test_no_damage_to_an_entry_raises() -> None:
    data = encode(parsed(EVENT))
    whole = json.loads(data)
    for position in range(0, len(data), 7):
        damaged = data[:position] + b"0" + data[position + 1 :]
        found = decode(damaged)
        assert found is None or isinstance(found, Parsed)
    for value in ([0, 5], [0, [1, []]], [99, 1], [0], {"0": 1}, [[], 1], [0, [0, ["x", "y"]]]):
        assert decode(json.dumps([whole[0], value]).encode()) is None


def test_a_changed_model_does_not_read_what_an_older_one_wrote() -> None:
    class Colour(StrEnum):
        RED = "red"

    @dataclass(frozen=True, slots=True)
    class Box:
        size: int = 1

    @dataclass(frozen=True, slots=True)
    class OtherBox:
        size: int = 1
        weight: int = 1

    assert load(Box, dump(Box, Box(3))) == Box(3)
    assert load(OtherBox, dump(Box, Box(3))) is None
    assert load(Colour, dump(Colour, Colour.RED)) is Colour.RED
