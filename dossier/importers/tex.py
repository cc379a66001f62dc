"""TeX in texts of BibTeX files: accents, letters and signs decoded, formatting dropped, the rest kept as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
    "t": "\u0361",
    "G": "\u030f",
}
"""TeX's accent commands as combining characters; NFC makes letters of them."""
SIGNS = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "ss": "ß", "SS": "ẞ", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ",
    "ng": "ŋ", "NG": "Ŋ", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "textquotedbl": '"', "quotedblbase": "„",
    "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "flqq": "«", "frqq": "»", "glqq": "„", "grqq": "“",
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^",
    "textasciitilde": "~", "textunderscore": "_", "textdollar": "$", "textpercent": "%", "textbar": "|",
    "textless": "<", "textgreater": ">", "textellipsis": "…", "dots": "…", "ldots": "…", "textbullet": "•",
    "textperiodcentered": "·", "textdegree": "°", "degree": "°", "texteuro": "€", "euro": "€", "pounds": "£",
    "textsterling": "£", "textsection": "§", "S": "§", "textparagraph": "¶", "P": "¶", "copyright": "©",
    "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textordfeminine": "ª",
    "textordmasculine": "º", "textexclamdown": "¡", "textquestiondown": "¿", "times": "×", "textnumero": "№",
    "textquotesingle": "'", "textasciigrave": "`", "cdot": "·", "langle": "⟨", "rangle": "⟩", "textmu": "µ",
    "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "par": "\n", "newline": " ", "space": " ",
}  # fmt: skip
DROPPED = frozenset(
    {
        "emph", "textit", "textbf", "textsc", "textsl", "texttt", "textrm", "textsf", "textmd", "textup", "textnormal",
        "textsuperscript", "textsubscript", "underline", "uline", "mbox", "hbox", "text", "enquote", "mkbibquote",
        "mkbibemph", "mkbibbold", "mkbibitalic", "mkbibparens", "url", "nolinkurl", "path", "ensuremath", "it", "bf",
        "sc", "sl", "tt", "rm", "em", "itshape", "bfseries", "scshape", "upshape", "rmfamily", "sffamily", "ttfamily",
        "normalfont", "protect", "relax", "ignorespaces", "noopsort", "nocase", "textcyrillic", "textcyr",
        "foreignlanguage", "textlatin", "selectlanguage", "vphantom", "bibstring", "hspace", "small", "large",
    }
)  # fmt: skip
"""Commands whose look is not kept; what stands in their braces is."""
ESCAPED = {" ": " ", ",": "\u2009", ";": " ", ":": " ", "!": "", "-": "", "/": "", "\\": " ", "\n": " ", "@": ""}
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", ",,": "„", "<<": "«", ">>": "»", "~": "\u00a0"}
_ACCENT = re.compile(
    r"""\\(?:(["'`^~=.])\s*|([uvHckrbdtG])(?:\s+|(?=[{\\])))"""
    r"""(?:\{\s*(\\[ij](?![A-Za-z])|[^\W\d_])\s*\}|(\\[ij])(?![A-Za-z])(?:\{\})?|([^\W\d_]))"""
)
_TOKEN = re.compile(r"\\([A-Za-z]+)\*?|\\(.)|---?|``|''|<<|>>|~|\$[^$]*\$|[{}]", re.DOTALL)
_HREF = re.compile(r"\\href\s*\{[^{}]*\}\s*\{([^{}]*)\}")
_AFTER = re.compile(r"\{\}|[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without TeX, and the commands that nobody here knows, which stand in it as typed."""

    text: str
    unknown: tuple[str, ...] = ()


def decode(tex: str) -> Decoded:
    """Decode TeX to plain text in NFC. Nothing is run or read; mathematics stays as typed. Linear in its length."""
    if not any(mark in tex for mark in "\\{}~$`'-<>"):
        return Decoded(tex)
    source = _ACCENT.sub(_accented, _HREF.sub(r"\1", tex))
    pieces, unknown, position = list[str](), list[str](), 0
    while found := _TOKEN.search(source, position):
        pieces.append(source[position : found.start()])
        position = found.end()
        if found[1] and found[1] not in SIGNS and found[1] not in DROPPED:
            unknown.append(found[1])
            position = _end_of_group(source, position)
            pieces.append(source[found.start() : position])
            continue
        pieces.append(_plain(found))
        if found[1] and (after := _AFTER.match(source, position)):
            position = after.end()
    text = "".join([*pieces, source[position:]])
    return Decoded(unicodedata.normalize("NFC", text), tuple(dict.fromkeys(unknown)))


def verbatim(tex: str) -> str:
    """Return an address or another verbatim value: escapes and the braces of `\\url{}` taken off, nothing decoded."""
    inner = re.sub(r"^\\(?:url|nolinkurl|path)\s*\{(.*)\}$", r"\1", tex.strip(), flags=re.DOTALL)
    return re.sub(r"\\([_%&#$~{}])", r"\1", inner).replace("{", "").replace("}", "").strip()


def _accented(found: re.Match[str]) -> str:
    accent = found[1] or found[2]
    letter = (found[3] or found[4] or found[5]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + ACCENTS[accent])


def _plain(found: re.Match[str]) -> str:
    if found[1]:
        return SIGNS.get(found[1], "")
    if found[2]:
        return ESCAPED.get(found[2], found[2])
    if found[0] in "{}":
        return ""
    return LIGATURES.get(found[0], found[0])


def _end_of_group(text: str, position: int) -> int:
    """Return where the group that follows ends, or the position itself where none follows or it never ends."""
    if text[position : position + 1] != "{":
        return position
    depth = 0
    for index in range(position, len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index + 1
    return position
