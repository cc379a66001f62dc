"""Work spread over processes: the same results in the same order, and nothing is lost with a process."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from dossier.build import Request, build
from dossier.parallel import LEAST, spread
from dossier.store import Store
from projects import TODAY, small_project, tree

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
HERE = os.getpid()


def squares(count: int) -> list[Callable[[], int]]:
    return [partial(pow, number, 2) for number in range(count)]


@pytest.mark.parametrize("jobs", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, LEAST - 1, LEAST, LEAST + 5])
def test_results_come_in_order(jobs: int, count: int) -> None:
    assert list(spread(squares(count), jobs)) == [number * number for number in range(count)]


def test_much_work_is_done_in_other_processes_and_little_here() -> None:
    pids: list[Callable[[], int]] = [os.getpid] * LEAST
    assert HERE not in set(spread(pids, 2))
    assert len(set(spread(pids, 3))) == 3
    assert set(spread(pids[1:], 2)) == {os.getpid()}
    assert set(spread(pids, 1)) == {os.getpid()}


def test_what_a_killed_process_did_not_finish_is_done_here() -> None:
    here = os.getpid()

    def deadly(number: int) -> int:
        if number % 50 == 49 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(spread([partial(deadly, number) for number in range(LEAST)], 2)) == list(range(LEAST))


def test_what_raises_in_another_process_is_raised_here() -> None:
    def refusing(number: int) -> int:
        if number == LEAST // 2:
            raise ZeroDivisionError(f"piece {number}")
        return number

    done = spread([partial(refusing, number) for number in range(LEAST)], 2)
    with pytest.raises(ZeroDivisionError, match=f"piece {LEAST // 2}"):
        list(done)


def test_results_that_cannot_be_sent_are_made_here() -> None:
    made = list(spread([lambda: lambda: 1] * LEAST, 2))
    assert [one() for one in made] == [1] * LEAST


def test_leaving_early_ends_the_processes() -> None:
    pids = spread([os.getpid] * (LEAST * 10), 2)
    found = {next(pids), next(pids)}
    pids.close()
    for pid in found:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_site_built_by_several_processes_is_the_same(tmp_path: Path) -> None:
    outlets = {f"outlets/o-{number}.md": f"---\nname: Outlet {number}\n---\n\nText.\n" for number in range(LEAST + 20)}
    notes = {
        f"notes/n-{number}.md": f"---\ntitle: N {number}\nlink: [x]\n---\n\n[[o-{number}]] and [[nobody]].\n"
        for number in range(3)
    }
    broken = '{% extends "default/outlet.html" %}{% block main %}{{ page.nothing }}{% endblock %}'
    one, two, faulty = (small_project(tmp_path / name, outlets) for name in ("one", "two", "faulty"))
    small_project(faulty, notes)
    (faulty / "templates").mkdir()
    (faulty / "templates/outlet.html").write_text(broken, encoding="utf-8")
    sites = {}
    for project, jobs in ((one, 1), (two, 2)):
        made = build(Request(project=project, today=TODAY, jobs=jobs, store=Store(project / "c.db")), project / "site")
        assert made.written is not None
        sites[jobs] = tree(project / "site")
    assert sites[1] == sites[2]
    again = build(Request(project=two, today=TODAY, jobs=2, store=Store(two / "c.db")), two / "site")
    assert again.written and not (again.written.changed or again.written.added)
    faults = [build(Request(project=faulty, today=TODAY, jobs=jobs), faulty / "site").diagnostics for jobs in (1, 2)]
    assert faults[0] == faults[1] != ()
