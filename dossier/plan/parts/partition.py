"""Cuts long lists into parts that one page can hold: by one quality, then by the next, at last by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dossier.plan.addresses import slug_of
from dossier.plan.spot import Spot
from dossier.views import LinkView

Member = TypeVar("Member")

ON_ONE_PAGE = 200
"""More entries than this are no page for a phone: with a kilobyte each, a page stays well below 300 kB."""

ON_RECORD = 150
"""Up to so many records are named on the page of the one they belong to; of more it shows the newest of each kind."""
SHOWN = 25
"""Of each kind."""


@dataclass(frozen=True, slots=True)
class Part(Generic[Member]):
    """A part of a list, and its own parts where it is too long for one page."""

    label: str
    names: tuple[str, ...]
    """Its address below that of the list: `("c", "ca")`."""
    members: tuple[Member, ...]
    parts: tuple[Part[Member], ...] = ()

    def walk(self, above: tuple[Part[Member], ...] = ()) -> Iterator[tuple[Part[Member], tuple[Part[Member], ...]]]:
        """Yield this part and all below it, each with those above it."""
        yield self, above
        for part in self.parts:
            yield from part.walk((*above, self))


def parts_of(
    members: Sequence[Member],
    steps: Sequence[Callable[[Member], str]],
    above: tuple[str, ...] = (),
    *,
    size_of: Callable[[Member], float] = lambda _: 1,
) -> tuple[Part[Member], ...]:
    """Gather members under the labels of the first step, and those of a part that is too long under those of the next.

    Members and labels keep the order given. After the last step parts are cut by number. A member counts for as many
    entries as `size_of` says; one that is too large by itself has a part alone.
    """
    labels = [steps[0](member) for member in members] if steps else _ranges([size_of(member) for member in members])
    found: dict[str, list[Member]] = {}
    for label, member in zip(labels, members, strict=True):
        found.setdefault(label, []).append(member)
    parts: list[Part[Member]] = []
    taken: set[str] = set()
    for label, own in found.items():
        name = slug_of(label)
        name = name if name not in taken else f"{name}-{len(taken)}"
        taken.add(name)
        names = (*above, name)
        is_long = bool(steps) and sum(map(size_of, own)) > ON_ONE_PAGE
        deeper = parts_of(own, steps[1:], names, size_of=size_of) if is_long else ()
        parts.append(Part(label, names, tuple(own), deeper))
    return tuple(parts)


def _ranges(sizes: Sequence[float]) -> Iterator[str]:
    """Yield for every member the range of numbers in which it lies: as many as one page holds."""
    starts, room = [0], float(ON_ONE_PAGE)
    for place, size in enumerate(sizes):
        if size > room and place > starts[-1]:
            starts.append(place)
            room = ON_ONE_PAGE
        room -= size
    for start, end in zip(starts, [*starts[1:], len(sizes)], strict=True):
        yield from (f"{start + 1}–{end}" for _ in range(start, end))


def pager_of(
    spot: Spot, parts: Sequence[Part[Member]], path_of: Callable[[Part[Member]], str], here: Part[Member] | None = None
) -> tuple[LinkView, ...]:
    """Return the ways to all parts, the one marked in which `here` lies; counted on the first page alone.

    So an entry more changes the first page and its own, and no others.
    """
    return tuple(
        LinkView(
            url=spot.href(path_of(part)),
            title=part.label,
            current=here is not None and here.names[:1] == part.names,
            count=None if here else len(part.members),
        )
        for part in parts
    )
