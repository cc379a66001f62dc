"""The documentation is true: reference pages are fresh, shell blocks run, samples build, links lead somewhere."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import ModuleType

import click
import pytest
import yaml

from dossier import views
from dossier.build import Request, artifacts, assemble
from dossier.cli import COMMANDS
from dossier.cli import command as whole
from dossier.config import read_settings
from dossier.diagnostics import Diagnostic, Severity
from dossier.locators import parse_locator
from dossier.model import RECORDS, InputFile
from dossier.parse.markdown.admonitions import KINDS as BOX_KINDS
from dossier.rules import ALL
from dossier.settings import Settings
from projects import ROOT, TODAY, starter_project, write_files
from test_cite import STYLE

DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "ARCHITECTURE.md", *DOCS.rglob("*.md")])
RECIPES = sorted((DOCS / "how-to").glob("*.md"))
EPOCH = str(1795478400 + 14 * 3600)
"""24 November 2026, as in `projects.TODAY`."""

FENCE = re.compile(r"^(?P<fence> *`{3,})(?P<language>\w*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
NAMED = re.compile(r"`(?P<path>(?:content|templates)/[^`]+\.\w+)`[^`\n]*:\s*\Z")
APPENDED = re.compile(r"Add to\s+`[^`]+`:\s*\Z")
REPLACED = re.compile(r"Write\s+`(?P<new>[^`]+)` instead of `(?P<old>[^`]+)` in\s+`(?P<path>[^`]+)`")
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\((?P<to>[^()\s]+)\)|!\[[^\]]*\]\((?P<image>[^()\s]+)\)")
SAMPLES = ("markdown", "yaml", "json", "bibtex", "jinja", "css")


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, the words right before it."""

    language: str
    text: str
    before: str

    @property
    def path(self) -> str:
        """The file that it shows, if the sentence before it names one."""
        found = NAMED.search(self.before)
        return found["path"] if found else ""

    @property
    def is_added(self) -> bool:
        return bool(APPENDED.search(self.before))


def blocks(page: Path) -> Iterator[Block]:
    text, start = page.read_text(encoding="utf-8"), 0
    for found in FENCE.finditer(text):
        indent = len(found["fence"]) - len(found["fence"].lstrip())
        body = "".join(line[indent:] for line in found["text"].splitlines(keepends=True))
        yield Block(found["language"], body, text[start : found.start()])
        start = found.end()


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["generate"] = module
    spec.loader.exec_module(module)
    return module


# Reference pages


@pytest.mark.parametrize(
    "page",
    [
        "front-matter.md",
        "settings.md",
        "commands.md",
        "rules.md",
        "dates.md",
        "templates.md",
        "reliability.md",
        "lighthouse.md",
        "speed.md",
        "speed.svg",
    ],
)
def test_a_reference_page_is_what_the_code_says_now(generate: ModuleType, page: str) -> None:
    found = (DOCS / "reference" / page).read_text(encoding="utf-8")
    assert found == generate.PAGES[page](), "run `python docs/generate.py`, then look at the difference"


def test_every_reference_page_is_made_or_named_as_written_by_hand(generate: ModuleType) -> None:
    by_hand = {"README.md", "writing.md", "output.md"}
    assert {path.name for path in (DOCS / "reference").iterdir()} == set(generate.PAGES) | by_hand


def test_every_command_and_option_is_documented() -> None:
    text = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        section = text.partition(f"\n## dossier {command}\n")[2].partition("\n## ")[0]
        found = whole.get_command(click.Context(whole), command)
        assert found is not None
        for parameter in found.params:
            shown = parameter.opts[0] if isinstance(parameter, click.Option) else f"`{parameter.name}`".upper()
            assert shown in section, f"{command}: {shown}"


def test_every_rule_is_documented() -> None:
    text = (DOCS / "reference/rules.md").read_text(encoding="utf-8")
    assert [rule.code for rule in ALL if f"\n### {rule.code} {rule.name}\n" not in text] == []


