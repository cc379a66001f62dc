"""Views of who is tied to whom: a drawing in whole pixels, and the entries to which its lines lead."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.page import PageView
from dossier.views.parts import Badge, CitationView, DateView, LinkView


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One tie in a sentence, with who says so."""

    text: str
    """`X: leads Y`; for a role in an organisation `X: President`."""
    period: str
    """"" when no time is given."""
    status: Badge | None
    """Only when it is not plainly confirmed."""
    citations: tuple[CitationView, ...]
    """In the page's own list of sources, where the record of this page states the tie."""
    sources: tuple[LinkView, ...]
    """Else in the list of the record that states it."""
    strand: str
    first_day: str
    """`2020-08-09`, for the filter; "" when open or not known."""
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView:
    """An event in which both took part."""

    link: LinkView
    date: DateView
    parts: str
    """As what each took part, in words."""
    status: Badge | None
    sources: LinkView | None
    """To the event's list of sources, with their number as the title."""
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieView:
    """Everything that ties two actors: what a line of the picture leads to."""

    anchor: str
    to: LinkView
    """The other one."""
    statements: tuple[StatementView, ...]
    meetings: tuple[MeetingView, ...]
    more: int
    """Further events in which both took part, not named here."""
    more_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieGroup:
    """An actor with its ties; each tie stands at one of its two ends."""

    actor: LinkView
    anchor: str
    ties: tuple[TieView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeView:
    """An actor in the picture, as a mark with its name."""

    link: LinkView
    key: str
    """Stable word that lines name in `ends`."""
    kind: str
    """person, organisation, state, body or group: the shape of the mark."""
    x: int
    y: int
    radius: int
    lines: tuple[str, ...]
    """The name, broken and cut to its room."""
    label_x: int
    label_y: int
    """Base line of the first line."""
    anchor: str
    """start, middle or end."""
    is_centre: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StrokeView:
    """A line for one kind of tie between two actors."""

    strand: str
    path: str
    """For `d`."""
    width: int
    """1 to 3: one, a few, many."""
    is_unsure: bool
    """Nothing of it is confirmed: a question mark stands at `x`, `y`."""
    x: int
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeView:
    """All lines between two actors; a link to the entry with the sentences and sources."""

    url: str
    label: str
    """In words, for those who cannot see it: `X – Y: leads; 3 events`."""
    ends: tuple[str, str]
    strokes: tuple[StrokeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StrandView:
    """An entry of the key, and a switch of the filter."""

    strand: str
    """family, office, alliance, opposition or events: a CSS class, `strand-family`."""
    label: str
    count: int
    """Pairs of actors tied so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingView:
    """A network as a drawing."""

    width: int
    height: int
    title: str
    description: str
    nodes: tuple[NodeView, ...]
    edges: tuple[EdgeView, ...]
    strands: tuple[StrandView, ...]
    """Kinds of tie that occur."""
    kinds: tuple[Badge, ...]
    """Kinds of actor that occur: the shapes of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EgoView:
    """An actor with those it is tied to."""

    drawing: DrawingView | None
    """None where no other actor may be shown."""
    ties: tuple[TieView, ...]
    more: tuple[LinkView, ...]
    """Further actors it is tied to, by name alone."""
    all_url: str
    """The page with all of them, where these are some; "" else."""
    url: str
    """The whole network; "" where this actor is not in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkView(PageView):
    """All actors with their ties. A large network is cut to the best-connected; `others` has the rest."""

    title: str
    drawing: DrawingView | None
    """None when nobody is tied to anybody."""
    groups: tuple[TieGroup, ...]
    """Every tie of the drawing, the best-connected actor first."""
    others: tuple[LinkView, ...]
    """Actors that are not in the drawing, with the number of their ties; the links lead to their entries. Empty where
    they are too many: then `actors_url` has them."""
    alone: tuple[LinkView, ...]
    """Actors without a tie."""
    total: int
    """Ties in all."""
    first_day: str
    """Bounds for the filter by date; "" when nothing is dated."""
    last_day: str
    cut_note: str
    """Says what was left out of the drawing; "" for nothing."""
    actors_url: str
