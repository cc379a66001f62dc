"""The progress of the dossier: what was added and changed when, by the dates that public records give themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from dossier.dates import Date, Precision, parse, year_label
from dossier.model import Document, Id, Info, Kind, Note
from dossier.plan.addresses import CORRECTIONS, PROGRESS, list_path, progress_year_path
from dossier.plan.head.head import HeadFacts, head_of, list_link
from dossier.plan.pictures.band import band_of
from dossier.plan.pictures.time_axis import TimeAxis, axis_of
from dossier.plan.pictures.time_words import ticks_of
from dossier.plan.scope import Scope
from dossier.plan.spot import Spot, spot_at
from dossier.views import BandColumn, LinkView, Page, ProgressDay, ProgressLine, ProgressView

DAYS_ON_PAGE = 60
"""With more days the page holds the newest, and each year has a page of its own, told by months."""
NAMED = 12
"""Up to so many records of one kind are named for one day or month; of more only the number of the rest is given."""
TOLD = 12
"""Up to so many changes and corrections are told for one day or month."""
DRAWN_FROM = 3
"""Days from which there is something to see in a picture."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to one record."""

    date: Date
    what: str
    """added, updated, published, changelog or corrected."""
    id: Id
    text: str = ""
    now: str = ""
    """What a corrected record says now; `text` is what it said."""
    anchor: str = ""
    """On the record's page, where it is told."""


Days = Mapping[str, tuple[Step, ...]]
"""What was done by the text of its date, or of the month it lies in, newest first."""


def progress_pages(scope: Scope) -> tuple[Page, ...]:
    """Plan the page of the newest days and, where there are many, one for every year."""
    days = _days(scope)
    if len(days) <= DAYS_ON_PAGE:
        return (Page(PROGRESS, "progress.html", partial(_view, scope, PROGRESS, days)),)
    by_year: dict[int, list[Step]] = {}
    for steps in days.values():
        if (year := steps[0].date.year) is not None:
            by_year.setdefault(year, []).extend(steps)
    years = tuple(by_year)
    pages = ((progress_year_path(year), _grouped(steps, _month)) for year, steps in by_year.items())
    return (
        Page(PROGRESS, "progress.html", partial(_view, scope, PROGRESS, days, years)),
        *(Page(path, "progress.html", partial(_view, scope, path, months, years)) for path, months in pages),
    )


def _days(scope: Scope) -> Days:
    steps = [step for kind in Kind for document in scope.listed(kind) for step in _steps(document)]
    known = [step for step in steps if step.date.precision is not Precision.UNKNOWN]
    newest = sorted(known, key=lambda step: step.date.sort_key, reverse=True)
    return _grouped(newest, lambda date: date.text)


def _grouped(steps: Iterable[Step], name: Callable[[Date], str]) -> Days:
    found: dict[str, list[Step]] = {}
    for step in steps:
        found.setdefault(name(step.date), []).append(step)
    return {text: tuple(same) for text, same in found.items()}


def _month(date: Date) -> str:
    """Return the month in which a date lies, or its year, as EDTF."""
    return f"{date.year:04}-{date.month:02}" if date.month else f"{date.year:04}"


def _steps(document: Document) -> Iterator[Step]:
    """Yield what a record says was done to it; of one day its publication, addition and change are told once."""
    record, id = document.record, document.id
    published = record.published if isinstance(record, Note | Info) else None
    told: set[str] = set()
    for what, date in (("published", published), ("added", record.added), ("updated", record.updated)):
        if date is not None and date.text not in told:
            told.add(date.text)
            yield Step(date, what, id)
    for change in record.changelog if isinstance(record, Note) else ():
        yield Step(change.date, "changelog", id, change.text)
    for number, correction in enumerate(record.corrections, start=1):
        was, now = correction.what_was_wrong, correction.what_it_says_now
        yield Step(correction.date, "corrected", id, was, now, f"correction-{number}")