@pytest.mark.parametrize("record", [*RECORDS.values(), Settings], ids=lambda record: record.__name__)
def test_every_key_of_front_matter_and_settings_is_documented(record: type) -> None:
    page = "settings.md" if record is Settings else "front-matter.md"
    text = (DOCS / "reference" / page).read_text(encoding="utf-8")
    assert [field.name for field in fields(record) if f"\n| `{field.name}` |" not in text] == []


def test_every_view_that_a_template_sees_is_documented(generate: ModuleType, tmp_path: Path) -> None:
    text = (DOCS / "reference/templates.md").read_text(encoding="utf-8")
    for view in views.__all__:
        cls = getattr(views, view)
        if hasattr(cls, "__dataclass_fields__") and view not in generate.NOT_FOR_TEMPLATES:
            section = text.partition(f"\n### {view}\n")[2].partition("\n### ")[0]
            own = [key for key in cls.__annotations__ if f"\n| `{key}` |" not in section]
            assert section and own == [], view


def test_templates_get_the_views_that_the_reference_says(generate: ModuleType, tmp_path: Path) -> None:
    site = assemble(Request(project=starter_project(tmp_path), today=TODAY))
    assert site.planned
    found = {page.template.removesuffix(".html"): type(page.view).__name__ for page in site.planned.pages}
    assert found.items() <= generate.TEMPLATES.items() and len(found) > 12
    assert {path.stem for path in (ROOT / "templates").glob("*.html")} == {*generate.TEMPLATES, "base", "record"}


def test_the_sample_of_settings_has_no_fault(generate: ModuleType) -> None:
    file = InputFile("content/dossier.yaml", generate.SETTINGS_EXAMPLE.encode(), "")
    assert read_settings(file)[1] == ()


# Pages written by hand


def test_every_construct_of_a_text_has_its_place_in_the_reference() -> None:
    text = (DOCS / "reference/writing.md").read_text(encoding="utf-8")
    for page in (ROOT / "tests/markdown").glob("*.md"):
        assert f"(../../tests/markdown/{page.name})" in text, page.name
    for kind in BOX_KINDS:
        assert f"`{kind}`" in text


def test_every_place_in_a_source_that_is_shown_is_understood() -> None:
    text = (DOCS / "reference/writing.md").read_text(encoding="utf-8")
    section = text.partition("## Places in a source")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| (\w+)", section, re.M)
    assert len(rows) == 8
    for cell, meaning in rows:
        for sample in re.findall(r"`([^`]+)`", cell):
            locator, rest = parse_locator(sample)
            assert locator and not rest, sample
            assert locator.type.value == {"time": "timestamp", "the": "headline"}.get(meaning, meaning), sample
    for sample in re.findall(r"`([^`{]+ \d+)`", section.partition("understood as well")[2]):
        locator, rest = parse_locator(sample)
        assert locator and not rest, sample


def test_every_file_of_a_site_is_described(tmp_path: Path) -> None:
    text = (DOCS / "reference/output.md").read_text(encoding="utf-8")
    table = text.partition("## Files")[2].partition("\nBeside a record")[0]
    described = set(re.findall(r"`([^`\s]+?)/?`", table))
    settings = {"content/dossier.yaml": "title: T\nlanguage: en\nbase_url: https://example.org/t/\n"}
    project = write_files(starter_project(tmp_path), settings)
    write_files(project, {"content/topics/b.md": "---\nname: B\nformer_ids: [a]\n---\n"})
    site = assemble(Request(project=project, today=TODAY))
    found = {artifact.url for artifact in artifacts(site, [])}
    assert {url.partition("/")[0] for url in found} <= described | {"a"}
    listed = {entry for entry in described if "." in entry and not entry.startswith(("content", "sources", "dossier"))}
    assert listed - {"manifest.json", "base_url", "former_ids"} <= found
    beside = {url.rpartition("/")[2] for url in found if url.startswith("actors/vera-holt/")}
    assert all(f"`{entry}`" in text for entry in beside - {"index.html"})
    feeds = {url for url in found if url.startswith("feeds/")}
    assert all(f"`{feed}`" in text for feed in feeds)


