"""Git branches behind broken connections: every kind of fault, at random points, over git's own protocol and https."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from hosts import FOREIGN, OLD, to_folder
from proxies import Proxy, proxy_before
from repositories import bare_repository, git, git_daemon, git_over_https, shown
from test_publish_git import push_by_hand, target
from torture import POINTS, Ground, disturb, judge, keep

pytestmark = [
    pytest.mark.skipif(not (shutil.which("git") and shutil.which("openssl")), reason="no git or no openssl"),
    pytest.mark.timeout(3000),
]
STALLS_S = 3.0
"""After this long a silent host is given up; a run on loopback takes a tenth of it."""


@pytest.fixture(params=["git", "https"])
def line(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Ground, Proxy]]:
    """A branch with OLD and FOREIGN on it, behind a proxy."""
    bare = bare_repository(tmp_path / "there.git")
    git(bare, "config", "http.receivepack", "true")
    (tmp_path / "project").mkdir()
    (tmp_path / "home").mkdir()
    push_by_hand(bare, tmp_path, dict(FOREIGN))
    to_folder(OLD, target(bare, tmp_path))
    tip = git(bare, "rev-parse", "pages").strip()
    with ExitStack() as stack:
        if request.param == "git":
            port = stack.enter_context(git_daemon(tmp_path))
        else:
            port, trusted = stack.enter_context(git_over_https(tmp_path, tmp_path))
            (tmp_path / "home/.gitconfig").write_text(f"[http]\n sslCAInfo = {trusted}\n")
        proxy = stack.enter_context(proxy_before(port))
        address = f"{request.param}://127.0.0.1:{proxy.own_port}/there.git"
        ground = Ground(
            through=lambda: replace(target(address, tmp_path), timeout_s=STALLS_S),
            shown=lambda: shown(bare),
            patient=lambda: target(address, tmp_path),
            restore=lambda: str(git(bare, "update-ref", "refs/heads/pages", tip)) and None,
        )
        yield ground, proxy
        assert git(bare, "fsck", "--strict", "--no-dangling") == ""


@pytest.mark.parametrize("line", ["git"], indirect=True)
def test_a_disturbed_line_leaves_the_old_branch_or_the_new_one(line: tuple[Ground, Proxy]) -> None:
    tallies = disturb(*line, points=2)
    judge(tallies)
    assert all(tally.between == 0 for tally in tallies)


@pytest.mark.torture
def test_a_line_disturbed_often_leaves_the_old_branch_or_the_new_one(
    line: tuple[Ground, Proxy], request: pytest.FixtureRequest
) -> None:
    tallies = disturb(*line, points=POINTS)
    judge(tallies)
    assert all(tally.between == 0 for tally in tallies)
    protocol = "git" if "[git]" in request.node.name else "https"
    keep(f"git branch over {protocol}", git(Path.cwd(), "version").strip(), tallies)
