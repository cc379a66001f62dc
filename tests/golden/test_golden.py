"""The site of a small dossier, as it is on disk in `site/`. README.md says what is compared and how it is renewed."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from projects import build_site, errors, tree

HERE = Path(__file__).parent
GOLDEN = HERE / "site"
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))

MAIN = re.compile(r"<main[^>]*>\n(.*)</main>", re.S)
HEAD = re.compile(r"<head>\n(.*)</head>", re.S)
DIGEST = re.compile(r"\.[0-9a-f]{8}\.(?=\w+\b)")
"""Of an asset, in its name: the style sheets are not what is compared here."""

PAGES = (
    "index.html",
    "404.html",
    "search/index.html",
    "notes/the-flood/index.html",
    "notes/dark/index.html",
    "articles/gazette-1931/index.html",
    "articles/vestnik-1931/index.html",
    "articles/undated/index.html",
    "actors/ann-weir/index.html",
    "actors/ann-weir/timeline/index.html",
    "actors/mill-company/index.html",
    "events/dam-breaks/index.html",
    "events/inquiry/index.html",
    "claims/hurt-3/index.html",
    "claims/no-warning/index.html",
    "questions/index.html",
    "questions/how-many-people-were-hurt/index.html",
    "outlets/vestnik/index.html",
    "places/mill/index.html",
    "topics/water/index.html",
    "actors/index.html",
    "timeline/index.html",
    "network/index.html",
    "map/index.html",
    "sources/index.html",
    "corrections/index.html",
    "progress/index.html",
    "print/index.html",
    "register/index.html",
    "info/method/index.html",
)
REDIRECT = "actors/mrs-weir/index.html"
FILES = (
    "feeds/all.xml",
    "actors/ann-weir/feed.json",
    "data/sources.csl.json",
    "data/sources.bib",
    "data/sources.ris",
    "sitemap.xml",
    "llms.txt",
    "_headers",
    "_redirects",
    "nginx.conf",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Build the project; return what is compared, by path below `site/`."""
    output = tmp_path_factory.mktemp("golden") / "site"
    result = build_site(HERE / "project", output)
    assert result.written is not None, errors(result.diagnostics)
    files = {path: data.decode() for path, data in tree(output).items() if not path.endswith((".png", ".woff2"))}
    return {
        **{path: part(MAIN, files[path]) for path in PAGES},
        REDIRECT: masked(files[REDIRECT]),
        "articles/gazette-1931/head.html": part(HEAD, files["articles/gazette-1931/index.html"]),
        **{path: files[path] for path in FILES},
        "data/dossier.json": indented(json.loads(files["data/dossier.json"])),
        "search.txt": searchable(files),
        "manifest.txt": listing(files["manifest.json"]),
    }


def part(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found is not None
    return masked(found[1])


def masked(text: str) -> str:
    return DIGEST.sub(".DIGEST.", text)


def indented(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def searchable(files: dict[str, str]) -> str:
    """Write the index as a list of records and one of words with the records they find."""
    parts = {
        name: text.partition("] = ")[2] for name, text in files.items() if re.match(r"search/(?:words|records)-", name)
    }
    read = {name: json.loads(text.rstrip().removesuffix(";")) for name, text in sorted(parts.items())}
    records = [
        " | ".join([number, *row]) for name, part in read.items() if "records" in name for number, row in part.items()
    ]
    words = [
        f"{word}: {' '.join(map(str, found))}"
        for name, part in read.items()
        if "words" in name
        for word, found in zip(part["words"], part["found"], strict=True)
    ]
    return "\n".join([*records, "", *words, ""])


def listing(manifest: str) -> str:
    """Write the paths in an order that no digest in a name can change."""
    return "\n".join([*sorted(masked(entry["path"]) for entry in json.loads(manifest)["files"]), ""])


def test_the_site_is_what_it_was(made: dict[str, str]) -> None:
    if UPDATE:
        write(made)
    differing = [path for path, text in made.items() if not same(GOLDEN / path, text)]
    assert differing == [], "look at `UPDATE_GOLDEN=1 pytest tests/golden` and then at `git diff`"


def same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def write(made: dict[str, str]) -> None:
    for path in GOLDEN.rglob("*"):
        if path.is_file() and path.relative_to(GOLDEN).as_posix() not in made:
            path.unlink()
    for name, text in made.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_bytes(text.encode())


def test_every_file_on_disk_is_still_made(made: dict[str, str]) -> None:
    assert set(tree(GOLDEN)) - set(made) == set()
    assert len(made) <= 45


def test_what_is_not_public_is_in_no_file(made: dict[str, str]) -> None:
    assert [path for path, text in made.items() if "zzcanary" in text] == []


def test_every_template_of_a_page_is_compared() -> None:
    """Those of very long lists are for more records than are compared here: `test_plan_long_lists` has them."""
    unseen = {"base", "record", "backlinks", "quotations"}
    templates = {path.stem for path in (HERE.parents[1] / "templates").glob("*.html")} - unseen
    shown = {"home", "404", "search", "redirect", "list", "sources", "timeline", "corrections", "questions", "question"}
    shown |= {"map", "network", "progress", "edition", "register"}
    shown |= {"note", "article", "actor", "event", "claim", "outlet", "place", "topic", "info"}
    assert templates == shown, "add a page made by the new template to PAGES"
