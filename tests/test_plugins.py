"""Plug-ins: they fill the tables, bear their own name, may fail, and cost nothing when none is listed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from dossier.build import Request, Site, artifacts, assemble
from dossier.cli import command as whole
from dossier.diagnostics import Diagnostic, FaultError, Severity
from dossier.plugins import loading
from projects import TODAY, build_site, errors, small_project, tree, write_files

HEAD = "from dossier.plugins import *\nfrom dossier.model import Kind, Note\nfrom functools import partial\n"
NOTE = "---\ntitle: A note\nkind: explainer\n---\n\nOne ==two== three.\n"
Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return what installs a plug-in `name` whose module defines `plugin`; it is forgotten after the test."""
    library = tmp_path / "library"
    library.mkdir()
    monkeypatch.syspath_prepend(str(library))
    before = set(sys.modules)
    loading._identity.cache_clear()

    def put(name: str, code: str, *, package: str = "", version: str = "1.0", **files: str) -> Path:
        module = package or f"plug_{name.replace('-', '_')}"
        info = f"{module}-{version}.dist-info"
        texts = {
            f"{module}/__init__.py": HEAD + dedent(code),
            f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {module}\nVersion: {version}\n",
            f"{info}/entry_points.txt": f"[{loading.GROUP}]\n{name} = {module}:plugin\n",
        }
        write_files(library, {**texts, **{f"{module}/{path}": text for path, text in files.items()}})
        return library / module

    yield put
    for name in set(sys.modules) - before:
        if name.startswith("plug_"):
            del sys.modules[name]
    loading._identity.cache_clear()


def project(root: Path, listed: str = "[x]", more: str = "") -> Path:
    made = small_project(root / "project", {"notes/a.md": NOTE})
    settings = made / "content/dossier.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}plugins: {listed}\n{more}", encoding="utf-8")
    return made


def site_of(root: Path) -> tuple[Site, dict[str, str], list[Diagnostic]]:
    site = assemble(Request(project=root, today=TODAY))
    faults: list[Diagnostic] = []
    files = {one.url: one.data.decode("utf-8", "replace") for one in artifacts(site, faults)}
    return site, files, [*site.diagnostics, *faults]


def only(root: Path, prefix: str = "D67") -> Diagnostic:
    """Return the one fault of plug-ins."""
    (fault,) = (fault for fault in site_of(root)[2] if fault.rule.startswith(prefix))
    return fault


# Loading


def test_without_a_list_nothing_is_loaded_and_an_installed_plugin_does_nothing(
    install: Install, tmp_path: Path
) -> None:
    install("x", "raise RuntimeError('loaded')\n")
    site, _, faults = site_of(small_project(tmp_path / "project", {"notes/a.md": NOTE}))
    assert site.plugins.loaded == () and not any(fault.rule.startswith("D67") for fault in faults)


