"""`dossier serve --gallery`: every macro of the theme is shown, in the project's look, and by no built site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from dossier.build import Request, Site, artifacts, assemble
from dossier.commands.serve.exhibit import FOLDER, ROOMS, gallery
from dossier.diagnostics import Diagnostic
from dossier.theme import default_templates
from previews import Running, edit, previewed
from projects import TODAY, build_site, errors, starter_project, write_files

Macro = tuple[str, str]
"""File and name."""
OWN = {
    "content/dossier.yaml": "title: My own title\nlanguage: ru\nextra: {funded_by: a trust}\n",
    "templates/assets/custom.css": ":root { --link: #123456; }\n",
    "templates/partials/questions.html": (
        "{% macro question(item) %}<li>MINE {{ site.extra.funded_by }}: {{ item.question }}</li>{% endmacro %}\n"
    ),
}


def in_look_of(project: Path) -> Site:
    shown = gallery()
    return assemble(Request(project=project, today=TODAY, drafts=True, records=shown.records, adapt=shown.adapt))


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Make the gallery in the look of a project that changed some of the theme; return its pages by address."""
    site = in_look_of(write_files(starter_project(tmp_path_factory.mktemp("own")), OWN))
    faults: list[Diagnostic] = []
    made = {made.url: made.data for made in artifacts(site, faults)}
    assert errors((*site.diagnostics, *faults)) == []
    return {url: made[url].decode() for url, _ in ROOMS.values()}


def test_it_has_the_projects_title_language_style_sheet_macros_and_own_data(rooms: dict[str, str]) -> None:
    for page in rooms.values():
        assert "<title>" in page and "My own title" in page and '<html lang="ru"' in page
        assert re.search(r"assets/custom\.[0-9a-f]+\.css", page)
    assert "<li>MINE a trust: How many people were hurt?</li>" in rooms["gallery/evidence/index.html"]


def test_every_link_of_it_leads_somewhere(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    site = in_look_of(project)
    made = {made.url: made.data for made in artifacts(site, [])}
    for url, _ in ROOMS.values():
        page = made[url].decode()
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), url
        for address in re.findall(r'(?:href|src)="([^":#?]+)"', page):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(url), address)) in made, (url, address)


def test_no_built_site_has_it(tmp_path: Path) -> None:
    written = build_site(starter_project(tmp_path)).written
    assert written is not None
    assert not [path for path in (tmp_path / "site").rglob("*") if "gallery" in path.name]


def macros_and_calls(name: str, source: str) -> tuple[dict[Macro, set[Macro]], set[Macro]]:
    """Return what each macro of a template calls, and what the template calls outside of them."""
    tree = Environment().parse(source)
    known: dict[str, Macro] = {}
    for found in tree.find_all(nodes.FromImport):
        assert isinstance(found.template, nodes.Const)
        for one in found.names:
            original, local = (one, one) if isinstance(one, str) else one
            known[local] = (str(found.template.value), original)
    own = {macro.name: macro for macro in tree.find_all(nodes.Macro)}
    known |= {local: (name, local) for local in own}

    def called(node: nodes.Node) -> Iterator[Macro]:
        for call in node.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in known:
                yield known[call.node.name]

    inside = {(name, local): set(called(macro)) for local, macro in own.items()}
    return inside, set(called(tree))


def test_it_shows_every_macro_of_the_theme() -> None:
    calls: dict[Macro, set[Macro]] = {}
    for path in sorted((default_templates() / "partials").glob("*.html")):
        calls |= macros_and_calls(f"partials/{path.name}", path.read_text(encoding="utf-8"))[0]
    reached: set[Macro] = set()
    waiting = {
        macro
        for path in sorted((FOLDER / "templates").glob("*.html"))
        for macro in macros_and_calls(f"gallery/{path.name}", path.read_text(encoding="utf-8"))[1]
    }
    while waiting:
        macro = waiting.pop()
        reached.add(macro)
        waiting |= calls.get(macro, set()) - reached
    assert set(calls) - reached == set()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with previewed(starter_project(tmp_path_factory.mktemp("shown")), "--gallery") as running:
        yield running


def test_the_preview_begins_with_it_and_shows_what_is_saved_in_templates(preview: Running) -> None:
    assert preview.base == "gallery/"
    page = preview.page("")
    assert "<h1>Gallery</h1>" in page and page.count('class="preview-faults"') == 2
    builds = preview.builds
    write_files(preview.project, {"templates/assets/custom.css": ":root { --ink: #010203; }\n"})
    preview.built(builds + 1)
    assert re.search(r"assets/custom\.[0-9a-f]+\.css", preview.wait_for("", "custom."))


def test_faults_of_the_invented_dossier_are_not_the_editors(preview: Running) -> None:
    assert not any("D5" in line for line in preview.lines)
    builds = preview.builds
    edit(preview.project / "content/notes/what-we-know.md", "[[vera-holt]]", "[[vera-hold]]")
    preview.built(builds + 1)
    assert not any("vera-hold" in line for line in preview.lines)
