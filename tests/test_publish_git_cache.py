"""What was fetched from a branch is kept: less is fetched again, nothing of it is believed, and it may vanish."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.publish import inspect, make_plan
from hosts import FOREIGN, NEW, OLD, MadeSite, to_folder
from projects import tree
from proxies import Proxy, proxy_before
from repositories import bare_repository, git, git_daemon, shown
from test_publish_git import push_by_hand, target

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git")
NOISE = {"media/noise.png": random.Random(7).randbytes(200_000)}
BIG_OLD, BIG_NEW = MadeSite({**OLD.pages, **NOISE}), MadeSite({**NEW.pages, **NOISE})


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    for name in ("project", "home"):
        (tmp_path / name).mkdir()
    return bare_repository(tmp_path / "there.git")


@pytest.fixture
def line(bare: Path, tmp_path: Path) -> Iterator[tuple[Proxy, str]]:
    """A daemon behind a proxy that counts bytes."""
    with git_daemon(tmp_path) as port, proxy_before(port) as proxy:
        yield proxy, f"git://127.0.0.1:{proxy.own_port}/there.git"


def cached(tmp_path: Path) -> list[Path]:
    """Every kept file."""
    return sorted(path for path in (tmp_path / "project/.dossier/git").rglob("*") if path.is_file())


def test_what_is_known_is_not_fetched_again(line: tuple[Proxy, str], bare: Path, tmp_path: Path) -> None:
    proxy, address = line
    to_folder(BIG_OLD, target(address, tmp_path))
    push_by_hand(bare, tmp_path, {"CNAME": b"example.org"})
    before = proxy.answered
    to_folder(BIG_NEW, target(address, tmp_path))
    assert proxy.answered - before < 20_000, "the picture has come again"
    assert shown(bare) == {**BIG_NEW.tree, "CNAME": b"example.org"}
    assert git(bare, "fsck", "--strict", "--no-dangling") == ""
    shutil.rmtree(tmp_path / "project/.dossier")
    before = proxy.answered
    to_folder(BIG_OLD, target(address, tmp_path))
    assert proxy.answered - before > 200_000 and shown(bare) == {**BIG_OLD.tree, "CNAME": b"example.org"}


def test_a_dry_run_uses_what_is_kept_and_writes_nothing(line: tuple[Proxy, str], tmp_path: Path) -> None:
    proxy, address = line
    with target(address, tmp_path).open(writable=False):
        assert cached(tmp_path) == []
    to_folder(BIG_OLD, target(address, tmp_path))
    before, kept = proxy.answered, tree(tmp_path / "project")
    with target(address, tmp_path).open(writable=False) as host:
        assert make_plan(BIG_OLD.manifest, inspect(host, BIG_OLD.manifest)).is_empty
    assert proxy.answered - before < 20_000 and tree(tmp_path / "project") == kept


def test_whatever_is_damaged_the_right_site_is_published(bare: Path, tmp_path: Path) -> None:
    push_by_hand(bare, tmp_path, dict(FOREIGN))
    to_folder(OLD, target(bare, tmp_path))
    to_folder(NEW, target(bare, tmp_path))
    kept = cached(tmp_path)
    assert {"tip", "shallow"} < {path.name for path in kept}
    chance, sites = random.Random(7), (OLD, NEW)
    for number, path in enumerate([*kept[::6], *kept[-2:]]):
        data = path.read_bytes() if path.is_file() else b"gone by now"
        place = chance.randrange(len(data) or 1)
        damaged = (data[:place], data[:place] + b"#" + data[place + 1 :], data[::-1])[number % 3]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(damaged)
        to_folder(sites[number % 2], target(bare, tmp_path))
        assert shown(bare) == {**sites[number % 2].tree, **FOREIGN}, path.name
        assert not path.exists() or path.read_bytes() != damaged, "the damage has stayed"


def test_a_commit_that_was_taken_back_on_the_host_can_be_published_again(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    first = git(bare, "rev-parse", "pages").strip()
    to_folder(NEW, target(bare, tmp_path))
    second = git(bare, "rev-parse", "pages").strip()
    for _ in range(2):
        with target(bare, tmp_path).open(writable=True):
            """Fetched as the end of the known history."""
        git(bare, "update-ref", "refs/heads/pages", first)
        to_folder(NEW, target(bare, tmp_path))
        assert git(bare, "rev-parse", "pages").strip() == second


@pytest.mark.parametrize("protocol", ["file", "git"])
def test_ends_of_history_that_the_host_does_not_know_are_forgotten(
    line: tuple[Proxy, str], bare: Path, tmp_path: Path, protocol: str
) -> None:
    address = line[1] if protocol == "git" else bare
    to_folder(OLD, target(address, tmp_path))
    kept = next(path for path in cached(tmp_path) if path.name == "shallow")
    for text in ("1" * 40, git(bare, "rev-parse", "pages").strip()[::-1]):
        kept.write_text(f"{text}\n")
        for site in (NEW, OLD):
            to_folder(site, target(address, tmp_path))
            assert shown(bare) == site.tree
        assert text not in kept.read_text()


def test_history_written_anew_on_the_host_is_followed(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    git(bare, "update-ref", "-d", "refs/heads/pages")
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == NEW.tree and len(git(bare, "rev-list", "pages").split()) == 1


def test_nothing_in_the_cache_is_a_setting_or_a_program(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    folder = cached(tmp_path)[0]
    while folder.parent.name != "git":
        folder = folder.parent
    for path, text in (
        (
            "config",
            f'[core]\n sshCommand = touch {tmp_path}/PWNED\n[remote "there"]\n uploadpack = touch {tmp_path}/PWNED\n',
        ),
        ("hooks/pre-push", f"#!/bin/sh\ntouch {tmp_path}/PWNED\n"),
        ("objects/info/alternates", "/etc\n"),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
        (folder / path).chmod(0o755)
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == NEW.tree and not (tmp_path / "PWNED").exists()


def test_another_address_or_branch_has_a_cache_of_its_own(bare: Path, tmp_path: Path) -> None:
    to_folder(OLD, target(bare, tmp_path))
    to_folder(NEW, target(bare, tmp_path, "other"))
    to_folder(NEW, target(bare_repository(tmp_path / "second.git"), tmp_path))
    assert len([*(tmp_path / "project/.dossier/git").iterdir()]) == 3
    assert shown(bare) == OLD.tree


def test_a_cache_does_not_grow_for_ever(bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dossier.publish.git_cache._MOST_OBJECTS", 30)
    for number in range(12):
        to_folder((OLD, NEW)[number % 2], target(bare, tmp_path))
        assert len(cached(tmp_path)) < 80
    assert shown(bare) == NEW.tree


def test_a_place_that_cannot_be_written_costs_nothing_but_time(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "project/.dossier").write_text("a file where the cache would be")
    to_folder(OLD, target(bare, tmp_path))
    to_folder(NEW, target(bare, tmp_path))
    assert shown(bare) == NEW.tree