def test_no_metadata_is_read_when_no_plugin_is_listed(tmp_path: Path) -> None:
    """The library that reads the metadata of packages costs every start some 30 ms."""
    made = small_project(tmp_path / "project", {"notes/a.md": NOTE})
    code = (
        "import datetime, sys\nfrom pathlib import Path\nfrom dossier.model import InputFile\n"
        "from dossier.plugins.configured import configure\n"
        "before = set(sys.modules)\n"
        f"data = Path({str(made / 'content/dossier.yaml')!r}).read_bytes()\n"
        "assert configure(InputFile('content/dossier.yaml', data, '')).settings\n"
        "print('importlib.metadata' in set(sys.modules) - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


def test_a_plugin_that_is_not_installed_is_a_fault_at_its_name_with_the_nearest_one(
    install: Install, tmp_path: Path
) -> None:
    install("reading", "plugin = Plugin(name='reading')\n")
    fault = only(project(tmp_path, "\n  - reeding"))
    assert (fault.rule, fault.help, fault.severity) == ("D670", "did you mean `reading`?", Severity.ERROR)
    assert (fault.span.path, fault.span.line, fault.span.column, fault.span.length) == (
        "content/dossier.yaml",
        5,
        5,
        len("reeding"),
    )


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        ("x", "raise OSError('no disk')\n", "cannot be loaded: OSError: no disk"),
        ("x", "raise SystemExit(3)\n", "cannot be loaded: SystemExit: 3"),
        ("x", "plugin = 3\n", "is no `dossier.plugins.Plugin`"),
        ("x", "", "cannot be loaded: AttributeError: module 'plug_x' has no attribute 'plugin'"),
        ("x", "plugin = Plugin(name='y')\n", "calls itself `y`"),
        ("default", "plugin = Plugin(name='default')\n", "has a name that no plug-in may bear"),
        ("x", "plugin = Plugin(name='x', filters={'upper': str.lower})\n", "its name must begin with `x_`"),
        ("x", "plugin = Plugin(name='x', checks=(3,))\n", "has a row that cannot be called"),
        ("x", "plugin = Plugin(name='x', rules=(3,))\n", "has a rule that is none"),
        ("x", "plugin = Plugin(name='x', checks=print)\n", "cannot be loaded: TypeError: "),
        (
            "x",
            "plugin = Plugin(name='x', rules=(Rule('D501', 'x-y', Severity.NOTE, '', '', '', ''),))\n",
            "has a rule `D501 x-y`; both must begin with `x-`",
        ),
        (
            "uncited",
            "plugin = Plugin(name='uncited', rules=(Rule('uncited-1', 'uncited-paragraph', Severity.NOTE, '', '', '', ''),))",
            "whose code or name is taken",
        ),
    ],
)
def test_a_plugin_that_cannot_be_used_is_refused(
    install: Install, tmp_path: Path, name: str, code: str, message: str
) -> None:
    install(name, code)
    site, files, _ = site_of(project(tmp_path, f"[{name}]"))
    fault = only(tmp_path / "project")
    assert fault.rule == "D671" and message in fault.message and f"`{name}`" in fault.message
    assert site.plugins.loaded == () and "index.html" in files


def test_a_plugin_listed_twice_is_loaded_once(install: Install, tmp_path: Path) -> None:
    install("x", "plugin = Plugin(name='x')\n")
    site, _, _ = site_of(project(tmp_path, "[x, x]"))
    fault = only(tmp_path / "project")
    assert (fault.rule, fault.span.column, len(site.plugins.loaded)) == ("D671", 14, 1)


def test_two_packages_that_bring_one_name_are_refused(install: Install, tmp_path: Path) -> None:
    for package in ("plug_a", "plug_b"):
        install("x", "plugin = Plugin(name='x')\n", package=package)
    assert "is brought by more than one package" in only(project(tmp_path)).message


@pytest.mark.parametrize("module", ["plug_space.inner", "plug_single"])
def test_the_digest_covers_a_package_within_a_namespace_and_a_single_file(
    install: Install, tmp_path: Path, module: str
) -> None:
    library, path = tmp_path / "library", f"{module.replace('.', '/')}.py"
    texts = {
        "plug_space-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: plug-space\nVersion: 1\n",
        "plug_space-1.dist-info/entry_points.txt": f"[{loading.GROUP}]\nx = {module}:plugin\n",
    }
    digests = set()
    for number in range(2):
        write_files(library, {**texts, path: f"{HEAD}plugin = Plugin(name='x')\n# {number}\n"})
        loading._identity.cache_clear()
        (loaded,) = site_of(project(tmp_path))[0].plugins.loaded
        assert loaded.guest.code == library / path
        digests.add(loaded.digest)
    assert len(digests) == 2


def test_a_plugin_that_takes_names_of_another_is_refused(install: Install, tmp_path: Path) -> None:
    install("x", "plugin = Plugin(name='x', filters={'x_y_z': str.upper})\n")
    install("x-y", "plugin = Plugin(name='x-y', filters={'x_y_z': str.lower})\n")
    site, _, _ = site_of(project(tmp_path, "[x, x-y]"))
    assert [one.guest.name for one in site.plugins.loaded] == ["x"]
    assert "the plug-in `x-y` takes names of the plug-in `x`" in only(tmp_path / "project").message


# Failing

