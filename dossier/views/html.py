"""Finished markup as a type of its own, so that templates never need to be told what is safe."""

from __future__ import annotations

from html import escape


class Html(str):
    """Finished HTML: templates print it as it is; any other string they escape.

    Make one only from markup that was escaped where it was made.
    """

    __slots__ = ()

    def __html__(self) -> str:
        """Tell Jinja's autoescape that nothing is left to escape (the MarkupSafe protocol)."""
        return str(self)


def text_to_html(text: str) -> Html:
    """Escape plain text for element content and quoted attributes."""
    return Html(escape(text, quote=True))


NO_HTML = Html("")
"""Nothing to print."""
