"""The preview, started for real: it answers as the published site will, and says on top of a page what is wrong."""

from __future__ import annotations

import asyncio
import datetime
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tornado.httpclient import AsyncHTTPClient
from tornado.netutil import bind_sockets

from dossier.commands.serve.answers import Found, Shown, answer
from dossier.commands.serve.files import Files
from dossier.commands.serve.preview import Preview
from dossier.commands.serve.server import Server, application
from dossier.commands.speech import Terminal
from dossier.render import Rendered
from dossier.views import Artifact
from previews import PATIENCE_S, Running, edit, messages_after, previewed, start, stop
from projects import TODAY, build_site, starter_project, tree, write_files

BASE = "harbour/"
CANARY = "kanarienvogel"
PANEL = '<aside class="preview-faults"'
NOTE = "content/notes/what-we-know.md"


def under_a_path(root: Path) -> Path:
    """Write the starter dossier as one that will be published below a host's root, with a record that was renamed."""
    project = starter_project(root)
    edit(
        project / "content/dossier.yaml",
        "# base_url: https://example.org/harbour-bridge/",
        f"base_url: https://example.org/{BASE} #",
    )
    edit(project / "content/actors/vera-holt.md", "kind: person\n", "kind: person\nformer_ids: [councillor-holt]\n")
    return project


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """As readers will see it. Nothing is edited here."""
    with previewed(under_a_path(tmp_path_factory.mktemp("published")), "--as-published") as running:
        yield running


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Running]:
    with previewed(starter_project(tmp_path)) as running:
        yield running


def undressed(page: bytes) -> bytes:
    """Take out of a page what the preview put in: its script, its style and its panel."""
    without_head = re.sub(
        rb'<script src="/livereload.js"[^>]*></script><link rel="stylesheet" href="/livereload.css">', b"", page
    )
    return re.sub(rb'<aside class="preview-faults".*?</aside>\Z', b"", without_head, flags=re.DOTALL)


def test_every_file_is_served_as_it_will_be_published(published: Running) -> None:
    """Pages, search index, timeline, feeds, redirects, data: byte for byte, under the path of base_url."""
    output = published.project / "site"
    assert build_site(published.project, output).written is not None
    built = {path: data for path, data in tree(output).items() if path not in ("manifest.json", "SHA256SUMS")}
    assert {"search-index.js", "feeds/all.xml", "timeline/index.html", "actors/councillor-holt/index.html"} <= set(
        built
    )
    for path, data in built.items():
        status, headers, served = published.get(f"/{published.base}{path}")
        assert (path, status) == (path, 200)
        assert (undressed(served) if path.endswith(".html") else served) == data, path
        assert headers["Cache-Control"] == "no-store"


def test_the_types_are_those_of_a_host(published: Running) -> None:
    types = {
        "index.html": "text/html; charset=utf-8",
        "search-index.js": "text/javascript; charset=utf-8",
        "data/dossier.json": "application/json; charset=utf-8",
        "feeds/all.xml": "xml",
    }
    for path, expected in types.items():
        assert expected in published.get(f"/{BASE}{path}")[1]["Content-Type"]


def test_a_folder_gives_its_page_and_without_a_slash_leads_there(published: Running) -> None:
    assert "Vera Holt" in published.page("actors/vera-holt/")
    for asked, leads_to in {
        f"/{BASE}actors/vera-holt": f"/{BASE}actors/vera-holt/",
        f"/{BASE}search?q=bridge": f"/{BASE}search/?q=bridge",
        f"/{BASE}actors/councillor-holt": f"/{BASE}actors/councillor-holt/",
        "/": f"/{BASE}",
        "/harbour": f"/{BASE}",
    }.items():
        status, headers, _ = published.get(asked)
        assert (status, headers["Location"]) == (302, leads_to)


def test_a_record_that_was_renamed_leads_on_from_its_old_address(published: Running) -> None:
    page = published.page("actors/councillor-holt/")
    assert 'http-equiv="refresh" content="0; url=../../actors/vera-holt/index.html"' in page


