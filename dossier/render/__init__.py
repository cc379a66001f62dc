"""Page → bytes through Jinja: the only room that knows it. Sees views and templates only, no library, clock or disk.

make_renderer(site, assets, templates) -> Renderer      Renderer(page) -> Rendered(artifacts, diagnostics)
"""

from dossier.render.environment import Codes
from dossier.render.rendering import FILTERS, Filter, Rendered, Renderer, Templates, linkable, make_renderer, together

__all__ = ["FILTERS", "Codes", "Filter", "Rendered", "Renderer", "Templates", "linkable", "make_renderer", "together"]
