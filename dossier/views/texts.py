"""Views of articles, notes and standing texts."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.views.figures import QuestionFigures
from dossier.views.page import RecordView
from dossier.views.parts import Badge, ChangeView, DateView, ItemView, LinkView
from dossier.views.sources import ArchiveView, HeldCopyView
from dossier.views.times import ClaimItem


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionView:
    """An actor named in an article, in the spelling and with the title used there."""

    link: LinkView
    as_named: str
    role: str
    then: str
    """Office by the dossier's own record on the day of publication; "" when none is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletCorrectionView:
    """A correction issued by the outlet."""

    text: str
    date: DateView
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView(RecordView):
    """A work that is cited. The page describes it; the work itself is elsewhere."""

    title_is_supplied: bool
    """Print the title in square brackets: no headline was seen."""
    title_language: str
    script_title: str
    trans_title: str
    byline: tuple[str, ...]
    outlet: LinkView | None
    agency: LinkView | None
    via: tuple[LinkView, ...]
    affiliation: Badge | None
    original: LinkView | None
    """Where it is, on the web."""
    original_status: Badge | None
    archives: tuple[ArchiveView, ...]
    held: tuple[HeldCopyView, ...]
    compared: str
    """How many quotations of it were compared with those, in words; "" when nothing of it is quoted."""
    copy_of: LinkView | None
    copy_label: str
    copies: tuple[LinkView, ...]
    mentions: tuple[MentionView, ...]
    events: tuple[ItemView, ...]
    events_url: str
    """The page with all of them, where these are the newest; "" else. So with claims."""
    claims: tuple[ClaimItem, ...]
    claims_url: str
    """Claims that rest on it."""
    places: tuple[LinkView, ...]
    outlet_corrections: tuple[OutletCorrectionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView(RecordView):
    """An editorial text."""

    authors: tuple[str, ...]
    editors: tuple[str, ...]
    abstract: str
    published: DateView
    updated: DateView | None
    reviews: tuple[ChangeView, ...]
    changes: tuple[ChangeView, ...]
    mentions: tuple[MentionView, ...]
    events: tuple[ItemView, ...]
    places: tuple[LinkView, ...]
    figures: tuple[QuestionFigures, ...]
    """Pictures of the questions whose claims the text prints with `{claim: …}`, in the order of the text."""
    translations: tuple[LinkView, ...]
    """This note in other languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoView(RecordView):
    """A standing text: about, method."""

    authors: tuple[str, ...]
