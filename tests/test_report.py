"""Faults as text."""

from __future__ import annotations

import json

from dossier.diagnostics import Diagnostic, Related, Severity, Span
from dossier.report import full, github, json_text, sarif, summary

FAULT = Diagnostic(
    "D401",
    Severity.ERROR,
    "no actor is named `jane-do`",
    Span("content/notes/a.md", 7, 9, 7),
    help="did you mean `jane-doe`?",
)
LINES = {("content/notes/a.md", 7): "We met [[jane-do]] there.\n"}


def shown(fault: Diagnostic, *, lines: dict[tuple[str, int], str] = LINES, colour: bool = False) -> str:
    return full(fault, lambda path, line: lines.get((path, line)), colour=colour)


def test_a_fault_shows_its_line_with_a_caret_under_the_exact_characters() -> None:
    assert shown(FAULT) == (
        "error[D401]: no actor is named `jane-do`\n"
        " --> content/notes/a.md:7:9\n"
        "  |\n"
        "7 | We met [[jane-do]] there.\n"
        "  |         ^^^^^^^\n"
        "  help: did you mean `jane-doe`?"
    )


def test_a_place_that_cannot_be_shown_is_named_only() -> None:
    assert shown(FAULT, lines={}).splitlines()[1:2] == [" --> content/notes/a.md:7:9"]


def test_wide_letters_and_tabs_keep_the_caret_under_its_word() -> None:
    fault = Diagnostic("D1", Severity.ERROR, "m", Span("a", 1, 4, 2))
    text = shown(fault, lines={("a", 1): "\t東京ab"})
    line, caret = text.splitlines()[3:5]
    assert line == "1 |     東京ab"
    assert caret == "  |         ^^"


def test_a_long_line_is_shown_around_the_caret() -> None:
    fault = Diagnostic("D1", Severity.ERROR, "m", Span("a", 1, 501, 3))
    line, caret = shown(fault, lines={("a", 1): "x" * 500 + "abc" + "y" * 500}).splitlines()[3:5]
    assert line.startswith("1 | …x") and line.endswith("y…")
    assert line[caret.index("^") :].startswith("abc")


def test_controls_and_bidi_marks_never_reach_the_terminal() -> None:
    fault = Diagnostic("D1", Severity.ERROR, "evil \x1b[31m \u202e", Span("a\x07", 1, 1), help="\x9b", label="\u2066")
    text = shown(fault, lines={("a\x07", 1): "\x1b]0;title\x07"}, colour=False)
    assert not [letter for letter in text if letter in "\x1b\x07\x9b\u202e\u2066"]


def test_colours_come_only_when_asked_for() -> None:
    assert "\x1b[" in shown(FAULT, colour=True)
    assert "\x1b[" not in shown(FAULT)


def test_the_related_place_is_shown_too() -> None:
    fault = Diagnostic("D1", Severity.ERROR, "m", Span("b", 1), related=(Related(Span("a", 2), "first defined here"),))
    assert "note: first defined here" in shown(fault)
    assert "--> a:2:1" in shown(fault)


def test_the_summary_counts_by_weight() -> None:
    note = Diagnostic("D5", Severity.NOTE, "m", Span("a"))
    assert summary((FAULT, FAULT)) == "2 errors, 0 warnings"
    assert summary((FAULT, note)) == "1 error, 0 warnings, 1 note"


def test_json_holds_every_part_of_a_fault() -> None:
    (found,) = json.loads(json_text((FAULT,)))["diagnostics"]
    assert found["rule"] == "D401"
    assert found["span"] == {"path": "content/notes/a.md", "line": 7, "column": 9, "length": 7}
    assert found["help"] == "did you mean `jane-doe`?"


def test_github_commands_escape_what_would_end_them() -> None:
    fault = Diagnostic("D1", Severity.WARNING, "a\nb%", Span("x,y:z.md", 3, 2, 4))
    assert github((fault,)) == "::warning file=x%2Cy%3Az.md,line=3,col=2,endColumn=6,title=D1::a%0Ab%25"


def test_github_commands_hold_no_raw_controls() -> None:
    fault = Diagnostic("D1", Severity.WARNING, "a\x1b[31m", Span("x.md"), help="b\u202e")
    assert github((fault,)).endswith("::a\\x1b[31m%0Ahelp: b\\u202e")


def test_sarif_writes_a_path_as_an_address() -> None:
    fault = Diagnostic("D401", Severity.ERROR, "a", Span("content/notes/é x.md"))
    (result,) = json.loads(sarif((fault,)))["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": "content/notes/%C3%A9%20x.md"}


def test_sarif_names_the_place_and_the_rule() -> None:
    log = json.loads(sarif((FAULT,)))
    (result,) = log["runs"][0]["results"]
    assert log["version"] == "2.1.0"
    assert result["ruleId"] == "D401"
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 7, "startColumn": 9, "endColumn": 16}
