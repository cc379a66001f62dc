"""Outlines of countries, and how a part of the world is drawn on a flat canvas. Knows nothing of records.

read_world() -> World      fit(points, …) -> Frame      land(world, frame) -> pieces
"""

from dossier.atlas.drawing import Piece, Room, land, name_rooms
from dossier.atlas.frame import Canvas, Frame, Point, fit, fit_box
from dossier.atlas.world import Country, Outline, World, read_world

__all__ = [
    "Canvas",
    "Country",
    "Frame",
    "Outline",
    "Piece",
    "Point",
    "Room",
    "World",
    "fit",
    "fit_box",
    "land",
    "name_rooms",
    "read_world",
]
