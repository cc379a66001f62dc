"""python-livereload's defects, each with the test that shows it mended, and its protocol as a real client speaks it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from livereload.handlers import LiveReloadHandler
from tornado.websocket import websocket_connect

from previews import Running, edit, hang_up, heard, listening, messages_after, previewed, socket_request
from projects import starter_project

HERE = Path(__file__).resolve().parent
NOTE = "content/notes/what-we-know.md"

MENDED = {
    "polls every 800 ms": (
        "test_serve_watch.py::test_it_is_idle_while_nothing_is_saved_with_ten_thousand_files",
        "browser/test_preview.py::test_a_save_is_on_the_screen_soon",
    ),
    "drops reloads within three seconds of another": (
        "test_serve_watch.py::test_many_saves_reach_the_page_and_the_last_one_wins",
    ),
    "stops at the first changed file of a folder, so that two saved together are two builds": (
        "test_serve_watch.py::test_a_thousand_files_of_a_checkout_are_one_build",
        "test_serve_watch.py::test_a_thousand_files_written_by_a_script_are_one_build",
    ),
    "any website can open the socket": (
        "test_serve_attacks.py::test_a_page_of_another_site_cannot_listen",
        "browser/test_preview.py::test_a_page_of_another_site_gets_nothing",
    ),
    "its messages carry the path of what was saved": (
        "test_serve_livereload.py::test_a_message_names_no_file",
        "test_serve.py::test_as_published_nothing_that_is_sent_names_a_draft",
    ),
    "any Host is answered": ("test_serve_attacks.py::test_a_foreign_host_is_refused_whatever_is_asked",),
    "/forcereload is open to anybody": ("test_serve_attacks.py::test_nobody_can_force_a_reload_or_list_a_folder",),
    "an exception in the build is a traceback, and the browser is not told": (
        "test_serve_watch.py::test_a_build_that_fails_is_told_and_the_next_one_comes",
        "test_serve.py::test_a_fault_of_the_machine_or_of_dossier_is_told_and_the_last_good_pages_stay",
        "browser/test_preview.py::test_a_fault_stands_on_the_page_and_clears_by_itself",
    ),
    "a taken port is a traceback": (
        "test_serve.py::test_a_port_that_was_asked_for_and_is_taken_is_a_clear_error",
        "test_serve.py::test_the_next_free_port_is_taken_when_none_was_asked_for",
    ),
    "the 404 page is tornado's": ("test_serve.py::test_the_sites_own_404_page_is_shown_at_any_depth",),
    "the script is put in only where </head> is in the first piece of the answer": (
        "test_serve_livereload.py::test_every_page_has_the_script_however_its_head_is_written",
    ),
    "the script is inline, which a strict policy forbids": (
        "test_serve_attacks.py::test_the_policy_is_the_published_one_and_nothing_is_kept",
        "test_serve_livereload.py::test_every_page_has_the_script_however_its_head_is_written",
    ),
    "the server answers nobody while it builds": ("test_serve_livereload.py::test_pages_are_served_while_a_build_runs",),
}  # fmt: skip
"""What was measured on python-livereload 2.7.1, and the tests that would fail if it came back."""


@pytest.mark.parametrize("test", sorted({test for tests in MENDED.values() for test in tests}))
def test_the_table_names_tests_that_exist(test: str) -> None:
    file, _, name = test.partition("::")
    assert f"def {name}(" in (HERE / file).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with previewed(starter_project(tmp_path_factory.mktemp("listened"))) as running:
        yield running


def test_livereload_itself_still_lets_anybody_in() -> None:
    """When this fails, livereload has mended it, and our guard can be looked at again."""
    assert LiveReloadHandler.check_origin(object(), "http://evil.example") is True
    assert LiveReloadHandler.DEFAULT_RELOAD_TIME == 3


def test_a_message_names_no_file(preview: Running) -> None:
    def save() -> None:
        edit(preview.project / "content/notes/what-is-missing.md", "A draft", "A changed draft")

    (message,) = asyncio.run(messages_after(preview, save, 1))
    said = json.loads(message)
    assert (said["command"], said["path"]) == ("reload", "/")
    assert "missing" not in message
    assert str(preview.project) not in message
    assert "A changed draft" in preview.page("notes/what-is-missing/")


def test_every_open_page_is_told(preview: Running) -> None:
    async def talk() -> list[str]:
        async with listening(preview) as one, listening(preview) as other:
            edit(preview.project / NOTE, "The law asks", "The law now asks")
            return [await heard(one), await heard(other)]

    one, other = asyncio.run(talk())
    assert one == other


def test_a_page_that_is_behind_is_told_as_soon_as_it_listens(preview: Running) -> None:
    """It was loading while a build ended: the message went past it."""

    async def talk(version: str) -> list[str]:
        connection = await websocket_connect(socket_request(preview, Origin=f"http://{preview.host}"))
        connection.write_message(json.dumps({"command": "info", "url": "/", "version": version}))
        connection.write_message('{"command": "hello"}')
        found = [await heard(connection)]
        if '"reload"' in found[0]:
            found.append(await heard(connection))
        await hang_up(connection)
        return found

    now = preview.page("").partition('data-version="')[2].partition('"')[0]
    assert [json.loads(message)["command"] for message in asyncio.run(talk(now))] == ["hello"]
    assert [json.loads(message)["command"] for message in asyncio.run(talk("an older one"))] == ["reload", "hello"]


@pytest.mark.parametrize(
    "head",
    ["<!doctype html>\n<HTML><HEAD lang='x'><title>x</title></HEAD><body>", "<!DOCTYPE html><title>x</title><p>",
     "<!doctype html><html><head>" + "<meta name='x' content='y'>" * 20_000 + "</head><body>", "<p>"],
    ids=["capitals", "no head", "very long", "nothing"],
)  # fmt: skip
def test_every_page_has_the_script_however_its_head_is_written(tmp_path: Path, head: str) -> None:
    project = starter_project(tmp_path)
    (project / "templates").mkdir()
    (project / "templates/note.html").write_text(f"{head}words</p>", encoding="utf-8")
    with previewed(project) as running:
        page = running.page("notes/what-we-know/")
    assert page.count('<script src="/livereload.js" ') == 1
    assert page.index('<script src="/livereload.js" ') < page.index("words")
    assert page.lower().startswith(head[:9].lower() if head.startswith("<!") else "<script")
    assert "<script>" not in page


def test_pages_are_served_while_a_build_runs(tmp_path: Path) -> None:
    """Asked again and again during a build of hundreds of texts, the page comes before the build has ended."""
    project = starter_project(tmp_path)
    for number in range(300):
        (project / f"content/outlets/text-{number}.md").write_text(f"---\nname: Text {number}\n---\n\nText.\n")
    with previewed(project) as running:
        edit(project / NOTE, "The law asks", "The law now asks")
        answered = 0
        while running.builds < 2:
            assert running.get("/")[0] == 200
            answered += running.builds < 2
            assert answered < 100_000
        assert answered > 1