def test_every_key_of_the_data_is_described(tmp_path: Path) -> None:
    text = (DOCS / "reference/output.md").read_text(encoding="utf-8")
    section = text.partition("## `data/dossier.json`")[2].partition("\n## ")[0]
    site = assemble(Request(project=starter_project(tmp_path), today=TODAY))
    (data,) = (json.loads(one.data) for one in artifacts(site, []) if one.url == "data/dossier.json")
    keys = {*data, *data["sources"][0], *data["questions"][0], "kind", "id", "url", "title", "summary", "text"}
    assert [key for key in sorted(keys) if f"`{key}`" not in section] == []
    kept = {key for record in data["records"] for key in record}
    assert not kept & {"curator", "extra", "sensitivity"}


# Samples


def pieces_of(page: Path) -> Iterator[str]:
    """Yield the pieces of text that a page shows without front matter."""
    return (b.text for b in blocks(page) if b.language == "markdown" and not b.text.startswith("---\n"))


def sample_files(page: Path) -> dict[str, str]:
    """Return the files that a page shows in full, by path; additions to dossier.yaml under its name."""
    found: dict[str, str] = {}
    for block in blocks(page):
        if block.path and block.language in (*SAMPLES, "text"):
            found[block.path] = found.get(block.path, "") + block.text if block.is_added else block.text
    return found


def faults_of(project: Path) -> tuple[Diagnostic, ...]:
    site = assemble(Request(project=project, today=TODAY))
    more: list[Diagnostic] = []
    assert list(artifacts(site, more)) or site.planned is None
    return (*site.diagnostics, *more)


def serious(found: tuple[Diagnostic, ...]) -> list[str]:
    return [
        f"{fault.span.path}:{fault.span.line} {fault.rule} {fault.message} ({fault.help})"
        for fault in found
        if fault.severity is not Severity.NOTE
    ]


