"""From dossier.yaml to settings. Knows no record and no text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Table
from dataclasses import replace
from urllib.parse import urlsplit

from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile
from dossier.model.identity import Kind
from dossier.parse.frontmatter import Mapping, Node, Scalar, Sequence, compose, decode_text
from dossier.parse.schema import read
from dossier.rules import Rule, by_name, project, publishing, reading, schema
from dossier.settings import PUBLIC_KEYS, TARGET_KEYS, Settings, SignatureTool, TargetType
from dossier.text import nearest, visible
from dossier.urls import UrlFault, safe_url

SETTINGS_PATH = "content/dossier.yaml"
LEVELS = ("error", "warning", "note", "off")
STYLES = ("house",)
_STYLE_FILE = re.compile(r"(?![/\\~-])(?!.*\.\.)[^\\:]+\.csl")
"""A CSL style inside the project."""

_SECRET_KEYS = re.compile(r"pass|secret|token|credential|api.?key|private.?key|access.?key", re.IGNORECASE)
_PASSWORD = re.compile(r"[A-Za-z][\w+.-]*://[^/?#\s]*:[^/?#\s]*@")
"""User and password before a host (RFC 3986 §3.2.1)."""
_OPTION = re.compile(r"\s*-|[A-Za-z][\w+.-]*::|.*(?://|@)-|.*[\n\r]", re.DOTALL)
"""A dash in front of the value or of a host, a transport that git would run as a program, a second line."""
_BRANCH = re.compile(r"(?!.*(?:\.\.|//|/\.|\.lock(?:/|$)|[./]$))[A-Za-z0-9_][A-Za-z0-9_./+#-]*")
"""A branch that git takes (git-check-ref-format(1)), of letters that no shell and no refspec reads otherwise."""
_SOURCES = frozenset({"content", "templates", ".git", ".dossier", "."})
_MAIL = re.compile(r"[^\s@<>?&%\"',;:]+@[^\s@<>?&%\"',;:]+\.[^\s@<>?&%\"',;:]+")


def listed_plugins(file: InputFile | None) -> tuple[tuple[str, Span], ...]:
    """Return the names under `plugins` with their places, in the order of the file; () where nothing can be read."""
    text = decode_text(file) if file else ""
    root, _ = compose(file.path, text, 1) if file and isinstance(text, str) else (None, ())
    return _names(_value(root, "plugins"))


def read_settings(file: InputFile | None, rules: Iterable[Rule] = ()) -> tuple[Settings | None, tuple[Diagnostic, ...]]:
    """Read the settings of a dossier. `rules` are those of its plug-ins, whose levels may be set like any other's.

    Settings are None when there is no file or nothing in it can be read; else they are there even with faults, with
    defaults for what is faulty. Faults D101 to D221 as in front matter, and D601 to D606. No fault repeats a secret:
    its span has length 0, so that the line is not shown. Raises nothing.
    """
    if file is None:
        message = "there is no `content/dossier.yaml`"
        return None, (project.NO_SETTINGS.at(Span(SETTINGS_PATH), message, help="start a dossier with `dossier init`"),)
    text = decode_text(file)
    if not isinstance(text, str):
        return None, text
    root, faults = compose(file.path, text, 1)
    if root is None:
        return None, faults
    if not isinstance(root, Mapping):
        message = "the settings are a set of keys, one `key: value` a line"
        return None, (*faults, reading.NOT_A_MAP.at(root.span, message, help="start with `title: …`"))
    result = read(Settings, root, place=Span(file.path, 1, 1, 1))
    return result.record, (*faults, *_guarded(root, result.diagnostics), *_more_faults(root, tuple(rules)))


def _more_faults(root: Mapping, rules: tuple[Rule, ...]) -> Iterator[Diagnostic]:
    levels = _value(root, "checks")
    strangers = (name for name, _ in _names(_value(root, "plugins")) if not _is_spoken_for(name, rules))
    yield from _check_levels(levels, {**by_name(), **{rule.name: rule for rule in rules}}, tuple(strangers))
    yield from _base_url(_value(root, "base_url"))
    yield from _menu(_value(root, "menu"))
    yield from _contact(_value(root, "contact"))
    yield from _style(_value(root, "citation_style"))
    yield from _signature(_value(root, "signature"))
    targets = _value(root, "publish")
    for key, target in targets.entries if isinstance(targets, Mapping) else ():
        dangers = tuple(_dangers(target))
        yield from dangers or _target(key, target)


def _value(node: Node | None, name: str) -> Node | None:
    entries = node.entries if isinstance(node, Mapping) else ()
    return next((value for key, value in entries if key.value == name), None)


def _names(node: Node | None) -> tuple[tuple[str, Span], ...]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple((item.value, item.span) for item in items if isinstance(item, Scalar) and item.value.strip())


def _is_spoken_for(name: str, rules: Iterable[Rule]) -> bool:
    return any(rule.name.startswith(f"{name}-") for rule in rules)


def _check_levels(checks: Node | None, rules: Table[str, Rule], strangers: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Check names and levels. What `strangers`, plug-ins that are not loaded, may know is not judged."""
    adjustable = [rule.name for rule in rules.values() if rule.configurable]
    for key, level in checks.entries if isinstance(checks, Mapping) else ():
        rule = rules.get(key.value)
        if (rule is None or not rule.configurable) and not key.value.startswith(tuple(f"{one}-" for one in strangers)):
            near = nearest(key.value, adjustable)
            why = "always has the same level" if rule else "is no rule"
            advice = f"did you mean `{near}`?" if near else "`dossier explain` lists the rules"
            yield project.CHECK_LEVEL.at(key.span, f"`{visible(key.value, 60)}` {why}", help=advice)
        if isinstance(level, Scalar) and level.value not in LEVELS:
            near = nearest(level.value, LEVELS)
            advice = f"did you mean `{near}`?" if near else "write `error`, `warning`, `note` or `off`"
            yield project.CHECK_LEVEL.at(level.span, f"`{visible(level.value, 60)}` is no level", help=advice)


