"""Page → bytes through Jinja. Sees views and templates only: no library, no clock, no disk."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import TYPE_CHECKING, TypeAlias

from dossier.diagnostics import Diagnostic, FaultError, Span
from dossier.messages import Messages, catalogue
from dossier.model.files import TemplateFile
from dossier.render.environment import Codes, asset_function, make_environment
from dossier.rules import theme as rules
from dossier.text import direction_of, nearest
from dossier.views import Artifact, Page, SiteView

if TYPE_CHECKING:
    from jinja2 import Environment, TemplateSyntaxError

Filter: TypeAlias = Callable[..., object]
"""A function of what stands before the bar, and of arguments in brackets."""

_LINKABLE = re.compile(
    r"(?!//)(?:(?:https?|mailto|tel|geo):|[^:/?#\s\\\"<>`\x00-\x1f]*(?:[/?#]|\Z))[^\s\\\"<>`\x00-\x1f]*", re.IGNORECASE
)
"""A last fence: every address was through `urls.safe_url` or `urls.relative_url` already."""
_TEMPLATE_FAULTS = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError, RecursionError)
"""What Python raises inside a template, beside Jinja's own errors."""
_NO_ATTRIBUTE = re.compile(r"has no (?:attribute|element) `(\w+)`$")


@dataclass(frozen=True, slots=True)
class Templates:
    """What pages are made with."""

    own: Mapping[str, TemplateFile]
    """The project's, by name: they win over defaults of the same name."""
    defaults: Mapping[str, TemplateFile]
    """`default/<name>` always is the default."""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Those of plug-ins."""
    compiled: Codes = field(default_factory=dict)
    """Filled as templates are compiled, for the next renderer."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What became of pages: artifacts in the order of the pages, and the faults of their templates."""

    artifacts: tuple[Artifact, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Renderer:
    """Compiled templates with the site, its interface texts and the addresses of its assets."""

    environment: Environment
    site: SiteView
    messages: Messages
    shown: Mapping[str, TemplateFile]
    """Templates by the path that a fault shows."""

    def __call__(self, page: Page) -> Rendered:
        """Turn one page into its artifact: UTF-8, ends with one line feed.

        Returns the fault instead when a template is missing (D653), cannot be read (D651) or stops (D652, D672), at the
        template's own line and naming the page. Raises nothing for what a template may do wrong.
        """
        from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

        try:
            template = self.environment.get_template(page.template)
            text = template.render(page=page.view)
        except TemplateSyntaxError as fault:
            return Rendered((), (_syntax(fault, page),))
        except TemplateNotFound as fault:
            return Rendered((), (self._missing(str(fault.name or fault), page, fault),))
        except FaultError as fault:
            if fault.is_final:
                raise
            found = fault.diagnostic
            found = replace(found, span=self._place(fault) or found.span, label=_while_making(page))
            return Rendered((), (found,))
        except (TemplateError, *_TEMPLATE_FAULTS) as fault:
            return Rendered((), (self._failed(fault, page),))
        except Exception as fault:  # a view made by a plug-in may hold code, and that may raise anything
            if page.maker is None:
                raise
            return Rendered((), (self._failed(fault, page),))
        return Rendered((Artifact(page.url, f"{text.rstrip()}\n".encode()),))

    def all(self, pages: Iterable[Page]) -> Rendered:
        """Turn pages into artifacts. A fault of one template is returned once, with the number of pages it spoils."""
        rendered = [self(page) for page in pages]
        artifacts = tuple(artifact for one in rendered for artifact in one.artifacts)
        return Rendered(artifacts, together(fault for one in rendered for fault in one.diagnostics))

    def _missing(self, name: str, page: Page, fault: BaseException) -> Diagnostic:
        span = self._place(fault) or Span(page.template)
        near = nearest(name, (template.name for template in self.shown.values()))
        advice = f"did you mean `{near}`?" if near else f"put it in the project's `templates/{name}`"
        return rules.MISSING.at(span, f"there is no template `{name}`", help=advice, label=_while_making(page))

    def _failed(self, fault: BaseException, page: Page) -> Diagnostic:
        span = self._place(fault) or Span(page.template)
        what = str(fault).replace("'", "`") or type(fault).__name__
        advice = "see the reference of template variables, or remove the override"
        if isinstance(fault, KeyError):
            what = f"no text, asset or key is named {what}"
        elif unknown := _NO_ATTRIBUTE.search(what):
            what = f"nothing is named `{unknown[1]}` here"
            near = nearest(unknown[1], (field.name for field in fields(page.view)))
            advice = f"did you mean `{near}`?" if near else advice
        return rules.FAILED.at(span, what[:1].lower() + what[1:], label=_while_making(page), help=advice)

    def _place(self, fault: BaseException) -> Span | None:
        """Return the innermost line of a template in the traceback, which Jinja maps to template lines."""
        place = None
        trace = fault.__traceback__
        while trace:
            if (path := trace.tb_frame.f_code.co_filename) in self.shown:
                place = _whole_line(path, trace.tb_lineno, self.shown[path].source)
            trace = trace.tb_next
        return place


def make_renderer(
    site: SiteView,
    assets: Mapping[str, str],
    templates: Templates,
) -> Renderer:
    """Compile nothing yet: each template is compiled at its first use and kept.

    `assets` maps names such as `site.css` to paths from the site's root, as `assets.hash_assets` returns them.
    Templates see `page`, `site`, `t` (interface texts), `asset(name)`, `has_asset(name)`, the `FILTERS` and their own.
    """
    messages = catalogue(site.language)
    environment = make_environment(templates.own, templates.defaults, messages, templates.compiled)
    environment.globals["asset"] = asset_function(assets)
    environment.globals["has_asset"] = assets.__contains__
    environment.globals["site"] = site
    environment.filters.update({**FILTERS, **templates.filters})
    shown = {file.path: file for file in (*templates.own.values(), *templates.defaults.values())}
    return Renderer(environment, site, messages, shown)


def together(faults: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return each fault of a template once, with the first page it spoils and the number of others."""
    found: dict[tuple[str, Span, str], list[Diagnostic]] = {}
    for fault in faults:
        found.setdefault((fault.rule, fault.span, fault.message), []).append(fault)
    return tuple(_merged(same) for same in found.values())


def linkable(url: str) -> str:
    """Return an address fit for a quoted href or src. Raises ValueError for one that no view should hold."""
    if not _LINKABLE.fullmatch(url):
        raise ValueError(f"the address `{url}` may not be linked")
    return url


FILTERS: Mapping[str, Filter] = {"direction": direction_of, "url": linkable}
"""Beside those of Jinja."""


def _syntax(fault: TemplateSyntaxError, page: Page) -> Diagnostic:
    source = fault.source or ""
    span = _whole_line(fault.filename or fault.name or "template", fault.lineno, source)
    message = (fault.message or "the template cannot be read").rstrip(".").replace("'", "`")
    what = message[:1].lower() + message[1:]
    return rules.SYNTAX.at(span, what, label=_while_making(page), help="see the manual of Jinja")


def _whole_line(path: str, line: int, source: str) -> Span:
    """Return the span of a line without its indentation; Jinja knows no columns."""
    lines = source.split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    indent = len(text) - len(text.lstrip())
    return Span(path, max(line, 1), indent + 1, max(len(text.strip()), 1))


def _while_making(page: Page) -> str:
    return f"while making `{page.url}`" + (f" of the plug-in `{page.maker.name}`" if page.maker else "")


def _merged(same: list[Diagnostic]) -> Diagnostic:
    first, *others = same
    if not others or not first.label:
        return first
    return replace(first, label=f"{first.label} and {len(others)} more")
