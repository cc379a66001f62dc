"""Names in BibTeX: `First von Last`, `von Last, First`, `von Last, Jr, First`, and BibLaTeX's `family=…, given=…`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.importers.tex import decode
from dossier.model import Creator

_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_EXTENDED = re.compile(r"\"?\s*(family|given|prefix|suffix)\s*=(.*)", re.IGNORECASE | re.DOTALL)
_WORD_BREAK = re.compile(r"[\s~]+")
OTHERS = "others"


def creators_of(tex: str) -> tuple[Creator, ...]:
    """Return the names of a list; one wholly in braces stays whole, `others` is left out."""
    names = (name.strip() for name in split(tex, _AND))
    return tuple(filter(None, (_creator(name) for name in names if name and name.lower() != OTHERS)))


def split(tex: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Yield what stands between separators outside braces."""
    depth, start = 0, 0
    for found in re.compile(rf"[{{}}]|{separator.pattern}", re.IGNORECASE).finditer(tex):
        if found[0] in "{}":
            depth = max(0, depth + (1 if found[0] == "{" else -1))
        elif depth == 0:
            yield tex[start : found.start()]
            start = found.end()
    yield tex[start:]


def _creator(name: str) -> Creator | None:
    if _is_braced(name):
        return Creator(literal=_plain(name))
    parts = [part.strip() for part in split(name, re.compile(","))]
    if extended := _extended(parts):
        return extended
    if len(parts) == 1:
        return _spoken(name)
    particle, family = _particle(parts[0])
    if len(parts) == 2:
        return Creator(family, _plain(parts[1]), "", particle)
    return Creator(family, _plain(" ".join(parts[2:])), "", particle, _plain(parts[1]))


def _extended(parts: list[str]) -> Creator | None:
    found = [_EXTENDED.fullmatch(part) for part in parts]
    values = {one[1].lower(): _plain(one[2].rstrip().removesuffix('"')) for one in found if one}
    if not values.get("family") and not values.get("given"):
        return None
    get = values.get
    return Creator(get("family", ""), get("given", ""), "", get("prefix", ""), get("suffix", ""))


def _spoken(name: str) -> Creator | None:
    """Take `First von Last` apart: the particle is what begins in lower case, the family name what follows it."""
    words = [word for word in split(name, _WORD_BREAK) if word]
    if not words:
        return None
    lower = [index for index, word in enumerate(words[:-1]) if word[:1].islower()]
    first, last = (lower[0], lower[-1] + 1) if lower else (len(words) - 1, len(words) - 1)
    given, particle, family = (_plain(" ".join(part)) for part in (words[:first], words[first:last], words[last:]))
    return Creator(family, given, "", particle)


def _particle(text: str) -> tuple[str, str]:
    """Split `von Last` into particle and family name."""
    words = [word for word in split(text, _WORD_BREAK) if word]
    count = next((index for index, word in enumerate(words) if not word[:1].islower()), len(words) - 1)
    return _plain(" ".join(words[:count])), _plain(" ".join(words[count:]))


def _is_braced(name: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not name.startswith("{"):
        return False
    depth = 0
    for index, letter in enumerate(name):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        if depth == 0:
            return index == len(name) - 1
    return False


def _plain(tex: str) -> str:
    return " ".join(decode(tex).text.replace("\u00a0", " ").split())
