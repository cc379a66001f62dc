"""`dossier build --cluster`: the same bytes from other machines, and one clear fault where they cannot make them."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from clusters import PACKAGES, Machines, machines, packages, register, wait_for
from dossier.build import Build, Progress, Request, build, silent
from dossier.cli import command
from dossier.cluster.connection import connect
from dossier.cluster.fault import ClusterError
from dossier.parallel import LEAST
from dossier.plugins import loading
from dossier.store import Store
from projects import ROOT, TODAY, small_project, tree, write_files

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are stopped and killed by signals")
MANY = LEAST + 20
LIST = "reading, mortal"
TEMPLATE = (
    '{% extends "default/outlet.html" %}'
    "{% block main %}{{ super() }}<p>{{ page.head.title | mortal_word }}</p>{% endblock %}"
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Run a scheduler and two workers, which have plug-ins that are found here too."""
    folder = tmp_path_factory.mktemp("cluster")
    with pytest.MonkeyPatch.context() as patched, machines(folder) as made:
        patched.syspath_prepend(str(packages(folder)))
        loading._identity.cache_clear()
        made.scheduler()
        made.worker("workers", "--nworkers", "2")
        yield made
    for name in [name for name in sys.modules if name.startswith(("dossier_reading", "dossier_mortal"))]:
        del sys.modules[name]
    loading._identity.cache_clear()


