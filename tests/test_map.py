"""Where events happened: no more exact on the map than it is known, and every mark leads to its events."""

from __future__ import annotations

from typing import Any

import pytest

from build_plan import documents, planned, view
from build_values import date, doc, links, to
from dossier.model import Document, PlacePrecision, Visibility
from dossier.views import MapMark, MapView

MAP = "map/index.html"
CITY = PlacePrecision.CITY


def place(name: str, lat: float | None = None, lon: float | None = None, **values: Any) -> Document:
    return doc(f"place:{name}", name=name.title(), lat=lat, lon=lon, **values)


def event(name: str, *places: str, **values: Any) -> Document:
    return doc(f"event:{name}", title=name.title(), places=links(*places), date=date("2020-08-09"), **values)


def page(*records: Document) -> MapView:
    found = view(planned(records), MAP)
    assert isinstance(found, MapView)
    return found


def marks(found: MapView, panel: int = 0) -> dict[str, MapMark]:
    return {mark.label.partition(":")[0]: mark for mark in found.panels[panel].marks}


def far_and_near() -> list[Document]:
    towns = [place(f"town-{number}", 50 + number, 20 + number, country="BY", precision=CITY) for number in range(4)]
    happened = [event(f"e{number}-{twice}", f"town-{number}") for number in range(4) for twice in range(3)]
    return [*towns, *happened, place("overseas", 38.9, -77.0, precision=CITY), event("far", "overseas")]


def test_a_mark_is_as_large_as_the_place_is_uncertain() -> None:
    kinds = (PlacePrecision.POINT, PlacePrecision.STREET, PlacePrecision.CITY, PlacePrecision.REGION)
    places = [place(kind.value, 50 + 3 * number, 20, precision=kind) for number, kind in enumerate(kinds)]
    found = marks(page(*places, event("e", *(kind.value for kind in kinds))))
    sizes = [found[kind.value.title()].radius for kind in kinds]
    assert sizes == sorted(set(sizes))
    assert [found[kind.value.title()].precision for kind in kinds] == [kind.value for kind in kinds]


def test_on_a_large_scale_a_mark_covers_what_the_place_may_be() -> None:
    near = [place("a", 53.90, 27.0, precision=PlacePrecision.REGION), place("b", 53.95, 27.3)]
    found = page(*near, event("e", "a", "b"))
    bar_km = 100
    assert found.panels[0].scale_label == f"{bar_km} km"
    km_per_pixel = bar_km / found.panels[0].scale
    assert marks(found)["A"].radius * km_per_pixel == pytest.approx(75, abs=2)


def test_a_country_is_an_area_and_a_precision_that_nobody_gave_is_said() -> None:
    found = marks(
        page(
            place("lithuania", 55.2, 23.9, country="LT", precision=PlacePrecision.COUNTRY),
            place("somewhere", 53.9, 27.6),
            event("e", "lithuania", "somewhere"),
        )
    )
    assert found["Lithuania"].path.startswith("M")
    assert found["Somewhere"].precision == "unknown"
    assert found["Somewhere"].label == "Somewhere: Precision not known; 1 event"


def test_a_country_without_an_outline_is_a_large_disc_and_never_a_point() -> None:
    found = marks(page(place("land", 55.2, 23.9, precision=PlacePrecision.COUNTRY), event("e", "land")))
    assert (found["Land"].path, found["Land"].radius) == ("", 24)


def test_a_place_without_a_point_is_shown_with_the_larger_one_or_in_the_list_alone() -> None:
    found = page(
        place("minsk", 53.9, 27.56, precision=CITY),
        place("plant", parent=to("minsk")),
        place("nowhere"),
        event("a", "plant"),
        event("b", "nowhere"),
        event("c"),
    )
    assert list(marks(found)) == ["Minsk"]
    (group,) = found.groups
    assert {item.link.title: item.note for item in group.places} == {
        "Plant": "shown with Minsk",
        "Nowhere": "not drawn: no coordinates are recorded",
    }
    assert [entry.title for entry in found.elsewhere] == ["C"]


