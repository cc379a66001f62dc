"""The how-to on the look, done: colours, one part of a page, the home page, a page of a new kind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from projects import ROOT, build_site, errors, starter_project, write_files
from test_docs import EPOCH, Block, blocks

PAGE = ROOT / "docs/how-to/change-the-look.md"
SHOWN = re.compile(r"In\s+`([^`]+)`:\s*\Z")


def section(title: str) -> list[Block]:
    """Return the blocks of one section of the page."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index(f"## {title}\n")
    end = text.find("\n## ", start)
    inside = text[start : end if end > 0 else len(text)]
    return [block for block in blocks(PAGE) if block.text in inside]


def files_of(title: str) -> dict[str, str]:
    return {found[1]: block.text for block in section(title) if (found := SHOWN.search(block.before))}


def with_settings(project: Path, text: str) -> Path:
    """Put settings in the place of those of the same name."""
    path = project / "content/dossier.yaml"
    names = "|".join(re.findall(r"^(\w+):", text, re.M))
    kept = re.sub(rf"^(?:{names}):.*\n", "", path.read_text(encoding="utf-8"), flags=re.M)
    return write_files(project, {"content/dossier.yaml": f"{kept}\n{text}"})


def page(project: Path, path: str) -> str:
    result = build_site(project)
    assert result.written is not None, errors(result.diagnostics)
    return (project / "site" / path).read_text(encoding="utf-8")


def test_colours_are_changed_by_a_style_sheet_that_every_page_loads_last(tmp_path: Path) -> None:
    files = files_of("Colours and type")
    home = page(write_files(starter_project(tmp_path), files), "index.html")
    sheets = re.findall(r'<link rel="stylesheet" href="(?:\.\./)*([^"]+)"(?! media)', home)
    last = (tmp_path / "site" / sheets[-1]).read_text(encoding="utf-8")
    assert "".join(last.split()) == "".join(files["templates/assets/custom.css"].split()), "but for the space in it"
    for path in (tmp_path / "site").rglob("*.html"):
        assert sheets[-1] in path.read_text(encoding="utf-8"), path


def test_one_part_of_a_page_is_changed_and_the_rest_is_kept(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    before = page(project, "notes/what-we-know/index.html")
    after = page(write_files(project, files_of("Change one part of a page")), "notes/what-we-know/index.html")
    added = '<p class="aside">Report a mistake: corrections@example.org</p>\n'
    assert added in after and "· The Harbour Bridge</title>" in after
    rest = after.replace(added, "").partition("</title>")[2]
    assert rest.split() == before.partition("</title>")[2].split()


def test_the_home_page_is_changed_part_by_part(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    before = page(project, "index.html")
    (settings,) = (block.text for block in section("Change the home page") if block.language == "yaml")
    after = page(write_files(with_settings(project, settings), files_of("Change the home page")), "index.html")
    assert before.index('class="home-side"') < before.index('class="questions"') and 'id="latest"' in before
    assert after.index('class="questions"') < after.index('class="home-lead"') and 'id="latest"' not in after
    assert after.count('class="questions"') == 1
    assert '<p class="aside">The Northport Trust</p>\n<nav class="sections-nav"' in after
    assert 'id="sourcing"' in after and 'id="key-events"' in after


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the package that the page shows, without a network, into a folder of its own."""
    folder = tmp_path_factory.mktemp("kind")
    write_files(folder, files_of("Add a kind of page"))
    offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *offline, "--target", str(folder / "packages"), "./countries"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=240)
    return folder / "packages"


def test_a_page_of_a_new_kind_stands_at_its_address_and_in_the_menu(packages: Path, tmp_path: Path) -> None:
    (settings,) = (block.text for block in section("Add a kind of page") if block.language == "yaml")
    project = with_settings(write_files(starter_project(tmp_path), files_of("Add a kind of page")), settings)
    environment = {**os.environ, "PYTHONPATH": str(packages), "SOURCE_DATE_EPOCH": EPOCH, "NO_COLOR": "1"}
    command = [sys.executable, "-m", "dossier", "build", "--strict"]
    done = subprocess.run(
        command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, done.stderr
    made = (project / "site/countries/index.html").read_text(encoding="utf-8")
    assert "<h1>Outlets by country</h1>" in made and "<dt>GB</dt>" in made
    assert '<a href="../outlets/northport-courier/index.html">' in made
    assert '<a href="../../countries/index.html">Outlets</a>' in (
        project / "site/notes/what-we-know/index.html"
    ).read_text(encoding="utf-8")


# When a template is wrong


@pytest.mark.parametrize(
    ("template", "code", "message"),
    [
        ('{% extends "default/note.html" %}\n{% block more %}\n{{ page.titel }}{% endblock %}', "D652", "`titel`"),
        ('{% extends "default/note.html" %}\n\n{% block more %}{{ t( }}{% endblock %}', "D651", ""),
        ('{% extends "default/note.html" %}\n{% block more %}\n{% include "nota.html" %}{% endblock %}', "D653", ""),
    ],
)
def test_an_error_in_an_override_names_line_and_page_and_the_last_good_site_stays(
    tmp_path: Path, template: str, code: str, message: str
) -> None:
    project = starter_project(tmp_path)
    before = page(project, "notes/what-we-know/index.html")
    write_files(project, {"templates/note.html": template})
    result = build_site(project)
    (fault,) = (fault for fault in result.diagnostics if fault.rule.startswith("D65"))
    assert (fault.rule, fault.span.path, fault.span.line) == (code, "templates/note.html", 3)
    assert message in fault.message
    assert fault.label == "while making `notes/what-we-know/index.html`"
    assert result.written is None
    assert (project / "site/notes/what-we-know/index.html").read_text(encoding="utf-8") == before