@pytest.fixture(scope="module")
def here(cluster: Machines, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the site as this machine makes it alone."""
    root = project(tmp_path_factory.mktemp("here"))
    made = build(Request(project=root, today=TODAY), root / "site")
    assert made.written is not None
    return tree(root / "site")


def project(root: Path, plugins: str = LIST, template: str = TEMPLATE) -> Path:
    """Write a dossier large enough to be worth a cluster, with plug-ins and a template of its own."""
    outlets = {f"outlets/o-{number}.md": f"---\nname: Outlet {number}\n---\n\nText.\n" for number in range(MANY)}
    note = "---\ntitle: A note\nkind: explainer\n---\n\nSome ==words== of [[o-1]].\n"
    made = small_project(root, {**outlets, "notes/a.md": note})
    settings = made / "content/dossier.yaml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}plugins: [{plugins}]\n", encoding="utf-8")
    return write_files(made, {"templates/outlet.html": template})


def built_by(machines: Machines, root: Path, progress: Progress = silent, patience_s: float = 15) -> Build:
    with connect(machines.address, patience_s) as cluster:
        return build(Request(project=root, today=TODAY, cluster=cluster), root / "site", progress)


def asked(root: Path, address: str, *options: str) -> Result:
    arguments = ["build", "--project", str(root), "--now", "2026-11-24", "--cluster", address, *options]
    return CliRunner().invoke(command, arguments, standalone_mode=False)


def fault_of(machines: Machines, root: Path, progress: Progress = silent, patience_s: float = 15) -> str:
    """Build in vain. Returns the fault, after nothing was found on the disk."""
    with pytest.raises(ClusterError) as failed:
        built_by(machines, root, progress, patience_s)
    assert {path.name for path in root.iterdir()} == {"content", "templates"}
    return f"{failed.value.diagnostic.rule} {failed.value.diagnostic.message}"


def at_first_page(do: Callable[[], object]) -> Progress:
    """Return what does something once, when the first of the pages was sent for."""
    waiting = [do]

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "rendering" and waiting:
            waiting.pop()()

    return progress


def test_two_workers_make_the_same_bytes_with_plugins_and_templates_of_the_project(
    cluster: Machines, here: dict[str, bytes], tmp_path: Path
) -> None:
    root = project(tmp_path)
    done = asked(root, cluster.address, "--profile")
    assert (done.return_value, done.exception) == (0, None), done.stderr
    assert tree(root / "site") == here
    assert b"<mark>words</mark>" in here["notes/a/index.html"] and "reading/index.html" in here
    render = next(line.split() for line in done.stderr.splitlines() if line.startswith("render "))
    assert int(render[3]) == len(here) - 2  # the manifest and the list of sums are made by writing itself
    again = build(Request(project=root, today=TODAY, store=Store(root / ".dossier/cache.db")), root / "site")
    assert again.written is not None and not (again.written.added or again.written.changed)


def test_workers_killed_in_the_middle_lose_nothing(cluster: Machines, here: dict[str, bytes], tmp_path: Path) -> None:
    write_files(cluster.flags, {"die-1": "", "die-2": ""})
    assert built_by(cluster, project(tmp_path)).written is not None
    assert not list(cluster.flags.iterdir())
    assert tree(tmp_path / "site") == here


def test_faults_of_templates_are_those_of_a_build_here(cluster: Machines, tmp_path: Path) -> None:
    root = project(tmp_path, template='{% extends "default/outlet.html" %}{% block main %}{{ page.no }}{% endblock %}')
    found = built_by(cluster, root).diagnostics
    assert found == build(Request(project=root, today=TODAY), root / "site").diagnostics
    assert "D652" in {fault.rule for fault in found}


def test_a_machine_with_other_code_is_a_fault(cluster: Machines, tmp_path: Path) -> None:
    for name in ("dossier", "templates"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tmp_path / "other" / name, ignore=ignored)
    with (tmp_path / "other/dossier/text.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    root = project(tmp_path / "project")
    cluster.worker("foreign", "--no-nanny", code=tmp_path / "other")
    try:
        assert "D631 a machine of the cluster would make other pages: its code of dossier" in fault_of(cluster, root)
    finally:
        cluster.end("foreign")


def test_a_machine_without_a_plugin_is_a_fault(
    cluster: Machines, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(
        tmp_path, {"lib/dossier_absent.py": "from dossier.plugins import Plugin\nplugin = Plugin(name='absent')\n"}
    )
    register(tmp_path / "lib", "absent")
    monkeypatch.syspath_prepend(str(tmp_path / "lib"))
    root = project(tmp_path / "project", f"{LIST}, absent")
    assert "D631" in (fault := fault_of(cluster, root)) and "no plug-in called `absent` is installed" in fault


def test_a_scheduler_that_has_no_worker_falls_silent_or_dies_in_the_middle_is_a_fault(
    cluster: Machines, tmp_path: Path
) -> None:
    root = project(tmp_path / "project")
    with machines(tmp_path / "own") as own:
        shutil.copytree(cluster.folder / PACKAGES, own.folder / PACKAGES)
        own.scheduler()
        assert "D630 the cluster cannot work: it has no worker" in fault_of(own, root, patience_s=2)
        own.worker("worker", "--no-nanny")
        scheduler = own.processes["scheduler"]
        stopping = at_first_page(lambda: scheduler.send_signal(signal.SIGSTOP))
        assert "D630 the cluster cannot work: its scheduler does not answer" in fault_of(
            own, root, stopping, patience_s=3
        )
        scheduler.send_signal(signal.SIGCONT)
        assert "D630 the cluster cannot work: its scheduler is gone" in fault_of(
            own, root, at_first_page(lambda: own.end("scheduler"))
        )


def test_an_interrupt_ends_a_build_that_waits_for_a_machine(cluster: Machines, tmp_path: Path) -> None:
    root = project(tmp_path)
    write_files(cluster.flags, {"hold": ""})
    arguments = ["build", "--project", str(root), "--cluster", cluster.address]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(cluster.folder / PACKAGES)])}
    running = subprocess.Popen(
        [sys.executable, "-m", "dossier", *arguments], env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        wait_for((cluster.flags / "held").exists)
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=10)
    finally:
        running.kill()
        (cluster.flags / "hold").unlink()
    assert (running.returncode, said.strip()) == (3, "stopped; the last good site is untouched")
    assert {path.name for path in root.iterdir()} == {"content", "templates", ".dossier"}


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense", "gopher://127.0.0.1:70", "tls://127.0.0.1:1"])
def test_an_address_where_nothing_answers_is_a_fault(address: str) -> None:
    with pytest.raises(ClusterError, match="no scheduler answers") as failed, connect(address, patience_s=0.3):
        pass
    assert failed.value.diagnostic.rule == "D630"


def test_without_the_extra_the_way_out_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = asked(project(tmp_path), "tcp://127.0.0.1:1")
    assert done.return_value == 3
    assert "D630" in done.stderr and "pip install 'dossier-site[cluster]'" in done.stderr
    assert not (tmp_path / "site").exists()


def test_processes_here_and_machines_elsewhere_are_not_asked_for_at_once(tmp_path: Path) -> None:
    refused = asked(tmp_path, "tcp://127.0.0.1:1", "--jobs", "2").exception
    assert isinstance(refused, click.UsageError) and "--jobs" in refused.message


def test_a_build_here_imports_nothing_of_a_cluster() -> None:
    unwanted = {"dask", "distributed", "asyncio", "concurrent.futures", "dossier.cluster.connection"}
    code = f"import sys, dossier.commands.building; print({unwanted} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60)
    assert done.stdout == "set()\n"
