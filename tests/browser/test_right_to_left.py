"""A dossier in Arabic with sources in Russian, Belarusian and Hebrew: every side turns, and every title keeps its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from projects import build_site, write_files

from .conftest import Opener

FILES = {
    "content/dossier.yaml": "title: ملف الانتخابات\nlanguage: ar\nbase_url: https://example.org/\n",
    "content/articles/vybory.md": "---\ntitle: Итоги выборов объявлены\nlanguage: ru\npublished: 2020-08-10\n---\n\nملخص.\n",
    "content/articles/vynik.md": "---\ntitle: Вынікі ў Мінску\nlanguage: be\npublished: 2020-08-11\n---\n\nملخص.\n",
    "content/articles/tozaot.md": "---\ntitle: תוצאות הבחירות\nlanguage: he\npublished: 2020-08-12\n---\n\nملخص.\n",
    "content/notes/natija.md": "---\ntitle: نتيجة الانتخابات\npublished: 2020-09-01\n---\n\n"
    "أعلنت اللجنة النتيجة [@vybory]. ثم نشرت صحيفة أخرى أرقاما مختلفة [@vynik; @tozaot].\n\n"
    "> نص مقتبس قصير\n\n| الرقم | المصدر |\n|---|---|\n| 80,1 | اللجنة |\n",
}
PLACES = """() => { const box = name => document.querySelector(name).getBoundingClientRect();
const [margin, text, quote] = ['.margin', '.text', '.text blockquote'].map(box);
return {margin: margin.left - text.right, quote: text.right - quote.right,
        line: getComputedStyle(document.querySelector('.text blockquote')).borderRightWidth,
        head: getComputedStyle(document.querySelector('th')).textAlign}; }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    project = write_files(tmp_path_factory.mktemp("rtl"), FILES)
    result = build_site(project)
    assert result.written is not None, result.diagnostics
    return Path(project / "site").as_uri()


def test_a_page_in_arabic_is_a_mirror_and_fits_the_window(opened: Opener, folder: str) -> None:
    page = opened(f"{folder}/notes/natija/index.html", viewport={"width": 1280, "height": 900})
    assert page.locator("html").get_attribute("dir") == "rtl"
    found = page.evaluate(PLACES)
    assert found["margin"] > 0, "facts stand where a line begins"
    assert (found["quote"], found["line"], found["head"]) == (0, "3px", "start")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{folder}/index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_side_notes_stand_in_the_order_of_their_numbers(opened: Opener, folder: str) -> None:
    """Three sources are cited in one line: notes of their own would stand 1, 3, 2."""
    page = opened(f"{folder}/notes/natija/index.html", viewport={"width": 1280, "height": 900})
    notes = page.locator(".cite[data-note]")
    assert notes.count() == 1
    told = (notes.get_attribute("data-note") or "").splitlines()
    assert [line.split(".")[0] for line in told] == ["1", "2", "3"]
    assert notes.evaluate("note => getComputedStyle(note, '::after').whiteSpaceCollapse") == "preserve-breaks"


def test_titles_of_other_scripts_keep_their_direction_and_have_our_letters(opened: Opener, folder: str) -> None:
    page = opened(f"{folder}/articles/index.html")
    titles = page.locator(".item-title a").evaluate_all("links => links.map(link => [link.lang, link.dir])")
    assert sorted(titles) == [["be", "ltr"], ["he", ""], ["ru", "ltr"]], "Hebrew runs as the page does"
    page.goto(f"{folder}/articles/vynik/index.html")
    heading = page.locator("h1")
    assert (heading.get_attribute("lang"), heading.get_attribute("dir")) == ("be", "ltr")
    assert page.evaluate(
        "document.fonts.ready.then(() => document.fonts.check('600 30px Literata', 'Вынікі ў Мінску'))"
    )
    loaded = "[...document.fonts].filter(face => face.status === 'loaded').map(face => face.unicodeRange).join()"
    assert "U+40E" in page.evaluate(loaded).upper()
