"""Pictures in Chromium: what they show agrees with the words beside them, on a desk and on a phone, with and without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Opener

CROWD = "questions/how-many-people-came-to-the-rally-for-lukashenko-on-16-august/index.html"
PHONE = {"width": 360, "height": 740}
MARKS = """rows => rows.map(row => { const plot = row.querySelector('svg').getBoundingClientRect();
return Array.from(row.querySelectorAll('use, .bar'), part => { const box = part.getBoundingClientRect();
return [box.left - plot.left, plot.right - box.right, box.top - plot.top, plot.bottom - box.bottom]; }); })"""


def places(page: Page) -> list[float]:
    """Return how far from the left the mark of each row stands."""
    script = "rows => rows.map(row => { const mark = row.querySelector('use:last-of-type').getBoundingClientRect(); "
    found: list[float] = page.eval_on_selector_all(".figure-row", script + "return mark.left + mark.width / 2; })")
    return found


def test_the_crowd_of_16_august_stands_in_order_of_size_each_figure_linked_to_its_claim(
    opened: Opener, file_url: str
) -> None:
    page = opened(file_url + CROWD, java_script_enabled=False)
    values = page.locator(".figure-value a")
    assert values.first.inner_text() == "≤ 5,000 people"
    assert values.last.inner_text() == "70,000 people"
    assert places(page) == sorted(places(page))
    links = values.evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == page.locator(".figure-plot").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert all("/claims/" in link for link in links)


def test_marks_of_figures_stay_within_their_plots_on_a_phone_too(opened: Opener, file_url: str) -> None:
    page = opened(file_url + CROWD)
    room = 8
    for size in (PHONE, {"width": 1280, "height": 900}):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        rows = page.eval_on_selector_all(".figure-row", MARKS)
        assert len(rows) == 8
        assert min(edge for row in rows for part in row for edge in part) >= -room


def test_the_keyboard_reaches_every_figure_once(opened: Opener, file_url: str) -> None:
    page = opened(file_url + CROWD)
    page.locator("#figures").evaluate("heading => { heading.tabIndex = -1; heading.focus(); }")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.figure-value') !== null"):
            reached.append(page.evaluate("document.activeElement.textContent"))
    assert reached == page.locator(".figure-value a").all_inner_texts()


def test_shapes_of_attribution_differ_without_colour(opened: Opener, file_url: str) -> None:
    page = opened(file_url + CROWD)
    page.emulate_media(media="print")
    shapes = page.eval_on_selector_all(".key use", "marks => marks.map(mark => mark.getAttribute('href'))")
    assert len(shapes) == len(set(shapes)) == 5
    expect(page.locator(".figures .key")).to_be_visible()


def test_columns_of_the_source_mix_say_the_same_as_their_table(opened: Opener, file_url: str) -> None:
    page = opened(file_url + "sources/index.html", java_script_enabled=False)
    page.locator(".coverage summary").click()
    cells = page.locator(".coverage td").all_inner_texts()
    drawn = page.locator(".columns-plot rect").count()
    assert drawn == sum(cell != "0" for cell in cells) > 10
    expect(page.locator(".coverage table")).to_be_visible()
