"""Bytes to a tree of strings with places."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.diagnostics import Diagnostic
from dossier.model.files import InputFile
from dossier.parse.frontmatter import Mapping, Node, Scalar, Sequence, compose, decode_text, split

PATH = "content/articles/a.md"


def plain(node: Node | None) -> object:
    match node:
        case Scalar():
            return node.value
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key.value: plain(value) for key, value in node.entries}
        case _:
            return None


def places(faults: tuple[Diagnostic, ...]) -> list[tuple[str, int, int, int]]:
    return [(fault.rule, fault.span.line, fault.span.column, fault.span.length) for fault in faults]


@pytest.fixture(params=[False, True], ids=["libyaml", "pure"])
def pure(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def decoded(data: bytes) -> str | tuple[Diagnostic, ...]:
    return decode_text(InputFile(PATH, data, ""))


def refused(data: bytes) -> tuple[Diagnostic, ...]:
    text = decoded(data)
    assert not isinstance(text, str)
    return text


class TestDecoding:
    def test_a_byte_order_mark_and_windows_line_ends_are_no_part_of_the_text(self) -> None:
        assert (
            decoded(b"\xef\xbb\xbf" * 2 + b"---\r\ntitle: T\r\n---\r\nOne\rTwo\r\n") == "---\ntitle: T\n---\nOne\nTwo\n"
        )

    def test_a_byte_that_is_not_utf8_is_refused_at_its_place(self) -> None:
        (fault,) = refused("Первая\r\nçaf".encode() + b"\xe9 \xff")
        assert places((fault,)) == [("D101", 2, 4, 1)]
        assert fault.message == "the byte 0xE9 is not UTF-8"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-32-be"])
    def test_other_unicode_encodings_are_named(self, encoding: str) -> None:
        (fault,) = refused("---\ntitle: Ж\n---\n".encode(encoding))
        assert fault.rule == "D101" and encoding[:6].upper() in fault.message

    @pytest.mark.parametrize(
        "character", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\u202e", "\ufdd0", "\U0001fffe"]
    )
    def test_a_character_that_no_page_may_hold_is_refused_at_its_place(self, character: str) -> None:
        assert places(refused(f"---\ntitle: T\n---\n\nab{character}c\n".encode())) == [("D102", 5, 3, 1)]

    def test_a_binary_file_gives_a_few_faults_and_not_thousands(self) -> None:
        assert len(refused(b"\x01" * 5000)) == 20

    @pytest.mark.parametrize("text", ["👩‍💻 𠀀 ก็", "a\u2028b", "\u200f‏עברית", "x\ufeffy", "\ttab"])
    def test_every_script_and_every_printable_character_simply_works(self, text: str) -> None:
        assert decoded(text.encode()) == text


class TestFences:
    def test_front_matter_and_body_know_their_lines(self) -> None:
        parts, faults = split(PATH, "---\ntitle: T\n---\n\nBody\n")
        assert parts is not None
        assert (parts.front, parts.front_line, parts.body, parts.body_line) == ("title: T\n", 2, "\nBody\n", 4)
        assert faults == ()

    def test_blanks_behind_a_fence_do_not_matter(self) -> None:
        parts, faults = split(PATH, "---  \ntitle: T\n---\t\nBody")
        assert parts is not None and parts.body == "Body" and not faults

    def test_a_second_block_in_the_body_is_text(self) -> None:
        parts, faults = split(PATH, "---\ntitle: T\n---\nFirst.\n\n---\nid: hijack\n---\n")
        assert parts is not None and parts.body == "First.\n\n---\nid: hijack\n---\n" and not faults

    def test_empty_front_matter_is_a_map_without_keys(self) -> None:
        parts, _ = split(PATH, "---\n---\nBody")
        assert parts is not None and parts.front == "" and parts.body == "Body"

    @pytest.mark.parametrize(
        ("text", "rule", "line"),
        [
            ("", "D103", 1),
            ("\n\n", "D103", 1),
            ("Only text.\n", "D103", 1),
            ("---\ntitle: T\n\nBody\n", "D104", 1),
            ("---\ntitle: T\n----\nBody\n", "D104", 1),
            ("\n\n---\ntitle: T\n---\n", "D105", 1),
            ("Hello\n---\ntitle: T\n---\n", "D105", 1),
            ('+++\ntitle = "T"\n+++\n', "D106", 1),
            ('{\n"title": "T"\n}\n', "D106", 1),
            ("----\ntitle: T\n----\n", "D106", 1),
            ("\u2014\u2014\ntitle: T\n---\n", "D106", 1),
            (" ---\ntitle: T\n---\n", "D106", 1),
        ],
    )
    def test_other_fences_are_refused_with_their_place(self, text: str, rule: str, line: int) -> None:
        _, faults = split(PATH, text)
        assert [(fault.rule, fault.span.line) for fault in faults] == [(rule, line)]
        assert faults[0].help

    def test_a_line_that_looks_like_the_missing_fence_is_shown(self) -> None:
        _, (fault,) = split(PATH, "---\ntitle: T\n----\nBody\n")
        assert fault.related[0].span.line == 3
        assert fault.help == "close it with exactly three dashes: `---`"

    def test_front_matter_below_blank_lines_is_still_read(self) -> None:
        parts, _ = split(PATH, "\n\n---\ntitle: T\n---\nBody")
        assert parts is not None and (parts.front_line, parts.body_line) == (4, 6)


class TestValues:
    def test_values_stay_as_they_are_written(self, pure: bool) -> None:
        text = "a: no\nb: 1.10\nc: 12:30:45\nd: 010\ne: 2020-08-09\nf: =\ng: ~\nh: 0x1F\ni: 1_000\nj: .inf\nk: 5-6\n"
        tree, faults = compose(PATH, text, 2, pure=pure)
        assert plain(tree) == dict(line.split(": ", 1) for line in text.splitlines())
        assert faults == ()

    @pytest.mark.parametrize(
        ("written", "absent"), [("", True), ("~", True), ("null", True), ("''", False), ('"~"', False)]
    )
    def test_only_unquoted_nothing_is_nothing(self, written: str, absent: bool, pure: bool) -> None:
        tree, _ = compose(PATH, f"a: {written}\n", 2, pure=pure)
        assert isinstance(tree, Mapping)
        value = tree.entries[0][1]
        assert isinstance(value, Scalar) and value.absent is absent

    @pytest.mark.parametrize(
        ("written", "column", "length", "inside"),
        [
            ("abc", 4, 3, 5),
            ('"abc"', 4, 5, 6),
            ("'abc'", 4, 5, 6),
            ('"a\\x62c"', 4, 8, 4),
            ("&x abc", 7, 3, 8),
            ("!!str abc", 10, 3, 11),
            ("  abc   # note", 6, 3, 7),
        ],
    )
    def test_a_place_inside_a_value_is_exact_or_the_whole_value(
        self, written: str, column: int, length: int, inside: int, pure: bool
    ) -> None:
        tree, _ = compose(PATH, f"k: {written}\n", 7, pure=pure)
        assert isinstance(tree, Mapping)
        value = tree.entries[0][1]
        assert isinstance(value, Scalar) and value.value == "abc"
        assert (value.span.line, value.span.column, value.span.length) == (7, column, length)
        assert value.at(1, 1).column == inside

    def test_columns_count_characters_of_every_script(self, pure: bool) -> None:
        tree, _ = compose(PATH, "имя: [Ж👩\u200d💻, \ufeffx]\n", 2, pure=pure)
        assert isinstance(tree, Mapping) and isinstance(tree.entries[0][1], Sequence)
        first, second = tree.entries[0][1].items
        assert (first.span.column, second.span.column) == (7, 13)
        assert plain(second) == "\ufeffx"

    def test_anchors_and_aliases_work(self, pure: bool) -> None:
        tree, faults = compose(PATH, "a: &who [x, y]\nb: *who\n", 2, pure=pure)
        assert plain(tree) == {"a": ["x", "y"], "b": ["x", "y"]} and faults == ()

    def test_a_comment_is_no_fault(self, pure: bool) -> None:
        _, faults = compose(PATH, "# head\na: x # note\nb: 'y' #note\nc: [x] #note\n", 2, pure=pure)
        assert faults == ()

    def test_nothing_at_all_is_an_empty_map(self, pure: bool) -> None:
        tree, faults = compose(PATH, "# nothing yet\n", 2, pure=pure)
        assert plain(tree) == {} and faults == ()


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


class TestFaults:
    @pytest.mark.parametrize(
        ("text", "rule", "line", "column", "help"),
        [
            ("title: Trump: the return\n", "D107", 2, 13, 'put the title in quotes: `title: "Trump: the return"`'),
            ('title: "A" and "B"\n', "D107", 2, 12, 'put the title in quotes: `title: \'"A" and "B"\'`'),
            ("title: *bold* move\n", "D107", 2, 8, 'put the title in quotes: `title: "*bold* move"`'),
            ("title: @handle\n", "D107", 2, 8, 'put the title in quotes: `title: "@handle"`'),
            ("title: `code`\n", "D107", 2, 8, 'put the title in quotes: `title: "`code`"`'),
            ('title: "open\nb: c\n', "D107", 2, 8, "close it on the same line, or delete it"),
            ("a:\n\t- x\n", "D107", 3, 1, "indent with spaces: YAML takes no tabs"),
            ("a: b\ntitle\n", "D107", 3, 1, "write each field as `key: value`, with a space after the colon"),
            ("a: 1\n  b: 2\n", "D107", 3, 4, "write it below the first letter of the key above"),
            ("a: [1, 2\nb: c\n", "D107", 2, 4, "close it, or write one `- entry` per line"),
            ("a: [1, , 2]\n", "D107", 2, 8, "delete the comma"),
            ("a: - b\n", "D107", 2, 4, "put each `- entry` on a line of its own"),
            ("a: b\n- c\n", "D107", 3, 1, "indent the dashes below the key they belong to, or give them one"),
            ("a: 1\na: 2\n", "D108", 3, 1, "keep one; the first stands on line 2"),
            ("? [a]\n: b\n", "D109", 2, 3, ""),
            ('"": b\n', "D109", 2, 1, "write `key: value`"),
            (f"a: {'[' * 25}{']' * 25}\n", "D110", 2, 23, "no record needs more than five levels: close the brackets"),
            (BOMB, "D110", 6, 8, "write the values out, or move them to records of their own"),
            ("a: &x y\nb: [" + "*x, " * 101 + "]\n", "D110", 3, 405, "write the values out"),
            ("a: &a\n  - *a\n", "D111", 3, 5, "write the value out"),
            ("a: *nowhere\n", "D111", 2, 4, 'put the text in quotes if it is one: `"*nowhere"`'),
            ("a: !!int 3\n", "D112", 2, 4, "delete it; put a text that starts with `!` in quotes"),
            ("a: !!python/object/apply:os.system [x]\n", "D112", 2, 4, ""),
            ("a: &x {b: c}\n<<: *x\n", "D113", 3, 1, "write them out"),
            ("title: Statement #2 of it\n", "D114", 2, 18, "put the whole value in quotes"),
            ("title: Statement   #2 of it\n", "D114", 2, 20, "put the whole value in quotes"),
            ('a: "x\\x07"\n', "D102", 2, 6, "delete it, or retype the word it stands in"),
            ('a: "\\u202eabc"\n', "D102", 2, 5, ""),
            ('a: "\\0"\n', "D102", 2, 5, ""),
        ],
    )
    def test_each_fault_has_its_place_and_says_what_to_type(
        self, text: str, rule: str, line: int, column: int, help: str, pure: bool
    ) -> None:
        _, faults = compose(PATH, text, 2, pure=pure)
        assert [(fault.rule, fault.span.line, fault.span.column) for fault in faults] == [(rule, line, column)]
        assert faults[0].help.startswith(help)

    def test_half_a_character_is_refused(self, pure: bool) -> None:
        _, faults = compose(PATH, 'a: "x \\ud800 y"\n', 2, pure=pure)
        assert [fault.span.line for fault in faults] == [2]

    def test_the_first_of_two_equal_keys_counts(self, pure: bool) -> None:
        tree, _ = compose(PATH, "a: 1\na: 2\n", 2, pure=pure)
        assert plain(tree) == {"a": "1"}

    def test_a_backslash_in_double_quotes_is_explained(self, pure: bool) -> None:
        _, (fault,) = compose(PATH, 'a: "C:\\path"\n', 2, pure=pure)
        assert fault.rule == "D107" and fault.help == "use single quotes, or write `\\\\`"

    def test_messages_never_hold_control_characters(self, pure: bool) -> None:
        _, faults = compose(PATH, 'a: 1\n"\\e]0;x": 2\n"\\e]0;x": 3\n', 2, pure=pure)
        assert faults and all(text.isprintable() for fault in faults for text in (fault.message, fault.help))

    @pytest.mark.parametrize(
        "text", ["[" * 100_000, "- " * 50_000, "{a: " * 30_000, "? " * 30_000, "&a " * 3000, "*" * 9000]
    )
    def test_hostile_nesting_ends_at_once_with_a_fault(self, text: str) -> None:
        tree, faults = compose(PATH, f"a: {text}\n", 2)
        assert tree is None and len(faults) == 1


@pytest.mark.conformance
def test_every_yaml_of_the_yaml_test_suite_is_read_or_refused_and_no_value_changes(
    request: pytest.FixtureRequest,
) -> None:
    folder = request.config.rootpath.parent / "shared" / "data" / "yaml-test-suite"
    if not folder.is_dir():
        pytest.skip("the YAML test suite is not here")
    cases = list(_suite(folder))
    assert len(cases) > 200
    wrong = []
    for name, text, expected in cases:
        for pure in (False, True):
            tree, faults = compose(name, text, 1, pure=pure)
            assert (tree is None) <= bool(faults), name
            if tree is not None and not faults and expected is not None and plain(tree) != expected:
                wrong.append((name, plain(tree), expected))
    assert {name for name, *_ in wrong} == {"HM87", "L24T", "Y2GN"}, "YAML 1.1 as PyYAML reads it, in corners of 1.2"


def _suite(folder: Path) -> Iterator[tuple[str, str, object]]:
    """Cases with their JSON where all of it is text: numbers, booleans and nulls are strings here."""
    for source in sorted(folder.rglob("src/*.yaml")):
        tree, faults = compose(source.name, source.read_text(encoding="utf-8"), 1)
        cases = plain(tree)
        assert isinstance(cases, list), faults
        for case in cases:
            if "yaml" in case:
                yield source.stem, _unmarked(case["yaml"]), _texts(case.get("json", ""))


def _unmarked(text: str) -> str:
    """Undo the suite's marks for white space (its ReadMe, "Special characters")."""
    for mark, meant in {"␣": " ", "↵": "", "∎\n": "", "←": "\r", "⇔": "\ufeff"}.items():
        text = text.replace(mark, meant)
    return re.sub("—*»", "\t", text)


def _texts(text: str) -> object:
    try:
        value: object = json.loads(text)
    except ValueError:
        return None
    return value if _is_text_only(value) else None


def _is_text_only(value: object) -> bool:
    if isinstance(value, list):
        return all(_is_text_only(item) for item in value)
    if isinstance(value, dict):
        return all(_is_text_only(item) for item in value.values())
    return isinstance(value, str)


def test_a_broken_line_full_of_blanks_is_explained_in_time() -> None:
    start = time.process_time()
    node, (fault,) = compose(PATH, f"title: a{' ' * 100_000}b: c\n", 2)
    assert (node, fault.rule) == (None, "D107")
    assert time.process_time() - start < 15  # quadratic work takes minutes; a busy machine must not fail
