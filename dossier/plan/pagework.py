"""The dossier's own pages as works, so that they can be cited like any other."""

from __future__ import annotations

from dossier.model import Creator, Document, Info, Note, PersonName, Work, WorkType
from dossier.model.fields import Language, Url
from dossier.plan.addresses import HOME, absolute, record_path
from dossier.plan.order import changed_date
from dossier.plan.scope import Scope


def page_work(scope: Scope, document: Document) -> Work:
    """Describe a record's page as a work: ours, with our date and, where known, our address."""
    record = document.record
    own = record.author if isinstance(record, Note | Info) else ()
    published = record.published if isinstance(record, Note | Info) else None
    settings = scope.settings
    return Work(
        key=f"{document.id.kind}-{document.id.name}",
        type=WorkType.WEBPAGE,
        title=document.title,
        authors=creators(own or settings.editors),
        container_title=settings.title,
        publisher=settings.publisher,
        issued=published or changed_date(record),
        modified=record.updated,
        url=_url(scope, record_path(document.id)),
        language=record.language if isinstance(record, Note | Info) and record.language else settings.language,
        abstract=scope.summary(document),
    )


def site_work(scope: Scope, key: str) -> Work:
    """Describe the dossier as a whole."""
    settings = scope.settings
    return Work(
        key=key,
        type=WorkType.WEBPAGE,
        title=settings.title,
        authors=creators(settings.editors),
        publisher=settings.publisher,
        issued=None,
        url=_url(scope, HOME),
        language=Language(settings.language),
        abstract=settings.description,
    )


def creators(names: tuple[PersonName, ...]) -> tuple[Creator, ...]:
    """Turn bylines into names in CSL's parts."""
    return tuple(Creator(family=name.family, given=name.given, literal=name.literal) for name in names)


def byline(names: tuple[PersonName, ...]) -> tuple[str, ...]:
    """Write names as they are printed: given name first."""
    return tuple(name.literal or " ".join(filter(None, (name.given, name.family))) for name in names)


def _url(scope: Scope, path: str) -> Url | None:
    return Url(absolute(scope.base_url, path)) if scope.base_url else None
