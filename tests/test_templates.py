"""The default theme's files: what every template, style sheet and script may and may not hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import nodes

from build_views import page, site
from dossier import assets
from dossier.messages import catalogue
from dossier.render import Templates, make_renderer
from dossier.theme import default_templates, read_theme

THEME = read_theme(Path("nowhere"))
HASHED = assets.hash_assets(THEME.assets)
RENDERER = make_renderer(site(), HASHED.paths, Templates({}, THEME.defaults))
SOURCES = {name: file.source for name, file in THEME.defaults.items()}
STYLES = {file.path: file.data.decode() for file in THEME.assets if file.path.endswith(".css")}
SCRIPTS = {file.path: file.data.decode() for file in THEME.assets if file.path.endswith(".js")}
KINDS = (
    "article",
    "note",
    "actor",
    "event",
    "claim",
    "outlet",
    "place",
    "topic",
    "info",
    "home",
    "list",
    "timeline",
    "question",
    "questions",
    "sources",
    "corrections",
    "progress",
    "edition",
    "search",
    "404",
    "redirect",
)

every_template = pytest.mark.parametrize("name", sorted(SOURCES))
every_style = pytest.mark.parametrize("name", sorted(STYLES))
every_script = pytest.mark.parametrize("name", sorted(SCRIPTS))


def without_jinja(source: str) -> str:
    """Replace statements by nothing and expressions by a letter, so that tags can be read."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", source, flags=re.DOTALL)
    return re.sub(r"\{\{.*?\}\}", "x", bare, flags=re.DOTALL)


def tags(source: str) -> Iterator[str]:
    yield from re.findall(r"<[a-zA-Z!][^>]*>", without_jinja(source))


def literal_keys(name: str) -> Iterator[str]:
    tree = RENDERER.environment.parse(SOURCES[name])
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t":
            assert isinstance(call.args[0], nodes.Const), f"{name}: a key is put together at line {call.lineno}"
            yield call.args[0].value


def test_every_kind_of_view_has_a_template() -> None:
    assert not [kind for kind in KINDS if f"{kind}.html" not in SOURCES]


@every_template
def test_a_template_compiles(name: str) -> None:
    RENDERER.environment.get_template(name)


@every_template
def test_every_attribute_has_quotes(name: str) -> None:
    for tag in tags(SOURCES[name]):
        bare = re.sub(r'"[^"]*"', '""', tag)
        assert not re.search(r'=(?!"")', bare), tag
        assert "'" not in bare, tag


@every_template
def test_no_template_holds_inline_styles_handlers_or_scripts(name: str) -> None:
    for tag in tags(SOURCES[name]):
        assert not re.search(r"\sstyle=|\son[a-z]+=", tag), tag
        assert not tag.startswith("<style"), tag
        if tag.startswith("<script"):
            assert " src=" in tag or 'type="application/ld+json"' in tag, tag


@every_template
def test_no_template_declares_anything_safe_or_switches_escaping(name: str) -> None:
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", SOURCES[name])


@every_template
def test_every_address_goes_through_the_url_filter(name: str) -> None:
    for attribute in re.findall(r'\b(?:href|src|action)="([^"]*(?:"[^"]*"\)[^"]*)*)"', SOURCES[name]):
        for expression in re.findall(r"\{\{(.*?)\}\}", attribute):
            assert attribute.startswith("#") or expression.strip().endswith("|url"), attribute


@every_template
def test_no_template_names_another_host(name: str) -> None:
    assert not re.search(r"https?://|=\"//", SOURCES[name])


@every_template
def test_every_text_a_template_names_is_in_the_catalogue(name: str) -> None:
    known = catalogue("en").texts
    assert not [key for key in literal_keys(name) if key not in known]


@every_template
def test_no_template_holds_words_of_its_own(name: str) -> None:
    """A reader's language comes from the catalogue; only signs stand in the templates."""
    bare = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", SOURCES[name], flags=re.DOTALL)
    text = re.sub(r'<[^>]*>|\b[a-z]+="[^"]*"', " ", bare)
    assert not re.findall(r"[A-Za-z]{2,}", text)


@every_style
def test_style_sheets_are_free_of_important_and_of_sides(name: str) -> None:
    bare = re.sub(r"/\*.*?\*/", "", STYLES[name], flags=re.DOTALL)
    assert "!important" not in bare
    assert not re.search(r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<!-)\b(?:left|right)\s*:", bare)
    assert not re.search(r"text-align:\s*(?:left|right)", bare)


@pytest.mark.parametrize("name", sorted(set(STYLES) - {"tokens.css", "print.css"}))
def test_colours_are_named_in_the_tokens_only(name: str) -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", re.sub(r"/\*.*?\*/", "", STYLES[name], flags=re.DOTALL))


def test_every_colour_used_is_defined() -> None:
    defined = set(re.findall(r"(--[\w-]+):", STYLES["tokens.css"]))
    defined |= {name for style in STYLES.values() for name in re.findall(r"(--[\w-]+):\s*attr\(", style)}
    used = {token for style in STYLES.values() for token in re.findall(r"var\((--[\w-]+)\)", style)}
    assert used <= defined
    assert not HASHED.diagnostics


@every_script
def test_scripts_write_text_only_and_are_classic(name: str) -> None:
    bare = re.sub(r"/\*.*?\*/", "", SCRIPTS[name], flags=re.DOTALL)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|\bimport\b|fetch\(|XMLHttp", bare
    )
    assert '"use strict"' in bare


def test_policy_comes_first_in_the_head_and_nothing_is_loaded_from_elsewhere() -> None:
    rendered = RENDERER(page(content_policy="default-src 'none'"))
    assert not rendered.diagnostics
    html = rendered.artifacts[0].data.decode()
    head = html[: html.index("</head>")]
    assert (
        head.index("Content-Security-Policy") < head.index("no-referrer") < head.index("<link") < head.index("<script")
    )
    assert html.startswith("<!DOCTYPE html>\n<html")
    assert "http" not in re.sub(r'http-equiv="[^"]*"', "", html)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        digits = colour.lstrip("#")
        digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palettes() -> Iterator[dict[str, str]]:
    light, dark = STYLES["tokens.css"].split("@media")
    colours = dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{3,6});", light))
    yield colours
    yield {**colours, **dict(re.findall(r"(--[\w-]+):\s*(#[0-9a-f]{3,6});", dark))}


@pytest.mark.parametrize("palette", list(palettes()), ids=["light", "dark"])
def test_every_text_colour_is_readable_on_every_ground(palette: dict[str, str]) -> None:
    for text in ("--ink", "--soft", "--link", "--link-seen", "--label", "--good", "--bad", "--open"):
        for ground in ("--paper", "--sheet"):
            assert contrast(palette[text], palette[ground]) >= 4.5, (text, ground)
    assert contrast(palette["--ink"], palette["--mark"]) >= 4.5
    assert contrast(palette["--link"], palette["--mark"]) >= 4.5
    assert contrast(palette["--line-strong"], palette["--paper"]) >= 3


def test_the_default_theme_stands_in_the_package_or_the_checkout() -> None:
    assert (default_templates() / "base.html").is_file()


def test_words_of_another_direction_say_so_and_others_need_not() -> None:
    source = '{% from "partials/parts.html" import lang %}{% for tag in tags %}<i{{ lang(tag) }}>{% endfor %}'
    tags = ("ru", "ar", "az-Arab", "fa-Latn", "")
    html = RENDERER.environment.from_string(source).render(tags=tags)
    assert html == '<i lang="ru"><i lang="ar" dir="rtl"><i lang="az-Arab" dir="rtl"><i lang="fa-Latn"><i>'