@pytest.mark.parametrize("page", [ROOT / "README.md", *RECIPES, DOCS / "reference/front-matter.md"], ids=name)
def test_files_that_a_page_shows_build_without_a_fault(page: Path, tmp_path: Path) -> None:
    project = starter_project(tmp_path)
    settings = project / "content/dossier.yaml"
    before = settings.read_text(encoding="utf-8")
    files = sample_files(page)
    if style := re.search(r"^citation_style: (\S+)$", files.get("content/dossier.yaml", ""), re.M):
        write_files(project, {style[1]: STYLE})
    if "content/dossier.yaml" in files:
        keys = re.findall(r"^(\w+):", files["content/dossier.yaml"], re.M)
        kept = re.sub(rf"^(?:{'|'.join(keys)}):.*\n", "", before, flags=re.M) if keys else before
        files["content/dossier.yaml"] = kept + "\n" + files["content/dossier.yaml"]
    write_files(project, files)
    assert serious(faults_of(project)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_record_that_is_shown_names_its_file(page: Path) -> None:
    for block in blocks(page):
        if block.language == "markdown" and block.text.startswith("---\n"):
            assert block.path, block.text


@pytest.mark.parametrize("page", [page for page in PAGES if list(pieces_of(page))], ids=name)
def test_every_piece_of_text_that_is_shown_can_stand_in_a_note(page: Path, tmp_path: Path) -> None:
    notes = {
        f"content/notes/piece-{number}.md": f"---\ntitle: Piece {number}\nkind: explainer\n---\n\n{text}"
        for number, text in enumerate(pieces_of(page))
    }
    project = write_files(starter_project(tmp_path), {**sample_files(page), **notes})
    found = [fault for fault in faults_of(project) if "/piece-" in fault.span.path]
    assert serious(tuple(found)) == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_piece_of_yaml_json_and_toml_can_be_read(page: Path) -> None:
    for block in blocks(page):
        if block.language == "yaml":
            yaml.safe_load(block.text)
        if block.language == "json":
            json.loads(block.text)
        if block.language == "toml":
            tomllib.loads(block.text)


# Commands in texts


def parse_command(line: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let click read a line `dossier …` with its options, without running it."""
    monkeypatch.chdir(project)
    words = re.sub(r"\s+[>|#].*", "", line).split()
    arguments = [word.strip("\"'") for word in re.findall(r'"[^"]*"|\S+', " ".join(words))][1:]
    if arguments in (["--version"], ["--help"]):
        return
    context = whole.make_context("dossier", [*arguments], resilient_parsing=False)
    found, command, rest = whole.resolve_command(context, [*context._protected_args, *context.args])
    assert found and command
    command.make_context(found, rest, parent=context)


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_dossier_command_that_is_shown_exists(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = starter_project(tmp_path)
    text = page.read_text(encoding="utf-8")
    lines = [
        line for block in blocks(page) if block.language in ("sh", "yaml", "toml") for line in block.text.split("\n")
    ]
    shown = [
        piece
        for line in lines
        for piece in re.findall(r"(?:^|run: |[-&]\s|\")(dossier [^&\"]*(?:\"[^\"]*\"[^&\"]*)*)", line)
    ]
    inline = re.findall(r"`(dossier (?:[a-z-]+)(?: [^`]*)?)`", text)
    words = {"WHAT": "drafts", "KIND": "note", "RULE": "D410", "SHELL": "bash", "FOLDER": "new", "COMMAND": "build"}
    for line in [*shown, *inline]:
        line = re.sub(r"\b(WHAT|KIND|RULE|SHELL|FOLDER|COMMAND)\b", lambda found: words[found[0]], line)
        try:
            parse_command(line.strip(), project, monkeypatch)
        except click.exceptions.Exit:
            pass
        except click.UsageError as fault:
            if isinstance(fault, click.MissingParameter) and line in inline:
                continue  # in a sentence a command may stand without its arguments
            pytest.fail(f"{line}: {fault.format_message()}")


def environment(home: Path) -> dict[str, str]:
    """Return an environment in which `dossier` is this one, on the tests' own day."""
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(home),
        "NO_COLOR": "1",
        "SOURCE_DATE_EPOCH": EPOCH,
    }


def runnable(text: str) -> str:
    """Leave out what installs, serves or makes this repository's own site: tested in other ways."""
    lines = [re.sub(r"\s*&& dossier serve.*", "", line) for line in text.splitlines()]
    return "\n".join(line for line in lines if not re.match(r"(?:pipx|uv|pip|make|dossier serve)\b", line))


@dataclass(slots=True)
class Shell:
    """Runs blocks one after the other, each in the folder where the one before ended."""

    folder: Path
    home: Path

    def run(self, text: str) -> subprocess.CompletedProcess[str]:
        script = f"set -e\n{text}\npwd > '{self.home}/.pwd'\n"
        done = subprocess.run(
            ["sh", "-c", script],
            cwd=self.folder,
            env=environment(self.home),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        if done.returncode == 0:
            self.folder = Path((self.home / ".pwd").read_text(encoding="utf-8").strip())
        return done


def put(folder: Path, block: Block) -> None:
    target = folder / block.path
    before = target.read_text(encoding="utf-8") if block.is_added else ""
    write_files(folder, {block.path: before + block.text})


def replace(folder: Path, words: str) -> None:
    for found in REPLACED.finditer(words):
        target = folder / found["path"]
        text = target.read_text(encoding="utf-8")
        assert found["old"] in text
        target.write_text(text.replace(found["old"], found["new"]), encoding="utf-8")


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell")
@pytest.mark.parametrize("page", [ROOT / "README.md", DOCS / "tutorial.md"], ids=name)
def test_a_page_can_be_followed_from_top_to_bottom(page: Path, tmp_path: Path) -> None:
    """Files are written, commands run, and each `text` block behind a command is what the program prints."""
    (tmp_path / "home").mkdir()
    shell = Shell(tmp_path, tmp_path / "home")
    printed = ""
    failed = False
    for block in blocks(page):
        replace(shell.folder, block.before)
        if block.path and block.language in SAMPLES:
            put(shell.folder, block)
        elif block.language == "sh":
            assert not failed, printed
            done = shell.run(runnable(block.text))
            printed, failed = done.stdout + done.stderr, done.returncode != 0
        elif block.language == "text" and "\n  content/\n" in block.text:
            folders = re.findall(r"^    (\w+)/ ", block.text, re.M)
            assert folders and all((shell.folder / "content" / folder).is_dir() for folder in folders)
        elif block.language == "text" and page.stem == "tutorial":
            assert block.text.rstrip() in printed, printed
            failed = failed and "error[" not in block.text
    assert not failed, printed


def test_the_fault_in_the_readme_is_what_the_program_prints(tmp_path: Path) -> None:
    (block,) = (block for block in blocks(ROOT / "README.md") if block.text.startswith("error["))
    path, line = re.search(r"--> (\S+?):(\d+):", block.text).groups()  # type: ignore[union-attr]
    (written,) = re.findall(rf"^{line} \| (.*)$", block.text, re.M)
    head = ["---", "title: A", "kind: explainer", "---"]
    note = [*head, *[""] * (int(line) - 1 - len(head)), written, ""]
    project = write_files(starter_project(tmp_path), {path: "\n".join(note)})
    (tmp_path / "home").mkdir()
    done = Shell(project, tmp_path / "home").run("dossier check")
    assert done.returncode == 1
    assert block.text.rstrip() in done.stderr, done.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="no make")
def test_the_targets_of_make_that_are_named_exist() -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    targets = set(re.findall(r"(?:^|`|=1 )make (\w+)", text, re.M))
    assert {"site", "test", "serve"} <= targets
    for target in targets:
        subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, check=True)