@pytest.mark.parametrize(
    "path", [BASE + "nothing", BASE + "a/b/c/d/e", BASE + "notes/what-we-know/more.html", "elsewhere", "notes/"]
)
def test_the_sites_own_404_page_is_shown_at_any_depth(published: Running, path: str) -> None:
    """Its links begin at the host's root, for a host shows it wherever nothing is."""
    status, _, data = published.get(f"/{path}")
    page = data.decode()
    assert status == 404
    assert "This page does not exist" in page
    sheets = re.findall(r'<link rel="stylesheet" href="(/harbour/[^"]+)"', page)
    assert sheets
    assert all(published.get(sheet)[0] == 200 for sheet in sheets)


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        (f"{BASE}actors/vera-hold/", f"/{BASE}actors/vera-holt/"),
        (f"{BASE}notes/what-we-knew", f"/{BASE}notes/what-we-know/"),
        ("actors/vera-holt/", f"/{BASE}actors/vera-holt/"),
    ],
)
def test_an_address_that_leads_nowhere_is_answered_with_near_ones(published: Running, asked: str, near: str) -> None:
    status, _, page = published.get(f"/{asked}")
    assert status == 404
    assert f'<a href="{near}">{near}</a>' in page.decode()


def test_a_picture_that_is_missing_is_no_mistyped_page(published: Running) -> None:
    status, _, page = published.get(f"/{BASE}notes/what-we-know/plan.png")
    assert status == 404
    assert b"preview-near" not in page


def test_near_addresses_are_found_among_ten_thousand_without_comparing_all() -> None:
    makers = {
        f"articles/{name}-{number}/index.html": unasked for number in range(5000) for name in ("reuters", "vestnik")
    }
    makers["404.html"] = lambda: Rendered((Artifact("404.html", b"<p>Nothing is here."),))
    found = answer(Shown(version="a.1", files=Files(makers)), "articles/vestnik-777x/")
    assert isinstance(found, Found)
    assert b'href="/articles/vestnik-77' in found.data


def unasked() -> Rendered:
    raise AssertionError("nobody asked for this page")


def test_the_head_of_a_page_can_be_asked_for_alone(published: Running) -> None:
    status, headers, data = published.get(f"/{BASE}", method="HEAD")
    assert (status, data) == (200, b"")
    assert int(headers["Content-Length"]) > 0


def test_drafts_and_scheduled_texts_carry_a_banner_and_noindex(preview: Running) -> None:
    for path in ("notes/what-is-missing/", "notes/six-weeks-later/"):
        page = preview.page(path)
        assert "only this preview shows it" in page
        assert '<meta name="robots" content="noindex">' in page
    assert "only this preview" not in preview.page("notes/what-we-know/")


