"""The search over a page and on its own page: by keyboard, from a disk, narrowed, in an address that can be sent."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from .conftest import Opener

INPUT = "#search-words"
COLOURS = "element => { const style = getComputedStyle(element); return [style.color, style.backgroundColor]; }"


def test_the_search_over_a_page_is_worked_by_keyboard_alone(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "actors/index.html")
    link = page.locator("[data-search-open]")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link.focus()
    page.keyboard.press("Enter")
    field = page.locator(INPUT)
    expect(field).to_be_focused()
    page.keyboard.type("Лукашэнка")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Alexander Lukashenko")
    assert len([url for url in asked if "/search/words-" in url]) <= 2
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == options.first.get_attribute("id")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, context=".search-dialog").response["violations"]
        assert [fault["id"] for fault in found] == []
    page.emulate_media(color_scheme="dark", forced_colors="active")
    words, ground = page.locator(".search-dialog mark").first.evaluate(COLOURS)
    assert words != ground != "rgba(0, 0, 0, 0)"
    page.emulate_media(color_scheme="light", forced_colors="none")
    page.keyboard.press("Escape")
    expect(page.locator(".search-dialog")).to_be_hidden()
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/lukashenko/index.html")


def test_what_is_open_over_a_page_is_not_printed_with_it(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "corrections/index.html")
    for key, dialogue in (("/", ".search-dialog"), ("?", ".keys")):
        page.keyboard.press(key)
        expect(page.locator(dialogue)).to_be_visible()
        page.emulate_media(media="print")
        expect(page.locator(dialogue)).to_be_hidden()
        page.emulate_media(media="screen")
        page.locator(f"{dialogue} button").last.click()


def test_hits_show_the_sentence_with_the_words_marked(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "search/index.html#q=internet+shutdown")
    hit = page.locator("#results li", has_text="Internet blackout")
    expect(hit.locator(".item-summary")).to_contain_text(re.compile("shutdown", re.IGNORECASE))
    assert {word.lower() for word in hit.locator("mark").all_inner_texts()} >= {"internet", "shutdown"}


def test_facets_narrow_the_hits_and_the_address_can_be_sent(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "search/index.html?q=minsk", viewport={"width": 1280, "height": 900})
    box = page.locator("#by-kind-event")
    box.wait_for()
    count = int(page.locator("label", has=box).locator(".count").inner_text())
    box.check()
    expect(page.locator("#search-count")).to_have_text(f"Results: {count}")
    expect(box).to_be_focused()
    page.locator("#by-actor-lukashenko").check()
    expect(page.locator("#search-count")).not_to_have_text(f"Results: {count}")
    titles = page.locator("#results .item-title").all_inner_texts()
    assert unquote(page.url).endswith("search/index.html#q=minsk&kind=event&actor=lukashenko")
    assert [fault["id"] for fault in Axe().run(page).response["violations"]] == []
    sent = opened(page.url)
    sent.locator("#results li").first.wait_for()
    assert sent.locator("#results .item-title").all_inner_texts() == titles
    sent.locator(".search-clear").click()
    expect(sent.locator("#by-kind-event")).not_to_be_checked()


@pytest.mark.parametrize(
    ("typed", "first"),
    [("lukshenko", "Alexander Lukashenko"), ("тихановкая", "Svetlana Tikhanovskaya"), ("minsk", "Minsk")],
)
def test_a_slip_of_the_finger_finds_the_name_still(opened: Opener, site_url: str, typed: str, first: str) -> None:
    page = opened(f"{site_url}search/index.html#q={typed}")
    expect(page.locator("#results .item-title").first).to_have_text(first)


def test_without_every_word_the_nearest_are_shown_and_said_to_be_so(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "search/index.html#q=zzqx+inauguration")
    page.locator("#results li").first.wait_for()
    expect(page.locator("#search-count")).to_contain_text("No entry has all of these words")