def test_installers_are_told_the_name_of_the_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    installs = re.findall(
        r"(?:pipx install|uv tool install|pip install) \"?([\w.-]+)(?:\[(\w+)\])?",
        "".join(page.read_text(encoding="utf-8") for page in PAGES),
    )
    assert {package for package, _ in installs} - {"."} == {project["name"]}
    assert {extra for _, extra in installs if extra} <= set(project["optional-dependencies"])


# Links


def anchors(page: Path) -> set[str]:
    """Return the fragment ids that git hosts give to headings: lower case, signs dropped, blanks to hyphens."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    found: set[str] = set()
    for heading in re.findall(r"^#+ (.*)$", text, re.M):
        slug = re.sub(r"[^\w\- ]", "", heading.replace("`", "").strip().lower()).replace(" ", "-")
        found.add(slug)
    return found


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = re.sub(r"`[^`\n]*`", "", FENCE.sub("", page.read_text(encoding="utf-8")))
    for found in LINK.finditer(text):
        to = found["to"] or found["image"]
        if re.match(r"[a-z]+:", to):
            assert to.startswith(("https://", "mailto:")), to
            continue
        path, _, fragment = to.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), to
        if fragment:
            assert fragment in anchors(target), to


def test_every_page_is_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for found in LINK.finditer(page.read_text(encoding="utf-8")):
            target = (page.parent / (found["to"] or "").partition("#")[0]).resolve()
            if target.suffix == ".md" and target not in reached and target.is_file():
                waiting.append(target)
    assert set(DOCS.rglob("*.md")) <= reached


def test_the_documentation_is_in_the_source_distribution() -> None:
    built = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]
    assert "/docs" in built["targets"]["sdist"]["include"]


def test_the_picture_of_the_readme_is_small() -> None:
    data = (DOCS / "images/sample.png").read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) < 300_000
    assert 1000 <= int.from_bytes(data[16:20], "big") <= 1600
