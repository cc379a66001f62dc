"""SFTP and rsync behind broken connections: every kind of fault, at random points, switched and file by file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hosts import FOREIGN, OLD, to_folder
from projects import tree
from proxies import Proxy, proxy_before
from ssh_servers import SHELL, Server, by_rsync, ssh_server
from torture import POINTS, Ground, disturb, judge, keep

pytestmark = pytest.mark.timeout(3000)
STALLS_S = 3.0
"""After this long a run that is disturbed gives a silent host up."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with ssh_server(tmp_path_factory.mktemp("ssh"), SHELL) as running:
        yield running


@pytest.fixture
def line(request: pytest.FixtureRequest, server: Server, tmp_path: Path) -> Iterator[tuple[Ground, Proxy]]:
    """A folder with OLD and FOREIGN in it, behind a proxy."""
    tool, way = request.param.split()
    web, kept = tmp_path / "www", tmp_path / "kept"
    releases = 3 if way == "switched" else 0
    (web / "site").parent.mkdir()
    to_folder(OLD, server.target(web / "site", keep=releases))
    for path, data in FOREIGN.items():
        (web / "site" / path).parent.mkdir(exist_ok=True)
        (web / "site" / path).write_bytes(data)
    shutil.copytree(web, kept, symlinks=True)

    def restore() -> None:
        shutil.rmtree(web)
        shutil.copytree(kept, web, symlinks=True)

    with proxy_before(server.port) as proxy:
        target = server.target(web / "site", port=proxy.own_port, keep=releases)
        patient = by_rsync(target) if tool == "rsync" else target
        hasty = replace(patient, login=replace(patient.login, stall_s=STALLS_S))
        yield Ground(lambda: hasty, lambda: tree(web / "site"), restore, lambda: patient), proxy


@pytest.mark.parametrize("line", ["sftp switched", "rsync switched"], indirect=True)
def test_a_disturbed_line_leaves_the_old_release_or_the_new_one(line: tuple[Ground, Proxy]) -> None:
    tallies = disturb(*line, points=1)
    judge(tallies)
    assert all(tally.between == 0 for tally in tallies)


@pytest.mark.torture
@pytest.mark.parametrize(
    "line", ["sftp switched", "sftp file-by-file", "rsync switched", "rsync file-by-file"], indirect=True
)
def test_a_line_disturbed_often_leaves_no_torn_page_and_no_link_to_nothing(
    line: tuple[Ground, Proxy], request: pytest.FixtureRequest
) -> None:
    tallies = disturb(*line, points=POINTS)
    judge(tallies)
    name = request.node.callspec.params["line"]
    assert "switched" not in name or all(tally.between == 0 for tally in tallies)
    version = subprocess.run(["ssh", "-V"], capture_output=True, text=True, check=True).stderr.partition(",")[0]
    keep(name, version, tallies)
