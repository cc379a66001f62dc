"""Every part of the gallery looks as it did, by day and by night. tests/gallery/README.md says how that is renewed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageFilter, ImageOps
from playwright.sync_api import Browser, Page, Route

from dossier.commands.serve.exhibit import ROOMS
from gallery import compare
from gallery.compare import Looked, difference, differences, keep, keep_failed, kept, looked
from previews import Running, previewed
from projects import starter_project

UPDATE = bool(os.environ.get("UPDATE_GALLERY"))
WIDTH = 1000
SCHEMES = ("light", "dark")
UNSTEADY = ("pages",)
"""Parts that grow with the invented dossier."""
BOXES = """() => [...document.querySelectorAll("[data-part]")].map((part) => {
  const box = part.getBoundingClientRect();
  return [part.dataset.part, [box.left, box.top + scrollY, box.right, box.bottom + scrollY]];
})"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with previewed(starter_project(tmp_path_factory.mktemp("gallery")), "--gallery") as running:
        yield running


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        viewport={"width": WIDTH, "height": 800}, bypass_csp=True, reduced_motion="reduce", locale="en-GB"
    )
    context.route("**/fonts.*.css", wait_for_faces)
    yield context.new_page()
    context.close()


def wait_for_faces(route: Route) -> None:
    """Have every face used however late it comes: a picture is not taken on a slow line."""
    sheet = route.fetch()
    route.fulfill(response=sheet, body=sheet.text().replace("font-display: optional", "font-display: block"))


def opened(page: Page, preview: Running, room: str) -> None:
    address = ROOMS[room][0].removesuffix("index.html")
    page.goto(f"http://{preview.host}/{address}", wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")


def look(page: Page, room: str, scheme: str) -> Looked:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    boxes = [box for box in page.evaluate(BOXES) if box[0] not in UNSTEADY]
    return looked(f"{room}-{scheme}", page.screenshot(full_page=True, animations="disabled", caret="hide"), boxes)


def differing(page: Page, room: str, scheme: str) -> dict[str, Path]:
    """Return the parts that look different, each with the picture that was kept of it."""
    now = look(page, room, scheme)
    if UPDATE:
        keep(now)
    found = enumerate(differences(now, kept(now.name)))
    return {part: keep_failed(now.name, place, picture) for place, (part, picture) in found}


@pytest.mark.parametrize("room", ROOMS)
def test_every_part_looks_as_it_did(page: Page, preview: Running, room: str) -> None:
    opened(page, preview, room)
    found = {scheme: differing(page, room, scheme) for scheme in SCHEMES}
    told = [f"{part} ({scheme}): see {path}" for scheme, parts in found.items() for part, path in parts.items()]
    assert told == [], "looks different; tests/gallery/README.md says what to do"


CHANGES = {
    "a colour": ".badge { color: #d00 }",
    "a line": ".claim-item { border-block-end: 4px solid currentColor }",
    "a size": ".claim-figure { font-size: 2.5rem }",
    "a distance": ".evidence-list > li { padding-block-start: 1.5rem }",
    "something missing": ".claim-marks { visibility: hidden }",
}


def test_a_change_of_the_look_is_noticed(page: Page, preview: Running) -> None:
    opened(page, preview, "evidence")
    before = look(page, "evidence", "light")
    for change, css in CHANGES.items():
        style = page.add_style_tag(content=css)
        assert list(differences(look(page, "evidence", "light"), before)), change
        style.evaluate("style => style.remove()")


@pytest.mark.parametrize("filter", [ImageFilter.SMOOTH, ImageFilter.GaussianBlur(0.6), ImageFilter.SHARPEN])
def test_letters_that_a_machine_draws_a_little_otherwise_are_no_difference(filter: ImageFilter.Filter) -> None:
    picture = kept("words-light").picture
    assert difference(picture.filter(filter), picture) is None


def test_a_picture_of_what_differs_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "FAILED", tmp_path / "failed")
    before = kept("index-light")
    now = Looked(before.name, ImageOps.invert(before.picture), before.parts)
    (_, picture), *_ = differences(now, before)
    path = keep_failed(now.name, 0, picture)
    with Image.open(path) as shown:
        assert shown.width == 2 * picture.width and path == tmp_path / "failed/index-light-0.png"
