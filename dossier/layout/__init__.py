"""Where things stand in a picture: pure arithmetic on small frozen values, the same on every machine.

Sums are loops: `sum()` of floats gives other last digits before Python 3.12 than after. Of the standard library's
functions only `sqrt` is used, which IEEE 754 §5.4.1 rounds correctly everywhere; sine and cosine it does not.
"""

from dossier.layout.boxes import Box, apart
from dossier.layout.labels import Label, Spot, box_of, label_spots
from dossier.layout.lettering import text_width, wrap
from dossier.layout.stress import stress

__all__ = ["Box", "Label", "Spot", "apart", "box_of", "label_spots", "stress", "text_width", "wrap"]