CHECK = """
R = Rule('x-1', 'x-bad', Severity.WARNING, 'Bad.', 'Why.', 'bad', 'good', configurable=True)
def look(audit):
    for document, _ in records_of(audit, Note):
        {0}
plugin = Plugin(name='x', rules=(R,), checks=(look,))
"""


def test_a_check_that_raises_is_a_fault_at_its_record_that_names_the_plugin_and_its_line(
    install: Install, tmp_path: Path
) -> None:
    install("x", CHECK.format("1 / 0"))
    fault = only(project(tmp_path))
    assert fault.rule == "D672" and fault.severity is Severity.ERROR
    assert fault.message == "the plug-in `x` failed in the check `look`: ZeroDivisionError: division by zero"
    assert fault.span.path == "content/notes/a.md"
    assert ", in plug_x/__init__.py:8;" in fault.help


@pytest.mark.parametrize(
    "row",
    [
        "yield 3",
        "yield Rule('x-2', 'x-no', Severity.NOTE, '', '', '', '').at(Span('a'), 'm')",
        "return 3",
        "raise SystemExit",
    ],
)
def test_a_check_that_gives_something_else_is_a_fault(install: Install, tmp_path: Path, row: str) -> None:
    install("x", CHECK.format(row))
    assert "the plug-in `x`" in only(project(tmp_path)).message


def test_what_a_check_found_before_it_failed_is_kept(install: Install, tmp_path: Path) -> None:
    install("x", CHECK.format("yield R.at(document.id_span, 'bad'); raise KeyError('a')"))
    assert {fault.rule for fault in site_of(project(tmp_path))[2]} >= {"x-1", "D672"}


PAGE = """
def view(scope, path):
    return PageView(head=head_of(spot_at(scope, path), HeadFacts(title='T', description='', kind='x')))
def kind(scope):
    yield {0}
plugin = Plugin(name='x', pages=(kind,), filters={{'x_fail': lambda value: [][1]}})
"""
OURS = "Page('x/index.html', 'x/p.html', partial(view, scope, 'x/index.html'))"


def test_a_page_stands_at_its_address_with_its_own_template_and_asset(install: Install, tmp_path: Path) -> None:
    files = {
        "templates/p.html": '{% extends "base.html" %}{% block main %}<p>{{ asset("x/a.css") }}</p>{% endblock %}',
        "templates/assets/a.css": "p { color: red }",
    }
    install("x", PAGE.format(OURS), **files)
    _, made, faults = site_of(project(tmp_path))
    assert not [fault for fault in faults if fault.severity is Severity.ERROR]
    (sheet,) = (url for url in made if url.startswith("assets/x/a."))
    assert f"<p>../{sheet}</p>" in made["x/index.html"] and "https://example.org/test/x/" in made["sitemap.xml"]


def test_a_projects_template_overrides_a_plugins_and_can_extend_it(install: Install, tmp_path: Path) -> None:
    install("x", PAGE.format(OURS), **{"templates/p.html": "<p>{% block a %}theirs{% endblock %}</p>"})
    own = '{% extends "default/x/p.html" %}{% block a %}ours and {{ super() }}{% endblock %}'
    made = write_files(project(tmp_path), {"templates/x/p.html": own})
    assert site_of(made)[1]["x/index.html"] == "<p>ours and theirs</p>\n"