def test_as_published_drafts_are_nowhere_and_scheduled_texts_come_on_their_day(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    with previewed(project, "--as-published") as running:
        assert running.get("/notes/what-is-missing/")[0] == 404
        assert running.get("/notes/six-weeks-later/")[0] == 404
    with previewed(project, "--as-published", "--now", "2027-01-06") as later:
        assert later.get("/notes/what-is-missing/")[0] == 404
        assert "only this preview" not in later.page("notes/six-weeks-later/")
        assert later.get("/notes/six-weeks-later/")[0] == 200


def test_as_published_nothing_that_is_sent_names_a_draft(tmp_path: Path) -> None:
    """Neither a page nor a message, with faults in the draft, of a text that names it, and in one nobody can read."""
    project = starter_project(tmp_path)
    write_files(
        project,
        {f"content/notes/{CANARY}.md": f"---\ntitle: The {CANARY}\nkind: briefing\nstatus: draft\n---\n\n[[nobody]]\n"},
    )
    with previewed(project, "--as-published") as running:
        assert "nobody" not in running.page("")
        assert re.search(r"\d+ faults? more in the terminal", running.page(""))

        def save() -> None:
            edit(project / NOTE, "The law asks", f"[[{CANARY}]] says the law asks")
            write_files(project, {f"content/notes/{CANARY}-2.md": "---\ntitle: [\n---\n"})

        said = asyncio.run(messages_after(running, save, 1))
        running.said(f"{CANARY}-2.md")
        sent = [message.encode() for message in said]
        sent += [
            running.get(f"/{path}")[2]
            for path in ("", "notes/what-we-know/", "notes/", "search-index.js", f"notes/{CANARY[:-1]}/")
        ]
        assert not [data for data in sent if CANARY.encode() in data]
        assert f"content/notes/{CANARY}.md" in "".join(running.lines)


def test_a_fault_stands_on_the_last_good_page_and_its_place_opens_the_editor(preview: Running) -> None:
    edit(preview.project / NOTE, "The law asks", "The changed law, as [[nobody]] says, asks")
    preview.said("nobody")
    panel = preview.wait_for("notes/what-we-know/", "nobody")
    file = preview.project / NOTE
    line = line_of(file, "[[nobody]]")
    assert re.search(rf'href="vscode://file{file}:{line}:\d+">{NOTE}:{line}:\d+</a>', panel)
    assert "<mark>[[nobody]]</mark>" in panel
    assert "The law asks" in panel
    assert "The changed law" not in panel.partition(PANEL)[0]
    edit(file, "[[nobody]]", "nobody")
    assert "The changed law" in preview.wait_for("notes/what-we-know/", "as nobody says")
    assert "preview-error" not in preview.page("notes/what-we-know/")


def line_of(file: Path, words: str) -> int:
    return file.read_text(encoding="utf-8").partition(words)[0].count("\n") + 1


def test_many_faults_are_listed_errors_first_and_the_rest_is_counted(preview: Running) -> None:
    edit(preview.project / NOTE, "The law asks", "".join(f"[[nobody-{number}]] " for number in range(25)))
    page = preview.wait_for("", "nobody-0")
    weights = re.findall(r'<li class="preview-(\w+)">', page)
    assert weights == ["error"] * 20
    assert re.search(r"<summary>25 errors, \d+ warnings?</summary>", page)
    assert "more in the terminal" in page


def test_a_fault_of_a_template_names_the_template_and_its_line_once(preview: Running) -> None:
    write_files(
        preview.project,
        {
            "templates/note.html": '{% extends "default/note.html" %}\n{% block main %}\n{{ page.nothing }}\n{% endblock %}\n'
        },
    )
    page = preview.wait_for("notes/what-we-know/", "templates/note.html:3")
    assert f"vscode://file{preview.project}/templates/note.html:3:1" in page
    assert page.count('<li class="preview-error">') == 1
    assert "Vera Holt" in page.partition(PANEL)[0]
    (preview.project / "templates/note.html").unlink()
    preview.said("files ready", 2)
    assert "templates/note.html" not in preview.page("notes/what-we-know/")


def test_a_template_that_cannot_be_read_is_a_fault_too(preview: Running) -> None:
    write_files(preview.project, {"templates/note.html": "{% if %}\n"})
    assert "templates/note.html:1" in preview.wait_for("", "templates/note.html:1")


def test_a_path_with_odd_characters_leads_into_the_editor_all_the_same(tmp_path: Path) -> None:
    project = starter_project(tmp_path / "a #1 100% dossier")
    edit(project / NOTE, "The law asks", "[[nobody]] asks")
    with previewed(project) as running:
        assert (
            f"vscode://file{tmp_path}/a%20%231%20100%25%20dossier/{NOTE}:{line_of(project / NOTE, '[[nobody]]')}:1"
            in running.page("")
        )


def test_hostile_words_in_a_fault_stay_words(preview: Running) -> None:
    edit(preview.project / NOTE, "kind: briefing", "kind: <img/src/onerror=alert(1)>")
    page = preview.wait_for("", "onerror")
    assert "<img/src" not in page


def test_a_project_that_is_broken_from_the_start_is_served_with_its_faults_and_mends_itself(tmp_path: Path) -> None:
    project = write_files(starter_project(tmp_path), {"content/notes/b.md": "---\ntitle: [\n---\n"})
    with previewed(project) as running:
        assert "D1" in running.page("notes/what-we-know/")
        assert "Under this panel" not in running.page("notes/what-we-know/")
        edit(project / NOTE, "The law asks", "The changed law asks")
        assert "The changed law" in running.wait_for("notes/what-we-know/", "The changed law")
        (project / "content/notes/b.md").unlink()
        running.said("files ready", 3)
        assert "preview-error" not in running.page("notes/what-we-know/")


def test_settings_that_cannot_be_used_leave_nothing_to_show_but_the_fault(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    good = (project / "content/dossier.yaml").read_text()
    write_files(project, {"content/dossier.yaml": "title: [\n"})
    with previewed(project) as running:
        status, _, page = running.get("/")
        assert status == 404
        assert b"The page appears by itself" in page
        assert b"content/dossier.yaml:" in page
        write_files(project, {"content/dossier.yaml": good})
        running.said("files ready")
        running.built(2)
        assert running.get("/")[0] == 200


def test_a_page_whose_file_is_renamed_leads_to_the_new_address_and_back(preview: Running) -> None:
    old, new = (preview.project / f"content/notes/{name}.md" for name in ("what-is-missing", "still-missing"))
    old.rename(new)
    preview.said("files ready", 2)
    status, headers, _ = preview.get("/notes/what-is-missing/")
    assert (status, headers["Location"]) == (302, "/notes/still-missing/")
    new.rename(old)
    preview.said("files ready", 3)
    assert preview.get("/notes/what-is-missing/")[0] == 200
    assert preview.get("/notes/still-missing/")[1]["Location"] == "/notes/what-is-missing/"


def test_a_fault_of_the_machine_or_of_dossier_is_told_and_the_last_good_pages_stay(tmp_path: Path) -> None:
    preview = Preview(starter_project(tmp_path), TODAY, drafts=True, terminal=Terminal(quiet=True))
    preview.rebuild()
    before = preview.shown
    preview.failed(KeyError("a <bug>"))
    assert preview.shown.files == before.files
    assert preview.shown.version != before.version
    assert "KeyError" in preview.shown.notice
    assert "<bug>" not in preview.shown.notice
    preview.rebuild()
    assert "the build failed" not in preview.shown.notice


def test_a_page_that_cannot_be_made_is_a_plain_500_and_a_line_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    preview = Preview(starter_project(tmp_path), TODAY, drafts=True, terminal=Terminal())
    preview.shown = Shown(version="a.1", files=Files({"index.html": unasked}))

    async def ask() -> tuple[int, bytes]:
        (listening,) = bind_sockets(0, address="127.0.0.1")
        port = listening.getsockname()[1]
        server = Server(application(preview, port))
        server.add_socket(listening)
        answer = await AsyncHTTPClient(force_instance=True).fetch(f"http://127.0.0.1:{port}/", raise_error=False)
        server.stop()
        await server.close_all_connections()
        return answer.code, answer.body

    assert asyncio.run(ask()) == (500, b"500\n")
    said = capfd.readouterr().err
    assert "`/` could not be shown: AssertionError: nobody asked for this page" in said
    assert "Traceback" not in said


def test_a_build_that_changes_nothing_has_no_new_version(tmp_path: Path) -> None:
    preview = Preview(
        starter_project(tmp_path), datetime.date(2026, 11, 24), drafts=True, terminal=Terminal(quiet=True)
    )
    preview.rebuild()
    version = preview.shown.version
    preview.rebuild()
    assert preview.shown.version == version


def test_a_port_that_was_asked_for_and_is_taken_is_a_clear_error(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "dossier", "serve", "--project", str(project), "--port", str(port)]
        run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert run.returncode == 2
    assert f"port {port} is taken" in run.stderr
    assert "Traceback" not in run.stderr


def test_the_next_free_port_is_taken_when_none_was_asked_for(preview: Running, tmp_path: Path) -> None:
    with previewed(starter_project(tmp_path / "other")) as other:
        assert other.port != preview.port
        assert {other.port, preview.port} <= set(range(8400, 8420))


def test_only_this_machine_is_answered(preview: Running) -> None:
    listening = Path("/proc/net/tcp")
    if not listening.exists():
        pytest.skip("no /proc here")
    port = f":{preview.port:04X}"
    addresses = [line.split()[1] for line in listening.read_text().splitlines() if port in line.split()[1]]
    assert {address.split(":")[0] for address in addresses} == {"0100007F"}


def test_control_c_ends_it_with_0(tmp_path: Path) -> None:
    assert stop(start(starter_project(tmp_path))) == 0


def test_a_page_is_made_when_it_is_asked_for_and_the_one_looked_at_with_every_build(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    preview = Preview(project, TODAY, drafts=True, terminal=Terminal(quiet=True))
    preview.rebuild()
    first = preview.shown.files
    assert len(first) > 100
    assert not first.made
    looked_at = first["notes/what-we-know/index.html"]
    edit(project / NOTE, "The law asks", "The law now asks")
    preview.rebuild()
    assert list(preview.shown.files.made) == ["notes/what-we-know/index.html"]
    assert preview.shown.files["notes/what-we-know/index.html"] != looked_at
    assert preview.shown.files["index.html"]


def test_the_fault_of_a_page_that_nobody_looked_at_is_found_a_moment_later(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    write_files(
        project,
        {"templates/claim.html": '{% extends "default/claim.html" %}{% block main %}{{ page.x }}{% endblock %}'},
    )
    preview = Preview(project, TODAY, drafts=True, terminal=Terminal(quiet=True))
    preview.rebuild()
    assert "templates/claim.html" not in preview.shown.notice
    preview.finish(lambda: True)
    assert "templates/claim.html" not in preview.shown.notice
    preview.finish(lambda: False)
    assert "templates/claim.html:1" in preview.shown.notice


def test_a_saved_copy_that_changed_changes_what_a_page_says_of_it(tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    preview = Preview(project, TODAY, drafts=True, terminal=Terminal(quiet=True))
    preview.rebuild()
    path = "claims/council-learnt-in-march/index.html"
    before, version = preview.shown.files[path], preview.shown.version
    edit(project / "content/archive/courier-2024-03-04.txt", "the evening before", "the morning before")
    preview.rebuild()
    assert preview.shown.files[path] != before
    assert preview.shown.version != version
