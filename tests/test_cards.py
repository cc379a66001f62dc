"""Social cards: which page names which picture, that words fit, and what happens where nothing can be drawn."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from dossier.cards import Painter, make_painter
from dossier.cards.setting import CUT, set_lines
from dossier.diagnostics import Span
from dossier.theme import read_theme
from dossier.views.cards import CARD_HEIGHT, CARD_WIDTH, Card
from previews import edit
from projects import SETTINGS, build_site, errors, small_project

ASSETS = read_theme(Path("nowhere")).assets
FILES = {
    "articles/bridge-shut.md": "---\ntitle: Bridge shut\npublished: 2024-03-04\nurl: https://a.example/1\n---\n\nShut.\n",
    "articles/al-jisr.md": "---\ntitle: الجسر مغلق\nlanguage: ar\npublished: 2024-03-05\nurl: https://a.example/2\n---\n\nShut.\n",
    "actors/vera.md": "---\nname: Вера Холт\n---\n\nShe spoke [@bridge-shut].\n",
}


@pytest.fixture(scope="module")
def painter() -> Painter:
    prepared = make_painter(ASSETS, None, Span("content/dossier.yaml"))
    assert prepared.painter is not None, prepared.diagnostics
    return prepared.painter


def project(root: Path) -> Path:
    made = small_project(root, FILES)
    (made / "content/dossier.yaml").write_text(f"{SETTINGS}subtitle: A subtitle\nsocial_cards: yes\n", encoding="utf-8")
    return made


def tags(root: Path, page: str) -> dict[str, str]:
    text = (root / "site" / page).read_text(encoding="utf-8")
    return dict(re.findall(r'<meta (?:property|name)="((?:og:image|twitter)[^"]*)" content="([^"]*)"', text))


def test_a_page_names_its_picture_with_size_and_words_and_the_file_is_there(tmp_path: Path) -> None:
    assert build_site(project(tmp_path)).written is not None
    found = tags(tmp_path, "articles/bridge-shut/index.html")
    base, address = "https://example.org/test/", found.pop("og:image")
    assert re.fullmatch(re.escape(base) + r"assets/cards/articles/bridge-shut\.[0-9a-f]{8}\.png", address)
    assert found == {
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Bridge shut — Test dossier",
        "twitter:card": "summary_large_image",
    }
    with Image.open(tmp_path / "site" / address.removeprefix(base)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
    assert "cards/actors/vera." in tags(tmp_path, "actors/vera/index.html")["og:image"]


def test_lists_and_titles_in_a_script_without_a_face_have_the_dossiers_own_card(tmp_path: Path) -> None:
    build_site(project(tmp_path))
    pages = ("index.html", "timeline/index.html", "articles/al-jisr/index.html")
    found = [tags(tmp_path, page) for page in pages]
    assert found[0] == found[1] == found[2] and found[0]["og:image:alt"] == "Test dossier — A subtitle"
    pictures = sorted(path.name.split(".")[0] for path in (tmp_path / "site/assets/cards").rglob("*.png"))
    assert pictures == ["bridge-shut", "dossier", "vera"]


def test_a_picture_changes_its_address_with_its_words_and_only_then(tmp_path: Path) -> None:
    root = project(tmp_path)
    build_site(root, cached=True)
    before = {path.name: path.read_bytes() for path in (root / "site/assets/cards").rglob("*.png")}
    kept = {path.name: path.stat().st_mtime_ns for path in (root / ".dossier/cards").iterdir()}
    edit(root / "content/articles/bridge-shut.md", "title: Bridge shut", "title: Bridge open")
    edit(root / "content/actors/vera.md", "She spoke", "She spoke long")
    build_site(root, cached=True)
    after = {path.name: path.read_bytes() for path in (root / "site/assets/cards").rglob("*.png")}
    assert len(after.items() - before.items()) == len(before.items() - after.items()) == 1
    still = {path.name: path.stat().st_mtime_ns for path in (root / ".dossier/cards").iterdir()}
    assert len(still.items() - kept.items()) == len(kept.items() - still.items()) == 1


def test_a_kept_picture_that_was_damaged_is_drawn_again(tmp_path: Path) -> None:
    card = Card("The ferry sinks", "Event", "2 April 2024", "The Salt Ferry")
    made = make_painter(ASSETS, tmp_path / "cards", Span("x")).painter
    assert made is not None
    picture = made.draw(card)
    (kept,) = (tmp_path / "cards").iterdir()
    kept.write_bytes(kept.read_bytes()[:-9])
    assert made.draw(card) == picture == made.draw(card)


def test_a_build_forgets_the_pictures_that_no_page_has_any_more(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert build_site(root, cached=True).written is not None
    kept = root / ".dossier/cards"
    before = {path.name for path in kept.iterdir()}
    (kept / f"{'0' * 64}.1.part").write_bytes(b"left by a process that died")
    edit(root / "content/actors/vera.md", "Вера Холт", "Вера Хольт")
    assert build_site(root, cached=True).written is not None
    after = {path.name for path in kept.iterdir()}
    assert (len(after), len(before - after), len(after - before)) == (len(before), 1, 1)
    edit(root / "content/dossier.yaml", "social_cards: yes", "social_cards: no")
    assert build_site(root, cached=True).written is not None
    assert list(kept.iterdir()) == []


def right_edge(data: bytes) -> int:
    """Return the last column in which something stands below the stripe."""
    with Image.open(io.BytesIO(data)) as picture:
        grey = picture.convert("L").crop((0, 30, CARD_WIDTH, CARD_HEIGHT))
        paper = grey.getpixel((2, 2))
        box = grey.point([0 if value == paper else 255 for value in range(256)]).getbbox()
    assert box is not None and box[3] < CARD_HEIGHT - 60
    return int(box[2])


@pytest.mark.parametrize(
    "title",
    [
        "word " * 200,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "Щ" * 300,
        "Съезд «несогласных» и его последствия для всех, кто был в тот день на площади Независимости в Минске",
        "“W” — W. W. W. " * 30,
    ],
)
def test_no_word_stands_beyond_the_margin(painter: Painter, title: str) -> None:
    card = Card(title, "Statement of a very long kind", "between 1 and 30 September 2024", title)
    assert right_edge(painter.draw(card)) <= CARD_WIDTH - 82


def test_letters_of_every_script_that_is_covered_differ(painter: Painter) -> None:
    letters = "AaÄßЖжЁёЎўІіЇїҐґŁłŠšŽž0123456789«»„“—…№"
    assert painter.covers(Card(letters, letters, letters, letters))
    assert len({painter.draw(Card(letter, "", "", "")) for letter in letters}) == len(letters)
    assert not painter.covers(Card("الجسر", "", "", ""))


def test_colours_are_those_of_the_projects_style_sheet(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates/assets").mkdir(parents=True)
    (root / "templates/assets/custom.css").write_text(
        ":root { --paper: #102030; }\n@media print { :root { --paper: #ffffff; } }\n"
    )
    build_site(root)
    with Image.open(next((root / "site/assets/cards").rglob("vera*.png"))) as picture:
        assert picture.convert("RGB").getpixel((40, 300)) == (0x10, 0x20, 0x30)


def test_without_an_address_there_is_no_picture(tmp_path: Path) -> None:
    root = small_project(tmp_path, FILES)
    (root / "content/dossier.yaml").write_text("title: Test dossier\nsocial_cards: yes\n", encoding="utf-8")
    assert errors(build_site(root).diagnostics) == []
    assert tags(root, "index.html") == {} and not (root / "site/assets/cards").exists()


def test_without_pillow_the_site_is_built_and_the_way_out_is_named(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (tmp_path / "hidden/PIL").mkdir(parents=True)
    (tmp_path / "hidden/PIL/__init__.py").write_text("raise ImportError\n")
    path = os.pathsep.join([str(tmp_path / "hidden"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "dossier", "build"]
    environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "D626" in done.stderr and "pip install 'dossier-site[images]'" in done.stderr
    assert tags(root, "index.html") == {}


@given(st.text(alphabet="ab cd ef—", max_size=60), st.integers(2, 9), st.integers(1, 4))
def test_lines_hold_every_letter_or_say_that_some_are_cut(text: str, width: int, most: int) -> None:
    lines = set_lines(text, width, most, lambda words: float(len(words)))
    assert 1 <= len(lines) <= most and all(len(line) <= width for line in lines)
    whole = "".join("".join(lines).split()) == "".join(text.split())
    assert whole or lines[-1].endswith(CUT)