def test_the_menu_names_a_page_by_its_address(install: Install, tmp_path: Path) -> None:
    install("x", PAGE.format(OURS), **{"templates/p.html": '{% extends "base.html" %}'})
    menu = "menu: [notes, {label: Ours, to: x/}, {label: Gone, to: y/}]\n"
    _, files, faults = site_of(project(tmp_path, more=menu))
    assert '<a href="../../x/index.html">Ours</a>' in files["notes/a/index.html"]
    assert '<a href="../x/index.html" aria-current="page">Ours</a>' in files["x/index.html"]
    assert [fault.message for fault in faults if fault.rule == "D644"] == ["the menu's `y/` is no page of this dossier"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("1 / 0", "failed in the page kind `kind`: ZeroDivisionError: division by zero"),
        ("3", "gave something that is no page"),
        ("Page('../x.html', 'x/p.html', view)", "gave something that is no page"),
        ("Page('x/', 'x/p.html', view)", "gave something that is no page"),
        ("Page('x/index.html', 'x/p.html', lambda: 1 / 0)", "failed in the page `x/index.html`: ZeroDivisionError"),
        ("Page('x/index.html', 'x/p.html', lambda: 3)", "gave something that is no view"),
        ("Page('x/index.html', 'x/p.html', partial(view, scope, 'y.html'))", "gave something that is no view"),
    ],
)
def test_a_page_kind_that_fails_is_a_fault_at_the_plugins_name(
    install: Install, tmp_path: Path, row: str, message: str
) -> None:
    install("x", PAGE.format(row), **{"templates/p.html": "x"})
    fault = only(project(tmp_path))
    assert fault.rule == "D672" and message in fault.message and "`x`" in fault.message
    assert (fault.span.path, fault.span.line, fault.span.column) == ("content/dossier.yaml", 4, 11)


@pytest.mark.parametrize("taken", ["actors/index.html", "index.html", "notes/a/index.html", "notes/A/index.html"])
def test_a_page_at_a_taken_address_is_a_fault_at_the_plugins_name_and_the_first_stays(
    install: Install, tmp_path: Path, taken: str
) -> None:
    install("x", PAGE.format(f"Page('{taken}', 'x/p.html', partial(view, scope, '{taken}'))"))
    _, files, _ = site_of(project(tmp_path))
    fault = only(tmp_path / "project", "D640")
    assert fault.message == f"the plug-in `x` makes a page at `{taken}`, which is taken"
    assert (fault.span.path, fault.span.line, fault.severity) == ("content/dossier.yaml", 4, Severity.ERROR)
    assert "<main" in next(text for url, text in files.items() if url.casefold() == taken.casefold())


def test_a_filter_that_raises_is_a_fault_at_the_templates_line_that_names_plugin_and_page(
    install: Install, tmp_path: Path
) -> None:
    install("x", PAGE.format(OURS), **{"templates/p.html": "<p>\n{{ 'a'|x_fail }}</p>"})
    fault = only(project(tmp_path))
    assert (fault.rule, fault.span.path, fault.span.line) == ("D672", "default/x/p.html", 2)
    assert fault.message == "the plug-in `x` failed in the filter `x_fail`: IndexError: list index out of range"
    assert fault.label == "while making `x/index.html` of the plug-in `x`"


def test_what_a_filter_makes_bit_by_bit_fails_in_the_filter(install: Install, tmp_path: Path) -> None:
    code = PAGE.format(OURS).replace("lambda value: [][1]", "lambda value: (1 / 0 for _ in value)")
    install("x", code, **{"templates/p.html": "{% for one in 'ab'|x_fail %}{{ one }}{% endfor %}"})
    fault = only(project(tmp_path))
    assert fault.rule == "D672" and "failed in the filter `x_fail`: ZeroDivisionError" in fault.message


def test_a_view_that_holds_code_which_raises_is_a_fault_that_names_the_plugin(install: Install, tmp_path: Path) -> None:
    code = PAGE.format(OURS).replace("return PageView(", "return Own(")
    own = "class Boom(Exception): pass\nclass Own(PageView):\n    @property\n    def bad(self): raise Boom('no')\n"
    install("x", own + code, **{"templates/p.html": "<p>\n{{ page.bad }}"})
    fault = only(project(tmp_path), "D652")
    assert (fault.span.path, fault.span.line, fault.message) == ("default/x/p.html", 2, "no")
    assert fault.label == "while making `x/index.html` of the plug-in `x`"


MARK = """
def construct(md):
    md.inline.ruler.before('emphasis', 'x', rule)
def rule(state, silent):
    {0}
plugin = Plugin(name='x', markdown=(construct,))
"""


@pytest.mark.parametrize(
    "row", ["raise ValueError('no')", "state.push('never_closed', 'a', 1); state.pos += 1; return 3 / 0"]
)
def test_a_construct_that_raises_is_a_fault_at_the_record_which_is_read_without_it(
    install: Install, tmp_path: Path, row: str
) -> None:
    install("x", MARK.format(row))
    _, files, _ = site_of(project(tmp_path))
    fault = only(tmp_path / "project")
    assert (fault.rule, fault.span.path) == ("D672", "content/notes/a.md")
    assert "the plug-in `x` failed in the construct `construct`: " in fault.message
    assert "One ==two== three." in files["notes/a/index.html"]


