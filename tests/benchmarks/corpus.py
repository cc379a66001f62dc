"""A dossier of any size, made up: the same size and seed give the same records for ever. Knows no tool's file format."""

from __future__ import annotations

import datetime
import random
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from benchmarks.words import (
    ADJECTIVES,
    ARTICLES,
    CONJUNCTIONS,
    FIRST_NAMES,
    LAST_NAMES,
    NOUNS,
    ORGANISATIONS,
    OUTLETS,
    VERBS,
)

SEED = 7
TOPICS = tuple(f"{adjective}-{noun}" for adjective, noun in zip(ADJECTIVES, NOUNS[5:], strict=False))
FIRST_DAY = datetime.date(2015, 1, 1)
DAYS = 365 * 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One file of content. In its body, `[text](actor:ID)` is a link (event, article alike) and `[@ID]` a citation."""

    kind: str
    """The folder: articles, notes, actors, events or sources."""
    id: str
    title: str
    body: str
    date: datetime.date | None = None
    author: str = ""
    outlet: str = ""
    url: str = ""
    role: str = ""
    """Of an actor: person or organisation."""
    actors: tuple[str, ...] = ()
    """Named in the front matter, as topics and events are."""
    events: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    """Ids of actors, events and articles that the body links."""
    cited: tuple[str, ...] = ()
    """Ids of sources, in the order in which the body cites them first."""

    @property
    def all_actors(self) -> tuple[str, ...]:
        """Actors of the front matter and of the body."""
        return _once((*self.actors, *(id for id in self.linked if id.startswith("ac-"))))

    @property
    def all_events(self) -> tuple[str, ...]:
        """Events of the front matter and of the body."""
        return _once((*self.events, *(id for id in self.linked if id.startswith("ev-"))))

    @property
    def all_articles(self) -> tuple[str, ...]:
        """Articles that the body links."""
        return _once(id for id in self.linked if id.startswith("ar-"))


@dataclass(frozen=True, slots=True)
class Corpus:
    """All records of a dossier with `size` articles."""

    size: int
    articles: tuple[Record, ...]
    notes: tuple[Record, ...]
    actors: tuple[Record, ...]
    events: tuple[Record, ...]
    sources: tuple[Record, ...]

    def __iter__(self) -> Iterator[Record]:
        for records in (self.articles, self.notes, self.actors, self.events, self.sources):
            yield from records

    @property
    def edited(self) -> Record:
        """The article that is edited: one from the middle that mentions an actor."""
        return next(one for one in self.articles[self.size // 2 :] if one.all_actors)


def make_corpus(size: int, seed: int = SEED) -> Corpus:
    """Make `size` articles, a tenth as many notes and events, a twentieth as many actors and sources."""
    say = Speech(random.Random(seed))
    few = max(5, size // 20)
    actors = tuple(_actor(say, number) for number in range(1, few + 1))
    sources = tuple(_source(say, number) for number in range(1, few + 1))
    events = tuple(_event(say, number, actors) for number in range(1, max(5, size // 10) + 1))
    titles = [(f"ar-{number:06}", say.title()) for number in range(1, size + 1)]
    world = World(say, actors, events, sources, titles)
    return Corpus(
        size=size,
        articles=tuple(_text(world, "articles", id, title) for id, title in titles),
        notes=tuple(
            _text(world, "notes", f"nt-{number:05}", f"Note: {say.title()}")
            for number in range(1, max(2, size // 10) + 1)
        ),
        actors=actors,
        events=events,
        sources=sources,
    )


@dataclass(frozen=True, slots=True)
class Speech:
    """Makes sentences and everything else that is left to chance."""

    chance: random.Random

    def one(self, words: Sequence[str]) -> str:
        return self.chance.choice(words)

    def date(self) -> datetime.date:
        return FIRST_DAY + datetime.timedelta(days=self.chance.randrange(DAYS))

    def title(self) -> str:
        shape = (ADJECTIVES, NOUNS, VERBS, CONJUNCTIONS, NOUNS, NOUNS)
        return " ".join(self.one(words) for words in shape).capitalize()

    def person(self) -> str:
        return f"{self.one(FIRST_NAMES)} {self.one(LAST_NAMES)}"

    def sentence(self) -> str:
        """Return 10 to 14 words, one in seven with emphasis or code."""
        words = [self.one(kind) for kind in (ARTICLES, ADJECTIVES, NOUNS, VERBS, ARTICLES, NOUNS)]
        for _ in range(self.chance.randrange(1, 3)):
            words += [self.one(kind) for kind in (CONJUNCTIONS, ARTICLES, NOUNS, VERBS)]
        mark = self.chance.random()
        for limit, place, sign in ((0.06, 2, "**"), (0.12, 1, "*"), (0.14, -1, "`")):
            if mark < limit:
                words[place] = f"{sign}{words[place]}{sign}"
                break
        text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def paragraph(self, between: Iterable[str] = ()) -> str:
        """Return three to five sentences, with others put between them."""
        sentences = [self.sentence() for _ in range(self.chance.randrange(3, 6))]
        for sentence in between:
            sentences.insert(self.chance.randrange(len(sentences) + 1), sentence)
        return " ".join(sentences)


@dataclass(slots=True)
class Popular:
    """Picks by Zipf's law: a few are picked often, many seldom."""

    chance: random.Random
    records: Sequence[Record | str]
    power: float
    _sums: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._sums = list(accumulate(1 / rank**self.power for rank in range(1, len(self.records) + 1)))

    def number(self) -> int:
        return min(bisect_left(self._sums, self.chance.random() * self._sums[-1]), len(self.records) - 1)


