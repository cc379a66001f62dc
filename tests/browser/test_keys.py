"""Keys for readers: what they do, where they do nothing, and that they can be switched off."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Opener

EVENT = "events/march-for-freedom-2020-08-16/index.html"
FORBID_STORAGE = (
    """Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"""
)
FOREIGN_J = (
    """() => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'о', code: 'KeyJ', bubbles: true }))"""
)


def pressed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_keys_lead_on_back_up_and_to_the_lists(opened: Opener, file_url: str) -> None:
    page = opened(file_url + EVENT)
    following = page.locator("a[rel=next]").get_attribute("href") or ""
    pressed(page, "j")
    page.wait_for_url(f"**/{following.replace('../', '')}")
    pressed(page, "k")
    page.wait_for_url(f"**/{EVENT}")
    page.evaluate(FOREIGN_J)
    page.wait_for_url(f"**/{following.replace('../', '')}")
    pressed(page, "u")
    page.wait_for_url("**/events/index.html")
    pressed(page, "g", "t")
    page.wait_for_url("**/timeline/index.html")
    pressed(page, "/")
    field = page.locator("dialog[open] input").first
    expect(field).to_be_focused()
    pressed(page, "g", "h", "?")
    expect(field).to_have_value("gh?")
    assert page.url.endswith("/timeline/index.html"), "what is typed is no command"


def test_the_list_of_keys_is_opened_by_key_and_mouse_and_switches_them_off_for_good(
    opened: Opener, site_url: str
) -> None:
    page = opened(site_url + EVENT)
    pressed(page, "?")
    listed = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(listed).to_be_visible()
    assert listed.locator("kbd").count() > 20
    assert listed.get_by_role("link", name="Timeline").get_attribute("href") == "../../timeline/index.html"
    pressed(page, "Escape", "Control+j", "Alt+k")
    expect(listed).to_be_hidden()
    page.get_by_role("button", name="Keyboard shortcuts").click()
    listed.get_by_role("checkbox").uncheck()
    listed.get_by_role("button", name="Close").click()
    page.reload()
    pressed(page, "j", "?")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(listed.get_by_role("checkbox")).not_to_be_checked()
    assert page.url == site_url + EVENT


def test_a_browser_that_remembers_nothing_has_keys_all_the_same(opened: Opener, site_url: str) -> None:
    page = opened(site_url + EVENT)
    page.context.add_init_script(FORBID_STORAGE)
    page.reload()
    pressed(page, "?")
    page.get_by_role("dialog").get_by_role("checkbox").uncheck()
    pressed(page, "Escape", "?")
    expect(page.get_by_role("dialog")).to_be_hidden()
