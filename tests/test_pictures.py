"""Pictures: places on an axis, and what a question's figures look like on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.plan.pictures.scale import scale_of
from dossier.views import FigureView, NoteView, QuestionView
from projects import build_site, small_project

NUMBERS = st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=20)


@given(NUMBERS, st.integers(2, 12))
def test_every_value_stands_on_its_axis_in_the_order_of_the_numbers(values: list[float], ticks: int) -> None:
    scale = scale_of(values, ticks=ticks)
    if scale is None:
        return
    places = [scale.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)
    room = scale.step * 1e-9
    assert scale.low - room <= min(values) and max(values) <= scale.high + room


@given(NUMBERS, st.integers(2, 12))
def test_ticks_rise_from_one_end_to_the_other_and_are_few(values: list[float], ticks: int) -> None:
    scale = scale_of(values, ticks=ticks)
    if scale is None:
        return
    places = [scale.at(tick) for tick in scale.ticks]
    assert places == sorted(set(places))
    assert (places[0], places[-1]) == (0, 100)
    assert 2 <= len(places) <= ticks + 2


@given(st.lists(st.floats(-1e9, 1e9, allow_subnormal=False).map(lambda number: round(number, 3)), min_size=1))
def test_figures_that_people_count_always_have_an_axis(values: list[float]) -> None:
    assert scale_of(values, ticks=5) is not None


def test_ends_of_an_axis_are_round_numbers_and_begin_at_nought_where_that_is_near() -> None:
    crowd, age = scale_of([5000, 65000, 70000], ticks=5), scale_of([43, 44], ticks=3)
    assert crowd and crowd.ticks == (0, 20000, 40000, 60000, 80000)
    assert age and age.ticks == (43, 43.5, 44)
    same = scale_of([200000, 200000], ticks=5)
    assert same and (same.low, same.high) == (0, 200000)


@pytest.mark.parametrize("values", [[], [float("inf")], [float("nan"), 1], [1e308, -1e308], [1e300]])
def test_values_that_no_axis_can_hold_have_none(values: list[float]) -> None:
    assert scale_of(values, ticks=5) is None


CLAIMS = {
    "exact": "value: {number: 40, unit: people}\nattribution: on_record",
    "range": "value: {min: 10, max: 30, unit: people}\nattribution: data",
    "least": "value: {min: 60, unit: people}\nattribution: official_statement\nstatus: refuted",
    "most": "value: {max: 20, unit: people}\nattribution: {type: anonymous}",
    "other": "value: {number: 3, unit: tents}",
    "words": "attribution: document",
}


def drawn(root: Path, claims: dict[str, str] = CLAIMS) -> QuestionView:
    """Build a dossier in which these claims answer one question; return its page's view."""
    files = {
        f"claims/{name}.md": f"---\nstatement: {name.title()}.\nquestion: How many came?\n{keys}\n---\n"
        for name, keys in claims.items()
    }
    result = build_site(small_project(root, files))
    assert result.written is not None, result.diagnostics
    assert result.site.planned
    views = [page.view for page in result.site.planned.pages]
    (view,) = [view for view in views if isinstance(view, QuestionView)]
    return view


def test_figures_of_one_unit_stand_on_one_axis_from_the_least_to_the_greatest(tmp_path: Path) -> None:
    (picture,) = drawn(tmp_path).figures
    assert [row.claim.statement for row in picture.figures] == ["Range.", "Most.", "Exact.", "Least."]
    assert picture.unit == "people"
    assert [tick.label for tick in picture.ticks] == ["0", "20", "40", "60", "80"]


def test_a_number_is_a_point_a_range_a_bar_and_a_bound_leaves_the_other_side_open(tmp_path: Path) -> None:
    rows = {row.claim.statement: row for row in drawn(tmp_path).figures[0].figures}
    assert bar(rows["Exact."]) == (50, 50, 50, False, False)
    assert bar(rows["Range."]) == (12.5, 12.5, 37.5, False, False)
    assert bar(rows["Least."]) == (75, 75, 100, False, True)
    assert bar(rows["Most."]) == (25, 0, 25, True, False)


def bar(row: FigureView) -> tuple[float, float, float, bool, bool]:
    return row.at, row.start, row.end, row.is_open_below, row.is_open_above


def test_who_says_so_decides_the_shape_and_the_key_holds_the_shapes_that_occur(tmp_path: Path) -> None:
    (picture,) = drawn(tmp_path).figures
    assert [row.shape for row in picture.figures] == ["document", "unnamed", "named", "official"]
    assert [entry.shape for entry in picture.key] == ["named", "official", "document", "unnamed"]
    assert picture.key[2].labels == ("Data",)


def test_a_claim_that_no_longer_stands_is_drawn_as_such(tmp_path: Path) -> None:
    (picture,) = drawn(tmp_path).figures
    assert [row.claim.statement for row in picture.figures if not row.stands] == ["Least."]


def test_figures_for_several_days_stand_in_the_order_of_the_days(tmp_path: Path) -> None:
    claims = {"late": f"{CLAIMS['range']}\nas_of: 2020-08-12", "early": f"{CLAIMS['exact']}\nas_of: 2020-08-09"}
    (picture,) = drawn(tmp_path, claims).figures
    assert [row.claim.statement for row in picture.figures] == ["Early.", "Late."]
    assert not picture.by_size


def test_one_figure_alone_is_not_drawn(tmp_path: Path) -> None:
    assert drawn(tmp_path, {"one": CLAIMS["exact"]}).figures == ()


def test_a_note_shows_the_figures_of_the_questions_whose_claims_it_prints(tmp_path: Path) -> None:
    files = {
        f"claims/{name}.md": f"---\nstatement: {name.title()}.\nquestion: How many came?\n{keys}\n---\n"
        for name, keys in CLAIMS.items()
    }
    files["notes/with.md"] = "---\ntitle: With\n---\nA crowd.\n\n{claim: exact}\n\n{claim: range}\n"
    files["notes/without.md"] = "---\ntitle: Without\n---\nA [[claim:exact|crowd]].\n"
    result = build_site(small_project(tmp_path, files))
    assert result.written is not None, result.diagnostics
    assert result.site.planned
    notes = {view.title: view for page in result.site.planned.pages if isinstance(view := page.view, NoteView)}
    assert [entry.question.title for entry in notes["With"].figures] == ["How many came?"]
    assert notes["With"].figures[0].pictures[0].figures[0].claim.statement == "Range."
    assert notes["Without"].figures == ()
