"""What a reader does: follow a citation, open its card, search for a name in any spelling."""

from __future__ import annotations

import pytest

from .conftest import Opener

NOTE = "notes/counting-the-crowds/index.html"
TIKHANOVSKAYA = "actors/tikhanovskaya/index.html"


def test_a_citation_leads_to_its_source_and_back_without_javascript(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE, java_script_enabled=False)
    citation = page.locator("a.cite").first
    target = citation.get_attribute("href") or ""
    citation.click()
    source = page.locator(target.replace(":", "\\:"))
    assert source.is_visible()
    source.locator("a[href^='#cite-']").first.click()
    assert "#cite-" in page.url


def test_a_card_opens_on_focus_and_closes_with_escape(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE)
    page.locator("a.cite").first.focus()
    card = page.locator(".card")
    card.wait_for()
    assert card.text_content()
    page.keyboard.press("Escape")
    card.wait_for(state="detached")
    assert page.evaluate("document.activeElement.className").split()[0] == "cite"


def test_a_card_opens_on_hover(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE)
    page.locator("a.cite").first.hover()
    page.locator(".card").wait_for()


def test_a_card_opens_on_tap_and_stays_on_the_screen(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NOTE, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page.locator("a.cite").first.tap()
    card = page.locator(".card")
    card.wait_for()
    box = card.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360


@pytest.mark.parametrize(
    "typed",
    [
        "Tikhanovskaya",
        "Tsikhanouskaya",
        "Тихановская",
        "Ціханоўская",
        "tikhan",
        "Cichanouska",
        "svetlana tikhanovskaya",
        "tihanovskaja",
    ],
)
@pytest.mark.parametrize("from_disk", [False, True], ids=["served", "from disk"])
def test_any_spelling_of_a_name_finds_the_person(
    opened: Opener, site_url: str, file_url: str, typed: str, from_disk: bool
) -> None:
    page = opened((file_url if from_disk else site_url) + "search/index.html")
    page.locator("#q").fill(typed)
    page.locator("#results li").first.wait_for()
    first = page.locator("#results a").first.get_attribute("href") or ""
    assert first.endswith(TIKHANOVSKAYA)


def test_what_is_typed_is_never_taken_for_markup(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "search/index.html?q=" + "%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.locator("#search-count").wait_for()
    assert page.locator("#results img, #search-count img").count() == 0


def test_several_words_must_all_be_there(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "search/index.html")
    page.locator("#q").fill("Lukashenko inauguration")
    page.locator("#results li").first.wait_for()
    few = page.locator("#results li").count()
    page.locator("#q").fill("Lukashenko")
    page.locator("#results li").nth(few).wait_for()


def test_a_word_that_is_all_of_a_name_finds_that_record_first(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "search/index.html?q=minsk")
    page.locator("#results li").first.wait_for()
    assert page.locator("#results a").first.get_attribute("href") == "../places/minsk/index.html"


def test_the_contents_of_an_actors_page_lead_to_its_parts(opened: Opener, site_url: str) -> None:
    page = opened(site_url + "actors/lukashenko/index.html", java_script_enabled=False)
    names = page.locator(".contents a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert {"#roles", "#in-time", "#articles", "#sources", "#backlinks"} <= set(names)
    page.locator(".contents a[href='#articles']").click()
    assert page.locator("#articles").is_visible()
