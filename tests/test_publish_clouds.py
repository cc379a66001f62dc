"""Publishing to real servers on loopback: what is the same for every kind of storage."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from clouds import Grounds, Place
from dossier.publish import inspect, make_plan, too_many_deletions, verify
from hosts import FOREIGN, NEW, OLD, MadeSite, to_folder
from proxies import MODES, proxy_before
from torture import POINTS, Ground, Tally, disturb, judge, keep

KINDS = (
    "s3 on swift", "s3 on rclone", "webdav on wsgidav", "webdav on apache", "ftp on pyftpdlib", "rclone on s3",
)  # fmt: skip
IN_FULL = ("s3 on rclone", "webdav on wsgidav")
"""Where a run takes half a second: every kind of fault is tried POINTS times; elsewhere all kinds together are."""
pytestmark = pytest.mark.usefixtures("keys")


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, grounds: Grounds) -> Place:
    return grounds.place(request.param)


def restore(place: Place) -> None:
    place.clear()
    for path, data in {**OLD.tree, **FOREIGN}.items():
        place.write(path, data)


def test_a_place_holds_the_site_and_what_is_foreign_and_tells_what_was_changed_there(place: Place) -> None:
    restore(place)
    plan = to_folder(NEW, place.direct)
    assert plan.kept_foreign == tuple(sorted(FOREIGN)) and plan.removed == ("assets/x.1.css", "gone/index.html")
    assert place.shown() == {**NEW.tree, **FOREIGN}
    place.write("a/index.html", NEW.pages["a/index.html"].swapcase())
    with place.direct.open(writable=False) as host:
        assert make_plan(NEW.manifest, inspect(host, NEW.manifest)).is_empty
        plan = make_plan(OLD.manifest, inspect(host, OLD.manifest))
        assert [(one.path, one.was_ours) for one in plan.conflicts] == [("a/index.html", True)]
        assert verify(host).changed == ("a/index.html",)


@pytest.mark.parametrize("kind", IN_FULL)
def test_so_many_deletions_need_a_yes_of_their_own(kind: str, grounds: Grounds) -> None:
    target = grounds.place(kind).direct
    to_folder(MadeSite({"index.html": b"home", **{f"p/{number}.html": b"page" for number in range(25)}}), target)
    with target.open(writable=False) as host:
        left = MadeSite({"index.html": b"home"})
        assert too_many_deletions(make_plan(left.manifest, inspect(host, left.manifest)))


def campaign(place: Place, points: int, modes: Sequence[str] = MODES) -> list[Tally]:
    with proxy_before(place.port, *place.more_ports, host=place.host) as proxy:
        ground = Ground(lambda: place.target(proxy.own_port), place.shown, lambda: restore(place))
        tallies = disturb(ground, proxy, points, modes=modes)
    judge(tallies)
    return tallies


@pytest.mark.parametrize(
    ("kind", "modes"),
    [
        ("s3 on rclone", ("cut", "reset", "flip", "lost")),
        ("webdav on wsgidav", MODES),
        ("ftp on pyftpdlib", ("cut",)),
        ("rclone on s3", ("lost",)),
    ],
)
def test_a_disturbed_line_leaves_no_torn_page_and_the_next_run_finishes(
    kind: str, modes: Sequence[str], grounds: Grounds
) -> None:
    tallies = campaign(grounds.place(kind), 1, modes)
    assert [(tally.fault, tally.tried) for tally in tallies] == [(mode, 1) for mode in modes]


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", KINDS)
def test_a_campaign_of_disturbed_lines(kind: str, grounds: Grounds) -> None:
    points = POINTS if kind in IN_FULL else POINTS // len(MODES)
    keep(kind, kind.partition(" on ")[2], campaign(grounds.place(kind), points))
