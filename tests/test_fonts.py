"""The faces that are shipped: what they can write, what they weigh, and whether the style sheet says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import fonts

FOLDER = fonts.ASSETS / "fonts"
SHEET = (fonts.ASSETS / "fonts.css").read_text(encoding="utf-8")
LARGEST = 18_000
"""Bytes: the text face with its two weights, and no other file, comes near it."""
ALPHABETS = {
    "English": "abcdefghijklmnopqrstuvwxyz",
    "Russian": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "Belarusian": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "Ukrainian": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "Belarusian in Latin letters": "abcćčdefghijklłmnńoprsśštuŭvyzźž",
    "German": "abcdefghijklmnopqrstuvwxyzäöüß",
    "Lithuanian": "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
    "Polish": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
}
SIGNS = "0123456789.,:;!?()[]/%–—−…“”„«»‘’'\"·§№€"
each_face = pytest.mark.parametrize("face", fonts.FACES, ids=[face.name for face in fonts.FACES])


def parts(face: fonts.Face) -> dict[Path, TTFont]:
    found = [FOLDER / f"{face.name}-{part.name}.woff2" for part in fonts.PARTS]
    return {path: TTFont(path) for path in found}


@each_face
def test_a_face_writes_every_language_of_the_dossier_in_both_cases(face: fonts.Face) -> None:
    known = {chr(point) for font in parts(face).values() for point in font.getBestCmap()}
    wanted = {name: set(letters + letters.upper().replace("SS", "ẞ")) for name, letters in ALPHABETS.items()}
    assert {name: missing for name, letters in wanted.items() if (missing := letters - known)} == {}
    assert set(SIGNS) - known == set()


@each_face
def test_a_stress_mark_stands_on_a_cyrillic_vowel(face: fonts.Face) -> None:
    cyrillic = TTFont(FOLDER / f"{face.name}-cyrillic.woff2")
    features = {record.FeatureTag for record in cyrillic["GPOS"].table.FeatureList.FeatureRecord}
    assert 0x301 in cyrillic.getBestCmap()
    assert "mark" in features


@each_face
def test_figures_of_one_width_are_there_for_tables(face: fonts.Face) -> None:
    latin = TTFont(FOLDER / f"{face.name}-latin.woff2")
    figures = fonts.tabular_figures(latin)
    assert len(figures) == 10
    assert len({latin["hmtx"][name][0] for name in figures}) == 1


@each_face
def test_the_style_sheet_names_what_each_file_holds_and_nothing_else(face: fonts.Face) -> None:
    for path, font in parts(face).items():
        assert fonts.rule_of(face, path) in SHEET
        assert path.stat().st_size <= LARGEST
        assert font.flavor == "woff2"


def test_no_late_face_moves_a_page_and_every_rule_leads_to_a_file_with_its_licence() -> None:
    rules = re.findall(r"@font-face \{(.*?)\}", SHEET, re.DOTALL)
    loaded = [rule for rule in rules if "url(" in rule]
    assert {path.name for path in FOLDER.glob("*.woff2")} == set(re.findall(r'url\("fonts/([^"]+)"\)', SHEET))
    assert all("font-display: optional" in rule for rule in loaded)
    assert all("size-adjust" in rule and "ascent-override" in rule for rule in rules if rule not in loaded)
    families = {family.split()[0] for family in re.findall(r'font-family: "([^"]+)"', "".join(loaded))}
    assert {path.stem.removeprefix("OFL-") for path in FOLDER.glob("OFL-*.txt")} == families
    assert all("SIL OPEN FONT LICENSE Version 1.1" in path.read_text() for path in FOLDER.glob("OFL-*.txt"))
