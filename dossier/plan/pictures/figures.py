"""Every number claimed for one question, on one axis for each unit. How it is attributed decides the shape."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from dossier.library import ClaimTarget
from dossier.model import AttributionType, Claim, Id, Value
from dossier.plan.order import oldest_first
from dossier.plan.parts.claim_words import size_of
from dossier.plan.parts.items import claim_item
from dossier.plan.pictures.scale import Scale, scale_of
from dossier.plan.question_index import Question
from dossier.plan.spot import Spot
from dossier.plan.words import number_text
from dossier.text import fold
from dossier.views import FiguresView, FigureView, LinkView, QuestionFigures, ShapeView, TickView

TICKS = 5
"""As many have room for their words on a phone."""
SHAPES: Mapping[AttributionType, str] = {
    AttributionType.ON_RECORD: "named",
    AttributionType.OFFICIAL_STATEMENT: "official",
    AttributionType.DOCUMENT: "document",
    AttributionType.DATA: "document",
    AttributionType.COURT_RECORD: "document",
    AttributionType.REPORTER_OBSERVATION: "seen",
    AttributionType.EYEWITNESS: "seen",
    AttributionType.ANONYMOUS: "unnamed",
    AttributionType.BACKGROUND: "unnamed",
    AttributionType.UNATTRIBUTED: "own",
}
"""Six shapes can be told apart at a glance; the words beside each mark say the rest."""


def figures_of(spot: Spot, question: Question) -> tuple[FiguresView, ...]:
    """Return one picture for each unit that more than one claim uses, in order of the units."""
    by_unit: dict[str, dict[Id, Claim]] = {}
    for document in oldest_first(spot.scope.document(id) for id in question.claims):
        claim = document.record
        assert isinstance(claim, Claim)
        if claim.value is not None and size_of(claim.value) is not None:
            by_unit.setdefault(claim.value.unit, {})[document.id] = claim
    found = spot.scope.findings.questions.get(question.text)
    standing = frozenset(found.standing if found else ())
    pictures = (_picture(spot, by_unit[unit], standing) for unit in sorted(by_unit) if len(by_unit[unit]) > 1)
    return tuple(picture for picture in pictures if picture is not None)


def figures_here(spot: Spot, id: Id) -> tuple[QuestionFigures, ...]:
    """Return the pictures of the questions whose claims a text embeds, in the order of the text."""
    embedded = (target.id for target in spot.scope.library.targets.get(id, ()) if isinstance(target, ClaimTarget))
    records = (spot.scope.library.record(claim) for claim in embedded if claim is not None)
    texts = dict.fromkeys(fold(record.question) for record in records if isinstance(record, Claim))
    found = (spot.scope.questions[text] for text in texts if text in spot.scope.questions)
    drawn = ((question, figures_of(spot, question)) for question in found)
    return tuple(
        QuestionFigures(
            question=LinkView(url=spot.href(question.path), title=question.text, kind="question"), pictures=pictures
        )
        for question, pictures in drawn
        if pictures
    )


def _picture(spot: Spot, claims: Mapping[Id, Claim], standing: Set[Id]) -> FiguresView | None:
    """Draw the figures of one unit; None where no axis can hold them."""
    values = [claim.value for claim in claims.values() if claim.value]
    scale = _axis(values)
    if scale is None:
        return None
    by_size = len({claim.as_of for claim in claims.values()}) == 1
    order = sorted(claims, key=lambda one: size_of(claims[one].value) or (0, 0)) if by_size else list(claims)
    return FiguresView(
        unit=values[0].unit,
        ticks=tuple(TickView(at=scale.at(tick), label=number_text(tick, spot.scope.language)) for tick in scale.ticks),
        figures=tuple(_figure(spot, id, claims[id], scale, stands=id in standing) for id in order),
        key=_key(spot, claims.values()),
        by_size=by_size,
    )


def _is_at_most(value: Value) -> bool:
    """Whether only an upper bound is given."""
    return value.number is None and value.min is None


def _is_at_least(value: Value) -> bool:
    """Whether only a lower bound is given."""
    return value.number is None and value.max is None


def _axis(values: Sequence[Value]) -> Scale | None:
    """Return the axis of these figures, with a step of room where a bound at its end leaves the rest open."""
    scale = scale_of((number for value in values for number in _numbers(value)), ticks=TICKS)
    if scale is None:
        return None
    below = scale.step if any(_is_at_most(value) and value.max == scale.low for value in values) else 0
    above = scale.step if any(_is_at_least(value) and value.min == scale.high for value in values) else 0
    return replace(scale, low=scale.low - below, high=scale.high + above)


def _numbers(value: Value) -> tuple[float, ...]:
    return tuple(number for number in (value.number, value.min, value.max) if number is not None)


def _figure(spot: Spot, id: Id, claim: Claim, scale: Scale, *, stands: bool) -> FigureView:
    value = claim.value
    assert value is not None
    low, high = min(_numbers(value)), max(_numbers(value))
    at_most, at_least = _is_at_most(value), _is_at_least(value)
    return FigureView(
        claim=claim_item(spot, id),
        shape=SHAPES[_attribution(claim)],
        stands=stands,
        at=scale.at(low if value.number is None else value.number),
        start=0.0 if at_most else scale.at(low),
        end=100.0 if at_least else scale.at(high),
        is_open_below=at_most,
        is_open_above=at_least,
    )


def _key(spot: Spot, claims: Iterable[Claim]) -> tuple[ShapeView, ...]:
    """Return the shapes that occur, each with the attributions that it stands for here."""
    used = {_attribution(claim) for claim in claims}
    labels: dict[str, list[str]] = {}
    for attribution, shape in SHAPES.items():
        if attribution in used:
            labels.setdefault(shape, []).append(spot.say(f"attribution.{attribution}"))
    return tuple(ShapeView(shape=shape, labels=tuple(found)) for shape, found in labels.items())


def _attribution(claim: Claim) -> AttributionType:
    return claim.attribution.type if claim.attribution else AttributionType.UNATTRIBUTED