class World:
    """What an article can name."""

    def __init__(
        self, say: Speech, actors: Sequence[Record], events: Sequence[Record], sources: Sequence[Record],
        titles: Sequence[tuple[str, str]],
    ) -> None:  # fmt: skip
        self.say, self.actors, self.events, self.sources, self.titles = say, actors, events, sources, titles
        self._actor = Popular(say.chance, actors, 1.0)
        self._event = Popular(say.chance, events, 0.8)
        self._source = Popular(say.chance, sources, 0.8)
        self._topic = Popular(say.chance, TOPICS, 0.7)

    def actor(self) -> Record:
        return self.actors[self._actor.number()]

    def event(self) -> Record:
        return self.events[self._event.number()]

    def source(self) -> Record:
        return self.sources[self._source.number()]

    def topic(self) -> str:
        return TOPICS[self._topic.number()]

    def link(self) -> tuple[str, str, str]:
        """Return the kind, id and title of something to link: half actors, a fifth events, else articles."""
        draw = self.say.chance.random()
        if draw < 0.7:
            kind, record = ("actor", self.actor()) if draw < 0.5 else ("event", self.event())
            return kind, record.id, record.title
        return "article", *self.say.chance.choice(self.titles)


def _actor(say: Speech, number: int) -> Record:
    if is_person := say.chance.random() < 0.6:
        name = f"{say.person()}-{say.one(LAST_NAMES)}"
    else:
        name = f"{say.one(ADJECTIVES).title()} {say.one(NOUNS).title()} {say.one(ORGANISATIONS)}"
    role = "person" if is_person else "organisation"
    body = f"{say.paragraph()}\n\n{say.paragraph()}\n"
    return Record(kind="actors", id=f"ac-{number:05}", title=f"{name} {number}", role=role, body=body)


def _source(say: Speech, number: int) -> Record:
    return Record(
        kind="sources",
        id=f"src-{number:05}",
        title=say.title(),
        outlet=say.one(OUTLETS),
        author=f"{say.one(LAST_NAMES)}, {say.one(FIRST_NAMES)}",
        date=say.date(),
        url=f"https://example.org/source/{number}",
        body=f"{say.paragraph()}\n",
    )


def _event(say: Speech, number: int, actors: Sequence[Record]) -> Record:
    popular = Popular(say.chance, actors, 1.0)
    return Record(
        kind="events",
        id=f"ev-{number:05}",
        title=say.title(),
        date=say.date(),
        actors=_once(sorted(actors[popular.number()].id for _ in range(2))),
        body=f"{say.paragraph()}\n\n{say.paragraph()}\n",
    )


def _text(world: World, kind: str, id: str, title: str) -> Record:
    """Make an article or a note: 300 to 500 words, 3 to 5 links, 2 to 4 citations."""
    say, count = world.say, world.say.chance.randrange
    links = [link for link in (world.link() for _ in range(count(3, 6))) if link[1] != id]
    cited = _once(world.source().id for _ in range(count(2, 5)))
    body = _body(say, links, cited)
    return Record(
        kind=kind,
        id=id,
        title=title,
        date=say.date(),
        outlet=say.one(OUTLETS),
        url=f"https://example.com/{id}",
        author=say.person(),
        actors=_once(world.actor().id for _ in range(count(1, 5))),
        events=_once(world.event().id for _ in range(count(0, 3))),
        topics=_once(world.topic() for _ in range(count(1, 4))),
        linked=_once(link[1] for link in links),
        cited=tuple(sorted(cited, key=lambda one: body.index(f"[@{one}]"))),
        body=body,
    )


def _body(say: Speech, links: Iterable[tuple[str, str, str]], cited: Iterable[str]) -> str:
    """Write paragraphs, two headings, a quotation, a list and, in every fourth text, a table."""
    sentences = [
        f"As [{title}]({kind}:{id}) {say.one(VERBS)} it, the {say.one(NOUNS)} is {say.one(ADJECTIVES)}."
        for kind, id, title in links
    ]
    sentences += [f"The {say.one(NOUNS)} was {say.one(VERBS)} by the {say.one(NOUNS)} [@{one}]." for one in cited]
    say.chance.shuffle(sentences)
    places: list[list[str]] = [[] for _ in range(say.chance.randrange(4, 6))]
    for sentence in sentences:
        say.chance.choice(places).append(sentence)
    first, second, *others, last = [say.paragraph(between) for between in places]
    quotation = "> " + say.paragraph().replace(". ", ".\n> ")
    items = "\n".join(f"- {say.sentence()}" for _ in range(say.chance.randrange(3, 6)))
    table = [_table(say)] if say.chance.random() < 0.25 else []
    headings = [f"## {say.title()}" for _ in range(2)]
    parts = [first, headings[0], second, quotation, *others, headings[1], items, *table, last]
    return "\n\n".join(parts) + "\n"


def _table(say: Speech) -> str:
    rows = (
        f"| {say.one(NOUNS)} | {say.chance.randrange(10, 9999)} | {say.chance.randrange(-50, 50)}% |" for _ in range(4)
    )
    return "\n".join(["| item | value | change |", "| --- | ---: | ---: |", *rows])


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