def _base_url(node: Node | None) -> Iterator[Diagnostic]:
    if not isinstance(node, Scalar) or node.absent:
        return
    url = safe_url(node.value, relative=False)
    if isinstance(url, UrlFault):
        return  # the schema has said so
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        yield project.BASE_URL.at(node.span, "`base_url` is no web address", help="write `https://host/path/`")
    elif parts.query or parts.fragment:
        message = "`base_url` holds more than a path"
        yield project.BASE_URL.at(node.span, message, help="leave out everything from `?` or `#` on")


def _menu(node: Node | None) -> Iterator[Diagnostic]:
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        target = _value(item, "to") if isinstance(item, Mapping) else item
        if isinstance(target, Scalar) and not target.absent and not _names_a_record(target.value):
            url = safe_url(target.value)
            if isinstance(url, UrlFault):
                yield schema.URL.at(target.span, visible(url.message, 300), help=visible(url.help, 300))


def _names_a_record(target: str) -> bool:
    return target.partition(":")[0] in {kind.value for kind in Kind} or not re.search(r"[:/\\]", target)


def _contact(node: Node | None) -> Iterator[Diagnostic]:
    mail = _value(node, "email") if isinstance(node, Mapping) else node
    if isinstance(mail, Scalar) and not mail.absent and not _MAIL.fullmatch(mail.value):
        message = f"`{visible(mail.value, 60)}` is no e-mail address"
        yield project.CONTACT.at(mail.span, message, help="write it as `name@example.org`; a page goes under `url`")


def _style(node: Node | None) -> Iterator[Diagnostic]:
    if not isinstance(node, Scalar) or node.absent or node.value in STYLES or _STYLE_FILE.fullmatch(node.value):
        return
    message = f"`citation_style` cannot be `{visible(node.value, 60)}`"
    advice = "write `house`, the one style that is built in, or the path of a .csl file in the project"
    yield schema.UNKNOWN_VALUE.at(node.span, message, help=advice)


