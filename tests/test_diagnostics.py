"""Every rule has a page in tests/diagnostics that shows it; every project there has exactly the faults it lists."""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dossier.build import Request, assemble
from dossier.diagnostics import Diagnostic
from dossier.rules import ALL, Rule, by_name

FOLDER = Path(__file__).parent / "diagnostics"
PAGES = sorted(path for path in FOLDER.glob("*.md") if path.name != "README.md")
TODAY = datetime.date(2020, 12, 1)

CASE = re.compile(
    r"^(?P<fence>`{3,})project\n(?P<files>.*?)^(?P=fence)\n\s*^```faults\n(?P<faults>.*?)^```$", re.M | re.S
)
FILE = re.compile(r"^>>> (?P<path>\S+)(?: \((?P<how>\w+)\)| -> (?P<target>\S+))?\n", re.M)
ELSEWHERE = re.compile(r"^Broken in (?P<test>tests/\w+\.py)\.$", re.M)


@dataclass(frozen=True, slots=True)
class Case:
    page: Path
    number: int
    files: str
    faults: str

    def __str__(self) -> str:
        return f"{self.page.stem}-{self.number}"


def cases() -> Iterator[Case]:
    for page in PAGES:
        for number, found in enumerate(CASE.finditer(page.read_text(encoding="utf-8")), 1):
            yield Case(page, number, found["files"], found["faults"])


def write_project(root: Path, files: str, shown: str) -> None:
    """Write the files of a case, and settings with every editorial rule off but the one that is shown."""
    off = ", ".join(f"{rule.name}: off" for rule in ALL if rule.configurable and rule.name != shown)
    write(
        root / "content/dossier.yaml",
        f"title: A dossier\nbase_url: https://dossier.example/\nchecks: {{{off}}}\n".encode(),
    )
    pieces = list(FILE.finditer(files))
    assert pieces and pieces[0].start() == 0, "a project starts with `>>> path`"
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        text = files[piece.end() : following.start() if following else len(files)]
        place = root / piece["path"]
        if piece["target"]:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(piece["target"])
        elif piece["how"] == "fifo":
            place.parent.mkdir(parents=True, exist_ok=True)
            os.mkfifo(place)
        else:
            write(place, unescaped(text) if piece["how"] == "escaped" else text.encode())


def write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def unescaped(text: str) -> bytes:
    """Read `\\xe9` as one byte and `\\n` as a line end; the lines of the block itself are joined."""
    return text.replace("\n", "").encode("ascii").decode("unicode_escape").encode("latin-1")


def shown(fault: Diagnostic) -> str:
    place = f"{fault.span.path}:{fault.span.line}:{fault.span.column}"
    return f"{place} {fault.rule} {fault.message}\n" + (f"    help: {fault.help}\n" if fault.help else "")


def faults_of(root: Path) -> tuple[Diagnostic, ...]:
    return assemble(Request(project=root, today=TODAY)).diagnostics


def update(case: Case, found: str) -> None:
    text = case.page.read_text(encoding="utf-8")
    match = list(CASE.finditer(text))[case.number - 1]
    case.page.write_text(text[: match.start("faults")] + found + text[match.end("faults") :], encoding="utf-8")


@pytest.mark.parametrize("case", list(cases()), ids=str)
def test_a_project_has_exactly_the_faults_that_its_page_lists(case: Case, tmp_path: Path) -> None:
    write_project(tmp_path, case.files, case.page.stem)
    found = "".join(map(shown, faults_of(tmp_path)))
    if os.environ.get("UPDATE_DIAGNOSTICS"):
        update(case, found)
    else:
        assert found == case.faults


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
def test_every_rule_has_a_page_that_breaks_it(rule: Rule) -> None:
    page = FOLDER / f"{rule.name}.md"
    assert page.is_file(), f"write {page.name}: see the README beside it"
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {rule.code} {rule.name}\n\n")
    elsewhere = ELSEWHERE.search(text)
    if elsewhere:
        test = FOLDER.parent.parent / elsewhere["test"]
        assert re.search(rf"\b{rule.code}\b", test.read_text(encoding="utf-8"))
    else:
        assert re.search(rf"^\S+:\d+:\d+ {rule.code} ", text, re.M)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_page_is_about_a_rule(page: Path) -> None:
    assert page.stem in by_name()


def test_codes_and_names_of_rules_are_unique() -> None:
    assert len({rule.code for rule in ALL}) == len({rule.name for rule in ALL}) == len(ALL)


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.code)
def test_every_rule_says_why_and_shows_both_ways(rule: Rule) -> None:
    assert re.fullmatch(r"D[1-8]\d\d", rule.code) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    assert rule.summary.endswith(".") and rule.why.endswith((".", "?")) and rule.bad != rule.good
