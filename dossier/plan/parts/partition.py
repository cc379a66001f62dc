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
    members: Sequence[Member], steps: Sequence[Callable[[Member], str]], above: tuple[str, ...] = ()
) -> tuple[Part[Member], ...]:
    """Gather members under the labels of the first step, and those of a part that is too long under those of the next.

    Members and labels keep the order given. After the last step parts are cut by number.
    """
    found: dict[str, list[Member]] = {}
    for place, member in enumerate(members):
        found.setdefault(steps[0](member) if steps else _range(place, len(members)), []).append(member)
    parts: list[Part[Member]] = []
    taken: set[str] = set()
    for label, own in found.items():
        name = slug_of(label)
        name = name if name not in taken else f"{name}-{len(taken)}"
        taken.add(name)
        names = (*above, name)
        deeper = parts_of(own, steps[1:], names) if len(own) > ON_ONE_PAGE else ()
        parts.append(Part(label, names, tuple(own), deeper))
    return tuple(parts)


def _range(place: int, total: int) -> str:
    first = place // ON_ONE_PAGE * ON_ONE_PAGE
    return f"{first + 1}–{min(first + ON_ONE_PAGE, total)}"


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
