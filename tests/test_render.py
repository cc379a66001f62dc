"""Rendering: overrides, escaping, and template faults as values at template:line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from build_views import page, site
from dossier.model.files import TemplateFile
from dossier.render import Codes, Renderer, Templates, linkable, make_renderer
from dossier.theme import default_templates, read_theme


def files(shown: str, **sources: str) -> Mapping[str, TemplateFile]:
    return {
        f"{name}.html": TemplateFile(f"{name}.html", source, f"{shown}/{name}.html") for name, source in sources.items()
    }


def renderer(*, own: Mapping[str, str] | None = None, **defaults: str) -> Renderer:
    return make_renderer(
        site(),
        {"site.css": "assets/site.0a1b.css"},
        Templates(files("templates", **(own or {})), files("default", **defaults)),
    )


def text_of(made: Renderer, template: str = "x.html", **head: object) -> str:
    rendered = made(page(template, **head))
    assert not rendered.diagnostics
    return rendered.artifacts[0].data.decode()


def test_text_is_escaped_whatever_the_template_is_called() -> None:
    made = renderer(x='<p title="{{ page.head.title }}">{{ page.head.title }}</p>')
    shown = text_of(made, title="<script>\"'&")
    assert shown == '<p title="&lt;script&gt;&#34;&#39;&amp;">&lt;script&gt;&#34;&#39;&amp;</p>\n'


def test_template_syntax_in_content_is_text() -> None:
    assert text_of(renderer(x="{{ page.head.title }}"), title="{{ 7*7 }}{% raw %}") == "{{ 7*7 }}{% raw %}\n"


def test_a_projects_template_wins_and_can_extend_the_default() -> None:
    base = "<h1>{% block title %}default{% endblock %}</h1>"
    own = {"x": '{% extends "default/x.html" %}{% block title %}own + {{ super() }}{% endblock %}'}
    assert text_of(renderer(own=own, x=base)) == "<h1>own + default</h1>\n"


def test_a_template_sees_page_site_texts_and_assets() -> None:
    made = renderer(x="{{ site.title }}|{{ t('list.actors') }}|{{ asset('site.css') }}|{{ has_asset('no.css') }}")
    assert text_of(made, path="actors/x/index.html") == "A dossier|Actors|../../assets/site.0a1b.css|False\n"


def test_a_text_reads_the_same_wherever_a_template_asks_for_it() -> None:
    whole = (
        "{{ t('list.actors') }} {{ t('list.actors')|upper }} {{ t(page.head.title) }} {{ t('count.actors', count=1) }}"
    )
    assert text_of(renderer(x=whole), title="list.actors") == "Actors ACTORS Actors 1 actor\n"


def test_only_a_call_of_t_itself_is_a_text_of_the_interface() -> None:
    source = "{% set own = namespace(t='t ') %}{{ own.t ~ ('list.actors') }}{% macro t2(a) %}[{{ a }}]{% endmacro %}"
    assert text_of(renderer(x=source + "{{ t2('list.actors') }}")) == "t list.actors[list.actors]\n"


def test_templates_compiled_in_one_language_are_not_taken_for_those_of_another() -> None:
    compiled: Codes = {}
    templates = Templates({}, files("default", x="{{ t('list.actors') }}"), compiled=compiled)
    shown = [text_of(make_renderer(site(language=language), {}, templates)) for language in ("en", "de", "en")]
    assert shown == ["Actors\n", "Akteure\n", "Actors\n"]


def test_an_unknown_name_is_a_fault_at_the_templates_line_with_the_nearest_name_and_the_page() -> None:
    made = renderer(x="<p>\n  {{ page.titel }}\n</p>")
    (fault,) = made(page("x.html")).diagnostics
    assert (fault.rule, fault.message, fault.help) == ("D652", "nothing is named `titel` here", "did you mean `title`?")
    assert (fault.span.path, fault.span.line, fault.span.column) == ("default/x.html", 2, 3)
    assert "404.html" in fault.label


def test_a_fault_in_a_macro_is_placed_in_the_macro() -> None:
    made = renderer(
        x='{% from "m.html" import cell with context %}\n{{ cell(1) }}',
        m="{% macro cell(n) %}\n\n{{ n + 'a' }}{% endmacro %}",
    )
    (fault,) = made(page("x.html")).diagnostics
    assert (fault.rule, fault.span.path, fault.span.line) == ("D652", "default/m.html", 3)


@pytest.mark.parametrize(
    ("source", "rule", "line"),
    [
        ("a\n{% for %}", "D651", 2),
        ("{{ 'x' ", "D651", 1),
        ("a\n{% include 'nope.html' %}", "D653", 2),
        ("{{ t('no.such') }}", "D652", 1),
        ("{{ asset('no.css') }}", "D652", 1),
        ("{{ 1 / 0 }}", "D652", 1),
        ("{% include 'x.html' %}", "D652", 1),
        ("\n<a href=\"{{ 'javascript:alert(1)'|url }}\">", "D652", 2),
    ],
)
def test_whatever_a_template_does_wrong_is_a_value(source: str, rule: str, line: int) -> None:
    rendered = renderer(x=source)(page("x.html"))
    assert not rendered.artifacts
    assert [(fault.rule, fault.span.path, fault.span.line) for fault in rendered.diagnostics] == [
        (rule, "default/x.html", line)
    ]


def test_a_page_without_its_template_names_the_nearest_one() -> None:
    (fault,) = renderer(actor="")(page("acter.html")).diagnostics
    assert (fault.rule, fault.help) == ("D653", "did you mean `actor.html`?")


def test_a_broken_template_is_reported_once_for_many_pages() -> None:
    rendered = renderer(x="{{ page.nope }}", y="fine").all([page("x.html"), page("y.html"), page("x.html")])
    assert len(rendered.artifacts) == 1
    assert [fault.label for fault in rendered.diagnostics] == ["while making `404.html` and 1 more"]


@pytest.mark.parametrize("url", ["a/b/", "../x/index.html#h-1", "#src-3", "https://e.org/?a=b:c", "mailto:a@e.org", ""])
def test_safe_addresses_pass(url: str) -> None:
    assert linkable(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "a b",
        'a"b',
        "java\tscript:x",
        "vbscript:x",
        "\\\\evil",
        " https://e.org",
    ],
)
def test_unsafe_addresses_never_reach_an_attribute(url: str) -> None:
    with pytest.raises(ValueError, match="may not be linked"):
        linkable(url)


def test_the_default_theme_is_found_and_a_project_replaces_files_by_name(tmp_path: Path) -> None:
    (tmp_path / "templates/assets").mkdir(parents=True)
    (tmp_path / "templates/actor.html").write_text("mine", encoding="utf-8")
    (tmp_path / "templates/assets/tokens.css").write_text(":root{}", encoding="utf-8")
    (tmp_path / "templates/.hidden.html").write_text("x", encoding="utf-8")
    theme = read_theme(tmp_path)
    assert set(theme.templates) == {"actor.html"}
    assert "base.html" in theme.defaults and "actor.html" in theme.defaults
    assert {file.path: file.data for file in theme.assets}["tokens.css"] == b":root{}"
    assert theme.digest != read_theme(tmp_path / "elsewhere").digest


def test_dossiers_own_repository_has_no_overrides() -> None:
    assert not read_theme(default_templates().parent).templates


def test_a_template_that_is_not_utf8_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/actor.html").write_bytes(b"\xe9")
    theme = read_theme(tmp_path)
    assert [(fault.rule, fault.span.path) for fault in theme.diagnostics] == [("D650", "templates/actor.html")]
    assert not theme.templates
