"""Makes the pictures of the guides and of the README: what a guide says is done to a new dossier, and looked at.

    PYTHONPATH=tests:docs python docs/pictures.py

Needs the tools of the tests, Chromium among them. Look at the pictures before you keep them.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from browser.conftest import chromium
from previews import previewed
from projects import ROOT, TODAY, starter_project, write_files
from test_change_the_look import files_of, section, with_settings

IMAGES = Path(__file__).resolve().parent / "images"
CARDS = "base_url: https://example.org/bridge/\nsocial_cards: yes\n"
SAMPLE = ("", "questions/how-many-people-came-to-the-rally-for-lukashenko-on-16-august")
WIDTH, WIDE, SMALLER, COLOURS = 1040, 1200, 2, 96
"""Pages are looked at in this width, on a screen with two pixels for one; a picture has half of these."""


def main() -> None:
    """Make every picture."""
    with tempfile.TemporaryDirectory(prefix="dossier-pictures-") as name, opened() as page:
        folder = Path(name)
        project = write_files(starter_project(folder / "colours"), files_of("Colours and type"))
        take(page, build(project), "notes/what-we-know", "look-colours", height=620)
        project = write_files(starter_project(folder / "part"), files_of("Change one part of a page"))
        take(page, build(project), "notes/what-we-know", "look-part", height=300, at="text=Report a mistake:")
        project = with_own(starter_project(folder / "home"), "Change the home page")
        take(page, build(project), "", "look-home", height=760)
        project = with_own(starter_project(folder / "kind"), "Add a kind of page")
        take(page, build(project, packages(project / "countries", folder)), "countries", "look-kind", height=300)
        cards = build(with_settings(starter_project(folder / "cards"), CARDS))
        card(next((cards / "assets/cards/claims").glob("council-warned*.png")), "social-card")
        with previewed(starter_project(folder / "gallery"), "--gallery") as preview:
            page.goto(f"http://{preview.host}/gallery/evidence/", wait_until="load")
            shoot(page, "gallery", height=760)
        shutil.copytree(ROOT / "content", folder / "sample/content")
        pair(page, build(folder / "sample"), SAMPLE, "sample")


def with_own(project: Path, title: str) -> Path:
    """Do what a section of the guide on the look says: its files, and its settings."""
    (settings,) = (block.text for block in section(title) if block.language == "yaml")
    return with_settings(write_files(project, files_of(title)), settings)


def packages(package: Path, folder: Path) -> Path:
    """Install a package of the guide into a folder of its own."""
    offline = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    command = [sys.executable, "-m", "pip", "install", *offline, "--target", str(folder / "packages"), str(package)]
    subprocess.run(command, check=True)
    return folder / "packages"


def build(project: Path, packages: Path | None = None) -> Path:
    """Build a project with the packages that it needs; return its site."""
    path = os.pathsep.join([*([str(packages)] if packages else []), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "dossier", "build", "--quiet", "--now", TODAY.isoformat()]
    subprocess.run(command, cwd=project, env={**os.environ, "PYTHONPATH": path}, check=True)
    return project / "site"


@contextmanager
def opened() -> Iterator[Page]:
    """Open a browser."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium() or None, args=["--no-sandbox"])
        yield browser.new_page(viewport={"width": WIDTH, "height": 900}, device_scale_factor=2, reduced_motion="reduce")
        browser.close()


def take(page: Page, site: Path, path: str, name: str, *, height: int, at: str = "") -> None:
    """Take a picture of a page from its top, or around the first thing that `at` finds."""
    page.goto((site / path / "index.html").as_uri(), wait_until="load")
    top = 0.0
    if at:
        box = page.locator(at).first.bounding_box()
        assert box is not None, at
        top = max(0.0, box["y"] - height / 2)
    shoot(page, name, height=height, top=top)


def shoot(page: Page, name: str, *, height: int, top: float = 0.0) -> None:
    """Keep a strip of the page that is open."""
    page.evaluate("document.fonts.ready.then(() => true)")
    clip = {"x": 0, "y": top, "width": WIDTH, "height": height}
    shot = page.screenshot(full_page=True, clip=clip, animations="disabled")  # type: ignore[arg-type]
    with Image.open(io.BytesIO(shot)) as picture:
        keep(picture.convert("RGB").reduce(SMALLER), name)


def pair(page: Page, site: Path, paths: Sequence[str], name: str) -> None:
    """Keep the tops of pages side by side, on a wide screen."""
    page.set_viewport_size({"width": WIDE, "height": WIDE * 5 // 4})
    shots = []
    for path in paths:
        page.goto((site / path / "index.html").as_uri(), wait_until="load")
        page.evaluate("document.fonts.ready.then(() => true)")
        with Image.open(io.BytesIO(page.screenshot(animations="disabled"))) as picture:
            shots.append(picture.convert("RGB").reduce(2 * SMALLER))
    both = Image.new("RGB", (sum(shot.width + 2 for shot in shots) - 2, shots[0].height), "#8a8a82")
    for number, shot in enumerate(shots):
        both.paste(shot, (number * (shot.width + 2), 0))
    keep(both, name)


def card(path: Path, name: str) -> None:
    """Keep a social card, half as large."""
    with Image.open(path) as picture:
        keep(picture.convert("RGB").reduce(SMALLER), name)


def keep(picture: Image.Image, name: str) -> None:
    """Write a picture with few colours and a line around it."""
    framed = Image.new("RGB", (picture.width + 2, picture.height + 2), "#b5b5ae")
    framed.paste(picture, (1, 1))
    small = framed.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
