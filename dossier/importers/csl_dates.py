"""Dates of CSL-JSON as EDTF texts."""

from __future__ import annotations

import re

from dossier.importers.json_tree import Member, Node, Number

SEASONS = {"1": 21, "2": 22, "3": 23, "4": 24, "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
MONTHS = 12
SEASON_SHIFTS = {13: 21, 14: 22, 15: 23, 16: 24}
"""Older CSL data count seasons on as months 13 to 16."""
NO_END = "0000"
"""Zotero's and pandoc's way to leave a range open: `[[2014, 12, 31], [0, 0, 0]]`."""
_YEAR = re.compile(r"-?\d{1,9}")
_PART = re.compile(r"\d{1,2}")


def edtf_of(node: Node) -> str | None:
    """Return the EDTF text of a date variable, or its words; "" for an empty one, None for what is no date.

    The text may still be impossible (`2020-02-31`): who reads it as EDTF finds out.
    """
    if isinstance(node.value, str):
        return node.value
    if not isinstance(node.value, dict):
        return None
    parts = node.value.get("date-parts")
    if parts is not None and parts.node.value not in ((), None):
        return _from_parts(parts.node, node.value)
    for key in ("edtf", "raw", "literal"):
        if key in node.value:
            words = node.value[key].node.value
            return words if isinstance(words, str) else None
    return ""


def _from_parts(node: Node, members: dict[str, Member]) -> str | None:
    if not isinstance(node.value, tuple) or len(node.value) > 2:
        return None
    ends = [_point(part) for part in node.value]
    if len(ends) == 2 and ends[1] == NO_END:
        ends[1] = ".."
    if None in ends:
        return None
    points = [point for point in ends if point]
    if season := _season(members.get("season")):
        points = [f"{points[0]}-{season}"] if len(points) == 1 and "-" not in points[0][1:] else points
    mark = "~" if _is_true(members.get("circa")) else ""
    return "/".join(point if point == ".." else f"{point}{mark}" for point in points)


def _point(node: Node) -> str | None:
    """Return `YYYY-MM-DD` as far as the parts go; "" for none, None for what are no parts."""
    if not isinstance(node.value, tuple):
        return None
    texts = [_number(part) for part in node.value]
    while texts and texts[-1] == "":
        texts.pop()
    if not texts:
        return ""
    year, *rest = texts
    if year is None or not _YEAR.fullmatch(year) or len(rest) > 2:
        return None
    if any(part is None or not _PART.fullmatch(part) for part in rest):
        return None
    if year.strip("-0") == "" and not any(part and part.strip("0") for part in rest):
        return NO_END
    numbers = [int(part) for part in rest if part]
    numbers[:1] = [SEASON_SHIFTS.get(number, number) for number in numbers[:1]]
    return "-".join([_year(int(year)), *(f"{number:02}" for number in numbers)])


def _year(year: int) -> str:
    return f"Y{year}" if abs(year) > 9999 else f"{'-' if year < 0 else ''}{abs(year):04}"


def _number(node: Node) -> str | None:
    match node.value:
        case Number():
            return node.value.text
        case str():
            return node.value.strip()
        case None:
            return ""
        case _:
            return None


def _season(member: Member | None) -> int | None:
    return SEASONS.get((_number(member.node) or "").casefold()) if member else None


def _is_true(member: Member | None) -> bool:
    if member is None:
        return False
    value = member.node.value
    return value is True or (_number(member.node) or "") not in ("", "0", "false")
