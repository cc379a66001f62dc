"""Outlines of countries, and how a part of the world is drawn on a flat canvas. Knows nothing of records.

read_world() -> World      fit(points, …) -> Frame      land_path(world, frame) -> str
"""

from dossier.atlas.drawing import Room, area_path, country_rooms, land_path
from dossier.atlas.frame import Canvas, Frame, Point, fit, fit_box
from dossier.atlas.world import Country, Outline, World, read_world

__all__ = [
    "Canvas",
    "Country",
    "Frame",
    "Outline",
    "Point",
    "Room",
    "World",
    "area_path",
    "country_rooms",
    "fit",
    "fit_box",
    "land_path",
    "read_world",
]
