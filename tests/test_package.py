"""What is handed out: wheel and sdist hold everything, and work outside the repository."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from projects import ROOT


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return folder


def wheel(built: Path) -> Path:
    (found,) = built.glob("dossier_site-*.whl")
    return found


def test_the_wheel_holds_templates_texts_and_the_starter(built: Path) -> None:
    names = set(zipfile.ZipFile(wheel(built)).namelist())
    for folder, inside in (
        ("templates", "dossier/_templates"),
        ("dossier/locales", "dossier/locales"),
        ("dossier/starter", "dossier/starter"),
        ("dossier/gallery", "dossier/gallery"),
        ("dossier/atlas", "dossier/atlas"),
    ):
        ours = {
            f"{inside}/{path.relative_to(ROOT / folder).as_posix()}"
            for path in (ROOT / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert ours <= names, folder
    assert {"dossier/py.typed", "dossier/commands/serve/client.js", "dossier/commands/serve/client.css"} <= names
    assert not [name for name in names if name.startswith(("content/", "tests/")) or "__pycache__" in name]


def test_the_sdist_holds_what_its_tests_need(built: Path) -> None:
    (found,) = built.glob("dossier_site-*.tar.gz")
    with tarfile.open(found) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = {
        "templates/base.html",
        "content/dossier.yaml",
        "tests/test_package.py",
        "docs/tutorial.md",
        "docs/outlines.py",
        "Makefile",
        "LICENSE",
        "requirements.lock",
    }
    assert wanted <= names


def test_the_wheel_works_outside_the_repository(built: Path, tmp_path: Path) -> None:
    target = tmp_path / "installed"
    zipfile.ZipFile(wheel(built)).extractall(target)
    environment = {**os.environ, "PYTHONPATH": str(target)}

    def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "dossier", *arguments]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)

    assert run("init", "mine", cwd=tmp_path).returncode == 0
    made = run("build", "--strict", cwd=tmp_path / "mine")
    assert made.returncode == 0, made.stderr
    where = subprocess.run(
        [sys.executable, "-c", "import dossier.theme as t; print(t.default_templates())"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert where.stdout.strip() == str(target / "dossier/_templates")
    assert (tmp_path / "mine/site/index.html").is_file()
