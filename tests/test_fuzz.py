"""Noise: whatever the bytes of content/ are, the stages return faults and never raise."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.build import Request, assemble
from dossier.commands.init import starter
from dossier.diagnostics import Severity
from dossier.model import InputFile
from dossier.parse import decode, encode, parse
from projects import TODAY, starter_project

FILES = {path: text.encode() for path, text in starter(TODAY).items() if path.startswith("content/")}
SEEDS = int(os.environ.get("FUZZ_SEEDS", "60"))
MARKS = [
    *(mark.encode() for mark in "[]{}()<>|*_`~^@#!:;,.?&%$\\/\"'-+=\n\t \r"),
    b"\n---\n", b"[[", b"]]", b"[@", b"{claim: ", b"> ", b"-- ", b"::: ", b"[^1]", b"| a | b |\n|--|--|\n", b"```",
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"&a", b"*a", b"!!python/object:os",
    b"\xf0\x9f\x98\x80", b"0" * 5000, b"[" * 3000, b"> " * 500, b"null", b"~", b"2020-13-45", b"Y-99999999999999",
]  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Change bytes here and there: flip, cut, repeat, exchange, put marks in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed) + 1)
        end = min(len(changed), at + chance.randint(0, 60))
        match chance.randrange(5):
            case 0:
                changed[at:at] = chance.choice(MARKS)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end] * chance.randint(1, 4)
            case 3:
                changed[at:end] = bytes(chance.randrange(256) for _ in range(end - at))
            case _:
                changed[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(changed)


def faults_of(project: Path) -> list[Severity]:
    return [fault.severity for fault in assemble(Request(project=project, today=TODAY)).diagnostics]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_starter_with_noise_in_every_file_is_read_to_its_end(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    project = starter_project(tmp_path)
    for path, data in FILES.items():
        if path != "content/dossier.yaml" or seed % 4 == 0:
            (project / path).write_bytes(mutated(data, chance))
    faults_of(project)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=400), path=st.sampled_from(sorted(FILES)), is_text=st.booleans())
def test_any_bytes_are_a_document_or_faults(data: bytes, path: str, is_text: bool) -> None:
    head = b"---\ntitle: T\nname: N\nstatement: S\n---\n\n" if is_text else b""
    found = parse(InputFile(path, head + data, ""), "en")
    assert found.document is not None or found.diagnostics


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=300))
def test_any_text_is_a_body_that_is_kept_whole_in_the_cache(text: str) -> None:
    data = f"---\ntitle: T\n---\n\n{text}".encode("utf-8", "surrogatepass")
    found = parse(InputFile("content/notes/n.md", data, ""), "en")
    assert decode(encode(found)) == found


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.binary(max_size=300), seed=st.integers(0, 1000))
def test_bytes_that_are_no_cached_document_are_none(data: bytes, seed: int) -> None:
    assert decode(data) is None
    whole = encode(parse(InputFile("content/notes/n.md", FILES[NOTE], ""), "en"))
    decode(mutated(whole, random.Random(seed)))


NOTE = next(path for path in FILES if path.startswith("content/notes/"))


@pytest.mark.parametrize("suffix", ["json", "bib", "ris"])
@pytest.mark.parametrize("seed", range(SEEDS // 5))
def test_bibliographies_with_noise_are_read_to_their_end(tmp_path: Path, suffix: str, seed: int) -> None:
    chance, project = random.Random(seed), starter_project(tmp_path)
    place = project / f"content/bibliography/x.{suffix}"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(mutated(BIBLIOGRAPHIES[suffix], chance))
    faults_of(project)


BIBLIOGRAPHIES = {
    "json": b'[{"id": "k1", "type": "book", "title": "T", "author": [{"family": "A", "given": "B"}], "issued": {"date-parts": [[2020, 1, 2]]}, "URL": "https://example.org/"}]',
    "bib": b"@string{x = {y}}\n@article{k1, title = {T {\\'e} \\emph{x}}, author = {A, B and {C D}}, date = {2020-01-02/2020-02}, url = {https://example.org/}, journaltitle = x # { z}}\n",
    "ris": b"TY  - NEWS\nID  - k1\nTI  - T\nAU  - A, B\nDA  - 2020/01/02/\nUR  - https://example.org/\nER  - \n",
}


def test_a_tab_within_a_text_of_csl_json_is_read_as_it_stands(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    place = project / "content/bibliography/x.json"
    place.write_text('[{"id": "k1", "type": "book", "title": "One\ttwo"}]', encoding="utf-8")
    assert Severity.ERROR not in faults_of(project)
