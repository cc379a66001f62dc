"""Who is tied to whom: what ties two actors, how it is drawn, and that every line leads to its sources."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

from build_plan import documents, planned, view
from build_values import date, doc, sources, to
from dossier.model import Document, EventStatus, FactStatus, ParticipantRole, Relation, RelationType, Role, Visibility
from dossier.model.parts import Participant
from dossier.plan import Planned
from dossier.plan.pictures.network import MOST
from dossier.plan.ties import CROWD

NETWORK = "network/index.html"


def event(name: str, *actors: str, **values: Any) -> Document:
    parts = tuple(Participant(to(actor)) for actor in actors)
    return doc(f"event:{name}", title=name.title(), participants=parts, **values)


def actor(name: str, *relations: Relation, **values: Any) -> Document:
    return doc(f"actor:{name}", name=name.title(), relations=relations, **values)


def crowd(count: int) -> list[Document]:
    """Make actors of whom the first is tied to all, and neighbours to each other."""
    names = [f"n{number:03}" for number in range(count)]
    chain = [event(f"e{number:03}", one, other) for number, (one, other) in enumerate(pairwise(names))]
    return [*map(actor, names), *chain, *(event(f"f{name}", names[0], name) for name in names[2:])]


def said(result: Planned, name: str) -> dict[str, list[str]]:
    """Return the sentences of an actor's page by whom they tie it to."""
    return {
        tie.to.title: [f"{said.text} {said.period}".strip() for said in tie.statements]
        for tie in view(result, f"actors/{name}/index.html").network.ties
    }


def test_a_tie_is_a_sentence_on_both_pages_with_its_sources_wherever_it_is_stated() -> None:
    result = planned(documents())
    anna = view(result, "actors/anna/index.html").network.ties
    boris = view(result, "actors/boris/index.html").network.ties
    assert said(result, "boris") == {
        "Anna Tikhanovskaya": ["Boris: spouse of Anna Tikhanovskaya"],
        "Council & Co": ["Boris: opponent of Council & Co"],
    }
    spouse = next(tie for tie in anna if tie.to.title == "Boris").statements[0]
    assert ([citation.number for citation in spouse.citations], spouse.sources) == ([1], ())
    there = next(tie for tie in boris if tie.to.title == "Anna Tikhanovskaya").statements[0]
    assert there.citations == ()
    assert [link.url for link in there.sources] == ["../../actors/anna/index.html#src-1"]


def test_a_tie_that_reads_one_way_is_told_as_the_other_record_tells_it() -> None:
    result = planned([actor("a", Relation(RelationType.LEADS, to("b"))), actor("b")])
    assert said(result, "a") == {"B": ["A: leads B"]}
    assert said(result, "b") == {"A": ["A: leads B"]}


def test_a_tie_that_both_records_state_is_one_sentence() -> None:
    tied = [actor("a", Relation(RelationType.PARENT_OF, to("b"))), actor("b", Relation(RelationType.CHILD_OF, to("a")))]
    assert said(planned(tied), "a") == {"B": ["A: parent of B"]}


def test_a_role_in_an_organisation_ties_both() -> None:
    role = Role("Chair", to("body"), start=date("2020-08-14"))
    result = planned([doc("actor:a", name="A", roles=(role,)), actor("body")])
    assert said(result, "body") == {"A": ["A: Chair from 14 August 2020"]}


def test_events_of_both_are_named_with_what_each_was_there() -> None:
    parts = (Participant(to("a"), ParticipantRole.INJURED_PARTY), Participant(to("b"), ParticipantRole.AUTHORITY))
    cited = doc("event:c", title="C", participants=parts, date=date("2020-08-09"), sources=sources("first"))
    result = planned([actor("a"), actor("b"), event("d", "a", "b", date=date("2020-08")), cited, *documents()])
    (tie,) = view(result, "actors/a/index.html").network.ties
    assert [(met.link.title, met.parts) for met in tie.meetings] == [
        ("D", ""),
        ("C", "A: Injured party; B: Authority"),
    ]
    assert [(met.first_day, met.last_day) for met in tie.meetings] == [
        ("2020-08-01", "2020-08-31"),
        ("2020-08-09", "2020-08-09"),
    ]
    assert [met.sources and met.sources.url for met in tie.meetings] == [None, "../../events/c/index.html#sources"]


def test_a_cancelled_event_a_crowd_and_a_name_without_record_tie_nobody() -> None:
    many = [f"n{number}" for number in range(CROWD + 1)]
    result = planned(
        [
            *map(actor, ("a", "b", *many)),
            event("cancelled", "a", "b", status=EventStatus.CANCELLED),
            event("named", "a", "a crowd"),
            event("crowd", *many),
        ]
    )
    assert not [page.url for page in result.pages if page.url == NETWORK]
    assert view(result, "actors/a/index.html").network is None


