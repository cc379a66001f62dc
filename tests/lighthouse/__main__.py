"""`make lighthouse`: the sample's largest page of every kind, looked at by Lighthouse's phone. Needs npm and Chromium.

About a quarter of a minute a page, on one page after the other: a busy machine makes scripts look slow. A page that misses
a score is looked at once more, since only the machine can make a good page look bad.
"""

from __future__ import annotations

import datetime
import json
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import click

from browser.conftest import chromium
from dossier.views import Page
from lighthouse.host import served
from projects import ROOT, build_site
from scores import CATEGORIES, GOAL, HEADINGS, Measured, Scores, score_rows, write_measured

PATIENCE_S = 180
HERE = Path(__file__).parent
KINDS_SENT = ("Document", "Stylesheet", "Script", "Font")
NOT_PAGES = ("redirect.html",)
"""Templates of pages that nobody stays on."""


@click.command()
@click.option("--program", type=click.Path(path_type=Path), required=True, help="Folder that Lighthouse is put into.")
@click.option("--results", type=click.Path(path_type=Path), required=True, help="The file of figures.")
@click.option("--only", default="", help="Kinds of page, separated by blanks; all when left out. Then nothing is kept.")
def main(program: Path, results: Path, only: str) -> None:
    """Measure, print the table and keep it; the exit code is 1 when a page misses a goal."""
    command = bring(program.absolute())
    with tempfile.TemporaryDirectory(prefix="dossier-lighthouse-") as folder:
        pages = tuple(measured(command, Path(folder), frozenset(only.split())))
    found = Measured(day=datetime.date.today().isoformat(), machine=machine(), lighthouse=version(program), pages=pages)
    if not only:
        write_measured(found, results)
    for cells in (HEADINGS, *score_rows(found)):
        click.echo("  ".join(cell.ljust(14 if not place else 6) for place, cell in enumerate(cells)))
    missed = [page for page in found.pages if not page.is_good]
    for page in missed:
        click.echo(f"MISSED: {page.kind} ({page.path}): {', '.join((*page.failed, *page.beyond))}")
    sys.exit(bool(missed))


def bring(program: Path) -> Path:
    """Install Lighthouse where it is not yet; return its command."""
    wanted, mark = HERE / "package.json", program / "package.json"
    if not mark.is_file() or mark.read_bytes() != wanted.read_bytes():
        shutil.rmtree(program, ignore_errors=True)
        program.mkdir(parents=True)
        shutil.copy(wanted, mark)
        subprocess.run(["npm", "install", "--prefix", str(program), "--no-audit", "--no-fund", "--silent"], check=True)
    return program / "node_modules/.bin/lighthouse"


def version(program: Path) -> str:
    """Return the version of Lighthouse that was brought."""
    found = json.loads((program / "node_modules/lighthouse/package.json").read_text(encoding="utf-8"))
    return str(found["version"])


def machine() -> str:
    """Describe what measured."""
    return f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores"


def measured(command: Path, folder: Path, only: frozenset[str]) -> Iterator[Scores]:
    """Build the sample and look at one page of every kind."""
    result = build_site(ROOT, folder / "site")
    assert result.written is not None and result.site.planned is not None and result.site.settings is not None
    base = f"{urlsplit(result.site.settings.base_url or '/').path.rstrip('/')}/"
    with served(folder / "site", base) as home:
        for kind, page in largest(result.site.planned.pages, folder / "site").items():
            if not only or kind in only:
                click.echo(f"{kind} ...", err=True)
                first = look(command, folder, kind, page, home)
                yield first if first.lowest >= GOAL else better(first, look(command, folder, kind, page, home))


def largest(pages: tuple[Page, ...], site: Path) -> Mapping[str, Page]:
    """Return the page with most HTML of each kind, by the name of its template."""
    found: dict[str, Page] = {}
    for page in sorted(pages, key=lambda page: (site / page.url).stat().st_size):
        if page.template not in NOT_PAGES:
            found[page.template.removesuffix(".html")] = page
    return dict(sorted(found.items()))


def better(one: Scores, other: Scores) -> Scores:
    """Return the look with the higher lowest score."""
    return max(one, other, key=lambda look: look.lowest)


def look(command: Path, folder: Path, kind: str, page: Page, home: str) -> Scores:
    """Let Lighthouse look at one page once, as its phone."""
    report = folder / "report.json"
    skipped = () if page.is_indexed and not page.view.head.noindex else ("--skip-audits=is-crawlable",)
    flags = "--headless=new --no-sandbox --disable-gpu --disable-background-networking"
    subprocess.run(
        [
            str(command),
            home + quote(page.url.removesuffix("index.html")),
            *("--quiet", "--output=json", f"--output-path={report}", f"--only-categories={','.join(CATEGORIES)}"),
            f"--chrome-flags={flags}",
            *skipped,
        ],
        env={**os.environ, "CHROME_PATH": chromium() or os.environ.get("CHROME_PATH", "")},
        check=True,
        timeout=PATIENCE_S,
        stdout=subprocess.DEVNULL,
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    return scores_of(found, kind, page.url, (folder / "site" / page.url).stat().st_size)


def scores_of(report: Mapping[str, Any], kind: str, path: str, html_bytes: int) -> Scores:
    """Take from a report of Lighthouse what is kept. Rounded down, so that 98 means at least 98."""
    audits, categories = report["audits"], report["categories"]
    requests = audits["network-requests"]["details"]["items"]
    sent = {kind: sum(one["transferSize"] for one in requests if one["resourceType"] == kind) for kind in KINDS_SENT}
    return Scores(
        kind=kind,
        path=path,
        scores={name: math.floor(categories[name]["score"] * 100 + 1e-6) for name in CATEGORIES},
        lcp_ms=round(audits["largest-contentful-paint"]["numericValue"]),
        tbt_ms=round(audits["total-blocking-time"]["numericValue"]),
        cls=round(audits["cumulative-layout-shift"]["numericValue"], 4),
        sent_bytes=sum(sent.values()),
        script_bytes=sent["Script"],
        html_bytes=html_bytes,
        failed=tuple(sorted(set(costly(report)))),
    )


def costly(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield the audits that cost points."""
    for name in CATEGORIES:
        for part in report["categories"][name]["auditRefs"]:
            score = report["audits"][part["id"]]["score"]
            if part["weight"] and score is not None and score < 0.9:
                yield part["id"]


if __name__ == "__main__":
    main()
