"""The W3C checker (vnu) over every page and style sheet of the sample and of the starter dossier.

Left out, loudly, where Java or vnu.jar is missing; in CI that is a failure.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from projects import ROOT, build_site, starter_project

JAR = Path(os.environ.get("VENV") or ROOT / ".venv") / "vnu/vnu.jar"
NOT_MEANT = re.compile(r"violates Content Security Policy")
"""Said of every file:// page: the checker knows no origin to compare `'self'` with, and takes JSON-LD for a script."""

pytestmark = pytest.mark.java


@pytest.fixture(scope="module")
def checker() -> list[str]:
    java = shutil.which("java")
    if java and JAR.exists():
        return [java, "-jar", str(JAR), "--stdout", "--format", "json"]
    if os.environ.get("CI"):
        pytest.fail("no Java or no vnu.jar: the W3C checker would be left out, which CI does not accept")
    pytest.skip("NO JAVA OR NO vnu.jar: the W3C checker is LEFT OUT; `.ci/browser` brings it")


@pytest.fixture(scope="module", params=["sample", "starter"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    project = ROOT if request.param == "sample" else starter_project(folder / "project")
    result = build_site(project, folder / "site")
    assert result.written is not None, result.diagnostics
    return folder / "site"


def complaints(checker: list[str], *arguments: str | Path) -> list[str]:
    done = subprocess.run([*checker, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=280)
    messages = json.loads(done.stdout)["messages"]
    return [
        f"{Path(said['url']).parent.name}/{Path(said['url']).name}:{said.get('lastLine', 0)} {said['message']}"
        for said in messages
        if not NOT_MEANT.search(said["message"])
    ]


def test_the_w3c_checker_has_nothing_to_say_about_any_page(checker: list[str], site: Path) -> None:
    assert len(list(site.rglob("*.html"))) > 10
    assert complaints(checker, "--skip-non-html", site) == []


def test_the_w3c_checker_has_nothing_to_say_about_any_style_sheet(
    checker: list[str], site: Path, tmp_path: Path
) -> None:
    sheets = [known_to_the_checker(sheet, tmp_path) for sheet in sorted(site.glob("assets/*.css"))]
    assert sheets
    assert complaints(checker, "--css", *sheets) == []


def known_to_the_checker(sheet: Path, folder: Path) -> Path:
    """Write container queries (CSS Containment 3 §4), which it does not know, as queries of media, which read alike."""
    text = sheet.read_text(encoding="utf-8").replace("@container page (", "@media (")
    copy = folder / sheet.name
    copy.write_text(text.replace("container: page / inline-size;", ""), encoding="utf-8")
    return copy


def test_the_checker_does_find_faults(checker: list[str], tmp_path: Path) -> None:
    broken = tmp_path / "broken.html"
    broken.write_text("<!DOCTYPE html><title>x</title><p><div id=a></div><div id=a></div></p>", encoding="utf-8")
    assert any("Duplicate ID" in said for said in complaints(checker, "--skip-non-html", broken))