def _signature(node: Node | None) -> Iterator[Diagnostic]:
    """Check the public key by its tool, and that the private one is not here; faults hide their line."""
    tool, public, key, name = (_value(node, key) for key in ("tool", "public", "key", "identity"))
    for scalar in (one for one in (public, key, name) if isinstance(one, Scalar)):
        if "PRIVATE KEY" in scalar.value or scalar.value.startswith("RWRTY0Iy"):
            yield _secret(scalar.span, "a private key may not stand here")
            return
    pattern = PUBLIC_KEYS[SignatureTool(tool.value)] if isinstance(tool, Scalar) and tool.value in PUBLIC_KEYS else None
    if pattern and isinstance(public, Scalar) and not pattern.fullmatch(public.value):
        advice = "write the line without its comment: `ssh-ed25519 AAAA…` or `RW…`"
        yield publishing.SIGNING_FAILED.at(public.span, "this is no public key of that tool", help=advice)
    if isinstance(key, Scalar) and not key.absent and not re.match(r"~/|\.\./|/|[A-Za-z]:", key.value):
        advice = "keep it where nobody publishes it, e.g. in `~/.ssh`"
        yield publishing.SIGNING_FAILED.at(key.span, "the private key lies in the project", help=advice)
    if isinstance(name, Scalar) and not re.fullmatch(r"[^\s\"#,*?!]+", name.value):
        yield publishing.SIGNING_FAILED.at(name.span, "this is no name of a signer", help="write an e-mail address")


