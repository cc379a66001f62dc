"""Draws social cards with Pillow, in the theme's own faces and colours. Needs the extra `images`.

make_painter(assets, folder, place) -> Prepared(painter, diagnostics)      Painter: covers(card), draw(card) -> PNG
Kept(folder).prune(starts)      forgets what a build did not use
"""

from dossier.cards.kept import Kept
from dossier.cards.painter import Painter, Prepared, make_painter

__all__ = ["Kept", "Painter", "Prepared", "make_painter"]
