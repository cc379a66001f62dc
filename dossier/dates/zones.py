"""Time zones: the offset of a time written without one."""

from __future__ import annotations

import datetime
import zoneinfo

from dossier.dates.date import Date, with_instant
from dossier.dates.forms import Point


def is_zone(name: str) -> bool:
    """Say whether `name` is in the IANA time zone database of this machine."""
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):  # a folder of zones such as `Europe` is an OSError
        return False
    return True


def with_zone(date: Date, zone_name: str) -> Date:
    """Give a time without offset the one its zone had that day; any other date comes back as it is.

    Only `instant` changes, and with it the order. In the hour that occurs twice the first is meant; in the hour that
    is skipped the offset before the change. Raises `zoneinfo.ZoneInfoNotFoundError` when there is no such zone
    (`is_zone`).
    """
    time = date.form.time if isinstance(date.form, Point) else None
    if time is None or time.offset or date.earliest is None:
        return date
    moment = datetime.datetime.combine(date.earliest, datetime.time(time.hour, time.minute, time.second or 0))
    return with_instant(date, moment.replace(tzinfo=zoneinfo.ZoneInfo(zone_name)).isoformat())
