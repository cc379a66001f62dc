"""The picture above a timeline in Chromium, from file://: moved by buttons, keys, mouse and touch; its state in the address."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from .conftest import Opener, Sample

PATH = "timeline/index.html"
PHONE = {"width": 360, "height": 740}
MOST_NODES = 2000


def live(page: Page) -> Page:
    """Wait until the picture can be moved."""
    page.locator(".is-live").wait_for()
    expect(page.locator(".timeline-count")).not_to_be_empty()
    return page


def begin(opened: Opener, file_url: str, state: str = "", **options: object) -> Page:
    """Open the timeline with a state in its address, by default the one in which everything is drawn."""
    return live(opened(f"{file_url}{PATH}#{state or 'from=2020-06-15&to=2020-11-10'}", **options))


def span(page: Page) -> tuple[str, str]:
    found = re.search(r"from=([-\d]+)&to=([-\d]+)", page.url)
    assert found, page.url
    return found[1], found[2]


def button(page: Page, name: str) -> Locator:
    return page.locator(f".timeline-tools button[name={name}]")


def visible(page: Page) -> int:
    return page.locator("#list .entry:visible").count()


def test_without_a_script_the_picture_stands_still_and_leads_to_the_list(opened: Opener, file_url: str) -> None:
    page = opened(file_url + PATH, java_script_enabled=False)
    marks = page.locator("a.mark")
    assert marks.count() > 40
    assert not page.locator(".timeline-tools").is_visible()
    marks.first.focus()
    page.keyboard.press("Enter")
    assert page.url.endswith(marks.first.get_attribute("href") or "no")
    expect(page.locator(":target .entry-title")).to_be_visible()
    names = marks.evaluate_all("marks => marks.map(mark => mark.getAttribute('aria-label'))")
    assert all(re.search(r"\d{4}: ", name) for name in names)


def test_buttons_go_closer_farther_and_back_and_the_list_follows(opened: Opener, file_url: str) -> None:
    page = opened(file_url + PATH)
    everything = visible(page)
    button(page, "in").click()
    live(page)
    first, last = span(page)
    assert "2020-06-15" < first < last < "2020-11-10"
    assert page.locator(".timeline-count").inner_text() == f"Events shown: {visible(page)} of {everything}"
    assert visible(page) < everything
    button(page, "earlier").click()
    assert span(page)[0] < first
    button(page, "whole").click()
    assert visible(page) == everything
    button(page, "out").click()
    assert span(page)[0] < "2020-06-15"


def test_an_address_holds_the_whole_state_and_opens_it_again(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url)
    page.select_option("select[name=lanes]", "kind")
    page.select_option("select[name=actor]", "lukashenko")
    button(page, "in").click()
    other = live(opened(page.url))
    assert other.locator(".timeline-count").inner_text() == page.locator(".timeline-count").inner_text()
    assert other.locator("select[name=lanes]").input_value() == "kind"
    assert other.locator("select[name=actor]").input_value() == "lukashenko"
    assert other.url == page.url


def test_an_address_with_nonsense_is_passed_over(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url, "from=2020-08-09&to=2020-08-20&lanes=colour&actor=nobody&kind=%3Cb%3E")
    assert span(page) == ("2020-08-09", "2020-08-20")
    assert page.locator("select[name=actor]").input_value() == ""
    still = opened(f"{file_url}{PATH}#from=yesterday&to=2020-13-45")
    assert still.locator(".is-live").count() == 0


def test_lanes_hold_the_events_of_one_kind_each(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url)
    page.select_option("select[name=lanes]", "kind")
    labels = page.locator(".lane-label").all_text_contents()
    assert len(labels) > 5
    assert sum(int(label.rsplit(" ", 1)[1]) for label in labels) == page.locator("a.mark").count()
    page.select_option("select[name=kind]", "protest")
    assert [label.split(" · ")[0] for label in page.locator(".lane-label").all_text_contents()] == ["Protest"]


def test_the_keyboard_does_all_that_the_mouse_does(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url)
    button(page, "whole").click()
    page.locator(".timeline-frame").focus()
    before = span(page)
    page.keyboard.press("+")
    closer = span(page)
    assert before[0] < closer[0] and closer[1] < before[1]
    page.keyboard.press("ArrowRight")
    assert span(page)[0] > closer[0]
    page.keyboard.press("0")
    assert span(page) == before
    page.keyboard.press("Tab")
    focused = "document.activeElement.getAttribute('aria-label')"
    one = page.evaluate(focused)
    page.keyboard.press("ArrowRight")
    other = page.evaluate(focused)
    assert one != other
    assert page.locator(".timeline-info").inner_text() == other
    page.keyboard.press("+")
    assert page.evaluate(focused) == other or page.evaluate("document.activeElement.className").startswith(
        "timeline-frame"
    )


def test_a_mark_keeps_its_focus_while_the_picture_comes_alive(opened: Opener, file_url: str) -> None:
    page = opened(file_url + PATH)
    mark = page.locator("a.mark").nth(4)
    address = mark.get_attribute("href")
    mark.focus()
    live(page)
    assert page.evaluate("document.activeElement.getAttribute('href')") == address
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.getAttribute('href')") not in (address, None)


def test_a_mark_says_when_its_event_was_first_reported(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url)
    mark = page.locator("a.mark[data-event='event-presidential-election-2020-08-09']")
    mark.hover()
    assert "first reported" in page.locator(".timeline-info").inner_text()
    assert page.locator(".report-line").count() == 1


def test_the_mouse_drags_and_a_drag_is_no_click(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url, "from=2020-08-01&to=2020-08-31")
    box = page.locator(".timeline-frame").bounding_box()
    assert box
    page.mouse.move(box["x"] + 500, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 300, box["y"] + 20, steps=4)
    page.mouse.up()
    assert span(page)[0] > "2020-08-04"
    assert "from=" in page.url


def test_the_wheel_scrolls_the_page_unless_a_key_says_otherwise(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url)
    box = page.locator(".timeline-frame").bounding_box()
    assert box
    before = span(page)
    page.mouse.move(box["x"] + 500, box["y"] + 30)
    page.mouse.wheel(0, 400)
    expect(page.locator(".masthead")).not_to_be_in_viewport()
    assert span(page) == before
    page.evaluate("window.scrollTo({top: 0, behavior: 'instant'})")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page).not_to_have_url(re.compile(f"from={before[0]}"))


def test_two_fingers_go_closer(opened: Opener, file_url: str) -> None:
    page = begin(opened, file_url, viewport=PHONE, has_touch=True)
    before = span(page)
    page.locator(".timeline-frame").scroll_into_view_if_needed()
    box = page.locator(".timeline-frame").bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    y = box["y"] + 40

    def fingers(kind: str, *places: float) -> None:
        points = [{"x": box["x"] + place, "y": y, "id": number} for number, place in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 140)
    fingers("touchStart", 140, 180)
    for apart in (20, 40, 60, 80):
        fingers("touchMove", 140 - apart, 180 + apart)
    fingers("touchEnd")
    after = span(page)
    assert before[0] < after[0] < after[1] < before[1]


def test_a_moved_picture_has_no_fault_that_axe_knows_and_fits_a_phone(opened: Opener, site_url: str) -> None:
    page = begin(opened, site_url, "from=2020-08-08&to=2020-08-21&lanes=actor")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [(fault["id"], [node["html"][:120] for node in fault["nodes"][:3]]) for fault in found] == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.fixture(scope="module")
def crowded(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The sample's timeline with 5,000 events in its script, as on a page that does not hold their list."""
    root = tmp_path_factory.mktemp("crowded")
    shutil.copytree(sample.root / "assets", root / "assets")
    (root / "timeline").mkdir()
    page = (sample.root / PATH).read_text(encoding="utf-8").replace(" data-listed", "")
    (root / PATH).write_text(page, encoding="utf-8")
    actors = [[f"a{number}", f"Actor {number}"] for number in range(40)]
    events = [event(number) for number in range(5000)]
    told = {"version": 1, "dimensions": {"kind": [], "actor": actors, "place": [], "topic": []}, "events": events}
    (root / "timeline-events.js").write_text(f"window.dossierTimeline = {json.dumps(told)};\n", encoding="utf-8")
    return (root / PATH).as_uri()


def event(number: int) -> list[object]:
    day = 18000 + number * 7 % 1000
    actors = [number % 40, number * 3 % 40]
    return [
        f"events/e{number}/index.html",
        f"Event {number}",
        "a day",
        day,
        day,
        day,
        day,
        "day",
        0,
        [day + 1],
        [],
        actors,
        [],
        [],
    ]


def test_five_thousand_events_are_counted_until_there_are_few_enough_to_draw(opened: Opener, crowded: str) -> None:
    page = live(opened(f"{crowded}#from=2019-01-01&to=2022-06-01"))
    page.select_option("select[name=lanes]", "actor")
    nodes = page.locator(".timeline-plot *")
    assert page.locator(".timeline-count").inner_text() == "Events shown: 5000 of 5000"
    assert 100 < nodes.count() < MOST_NODES
    assert page.locator("a.mark").count() == 0
    page.select_option("select[name=lanes]", "")
    for _ in range(9):
        button(page, "in").click()
        assert nodes.count() < MOST_NODES
    assert page.locator("a.mark").count() > 0
    assert page.locator(".timeline-found a").count() == page.locator("a.mark").count()
