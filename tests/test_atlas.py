"""Outlines of countries: what lies where, cut to a canvas, the same on every machine."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.atlas import Canvas, Frame, Piece, Point, fit, land, name_rooms, read_world

WIDE = Canvas(600, 200, 400)
MINSK, MOSCOW, VILNIUS, SIMFEROPOL = (27.56, 53.9), (37.62, 55.75), (25.28, 54.69), (34.1, 44.95)


def country_at(point: Point) -> set[str]:
    """Return the codes of the countries that hold a point, holes minded."""
    x, y = point
    found = set()
    for code, country in read_world().countries.items():
        crossings = 0
        for outline in country.outlines:
            for (x1, y1), (x2, y2) in pairwise((*outline.points, outline.points[0])):
                if (y1 > y) != (y2 > y):
                    edge = (x2 - x1) * (y - y1) / (y2 - y1) + x1
                    crossings += sum(x < edge + turn for turn in (-360, 0, 360))
        if crossings % 2:
            found.add(code)
    return found


@pytest.mark.parametrize(
    ("point", "code"),
    [
        (MINSK, "BY"),
        (MOSCOW, "RU"),
        (VILNIUS, "LT"),
        ((21.0, 52.2), "PL"),
        ((20.5, 54.7), "RU"),
        ((-77.0, 38.9), "US"),
        ((28.2, -29.6), "LS"),
        ((178.0, -17.8), "FJ"),
        ((0.0, -85.0), "AQ"),
        ((179.0, 67.0), "RU"),
        (SIMFEROPOL, "UA"),
    ],
)
def test_places_lie_in_their_countries(point: Point, code: str) -> None:
    assert country_at(point) == {code}


def pieces_of(frame: Frame) -> dict[str, Piece]:
    return {piece.code: piece for piece in land(read_world(), frame)}


def land_path(frame: Frame) -> str:
    return "".join(piece.path for piece in pieces_of(frame).values())


def test_the_sea_belongs_to_nobody_and_neighbours_do_not_overlap() -> None:
    assert country_at((-40.0, 30.0)) == set()
    grid = ((x / 2, y / 2) for x in range(40, 80) for y in range(96, 116))
    assert all(len(country_at(point)) <= 1 for point in grid)


def test_every_country_of_the_world_is_there_and_no_step_is_longer_than_half_of_it() -> None:
    world = read_world()
    codes = [code for code in world.countries if not code.startswith("-")]
    assert len(codes) > 230
    assert {len(code) for code in codes} == {2}
    for country in world.countries.values():
        for outline in country.outlines:
            steps = pairwise((*outline.points, outline.points[0]))
            assert country.code == "AQ" or all(abs(x1 - x2) <= 180 for (x1, _), (x2, _) in steps)


def test_a_frame_shows_its_points_with_a_margin_true_to_scale_in_the_middle() -> None:
    frame = fit([MINSK, MOSCOW, VILNIUS], WIDE, least=4)
    for point in (MINSK, MOSCOW, VILNIUS):
        x, y = frame.at(point)
        assert 0.05 * frame.width < x < 0.95 * frame.width
        assert 0.05 * frame.height < y < 0.95 * frame.height
    assert frame.parallel == pytest.approx((53.9 + 55.75) / 2)
    assert frame.across / frame.down == pytest.approx(0.574, abs=0.01)
    height_km = frame.height * frame.km_per_pixel
    assert height_km == pytest.approx((frame.north - frame.south) * 111.195)


def test_a_single_place_has_land_around_it() -> None:
    frame = fit([MINSK], WIDE, least=6)
    assert frame.at(MINSK) == pytest.approx((frame.width / 2, frame.height / 2))
    assert frame.north - frame.south >= 6


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    frame = fit([(178.0, -18.0), (-172.0, -13.6)], WIDE, least=4)
    assert frame.east - frame.west < 30
    fiji, samoa = frame.at((178.0, -18.0)), frame.at((-172.0, -13.6))
    assert 0 < fiji[0] < samoa[0] < frame.width


numbers = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


@settings(deadline=None, max_examples=40)
@given(st.lists(numbers, min_size=1, max_size=6))
def test_every_frame_holds_its_points_and_every_path_stays_near_the_canvas(points: list[Point]) -> None:
    frame = fit(points, WIDE, least=4)
    assert frame.width == 600
    assert 200 <= frame.height <= 400
    assert all(-1 <= x <= 601 and -1 <= y <= frame.height + 1 for x, y in map(frame.at, points))
    for x, y in pixels(land_path(frame)):
        assert -7 <= x <= 607
        assert -7 <= y <= frame.height + 7


def pixels(path: str) -> list[tuple[int, int]]:
    """Return the points of a path of `M x y l dx dy … Z`, which is all we write."""
    found = []
    for shape in filter(None, path.split("Z")):
        assert re.fullmatch(r"M-?\d+ -?\d+l(?:[ -]?\d+)+", shape), shape[:60]
        x, y, *steps = map(int, re.findall(r"-?\d+", shape))
        found.append((x, y))
        assert len(steps) % 2 == 0
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            found.append((x, y))
    return found


def test_the_same_part_of_the_world_is_the_same_bytes_on_every_machine() -> None:
    """This digest was taken on Python 3.11, x86-64."""
    frame = fit([MINSK, MOSCOW, VILNIUS, (-77.0, 38.9)], WIDE, least=4)
    path = land_path(frame)
    assert hashlib.sha256(path.encode()).hexdigest()[:16] == "a7975262a4ec58a8"


def test_a_country_is_drawn_where_it_is_and_nowhere_else() -> None:
    pieces = pieces_of(fit([MINSK], WIDE, least=8))
    assert pieces["BY"].path
    assert "BR" not in pieces


@settings(deadline=None, max_examples=60)
@given(st.lists(numbers, min_size=1, max_size=3), st.tuples(st.floats(0.02, 0.98), st.floats(0.02, 0.98)))
def test_what_is_on_the_canvas_is_what_is_there_in_the_world(points: list[Point], share: Point) -> None:
    frame = fit(points, WIDE, least=4)
    x, y = share[0] * frame.width, share[1] * frame.height
    lon, lat = frame.west + x / frame.across, frame.north - y / frame.down
    drawn = {code for code, piece in pieces_of(frame).items() if holds(piece, (x, y))}
    assert drawn == country_at((lon, lat))


def holds(piece: Piece, pixel: tuple[float, float]) -> bool:
    """Whether a pixel is inside by the even-odd rule, as it is painted."""
    x, y = pixel
    crossings = 0
    for shape in piece.shapes:
        for (x1, y1), (x2, y2) in pairwise((*shape, shape[0])):
            crossings += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossings % 2 == 1


def test_names_have_room_inside_their_country() -> None:
    frame = fit([MINSK], WIDE, least=8)
    rooms = name_rooms(pieces_of(frame)["BY"], frame, 60, 12)
    assert [room[2] for room in rooms] == sorted((room[2] for room in rooms), reverse=True)
    assert rooms[-1][2] >= 60
    for x, y, width in rooms[:5]:
        lon, lat = frame.west + x / frame.across, frame.north - y / frame.down
        assert country_at((lon, lat)) == {"BY"}
        assert country_at((lon + width / 2.1 / frame.across, lat)) == {"BY"}
