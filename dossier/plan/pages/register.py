"""The register: every name, spelling, place, topic and event in one alphabetical index, which needs no script."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from dossier.model import Actor, ActorKind, Document, Event, Kind, Note, Outlet, Place, Record
from dossier.plan.addresses import REGISTER, slug_of
from dossier.plan.alphabet import Key, index_key, index_letter, index_two
from dossier.plan.pages.actors import names_of
from dossier.plan.parts.leaves import Book, Leaf, leaves, whole_of
from dossier.plan.scope import Scope, title_of
from dossier.plan.spot import Spot, spot_at
from dossier.plan.transliterate import loose_key, strict_key
from dossier.views import LinkView, Page, RegisterEntry, RegisterGroup, RegisterView

KINDS = (Kind.ACTOR, Kind.OUTLET, Kind.PLACE, Kind.TOPIC, Kind.EVENT, Kind.NOTE, Kind.INFO)
"""Works and claims are left out: the first have their list of sources, the second their questions."""
LINE = 0.2
"""An entry is one line: five take the room of one in another list."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A word of the register, and the record to which it leads."""

    text: str
    language: str
    document: Document
    key: Key
    is_title: bool


def register_pages(scope: Scope) -> Iterator[Page]:
    """Plan the register: one page while it is short, else one for each letter."""
    language = scope.language
    steps: tuple[Callable[[Filed], str], ...] = (
        lambda filed: index_letter(filed.text, language),
        lambda filed: index_two(filed.text, language),
    )
    found = (filed for kind in KINDS for document in scope.listed(kind) for filed in _words(scope, document))
    ordered = sorted(found, key=lambda filed: (filed.key, not filed.is_title, filed.document.id))
    book = Book(
        path=REGISTER,
        kind="register",
        title=scope.say("list.register"),
        description=scope.say("lead.register"),
        whole=whole_of(ordered, steps, size_of=lambda _: LINE),
    )
    return leaves(scope, book, "register.html", partial(_view, steps[0]))


def _words(scope: Scope, document: Document) -> Iterator[Filed]:
    """Yield what a record may be looked up by, each once: its name, spellings with their languages, aliases.

    A person of whose name no parts are recorded is also filed under the last word of each.
    """
    record = document.record
    names = record.names if isinstance(record, Actor | Outlet | Place) else ()
    spot = spot_at(scope, REGISTER)
    words = [(title_of(document), "")]
    words += [(name.value, name.language) for name in names_of(spot, names)]
    words += [(alias, "") for alias in record.aliases]
    words += [(last, language) for text, language in words if (last := _last_word(text, record))]
    seen: set[str] = set()
    for number, (text, language) in enumerate(words):
        shown = _family_first(text, document)
        if shown.casefold() not in seen:
            seen.add(shown.casefold())
            yield Filed(shown, language, document, index_key(shown, scope.language), number == 0)


def _family_first(text: str, document: Document) -> str:
    """Write a person's name as indexes do, in any spelling in which the family name is recognised."""
    record = document.record
    parts = record.parts if isinstance(record, Actor) else None
    if parts is None or not parts.family or "," in text:
        return text
    words, sound = text.split(), _sound(parts.family)
    at = [place for place, word in enumerate(words) if _sound(word) == sound]
    if len(at) != 1 or len(words) == 1:
        return text
    rest = words[: at[0]] + words[at[0] + 1 :]
    return f"{words[at[0]]}, {' '.join(rest)}"


def _last_word(text: str, record: Record) -> str:
    is_split = isinstance(record, Actor) and record.parts is not None and bool(record.parts.family)
    is_person = isinstance(record, Actor) and record.kind is ActorKind.PERSON
    return text.rpartition(" ")[2] if is_person and not is_split and " " in text else ""


def _sound(word: str) -> str:
    return loose_key(strict_key(word))


def _view(letter_of: Callable[[Filed], str], leaf: Leaf[Filed]) -> RegisterView:
    return RegisterView(
        head=leaf.head,
        title=leaf.title,
        groups=tuple(_group(leaf.spot, letter, list(filed)) for letter, filed in groupby(leaf.members, letter_of)),
        parts=leaf.parts,
        narrower=leaf.narrower,
        total=leaf.total,
    )


def _group(spot: Spot, letter: str, filed: Sequence[Filed]) -> RegisterGroup:
    entries = tuple(_entry(spot, one) for one in filed)
    return RegisterGroup(label=letter, anchor=f"letter-{slug_of(letter)}", entries=entries)


def _entry(spot: Spot, filed: Filed) -> RegisterEntry:
    document = filed.document
    title = _family_first(title_of(document), document)
    to = LinkView(url=spot.record_url(document.id), title=filed.text, language=filed.language)
    return RegisterEntry(
        link=to,
        see="" if filed.is_title or title == filed.text else title,
        note=_note(spot, document) if filed.is_title else "",
    )


def _note(spot: Spot, document: Document) -> str:
    """Say in a word or two what a record is, to tell namesakes apart."""
    match document.record:
        case Event() as event:
            return spot.date(event.date).short if event.date else spot.say("kind.event")
        case Note() as note:
            kind = spot.say(f"note_kind.{note.kind}")
            return f"{kind}, {spot.date(note.published).short}" if note.published else kind
        case Actor() as actor:
            return actor.description or spot.say(f"actor_kind.{actor.kind}")
        case _:
            return spot.say(f"kind.{document.id.kind}")
