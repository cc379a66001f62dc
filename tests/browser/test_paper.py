"""What comes out of the printer: the page's own imprint, and the whole dossier as one document."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from .arrival import STILL, WHOLE_LIMIT, LateFaces, weights_of
from .conftest import Opener, Sample

ARTICLE = "articles/gulftime-2020-08-16/index.html"
EDITION = "print/index.html"
COUNT_PRINTS = "() => { window.printed = 0; window.print = () => { window.printed += 1; }; }"
PRINTED = "document.fonts.ready.then(() => window.printed)"
MARGIN_WORDS = "getComputedStyle(document.documentElement).getPropertyValue('--running')"


def sheets(pdf: bytes) -> int:
    """Count the pages of a file of Chromium's, which writes each page as a plain object (ISO 32000-1 §7.7.3.3)."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def test_a_record_is_printed_by_its_button_with_its_date_terms_and_address(opened: Opener, site_url: str) -> None:
    page = opened(site_url + ARTICLE)
    page.evaluate(COUNT_PRINTS)
    page.get_by_role("button", name="Print").click()
    assert page.evaluate(PRINTED) == 1
    assert page.locator(".imprint").is_hidden()
    page.emulate_media(media="print")
    assert page.evaluate(MARGIN_WORDS) == '"Belarus, August 2020"'
    shown = page.locator(".imprint").inner_text()
    assert "/articles/gulftime-2020-08-16/" in shown
    assert "CC BY 4.0" in shown
    address = page.locator(".source a.external").first
    after = "link => getComputedStyle(link, '::after').content"
    assert (address.get_attribute("href") or "?") in address.evaluate(after).replace('" attr(href) "', "")
    hidden = (".print-button", ".backlinks", ".near", ".colophon")
    assert [part for part in hidden if page.locator(part).first.is_visible()] == []


def test_the_print_edition_is_one_document_and_every_number_in_it_has_its_source(opened: Opener, file_url: str) -> None:
    page = opened(file_url + EDITION, java_script_enabled=False)
    assert page.get_by_role("button", name="Print", exact=True).count() == 0
    parts = page.locator("main .part-title").all_text_contents()
    assert parts == ["Texts", "Chronology", "Who is who", "Sources", "About this document"]
    cited = page.locator("a.cite").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    numbers = page.locator(".source").evaluate_all("sources => sources.map(source => '#' + source.id)")
    assert set(cited) == set(numbers)
    assert numbers == [f"#src-{number}" for number in range(1, len(numbers) + 1)]
    assert cited[0] == "#src-1"
    texts = page.locator(".edition-note").count()
    assert sheets(page.pdf(prefer_css_page_size=True)) > texts + len(parts), (
        "texts and parts begin on sheets of their own"
    )


def test_the_print_edition_stands_still_and_asks_for_most_faces_only_for_paper(
    opened: Opener, site_url: str, sample: Sample
) -> None:
    faces = LateFaces()
    page = opened(site_url + EDITION, prepare=faces.prepare, until="domcontentloaded")
    assert faces.arrive(page) <= STILL
    weights = weights_of(page, site_url, sample.root)
    assert sum(weights.values()) <= WHOLE_LIMIT, weights
    page.evaluate(COUNT_PRINTS)
    page.get_by_role("button", name="Print", exact=True).click()
    assert page.evaluate(PRINTED) == 1
    later = " ".join(weights_of(page, site_url, sample.root).keys() - weights.keys())
    assert "literata-cyrillic" in later and "literata-italic-latin" in later, "they are there before it is printed"
    assert page.evaluate("document.fonts.status") == "loaded"


def test_the_print_edition_can_be_read_on_a_phone_and_by_a_screen_reader(opened: Opener, site_url: str) -> None:
    page = opened(site_url + EDITION, viewport={"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    parts = [[".cover"], [".edition-contents"], [".part-people"], [".part-colophon"]]  # contrast of all takes too long
    whole = {"resultTypes": ["violations"], "rules": {"color-contrast": {"enabled": False}}}
    found = Axe().run(page, options=whole).response["violations"]
    found += Axe().run(page, context={"include": parts}, options={"runOnly": ["color-contrast"]}).response["violations"]
    assert [fault["id"] for fault in found] == []
