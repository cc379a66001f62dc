"""The colours of the how-to reach the screen, by day and by night."""

from __future__ import annotations

from pathlib import Path

import pytest

from browser.conftest import Opener
from projects import build_site, starter_project, write_files
from test_change_the_look import files_of


@pytest.mark.parametrize(("scheme", "colour"), [("light", "rgb(122, 31, 61)"), ("dark", "rgb(240, 163, 189)")])
def test_links_have_the_colour_of_the_projects_own_style_sheet(
    opened: Opener, tmp_path: Path, scheme: str, colour: str
) -> None:
    project = write_files(starter_project(tmp_path), files_of("Colours and type"))
    assert build_site(project).written is not None
    page = opened((project / "site/index.html").as_uri(), color_scheme=scheme)
    link = page.locator(".sections a").first
    assert link.evaluate("link => getComputedStyle(link).color") == colour