def test_unlisted_actors_stand_in_no_network_but_on_the_page_that_states_the_tie() -> None:
    hidden = actor("hidden", visibility=Visibility.UNLISTED)
    tied = actor("a", Relation(RelationType.ALLY_OF, to("hidden")), Relation(RelationType.ALLY_OF, to("b")))
    result = planned([tied, actor("b"), hidden, event("e", "hidden", "b")])
    page = view(result, NETWORK)
    assert [node.link.title for node in page.drawing.nodes] == ["A", "B"]
    assert "Hidden" not in str(page)
    own = view(result, "actors/a/index.html").network
    assert [node.link.title for node in own.drawing.nodes] == ["A", "B"]
    assert [tie.to.title for tie in own.ties] == ["B", "Hidden"]


def test_every_line_leads_to_an_entry_of_its_own_page() -> None:
    result = planned(documents())
    for page in (view(result, NETWORK), view(result, "actors/boris/index.html").network):
        groups = getattr(page, "groups", None)
        entries = [tie for group in groups for tie in group.ties] if groups else page.ties
        assert page.drawing.edges
        assert {edge.url for edge in page.drawing.edges} == {f"#{tie.anchor}" for tie in entries}


def test_a_line_says_in_words_what_it_shows() -> None:
    pair = [actor("a", Relation(RelationType.ALLY_OF, to("b"))), actor("b"), event("e", "a", "b"), event("f", "a", "b")]
    (edge,) = view(planned(pair), NETWORK).drawing.edges
    assert edge.label == "A – B: ally of; 2 events"
    assert [(line.strand, line.width) for line in edge.strokes] == [("alliance", 1), ("events", 2)]


def test_only_ties_that_nobody_confirms_bear_a_question_mark() -> None:
    alleged = Relation(RelationType.ALLY_OF, to("b"), status=FactStatus.ALLEGED)
    pair = [actor("a", alleged), actor("b", Relation(RelationType.LEADS, to("a"))), event("e", "a", "b")]
    (edge,) = view(planned(pair), NETWORK).drawing.edges
    assert {line.strand: line.is_unsure for line in edge.strokes} == {
        "office": False,
        "alliance": True,
        "events": False,
    }


def test_a_large_network_is_cut_to_the_best_connected_and_says_so() -> None:
    count = MOST + 40
    page = view(planned(crowd(count)), NETWORK)
    assert len(page.drawing.nodes) == MOST
    assert page.drawing.nodes[0].link.title == "N000"
    assert len(page.others) == count - MOST
    assert page.total == 2 * count - 3
    assert str(MOST) in page.cut_note
    assert str(page.total - len(page.drawing.edges)) in page.cut_note
    assert all(link.url.endswith("#relations") for link in page.others)


def test_an_actor_with_very_many_ties_draws_some_and_names_all() -> None:
    own = view(planned(crowd(60)), "actors/n000/index.html").network
    assert len(own.drawing.nodes) == 13
    assert len({tie.to.title for tie in own.ties} | {link.title for link in own.more}) == 59


def test_names_and_marks_of_a_drawing_stand_on_the_canvas_and_not_over_each_other() -> None:
    drawing = view(planned(crowd(MOST)), NETWORK).drawing
    for node in drawing.nodes:
        assert node.radius <= node.x <= drawing.width - node.radius
        assert node.radius <= node.y <= node.label_y + 17 * len(node.lines) - 17 <= drawing.height
    for one, other in combinations(drawing.nodes, 2):
        assert abs(one.x - other.x) > one.radius + other.radius or abs(one.y - other.y) > one.radius + other.radius


def test_the_drawing_does_not_hang_on_the_order_of_the_records() -> None:
    forward, backward = planned(documents()), planned(reversed(documents()))
    assert view(forward, NETWORK).drawing == view(backward, NETWORK).drawing


def test_lines_are_whole_pixels() -> None:
    drawing = view(planned(documents()), NETWORK).drawing
    paths = [line.path for edge in drawing.edges for line in edge.strokes]
    assert paths
    assert all(re.fullmatch(r"M-?\d+ -?\d+L-?\d+ -?\d+", path) for path in paths)


def test_actors_without_a_tie_are_named() -> None:
    page = view(planned([*documents(), actor("hermit")]), NETWORK)
    assert [link.title for link in page.alone] == ["Hermit"]
