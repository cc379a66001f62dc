"""The network in a browser: lines lead to sources, kinds and days can be chosen, names stand free."""

from __future__ import annotations

from playwright.sync_api import expect

from .conftest import Opener

NETWORK = "network/index.html"
OVERLAPS = """() => { const boxes = [...document.querySelectorAll('.picture-frame .node text')].map(text => text.getBBox());
return boxes.flatMap((a, i) => boxes.slice(i + 1).filter(b => a.x < b.x + b.width && b.x < a.x + a.width
&& a.y < b.y + b.height && b.y < a.y + a.height)).length; }"""


def test_a_line_leads_to_its_sentences_and_they_to_their_sources_without_javascript(
    opened: Opener, site_url: str
) -> None:
    page = opened(site_url + NETWORK, java_script_enabled=False)
    page.locator("a.edge[data-ends='lukashenko putin']").focus()
    page.keyboard.press("Enter")
    entry = page.locator("#tie-lukashenko--putin")
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("Alexander Lukashenko: ally of Vladimir Putin")
    entry.locator("a[href*='#src-']").first.click()
    page.wait_for_url("**/actors/*/index.html#src-*")


def test_no_name_stands_over_another(opened: Opener, site_url: str) -> None:
    assert opened(site_url + NETWORK).evaluate(OVERLAPS) == 0


def test_kinds_of_tie_can_be_left_out_and_the_list_follows(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NETWORK)
    before = page.locator(".tie:visible").count()
    page.get_by_role("checkbox", name="Shared events").uncheck()
    assert 0 < page.locator(".tie:visible").count() < before
    assert page.locator(".stroke.strand-events:not(.is-out)").count() == 1, "that of the key"
    expect(page.locator("[data-shown]")).to_have_text(str(page.locator(".tie:visible").count()))
    again = opened(page.url)
    expect(again.get_by_role("checkbox", name="Shared events")).not_to_be_checked()
    again.get_by_role("button", name="Show everything").click()
    expect(again.locator(".tie:visible")).to_have_count(before)
    assert "#" not in again.url


def test_days_can_be_chosen_and_what_has_none_stays(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NETWORK)
    page.get_by_label("Until").fill("2020-07-31")
    shown = page.locator(".tie li:visible time").all_text_contents()
    assert shown
    assert all("Aug" not in day and "Sept" not in day for day in shown)
    expect(page.locator("#tie-tikhanovskaya--tikhanovsky")).to_be_visible()
    expect(page.locator(".edge[data-ends='eu michel'] .strand-events").first).to_be_hidden()


def test_a_focused_mark_makes_the_others_step_back(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NETWORK)
    page.locator("a.node[data-key='putin']").focus()
    expect(page.locator("a.node[data-key='lukashenko']")).to_have_class("node node-person is-near")
    expect(page.locator("a.node[data-key='nauseda']")).to_have_css("opacity", "0.15")


def test_the_keyboard_passes_the_drawing_in_one_step(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NETWORK)
    skip = page.get_by_role("link", name="Past the drawing")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.tie-groups') !== null")


def test_on_a_phone_the_drawing_is_moved_and_the_page_is_not(opened: Opener, site_url: str) -> None:
    page = opened(site_url + NETWORK, viewport={"width": 360, "height": 740})
    frame = page.locator(".picture-frame")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    smallest = "texts => Math.min(...texts.map(text => text.getBoundingClientRect().height))"
    assert page.locator(".picture-frame .node text").evaluate_all(smallest) >= 11


def test_an_actors_own_network_is_read_on_a_phone(opened: Opener, site_url: str) -> None:
    page = opened(f"{site_url}actors/lukashenko/index.html", viewport={"width": 360, "height": 740})
    box = page.locator(".ego svg").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= 360
    page.locator(".ego a.edge").first.focus()
    page.keyboard.press("Enter")
    assert "#with-" in page.url