def test_of_two_constructs_only_the_one_that_fails_is_left_out(install: Install, tmp_path: Path) -> None:
    install("x", MARK.format("raise ValueError('no')").replace("'emphasis'", "'text'"))
    good = "    if state.src[state.pos] != '=': return False\n    state.pos += 1\n    return True"
    install("y", MARK.format("pass\n" + good).replace("name='x'", "name='y'").replace("'x', rule", "'y', rule"))
    for listed in ("[x, y]", "[y, x]"):
        _, files, faults = site_of(project(tmp_path, listed))
        assert "One two three." in files["notes/a/index.html"]
        assert [fault.message.split("`")[1] for fault in faults if fault.rule == "D672"] == ["x"]


def test_with_errors_of_a_plugin_the_last_good_site_stands(install: Install, tmp_path: Path) -> None:
    made = project(tmp_path, "[]")
    build_site(made)
    before = tree(made / "site")
    install("x", CHECK.format("1 / 0"))
    result = build_site(project(tmp_path))
    assert result.written is None and len(errors(result.diagnostics)) == 1
    assert tree(made / "site") == before


# Cache


def test_what_was_made_with_other_code_of_a_plugin_is_made_again(install: Install, tmp_path: Path) -> None:
    """Incremental equals clean, also for a plug-in that changes without a new version."""
    letter = "    if state.src[state.pos] != '=': return False\n    state.push('text', '', 0).content = '{0}'\n"
    end = "    state.pos += 1\n    return True"
    made = project(tmp_path)
    for sign in "+*":
        install("x", MARK.format("pass\n" + letter.format(sign) + end))
        sys.modules.pop("plug_x", None)
        loading._identity.cache_clear()
        build_site(made, cached=True)
        build_site(made, tmp_path / "clean")
        assert f"One {sign * 2}two{sign * 2} three." in (made / "site/notes/a/index.html").read_text(encoding="utf-8")
        assert tree(made / "site") == tree(tmp_path / "clean")


def test_a_failure_is_not_remembered_once_its_cause_is_gone(install: Install, tmp_path: Path) -> None:
    install("x", MARK.format("import plug_needed; return False"))
    made = project(tmp_path)
    assert build_site(made, cached=True).written is None
    write_files(tmp_path / "library", {"plug_needed.py": ""})
    assert build_site(made, cached=True).written is not None


# Rules


def test_levels_of_a_plugins_rules_are_set_like_any_others(install: Install, tmp_path: Path) -> None:
    install("x", CHECK.format("yield R.at(document.id_span, 'bad')"))
    for level, expected in (("error", [Severity.ERROR]), ("note", [Severity.NOTE]), ("off", [])):
        faults = site_of(project(tmp_path, more=f"checks: {{x-bad: {level}}}\n"))[2]
        assert [fault.severity for fault in faults if fault.rule == "x-1"] == expected
        assert not [fault for fault in faults if fault.rule == "D602"]


def test_a_level_reaches_what_a_construct_reports_too(install: Install, tmp_path: Path) -> None:
    report = "        reading = reading_of(state); reading.report(R, reading.span(state.pos, state.pos + 2), 'seen')\n"
    code = (
        "R = Rule('x-1', 'x-mark', Severity.NOTE, 'S.', 'W.', 'bad', 'good', configurable=True)\n"
        + dedent(MARK).format(
            "if state.src.startswith('==', state.pos) and not silent:\n" + report + "    return False"
        )
    ).replace("name='x'", "name='x', rules=(R,)")
    install("x", code)
    faults = site_of(project(tmp_path, more="checks: {x-mark: error}\n"))[2]
    (first, second) = (fault for fault in faults if fault.rule == "x-1")
    assert (first.span.line, first.span.column, first.severity) == (6, 5, Severity.ERROR)
    assert (second.span.column, second.severity) == (10, Severity.ERROR)


