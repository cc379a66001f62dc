"""Evidence cards and search in Chromium, from file://, under the strict policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from build_theme import write_site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("theme")
    write_site(made)
    return made


@pytest.fixture
def tab(browser: Browser, folder: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 900, "height": 700})
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    yield opened
    opened.close()
    assert not said


def open_rain(tab: Page, folder: Path) -> Page:
    tab.goto((folder / "rain.html").as_uri())
    return tab


def results(tab: Page, folder: Path, query: str) -> list[str]:
    tab.goto(f"{(folder / 'search/index.html').as_uri()}?q={query}")
    tab.locator("#search-count:not(:empty)").wait_for()
    found: list[str] = tab.locator("#results a").all_inner_texts()
    return found


def test_pointing_at_a_number_shows_the_words_that_this_place_relies_on(tab: Page, folder: Path) -> None:
    open_rain(tab, folder).locator("a.cite").first.hover()
    card = tab.locator(".card")
    card.wait_for()
    assert "rain <b>fell</b>" in card.inner_text()
    assert "the rain stopped" not in card.inner_text()
    assert card.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))") == [
        "https://e.example/rain",
        "https://a.example/rain",
        "rain/index.html",
    ]
    assert card.locator("[id]").count() == 0


def test_the_card_stays_under_the_pointer_and_goes_when_it_leaves(tab: Page, folder: Path) -> None:
    open_rain(tab, folder).locator("a.cite").first.hover()
    tab.locator(".card").hover()
    tab.locator("h1").hover()
    tab.locator(".card").wait_for(state="detached")


def test_the_keyboard_opens_enters_and_closes_a_card(tab: Page, folder: Path) -> None:
    open_rain(tab, folder)
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.locator(".card").count():
            break
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('.card') !== null")
    tab.keyboard.press("Escape")
    assert tab.locator(".card").count() == 0
    assert tab.evaluate("document.activeElement.className") == "cite"


def test_a_tap_opens_the_card_and_a_second_one_follows_the_link(browser: Browser, folder: Path) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    open_rain(tab, folder).locator("a.cite").first.tap()
    box = tab.locator(".card").bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= 360
    tab.locator("a.cite").first.tap()
    assert tab.url.endswith("#src-1")
    tab.close()


def test_without_scripts_the_number_leads_to_the_list(browser: Browser, folder: Path) -> None:
    tab = browser.new_page(java_script_enabled=False)
    open_rain(tab, folder).locator("a.cite").first.click()
    assert tab.url.endswith("#src-1")
    assert tab.locator("#src-1 .words").count() == 2
    tab.close()


@pytest.mark.parametrize("query", ["Tikhanovskaya", "tsikhanouskaya", "Тихановская", "Ціханоўская", "tikhan svet"])
def test_any_spelling_in_any_script_finds_the_person(tab: Page, folder: Path, query: str) -> None:
    assert "Svetlana Tikhanovskaya" in results(tab, folder, query)


def test_markup_in_the_index_and_in_the_address_stays_text(tab: Page, folder: Path) -> None:
    results(tab, folder, "lukashenko")
    assert tab.locator("#results i").count() == 0
    assert "<i>no markup</i>" in tab.locator("#results").inner_text()
    assert results(tab, folder, "<img src=x onerror=alert(1)>") == []
    assert tab.locator("main img").count() == 0


def test_what_is_not_there_is_said_and_nonsense_finds_nothing(tab: Page, folder: Path) -> None:
    assert results(tab, folder, "zzzz") == []
    assert tab.locator("#search-count").inner_text().startswith("Nothing found")


def test_the_search_over_a_page_leads_to_all_its_results(tab: Page, folder: Path) -> None:
    open_rain(tab, folder).locator("[data-search-open]").click()
    tab.locator("#search-words").fill("lukash")
    tab.locator("[role=option]").first.wait_for()
    tab.keyboard.press("Enter")
    tab.locator("#results a").first.wait_for()
    assert tab.locator("#results a").all_inner_texts() == ["Alexander Lukashenko"]
    tab.keyboard.press("ArrowDown")


def test_arrows_walk_from_the_field_through_the_results(tab: Page, folder: Path) -> None:
    results(tab, folder, "tikhanovskaya")
    tab.focus("#q")
    tab.keyboard.press("ArrowDown")
    assert tab.evaluate("document.activeElement.closest('#results') !== null")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.id") == "q"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_window(tab: Page, folder: Path, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 700})
    open_rain(tab, folder)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