def test_places_that_cannot_be_told_apart_are_one_mark_that_counts_each_event_once() -> None:
    found = page(
        place("minsk", 53.9, 27.56, precision=CITY),
        place("square", 53.896, 27.546, parent=to("minsk"), precision=PlacePrecision.POINT),
        place("kyiv", 50.45, 30.5, precision=CITY),
        event("a", "minsk", "square"),
        event("b", "minsk"),
        event("c", "kyiv"),
    )
    assert marks(found)["Minsk, Square"].count == 2
    assert marks(found)["Minsk, Square"].url == "#place-minsk"


def test_every_mark_leads_to_an_entry_and_every_entry_to_its_place() -> None:
    found = page(*far_and_near())
    anchors = {item.anchor: item for group in found.groups for item in group.places}
    urls = {mark.url for panel in found.panels for mark in panel.marks}
    assert urls == {f"#{anchor}" for anchor in anchors}
    assert all(item.link.url == f"../places/{anchor[6:]}/index.html" for anchor, item in anchors.items())


def test_where_most_happened_is_drawn_large_and_framed_on_the_whole() -> None:
    found = page(*far_and_near())
    near, far = found.panels
    assert "Overseas" not in marks(found)
    assert "Overseas" in marks(found, 1)
    assert near.frame is None
    assert far.frame is not None
    x, y, width, height = far.frame
    inside = [mark for mark in far.marks if "Town" in mark.label]
    assert inside
    assert all(x <= mark.x <= x + width and y <= mark.y <= y + height for mark in inside)
    assert all(mark.title == "" for mark in inside)


def test_a_map_says_how_it_is_drawn() -> None:
    near, far = page(*far_and_near()).panels
    assert near.projection == ("Equirectangular projection, true to scale along 52° of latitude and along meridians.")
    assert "46°" in far.projection


def test_no_words_stand_over_others_or_off_the_map() -> None:
    many = [place(f"place number {number}", 50 + number % 7, 20 + number // 2, precision=CITY) for number in range(30)]
    found = page(*many, *(event(f"e{number}", f"place number {number}") for number in range(30)))
    for panel in found.panels:
        shown = [mark for mark in panel.marks if mark.title]
        assert len(shown) > 10
        lines = sorted((mark.text_y, mark.text_x) for mark in shown)
        assert len(lines) == len(set(lines))
        assert all(0 < mark.text_y < panel.height and 0 < mark.text_x < panel.width for mark in shown)


def test_unlisted_places_and_events_are_nowhere_on_the_map() -> None:
    found = page(
        place("minsk", 53.9, 27.56),
        place("hidden", 54.9, 27.56, visibility=Visibility.UNLISTED),
        event("seen", "minsk", "hidden"),
        event("unseen", "minsk", visibility=Visibility.UNLISTED),
    )
    assert "Hidden" not in str(found)
    assert "Unseen" not in str(found)
    assert marks(found)["Minsk"].count == 1


def test_a_place_shows_where_it_is_on_its_own_page() -> None:
    result = planned([*documents(), place("nowhere"), place("lone", 10.0, 10.0)])
    square = view(result, "places/square/index.html").locator
    assert square.note == "shown with Minsk"
    assert square.url == "../../map/index.html#place-square"
    assert [mark.title for mark in square.panel.marks] == ["Minsk"]
    assert view(result, "places/nowhere/index.html").locator is None
    lone = view(result, "places/lone/index.html").locator
    assert (lone.note, lone.url) == ("", "")


def test_without_any_point_there_is_no_map() -> None:
    result = planned([place("nowhere"), event("e", "nowhere")])
    assert not [page.url for page in result.pages if page.url == MAP]


def test_a_very_long_list_counts_events_and_names_none() -> None:
    many = [place(f"p{number:03}", -60 + number % 120, -170 + number, precision=CITY) for number in range(130)]
    found = page(*many, *(event(f"e{number:03}", f"p{number:03}") for number in range(130)))
    items = [item for group in found.groups for item in group.places]
    assert len(items) == 130
    assert not any(item.events for item in items)
    assert all(item.count == 1 and item.more_url.endswith("timeline/index.html") for item in items)


def test_the_map_does_not_hang_on_the_order_of_the_records() -> None:
    assert page(*far_and_near()).panels == page(*reversed(far_and_near())).panels