def test_a_level_for_a_plugin_that_is_not_there_is_no_second_fault(tmp_path: Path) -> None:
    faults = site_of(project(tmp_path, "[gone]", more="checks: {gone-word: off, gonne: off}\n"))[2]
    assert [(fault.rule, fault.span.column) for fault in faults if fault.rule in ("D602", "D670")] == [
        ("D670", 11),
        ("D602", 26),
    ]


# Commands


def run(*arguments: str) -> Result:
    return CliRunner().invoke(whole, arguments)


def test_explain_knows_the_rules_of_the_projects_plugins(
    install: Install, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install("x", CHECK.format("return"))
    monkeypatch.chdir(project(tmp_path))
    assert "x-1 x-bad (warning; `checks: {x-bad: …}` in dossier.yaml sets it)" in run("explain", "x-1").stdout
    assert run("explain", "X-BAD").stdout == run("explain", "x-1").stdout
    assert "x-1  x-bad" in run("explain").stdout
    assert "did you mean `x-bad`?" in run("explain", "x-bat").stderr
    monkeypatch.chdir(tmp_path)
    assert "there is no rule `x-1`" in run("explain", "x-1").stderr and "x-bad" not in run("explain").stdout


def test_the_list_of_plugins_says_what_each_brings_and_which_is_not_in_use(install: Install, tmp_path: Path) -> None:
    install("x", CHECK.format("return"))
    install("y", "raise RuntimeError('loaded')\n", version="2.1")
    shown = run("list", "plugins", "--project", str(project(tmp_path))).stdout.splitlines()
    assert "x  plug_x 1.0  in use: 1 rule, 1 check" in shown
    assert "y  plug_y 2.1  not in use" in shown


def test_templates_of_plugins_are_listed_copied_and_compared(install: Install, tmp_path: Path) -> None:
    install("x", PAGE.format(OURS), **{"templates/p.html": "<p>theirs</p>\n", "templates/assets/a.css": "p {}\n"})
    made = project(tmp_path)
    assert "x/p.html" in run("templates", "list", "--project", str(made)).stdout
    assert run("templates", "copy", "x/p.html", "--project", str(made)).exit_code == 0
    assert run("templates", "copy", "assets/x/a.css", "--project", str(made)).exit_code == 0
    assert (made / "templates/x/p.html").read_text(encoding="utf-8").endswith("#}\n<p>theirs</p>\n")
    assert site_of(made)[1]["x/index.html"] == "<p>theirs</p>\n"
    install("x", PAGE.format(OURS), **{"templates/p.html": "<p>newer</p>\n"})
    assert "is stale" in run("templates", "diff", "x/p.html", "--project", str(made)).stderr
    assert only(made, "D656").span.path == "templates/x/p.html"


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(
    ("code", "raised"),
    [
        (CHECK.format("1 / 0"), "ZeroDivisionError"),
        (MARK.format("raise KeyError('a')"), "KeyError"),
        (PAGE.format("Page('x/index.html', 'x/p.html', lambda: [][1])"), "IndexError"),
        (PAGE.format(OURS), "IndexError"),
    ],
    ids=["check", "construct", "page", "filter"],
)
def test_a_traceback_is_shown_only_when_asked_for(
    install: Install, tmp_path: Path, command: str, code: str, raised: str
) -> None:
    install("x", code, **{"templates/p.html": "{{ page|x_fail }}"})
    made = project(tmp_path)
    plain = run(command, "--project", str(made))
    assert "error[D672]" in plain.stderr and plain.exception is None
    shown = run("--debug", command, "--project", str(made))
    assert isinstance(shown.exception, FaultError) and shown.exception.is_final
    assert type(shown.exception.__cause__).__name__ == raised


def test_the_command_line_shows_the_traceback_of_the_plugins_own_error(install: Install, tmp_path: Path) -> None:
    install("x", CHECK.format("1 / 0"))
    words = [sys.executable, "-m", "dossier", "--debug", "check", "--project", str(project(tmp_path))]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "library")}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 3 and "Traceback" in done.stderr and "ZeroDivisionError" in done.stderr
