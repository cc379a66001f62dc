"""Where things stand in a picture: nothing over anything else, and the same on every machine."""

from __future__ import annotations

import hashlib
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.layout import Box, Label, apart, label_spots, stress, text_width, wrap

Edges = list[tuple[int, int]]


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5


def test_nobody_and_one_have_their_place() -> None:
    assert stress(0, []) == ()
    assert len(stress(1, [])) == 1


def test_what_is_joined_stands_nearer_than_what_is_not() -> None:
    chain = [(0, 1), (1, 2), (2, 3), (3, 4)]
    places = stress(5, chain)
    assert [round(distance(places[one], places[other]), 1) for one, other in chain] == [1.0] * 4
    assert distance(places[0], places[4]) == pytest.approx(4, abs=0.2)


def test_parts_that_are_not_joined_stand_apart() -> None:
    places = stress(6, [(0, 1), (1, 2), (3, 4), (4, 5)])
    assert min(distance(places[one], places[other]) for one in range(3) for other in range(3, 6)) > 1.0


def test_places_are_the_same_to_the_last_digit_on_every_machine() -> None:
    """Only operations that IEEE 754 rounds correctly are used; this digest was taken on Python 3.11, x86-64."""
    edges = [(number, (number * 7 + 3) % 40) for number in range(40) if number != (number * 7 + 3) % 40]
    places = stress(40, edges)
    assert hashlib.sha256(repr(places).encode()).hexdigest()[:16] == "831967f376c7c37e"


boxes = st.builds(
    Box,
    st.floats(40, 560),
    st.floats(0, 300),
    st.floats(5, 40),
    st.floats(5, 20),
)


@settings(deadline=None)
@given(st.lists(boxes, max_size=25))
def test_boxes_are_pushed_off_each_other_and_stay_in_their_strip(given_boxes: list[Box]) -> None:
    moved = apart(given_boxes, 600)
    assert not any(one.overlaps(other) for one, other in combinations(moved, 2))
    assert all(box.half_width <= box.x <= 600 - box.half_width for box in moved)


labels = st.builds(Label, st.floats(0, 300), st.floats(0, 200), st.floats(2, 12), st.floats(10, 120), st.floats(10, 30))


@settings(deadline=None)
@given(st.lists(labels, max_size=20))
def test_words_cover_no_mark_no_other_words_and_no_edge(marks: list[Label]) -> None:
    spots = label_spots(marks, 300, 200)
    shift = {"start": 0.5, "middle": 0.0, "end": -0.5}
    words = [
        Box(spot.x + shift[spot.anchor] * mark.width, spot.y, mark.width / 2, mark.height / 2)
        for mark, spot in zip(marks, spots, strict=True)
        if spot
    ]
    assert not any(one.overlaps(other) for one, other in combinations(words, 2))
    assert all(box.is_inside(300, 200) for box in words)
    owners = [mark for mark, spot in zip(marks, spots, strict=True) if spot]
    for owner, box in zip(owners, words, strict=True):
        others = (mark for mark in marks if mark is not owner)
        assert not any(box.overlaps(Box(mark.x, mark.y, mark.radius, mark.radius)) for mark in others)


def test_even_a_hundred_boxes_at_one_point_end_apart() -> None:
    moved = apart([Box(100, 10, 40, 8)] * 100, 200)
    assert not any(one.overlaps(other) for one, other in combinations(moved, 2))


def test_words_beside_a_mark_in_the_open_stand_to_its_right() -> None:
    (spot,) = label_spots([Label(50, 50, 5, 40, 12)], 300, 200)
    assert spot is not None
    assert (spot.x, spot.y, spot.anchor) == (58, 50, "start")


def test_a_name_breaks_at_spaces_and_ends_with_an_ellipsis_where_it_is_too_long() -> None:
    assert wrap("Ann", room=100, size=10, lines=2) == ("Ann",)
    assert wrap("Ministry of Internal Affairs", room=60, size=10, lines=2) == ("Ministry of", "Internal…")
    assert wrap("Bundesverfassungsgericht", room=60, size=10, lines=2)[0].endswith("…")
    assert wrap("", room=60, size=10, lines=2) == ("",)


@settings(deadline=None)
@given(st.text(max_size=60), st.integers(1, 3))
def test_every_line_fits(text: str, lines: int) -> None:
    found = wrap(text, room=60, size=10, lines=lines)
    assert 1 <= len(found) <= lines
    assert all(text_width(line, 10) <= 60 or len(line) <= 2 for line in found)


def test_wide_scripts_take_more_room() -> None:
    assert text_width("ЩЖ", 10) > text_width("il", 10)
    assert text_width("漢字", 10) == 20
    assert text_width("é", 10) == text_width("é", 10)