def _guarded(root: Mapping, faults: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """Hide the lines of publishing targets: a mistyped key may hold a secret. A target with one has no other fault."""
    starts = [*((key.span.line, key.span.column, key.value) for key, _ in root.entries), _END]
    targets = _value(root, "publish")
    entries = targets.entries if isinstance(targets, Mapping) else ()
    spans = [(key.span.line, key.span.column, any(_dangers(value))) for key, value in entries]
    for fault in faults:
        place = (fault.span.line, fault.span.column)
        if max((start for start in starts if start[:2] <= place), default=_END)[2] != "publish":
            yield fault
        elif not max((span for span in spans if span[:2] <= place), default=(0, 0, False))[2]:
            yield replace(fault, span=replace(fault.span, length=0))


_END = (1 << 60, 0, "")
"""A place after every line."""


def _dangers(node: Node) -> Iterator[Diagnostic]:
    """Walk a publishing target for secrets and options; every fault hides its line."""
    match node:
        case Mapping(entries):
            for key, value in entries:
                if _SECRET_KEYS.search(key.value):
                    yield _secret(key.span, f"`{visible(key.value, 40)}` may not stand here")
                yield from _dangers(value)
        case Sequence(items):
            for item in items:
                yield from _dangers(item)
        case Scalar():
            yield from _target_value(node)


def _target_value(scalar: Scalar) -> Iterator[Diagnostic]:
    if _PASSWORD.search(scalar.value):
        yield _secret(scalar.span, "this address holds a password")
    if _OPTION.match(scalar.value):
        message = "this value could be taken for an option or a command"
        advice = "write an address or a name that starts with a letter or digit"
        yield project.OPTION.at(replace(scalar.span, length=0), message, help=advice)


def _secret(span: Span, message: str) -> Diagnostic:
    advice = "delete it here; `dossier publish` asks for it, or takes it from the environment"
    return project.SECRET.at(replace(span, length=0), message, help=advice)


def _target(name: Scalar, node: Node) -> Iterator[Diagnostic]:
    """Check a target by its type; the schema has read it."""
    kind = _value(node, "type")
    if not isinstance(node, Mapping) or not isinstance(kind, Scalar) or kind.value not in {*TargetType}:
        return
    known = TARGET_KEYS[TargetType(kind.value)]
    for key, _ in node.entries:
        if key.value in _ALL_TARGET_KEYS - {*known}:
            message = f"a target of type `{kind.value}` has no `{key.value}`"
            advice = f"its keys are {_listed(known)}"
            yield publishing.TARGET_KEYS.at(replace(key.span, length=0), message, help=advice)
    for needed in (needed for needed, is_needed in known.items() if is_needed):
        value = _value(node, needed)
        if value is None or (isinstance(value, Scalar) and not value.value.strip()):
            message = f"a target of type `{kind.value}` needs `{needed}`"
            yield publishing.TARGET_KEYS.at(replace(name.span, length=0), message, help=f"add `{needed}: …`")
    yield from _branch(_value(node, "branch"))
    if "host" not in known:
        yield from _path(_value(node, "path"))
    for key, scalar in node.entries:
        pattern, advice = _VALUES.get((kind.value, key.value), (None, ""))
        if pattern and isinstance(scalar, Scalar) and scalar.value and not pattern.fullmatch(scalar.value):
            message = f"`{key.value}` of a target of type `{kind.value}` cannot be `{visible(scalar.value, 60)}`"
            yield publishing.TARGET_VALUE.at(replace(scalar.span, length=0), message, help=advice)


_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FOLDERS = re.compile(r"/?(?!\.\.?(?:/|$))[^/\\\0-\x1f]+(?:/(?!\.\.?(?:/|$))[^/\\\0-\x1f]+)*/?")
_HOST = r"[A-Za-z0-9][A-Za-z0-9.-]*|\[[0-9A-Fa-f:.]+\]"
_HERE = r"127\.0\.0\.1|localhost|\[::1\]|[a-z2-7]{56}\.onion"
"""Hosts that are reached without TLS: this machine, and onion services, which Tor encrypts."""
_WEB = re.compile(rf"(?:https://(?:{_HOST})|http://(?:{_HERE}))(?::\d+)?(?:/[^\s?#@\\]*)?")
_THERE = re.compile(rf"[./]|{_FOLDERS.pattern}")
"""A folder of another machine, its root, or the folder in which it puts us."""
_LOGIN = re.compile(r"(?:[\w.][\w.-]*@)?[^\W_][\w.-]*(?::[0-9]{1,5})?")
_FTP = re.compile(rf"ftps?://(?:{_HOST})(?::\d+)?(?:/[^\s?#@\\]*)?")
_REMOTE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.+@ -]*:[^\0-\x1f\\:]*")
"""A remote by its name: no backend with options, which could hold a secret (rclone.org/docs, Connection strings)."""
_VALUES: Table[tuple[str, str], tuple[re.Pattern[str], str]] = {
    **{(kind, "host"): (_LOGIN, "write `name`, `user@name` or `user@name:port`") for kind in ("rsync", "sftp")},
    **{(kind, "path"): (_THERE, "write a folder of the host, e.g. `www/bridge`") for kind in ("rsync", "sftp")},
    ("s3", "bucket"): (_NAME, "write the name of the bucket alone"),
    ("s3", "prefix"): (_FOLDERS, "write a folder, e.g. `bridge`"),
    ("s3", "endpoint"): (_WEB, "write `https://` and the host; what is sent must be encrypted"),
    ("s3", "region"): (_NAME, "write a name such as `eu-central-1`"),
    ("webdav", "url"): (_WEB, "write `https://` and the folder; a password must travel encrypted"),
    ("ftp", "url"): (_FTP, "write `ftp://host/folder`, or `ftps://…` where TLS begins at once"),
    ("rclone", "remote"): (_REMOTE, "write a remote of `rclone listremotes` and a folder, `name:folder`"),
}
"""What a value of a type's key looks like, and what to write instead."""
_ALL_TARGET_KEYS = frozenset(key for keys in TARGET_KEYS.values() for key in keys)


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(f"`{key}`" for key in keys)


def _branch(node: Node | None) -> Iterator[Diagnostic]:
    if isinstance(node, Scalar) and node.value and not _BRANCH.fullmatch(node.value):
        message = f"no branch can be called `{visible(node.value, 60)}`"
        yield publishing.TARGET_VALUE.at(replace(node.span, length=0), message, help="write a name such as `gh-pages`")


def _path(node: Node | None) -> Iterator[Diagnostic]:
    first = node.value.removeprefix("./").partition("/")[0] if isinstance(node, Scalar) else ""
    if isinstance(node, Scalar) and first in _SOURCES:
        message = f"`{visible(node.value, 60)}` lies in a folder of the sources"
        advice = "name a folder outside the project, e.g. `../public`"
        yield publishing.TARGET_VALUE.at(replace(node.span, length=0), message, help=advice)
