"""Draws social cards with Pillow, in the theme's own faces and colours. Needs the extra `images`.

make_painter(assets, folder, place) -> Prepared(painter, diagnostics)      Painter: covers(card), draw(card) -> PNG
"""

from dossier.cards.painter import Painter, Prepared, make_painter

__all__ = ["Painter", "Prepared", "make_painter"]
