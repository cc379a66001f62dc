"""What holds for every file of the built sample, whatever it shows: links, ids, privacy, metadata, feeds, exports."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dossier.importers import read_bibliography
from dossier.model import InputFile
from projects import ROOT, build_site
from site_pages import HtmlPage, read_pages

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
RESOURCES = {"img", "script", "iframe", "embed", "object", "audio", "video", "source", "track", "form", "input"}
FETCHED_LINKS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "modulepreload", "manifest"}


@dataclass(frozen=True, slots=True)
class Built:
    root: Path
    base: str
    """Address of the site, without a slash at the end."""
    pages: dict[str, HtmlPage]
    files: frozenset[str]

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def path_of(self, url: str) -> str:
        """Return the file that an absolute address of the site means."""
        assert url.startswith(f"{self.base}/"), url
        path = url.removeprefix(f"{self.base}/").split("#")[0]
        return f"{path}index.html" if path == "" or path.endswith("/") else path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("sample")
    result = build_site(ROOT, root)
    assert result.written is not None, result.diagnostics
    assert result.site.settings is not None
    files = frozenset(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return Built(root, (result.site.settings.base_url or "").rstrip("/"), read_pages(root), files)


def is_ours(url: str) -> bool:
    return not urlsplit(url).scheme


def test_every_address_inside_the_site_leads_to_a_file_and_every_fragment_to_an_id(site: Built) -> None:
    ids = {path: set(page.ids()) for path, page in site.pages.items()}
    lost = []
    for path, page in site.pages.items():
        for _, url in page.links():
            if not is_ours(url) or path == "404.html":
                continue
            target, fragment = page.target(url)
            if target not in site.files or (fragment and fragment not in ids[target]):
                lost.append(f"{path}: {url}")
    assert lost == []


def test_no_address_inside_the_site_leans_on_a_host(site: Built) -> None:
    leaning = [
        f"{path}: {element.name} {url}"
        for path, page in site.pages.items()
        for element, url in page.links()
        if (url.startswith("/") and path != "404.html")
        or (url.startswith(site.base) and element.attributes.get("rel") != "canonical")
    ]
    assert leaning == []


def test_the_page_for_unknown_addresses_links_from_the_root_of_the_host_alone(site: Built) -> None:
    path = urlsplit(site.base).path
    ours = [url for _, url in site.pages["404.html"].links() if is_ours(url) and not url.startswith("#")]
    assert ours
    assert [url for url in ours if not url.startswith(f"{path}/")] == []
    assert {url.removeprefix(f"{path}/") for url in ours} - site.files == set()


def test_no_page_fetches_anything_from_anybody_else(site: Built) -> None:
    foreign = []
    for path, page in site.pages.items():
        for element, url in page.links():
            rels = set(element.attributes.get("rel", "").split())
            if (element.name in RESOURCES or (element.name == "link" and rels & FETCHED_LINKS)) and not is_ours(url):
                foreign.append(f"{path}: {element.name} {url}")
    assert foreign == []
    for sheet in (name for name in site.files if name.endswith(".css")):
        assert "@import" not in site.text(sheet), sheet
        loaded = re.findall(r"url\([\"']?([^)\"']*)", site.text(sheet))
        assert {posixpath.normpath(f"{posixpath.dirname(sheet)}/{url}") for url in loaded} <= site.files, sheet


def test_nothing_is_inline(site: Built) -> None:
    inline = [
        f"{path}: {element.name} {sorted(element.attributes)}"
        for path, page in site.pages.items()
        for element in page.elements
        if element.name == "style"
        or any(name == "style" or name.startswith("on") for name in element.attributes)
        or any(value.lower().startswith("javascript:") for value in element.attributes.values())
        or (element.name == "script" and "src" not in element.attributes and not is_json_ld(element.attributes))
    ]
    assert inline == []


def is_json_ld(attributes: dict[str, str]) -> bool:
    return attributes.get("type") == "application/ld+json"


def test_links_out_of_the_site_tell_nobody_where_the_reader_comes_from(site: Built) -> None:
    open_links = [
        f"{path}: {url}"
        for path, page in site.pages.items()
        for element, url in page.links()
        if element.name == "a" and url.startswith("http") and "noreferrer" not in element.attributes.get("rel", "")
    ]
    assert open_links == []


def test_an_id_stands_once_on_a_page(site: Built) -> None:
    twice = {path: [id for id, times in Counter(page.ids()).items() if times > 1] for path, page in site.pages.items()}
    assert {path: ids for path, ids in twice.items() if ids} == {}


def test_every_page_has_a_language_a_title_and_one_main_heading(site: Built) -> None:
    for path, page in site.pages.items():
        root = page.elements[0]
        assert (root.name, bool(root.attributes.get("lang")), root.attributes.get("dir")) == ("html", True, "ltr"), path
        assert len(page.texts["title"]) == 1, path
        assert page.texts["title"][0].strip(), path
        assert len(page.texts["h1"]) == 1, path
        assert page.texts["h1"][0].strip(), path


def test_no_two_pages_have_the_same_title_except_articles_that_printed_the_same(site: Built) -> None:
    titles = Counter(page.texts["title"][0] for path, page in site.pages.items() if not path.startswith("articles/"))
    assert [title for title, times in titles.items() if times > 1] == []


def test_every_image_says_what_it_shows_and_how_big_it_is(site: Built) -> None:
    for path, page in site.pages.items():
        for image in page.all("img"):
            assert {"alt", "width", "height"} <= image.attributes.keys(), path


def test_every_label_names_a_thing_on_its_page(site: Built) -> None:
    for path, page in site.pages.items():
        ids = set(page.ids())
        for element in page.elements:
            for name in ("for", "aria-labelledby", "aria-describedby"):
                assert set(element.attributes.get(name, "").split()) <= ids, (path, element)


def test_structured_data_is_a_graph_of_schema_org_with_addresses_of_its_own(site: Built) -> None:
    found = 0
    for path, page in site.pages.items():
        blocks = [e for e in page.all("script") if is_json_ld(e.attributes)]
        for text in page.texts.get("script", [])[-len(blocks) :] if blocks else []:
            found += 1
            data = json.loads(text)
            assert data["@context"] == "https://schema.org", path
            assert data["@graph"], path
            assert all("@type" in node for node in data["@graph"]), path
    assert found > 400


def test_the_address_of_a_page_is_the_same_wherever_it_is_told(site: Built) -> None:
    for path, page in site.pages.items():
        canonical = [e.attributes["href"] for e in page.all("link") if e.attributes.get("rel") == "canonical"]
        shown = [e.attributes["content"] for e in page.all("meta") if e.attributes.get("property") == "og:url"]
        if canonical:
            assert site.path_of(canonical[0]) == path
            assert shown == canonical


def test_coins_stand_on_articles_and_in_lists_of_them_only(site: Built) -> None:
    where: Counter[str] = Counter()
    for path, page in site.pages.items():
        for span in (e for e in page.all("span") if "Z3988" in e.attributes.get("class", "").split()):
            fields = parse_qs(span.attributes["title"], strict_parsing=True)
            assert fields["ctx_ver"] == ["Z39.88-2004"], path
            assert fields["rft_val_fmt"][0].startswith("info:ofi/fmt:kev:mtx:"), path
            where[path] += 1
    articles = [path for path in site.pages if re.fullmatch(r"articles/[^/]+/index\.html", path)]
    assert [path for path in articles if where[path] != 1] == []
    assert {path.split("/")[0] for path in where} <= {"articles", "sources"}
    assert where["sources/index.html"] > 60


def feeds(site: Built, ending: str) -> list[str]:
    return sorted(path for path in site.files if re.search(rf"(^|/)(feeds?/.*|feed)\.{ending}$", path))


def test_every_atom_feed_has_what_rfc_4287_asks_for(site: Built) -> None:
    paths = feeds(site, "xml")
    assert len(paths) > 10
    for path in paths:
        feed = ElementTree.fromstring(site.text(path))
        assert feed.tag == f"{ATOM}feed", path
        assert_atom_names(feed, path)
        assert feed.find(f"{ATOM}link[@rel='self']") is not None, path
        entries = feed.findall(f"{ATOM}entry")
        for entry in entries:
            assert_atom_names(entry, path)
            assert entry.find(f"{ATOM}author") is not None or feed.find(f"{ATOM}author") is not None, path
            link = entry.find(f"{ATOM}link[@rel='alternate']")
            assert link is not None, path
            assert site.path_of(link.attrib["href"]) in site.files, path
            assert 'href="#' not in (entry.findtext(f"{ATOM}content") or ""), path
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids)), path


def assert_atom_names(element: ElementTree.Element, path: str) -> None:
    for name in ("id", "title", "updated"):
        texts = [found.text for found in element.findall(f"{ATOM}{name}")]
        assert len(texts) == 1, (path, name)
        assert texts[0], (path, name)
    updated = element.findtext(f"{ATOM}updated") or ""
    assert datetime.fromisoformat(updated.replace("Z", "+00:00")).tzinfo is not None, path


def test_every_json_feed_is_version_1_1(site: Built) -> None:
    paths = feeds(site, "json")
    assert [path.removesuffix(".json") for path in paths] == [path.removesuffix(".xml") for path in feeds(site, "xml")]
    for path in paths:
        feed = json.loads(site.text(path))
        assert feed["version"] == "https://jsonfeed.org/version/1.1", path
        assert feed["title"], path
        assert feed["feed_url"] == f"{site.base}/{path}"
        for entry in feed["items"]:
            assert entry["id"], path
            assert "content_html" in entry or "content_text" in entry, path
            assert site.path_of(entry["url"]) in site.files, path


def test_the_sitemap_lists_exactly_the_pages_that_may_be_indexed(site: Built) -> None:
    urls = ElementTree.fromstring(site.text("sitemap.xml")).findall(f"{SITEMAP}url/{SITEMAP}loc")
    listed = [site.path_of(url.text or "") for url in urls]
    hidden = {
        path
        for path, page in site.pages.items()
        if any(e.attributes.get("name") == "robots" and "noindex" in e.attributes["content"] for e in page.all("meta"))
    }
    assert len(listed) == len(set(listed))
    assert set(listed) == set(site.pages) - hidden - {"404.html", "search/index.html"}


def test_robots_and_language_models_are_shown_to_what_there_is(site: Built) -> None:
    assert site.text("robots.txt").splitlines()[:2] == ["User-agent: *", "Allow: /"]
    assert f"Sitemap: {site.base}/sitemap.xml" in site.text("robots.txt")
    told = site.text("llms.txt")
    assert told.startswith("# ")
    links = re.findall(r"\]\((https?://[^)\s]+)\)", told)
    assert len(links) > 10
    assert {site.path_of(link) for link in links} <= site.files


def test_headers_for_hosts_are_as_strict_as_the_pages(site: Built) -> None:
    headers = site.text("_headers")
    policies = {
        e.attributes["content"]
        for page in site.pages.values()
        for e in page.all("meta")
        if e.attributes.get("http-equiv") == "Content-Security-Policy"
    }
    assert len(policies) == 1
    assert f"  Content-Security-Policy: {policies.pop()}; frame-ancestors 'none'\n" in headers
    for name in ("Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff"):
        assert f"  {name}\n" in headers
    assert all(line.startswith(("/", "  ")) for line in headers.splitlines())


def test_every_export_is_read_by_our_own_importers(site: Built) -> None:
    exports = [path for path in sorted(site.files) if path.endswith((".bib", ".ris", ".csl.json"))]
    assert len(exports) > 1000
    for path in exports:
        data = (site.root / path).read_bytes()
        read = read_bibliography(InputFile(path, data, ""))
        assert read.diagnostics == (), path
        assert len(read.works) == (1 if Path(path).name.startswith("cite.") else len(read.works)), path
        assert read.works, path


def test_the_three_forms_of_the_bibliography_hold_the_same_works(site: Built) -> None:
    forms = [f"data/sources.{ending}" for ending in ("csl.json", "bib", "ris")]
    counts = {len(read_bibliography(InputFile(form, (site.root / form).read_bytes(), "")).works) for form in forms}
    assert len(counts) == 1


def test_the_search_index_is_split_into_scripts_that_lead_to_pages(site: Built) -> None:
    parts = {name: site.text(name) for name in site.files if re.fullmatch(r"search/[a-z]+-[a-z0-9]+\.js", name)}
    rows = [
        row
        for name, text in parts.items()
        if name.startswith("search/records-")
        for row in json.loads(text.partition("] = ")[2].rstrip().removesuffix(";")).values()
    ]
    index = json.loads(site.text("search-index.js").removeprefix("window.dossierSearch = ").rstrip().removesuffix(";"))
    assert {row[0] for row in rows} <= site.files
    assert len(rows) == index["count"]
    assert len([name for name in parts if name.startswith("search/words-")]) == index["shards"]


def test_the_data_file_holds_every_record_at_the_address_of_its_page(site: Built) -> None:
    data = json.loads(site.text("data/dossier.json"))
    urls = [record["url"] for record in data["records"]]
    assert len(urls) == len(set(urls)) == sum(data["counts"].values())
    assert set(urls) <= set(site.pages)


def test_the_manifest_has_every_file_and_its_digest(site: Built) -> None:
    listed = {entry["path"]: entry for entry in json.loads(site.text("manifest.json"))["files"]}
    assert set(listed) == site.files - {"manifest.json"}
    for path, entry in listed.items():
        data = (site.root / path).read_bytes()
        assert (entry["size"], entry["sha256"]) == (len(data), hashlib.sha256(data).hexdigest()), path
