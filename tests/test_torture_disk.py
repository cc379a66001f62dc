"""Folders, shares and zips: killed at random disk calls, and with a disk that takes only so many bytes of a file."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path

import pytest

from dossier.publish import Target
from dossier.publish.folder import FolderTarget
from dossier.publish.share import ShareTarget
from dossier.publish.zipped import ZipTarget
from hosts import FOREIGN, OLD, to_folder
from projects import tree
from torture import POINTS, SITE, Ground, Tally, judge, keep, published, trial

resource = pytest.importorskip("resource", reason="no limits of files and no SIGKILL here")
pytestmark = pytest.mark.timeout(1200)
KINDS = ("share", "folder", "zip")
TESTS = Path(__file__).parent

_CHILD = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = sys.argv[4].split(os.pathsep)
from test_torture_disk import target_of
from torture import SITE, published
place, deadly, calls = Path(sys.argv[2]), int(sys.argv[3]), 0
target = target_of(sys.argv[1], place)
def count(event, arguments):
    global calls
    if event in ("open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "shutil.rmtree"):
        if str(place) in str(arguments[0]):
            calls += 1
            if calls == deadly:
                os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
assert published(SITE, target)
print(calls)
"""


def target_of(kind: str, place: Path) -> Target:
    """Return a target in a folder."""
    match kind:
        case "share":
            return ShareTarget("x", place / "share", place.parent / "project")
        case "folder":
            return FolderTarget("x", place / "folder", place.parent / "project")
        case _:
            return ZipTarget("x", place / "site.zip")


def ground_of(kind: str, place: Path) -> Ground:
    """Return a place where OLD and FOREIGN can be put, published over and seen."""
    target = target_of(kind, place)

    def restore() -> None:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        to_folder(OLD, target)
        if kind == "zip":
            with zipfile.ZipFile(place / "site.zip", "a") as archive:
                for path, data in FOREIGN.items():
                    archive.writestr(f"site/{path}", data)
            return
        for path, data in FOREIGN.items():
            (place / kind / path).parent.mkdir(exist_ok=True)
            (place / kind / path).write_bytes(data)

    def shown() -> Mapping[str, bytes]:
        if kind != "zip":
            found = tree(place / kind)
            return {path: data for path, data in found.items() if not path.endswith(".dossier-tmp")}
        with target.open(writable=False) as host:
            return {path: host.read(path) or b"" for path in host.listing()}

    return Ground(through=lambda: target, shown=shown, restore=restore)


def run_until(kind: str, place: Path, deadly: int) -> subprocess.CompletedProcess[str]:
    """Publish in a process of its own that is killed at the disk call of that number, if there are so many."""
    paths = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    command = [sys.executable, "-c", _CHILD, kind, str(place), str(deadly), paths]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def killed(kind: str, place: Path, points: int) -> Tally:
    """Kill `points` runs at random disk calls."""
    ground, tally, chance = ground_of(kind, place), Tally("killed"), random.Random(7)
    ground.restore()
    total = int(run_until(kind, place, 0).stdout)
    for number in range(points):
        ground.restore()
        deadly = 1 + int((number + chance.random()) * total / points)
        trial(tally, ground, partial(is_survivor, kind, place, deadly), mend=lambda: None)
    return tally


def is_survivor(kind: str, place: Path, deadly: int) -> bool:
    """Publish until the kill; it always comes."""
    assert run_until(kind, place, deadly).returncode == -signal.SIGKILL
    return False


def full_disk(kind: str, place: Path, points: int) -> Tally:
    """Publish `points` times while no file can grow beyond a few bytes: what is written last, or in the middle, fails."""
    ground, tally, chance = ground_of(kind, place), Tally("full disk"), random.Random(7)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    for _ in range(points):
        ground.restore()
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(2 ** chance.uniform(0, 14)), before[1]))
        try:
            mend = partial(resource.setrlimit, resource.RLIMIT_FSIZE, before)
            trial(tally, ground, partial(published, SITE, ground.through()), mend=mend)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert tally.new < points
    return tally


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_whole_files_and_is_repaired(kind: str, tmp_path: Path) -> None:
    judge([full_disk(kind, tmp_path / "place", 8)])


@pytest.mark.torture
@pytest.mark.parametrize("kind", KINDS)
def test_killed_often_or_on_a_full_disk_nothing_is_torn(kind: str, tmp_path: Path) -> None:
    tallies = [killed(kind, tmp_path / "place", POINTS), full_disk(kind, tmp_path / "place", POINTS)]
    judge(tallies)
    assert kind == "share" or all(tally.between == 0 for tally in tallies)
    keep(kind, "the file system", tallies)