def _view(scope: Scope, path: str, days: Days, years: Sequence[int] = ()) -> ProgressView:
    spot = spot_at(scope, path)
    is_first = path == PROGRESS
    shown = list(days)[:DAYS_ON_PAGE] if is_first and years else list(days)
    title, intro = spot.say("list.progress"), spot.say("lead.progress")
    own = next((year for year in years if progress_year_path(year) == path), None)
    named = title if own is None else f"{title}: {year_label(own, scope.language)}"
    axis = _axis(days)
    facts = HeadFacts(
        title=named, description=intro, kind="progress", trail=() if is_first else (list_link(spot, "progress"),)
    )
    return ProgressView(
        head=head_of(spot, facts),
        title=named,
        intro=intro,
        days=tuple(_day(spot, text, days[text]) for text in shown),
        columns=_columns(spot, axis, days, years) if axis else (),
        ticks=ticks_of(spot, axis) if axis else (),
        years=tuple(_year_link(spot, year) for year in years),
    )


def _day(spot: Spot, text: str, steps: Sequence[Step]) -> ProgressDay:
    alike: dict[tuple[str, Kind], list[Id]] = {}
    for step in steps:
        if not step.text:
            alike.setdefault((step.what, step.id.kind), []).append(step.id)
    lines = [_line(spot, what, kind, ids) for (what, kind), ids in alike.items()]
    date = parse(text)
    assert isinstance(date, Date)
    told = [step for step in steps if step.text]
    lines += [_told(spot, step, is_dated=step.date.text != text) for step in told[:TOLD]]
    lines += _untold(spot, told[TOLD:])
    return ProgressDay(date=spot.date(date), anchor=_anchor(text), lines=tuple(lines))


def _untold(spot: Spot, steps: Sequence[Step]) -> list[ProgressLine]:
    """Return one line for what is not told of a day, by what was done; corrections have a page with all."""
    counted = Counter(step.what for step in steps)
    others, url = spot.say("ui.others"), spot.href(CORRECTIONS)
    return [
        ProgressLine(
            label=spot.say(f"progress.{what}"),
            links=(),
            text="",
            more=LinkView(url=url if what == "corrected" else "", title=others, count=count),
        )
        for what, count in counted.items()
    ]


def _line(spot: Spot, what: str, kind: Kind, ids: Sequence[Id]) -> ProgressLine:
    rest = len(ids) - NAMED
    more = None
    if rest > 0 and kind is not Kind.INFO:
        more = LinkView(url=spot.href(list_path(kind.folder)), title=spot.say("ui.others"), count=rest)
    label = f"{spot.say(f'progress.{what}')}: {spot.say(f'list.{kind.folder}')}"
    return ProgressLine(label=label, links=spot.links(ids[:NAMED] if more else ids), text="", more=more)


def _told(spot: Spot, step: Step, *, is_dated: bool) -> ProgressLine:
    words = spot.say(f"progress.{step.what}")
    label = f"{words}, {spot.date(step.date).short}" if is_dated else words
    link = spot.link(step.id, fragment=step.anchor)
    said = f"{spot.say('field.what_was_wrong')}: {step.text} {spot.say('field.what_it_says_now')}: {step.now}"
    return ProgressLine(label=label, links=(link,), text=said if step.now else step.text, more=None)


def _anchor(text: str) -> str:
    """Return a fragment id for a date: its signs stay apart, so that `2020-08-09?` is not `2020-08-09`."""
    return "d-" + "".join(sign if sign.isalnum() or sign == "-" else f"_{ord(sign):x}" for sign in text)


def _axis(days: Days) -> TimeAxis | None:
    found = [day for steps in days.values() for day in _ordinals(steps)]
    return axis_of((day, day) for day in found) if len(days) >= DRAWN_FROM else None


def _ordinals(steps: Iterable[Step]) -> tuple[int, ...]:
    return tuple(step.date.earliest.toordinal() for step in steps if step.date.earliest)


def _columns(spot: Spot, axis: TimeAxis, days: Days, years: Sequence[int]) -> tuple[BandColumn, ...]:
    counted = []
    for text, steps in days.items():
        date = steps[0].date
        is_here = not years or spot.path != PROGRESS or date.year is None
        url = f"#{_anchor(text)}" if is_here else spot.href(progress_year_path(date.year or 0), _anchor(_month(date)))
        counted += [(float(day), url) for day in _ordinals(steps) if axis.holds((day, day))]
    return band_of(spot, axis, counted, "count.changes")


def _year_link(spot: Spot, year: int) -> LinkView:
    path = progress_year_path(year)
    return LinkView(url=spot.href(path), title=year_label(year, spot.scope.language), current=path == spot.path)
