"""The tools that are compared: how each builds the same dossier, and where its files and output stand."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.corpus import Corpus, Record
from benchmarks.forms import write_form
from benchmarks.timing import Command

PEERS = Path(__file__).resolve().parent / "peers"
NOW = "2026-11-24"
"""The day of every build of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """One program that builds the dossier. Words may hold `{program}` and `{port}`."""

    name: str
    form: str
    """Of the corpus: a key of forms.FORMS."""
    build: Sequence[str]
    output: str
    caches: Sequence[str] = ()
    """Removed before a cold run, beside the output."""
    serve: Sequence[str] = ()
    """Its preview; empty when it has none, or none that watches every file."""
    environment: Mapping[str, str] = field(default_factory=dict)
    requirements: str = ""
    """The file that names its packages with their versions; empty for what is installed already."""
    package: str = ""
    """The one of them that is the tool."""
    program: str = ""
    """Where its packages put it, as a pattern."""

    @property
    def key(self) -> str:
        """Name of its folders."""
        return self.name.lower()


DOSSIER = Tool(
    name="dossier",
    form="dossier",
    build=(sys.executable, "-m", "dossier", "build", "--now", NOW),
    output="site",
    caches=(".dossier",),
    serve=(sys.executable, "-m", "dossier", "serve", "--now", NOW, "--port", "{port}"),
)
HUGO = Tool(
    name="Hugo",
    form="hugo",
    build=("{program}", "--quiet", "--noChmod", "--noTimes"),
    output="public",
    caches=("resources", ".hugo_build.lock"),
    serve=("{program}", "server", "--quiet", "--port", "{port}", "--bind", "127.0.0.1"),
    environment={"GOGC": "400"},
    requirements="requirements.txt",
    package="hugo",
    program="lib/python3*/site-packages/hugo/binaries/hugo*",
)
METALSMITH = Tool(
    name="Metalsmith",
    form="flat",
    build=("node", "build.js"),
    output="build",
    requirements="package.json",
    package="metalsmith",
)
ELEVENTY = Tool(
    name="Eleventy",
    form="flat",
    build=("node", "{program}", "--config=eleventy.config.cjs", "--quiet"),
    output="_site",
    serve=("node", "{program}", "--config=eleventy.config.cjs", "--quiet", "--serve", "--port={port}"),
    requirements="package.json",
    package="@11ty/eleventy",
    program="node_modules/@11ty/eleventy/cmd.cjs",
)
PELICAN = Tool(
    name="Pelican",
    form="pelican",
    build=("{program}", "-s", "pelicanconf.py", "-q"),
    output="output",
    caches=("cache",),
    requirements="requirements.txt",
    package="pelican",
    program="bin/pelican",
)
OTHERS = (HUGO, METALSMITH, ELEVENTY, PELICAN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A corpus laid out for one tool."""

    tool: Tool
    corpus: Corpus
    root: Path
    program: str = ""

    @property
    def site(self) -> Path:
        return self.root / self.tool.output

    @property
    def edited(self) -> Path:
        """The file of the article that is edited."""
        return path_of(self, self.corpus.edited)

    def command(self, words: Sequence[str], *, port: int = 0, cores: int | None = None) -> Command:
        """Return one of the tool's commands with its folders filled in."""
        filled = [word.format(program=self.program, port=port) for word in words]
        return Command(words=filled, folder=self.root, environment=self.tool.environment, cores=cores)

    def clear(self) -> None:
        """Remove the output and every cache."""
        for name in (self.tool.output, *self.tool.caches):
            path = self.root / name
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def lay_out(tool: Tool, corpus: Corpus, root: Path, installed: Path | None) -> Project:
    """Write a corpus and the tool's configuration into a new folder."""
    program = ""
    if installed is not None:
        shutil.copytree(PEERS / tool.key, root)
        program = str(next(installed.glob(tool.program))) if tool.program else ""
        if tool.requirements == "package.json":
            shutil.copy(PEERS / "html.js", root)
            (root / "node_modules").symlink_to(installed / "node_modules")
    write_form(corpus, tool.form, root)
    return Project(tool=tool, corpus=corpus, root=root, program=program)


def path_of(project: Project, record: Record) -> Path:
    """Return the file of an article."""
    folder = {"flat": "src"}.get(project.tool.form, "content")
    return project.root / folder / record.kind / f"{record.id}.md"


def page_of(project: Project, record: Record) -> Path:
    """Return the built page of a record; its folders are the same in every tool."""
    return project.site / record.kind / record.id / "index.html"


def version(tool: Tool) -> str:
    """Return which version of a tool is brought."""
    text = (PEERS / tool.key / tool.requirements).read_text(encoding="utf-8")
    if tool.requirements == "package.json":
        return str(json.loads(text)["dependencies"][tool.package])
    return dict(line.split("==") for line in text.splitlines())[tool.package]
