"""Two real collections become dossiers: nothing crashes, every record has its page, every bad input its place."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[2] / "shared" / "data"
sys.path.insert(0, str(HERE.parent))

import digitalgov  # noqa: E402
import police_brutality  # noqa: E402

from dossier.build import Build  # noqa: E402
from dossier.diagnostics import Severity  # noqa: E402
from projects import build_site, errors, write_files  # noqa: E402

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.skipif(not DATA.is_dir(), reason="no third-party data beside the project"),
]


def built(root: Path, files: Mapping[str, str]) -> Build:
    return build_site(write_files(root, files))


def pages(site: Path, folder: str) -> set[str]:
    """Return the records that have a page under a folder of the site."""
    return {path.parent.name for path in (site / folder).glob("*/index.html")}


def counts(files: Mapping[str, str]) -> Counter[str]:
    return Counter(path.split("/")[1] for path in files if path != "content/dossier.yaml")


@pytest.mark.timeout(240)
def test_every_report_of_police_brutality_is_an_event_with_its_sources(tmp_path: Path) -> None:
    reports = list(police_brutality.read_reports(DATA / "police-brutality" / "reports"))
    assert (len(reports), len({report.id for report in reports})) == (1340, 1340)
    files = police_brutality.project_files(reports)
    result = built(tmp_path, files)
    assert errors(result.diagnostics) == []
    site = tmp_path / "site"
    for folder, number in counts(files).items():
        assert len(pages(site, folder)) == number, folder
    assert pages(site, "events") == {report.id for report in reports}
    assert len(result.site.library.documents) == len(files) - 1
    links = Counter((report.id, police_brutality.article_id(url)) for report in reports for _, url in report.links)
    assert pages(site, "articles") == {article for _, article in links}
    found = {
        (link.source.name, name)
        for name, backlinks in result.site.library.backlinks.items()
        for link in backlinks
        if name.startswith("link-")
    }
    assert found == set(links)
    data = json.loads((site / "data/dossier.json").read_text(encoding="utf-8"))
    dates = {
        record["id"]: record.get("date", {}).get("edtf", "") for record in data["records"] if record["kind"] == "event"
    }
    assert dates == {report.id: police_brutality.edtf(report.when) for report in reports}


def test_every_date_in_words_is_reported_at_its_place(tmp_path: Path) -> None:
    reports = list(police_brutality.read_reports(DATA / "police-brutality" / "reports"))
    bad = {report.id for report in reports if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", report.when)}
    result = built(tmp_path, police_brutality.project_files(reports, dates_as_written=True))
    assert result.written is None and len(bad) == 40
    faults = [fault for fault in result.diagnostics if fault.severity is Severity.ERROR]
    assert {fault.span.path for fault in faults} == {f"content/events/{id}.md" for id in bad}
    assert {(fault.span.line, fault.span.column) for fault in faults} == {(3, 8)}
    assert len(faults) == len(bad)


@pytest.mark.timeout(240)
def test_every_post_of_digitalgov_is_a_note_with_its_authors_and_topics(tmp_path: Path) -> None:
    content = DATA / "digitalgov" / "content"
    files, posts = digitalgov.project_files(content), digitalgov.posts(content)
    assert len(posts) == 874
    result = built(tmp_path, files)
    assert errors(result.diagnostics) == []
    site = tmp_path / "site"
    for folder, number in counts(files).items():
        assert len(pages(site, folder)) == number, folder
    assert pages(site, "notes") == {digitalgov.note_id(post) for post in posts}
    expected = Counter(
        name
        for post in posts
        for field, prefix in (("authors", "author"), ("topics", "topic"))
        for name in digitalgov.people(digitalgov.read(post)[0], field, prefix)
    )
    library = result.site.library
    known = {id.name for id in library.documents}
    backlinks = Counter({name: len({link.source for link in links}) for name, links in library.backlinks.items()})
    assert {name: number for name, number in expected.items() if name in known} == {
        name: number for name, number in backlinks.items() if name.startswith(("author-", "topic-")) and number
    }


def test_every_bad_input_of_digitalgov_is_reported_in_its_post(tmp_path: Path) -> None:
    content = DATA / "digitalgov" / "content"
    result = built(tmp_path, digitalgov.project_files(content, as_written=True))
    faults = [fault for fault in result.diagnostics if fault.severity is Severity.ERROR]
    by_post: dict[str, Counter[str]] = {}
    for fault in faults:
        by_post.setdefault(Path(fault.span.path).stem, Counter())[fault.rule] += 1
    dates = {post: rules for post in by_post if (rules := by_post[post].pop("D205", 0))}
    unread = {post for post, rules in digitalgov.FAULTS.items() if "D102" in rules}
    assert set(dates) == {digitalgov.note_id(post) for post in digitalgov.posts(content)} - unread
    assert {post: dict(rules) for post, rules in by_post.items() if rules} == digitalgov.FAULTS
