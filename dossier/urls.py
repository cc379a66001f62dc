"""Words about addresses: which may be linked, how paths become URLs, how one page points to another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

_ABSOLUTE = frozenset({"http", "https"})
_OTHERS = frozenset({"mailto", "tel", "geo"})
_SCHEME_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789+-.")
_PLAIN_PATH = re.compile(r"[A-Za-z0-9/!$&'()*+,;=@\-._~]*").fullmatch
"""Most paths need no encoding, and to see that costs a tenth of doing it."""
_MAX_LENGTH = 4096
"""Longer addresses are refused: browsers and servers disagree about them."""


@dataclass(frozen=True, slots=True)
class UrlFault:
    """Why an address may not be linked, and what to write instead."""

    message: str
    help: str


def safe_url(text: str, *, relative: bool = True) -> str | UrlFault:
    """Return the address fit for an href or src, or the fault that forbids it.

    Allowed: http, https, mailto, tel, geo and, if `relative`, paths, queries and fragments (RFC 3986 §4.2, without
    network-path references). Refused: other schemes, controls, white space inside, backslashes, userinfo, `//host`.
    White space around is dropped. Raises nothing.
    """
    url = text.strip(" \t\r\n\f\v\u00a0")
    if fault := _character_fault(url):
        return fault
    scheme = _scheme_of(url)
    if scheme is None:
        return _relative(url) if relative else UrlFault("not a web address", "write it with `https://` in front")
    if scheme in _OTHERS:
        return _encoded(url)
    if scheme not in _ABSOLUTE:
        return UrlFault(f"an address may not begin with `{scheme}:`", "use https, http or mailto")
    return _absolute(url)


def is_external(url: str) -> bool:
    """Tell whether a safe URL leads out of the site."""
    return _scheme_of(url) is not None


def _character_fault(url: str) -> UrlFault | None:
    if not url:
        return UrlFault("the address is empty", "write the full address, e.g. `https://example.org/page`")
    if len(url) > _MAX_LENGTH:
        return UrlFault("the address is too long", f"keep it under {_MAX_LENGTH} characters")
    if "\\" in url:
        return UrlFault("an address may not hold a backslash", "write `/`, or `%5C` where a backslash is meant")
    for letter in url:
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") or letter in '<>"`':
            return UrlFault("the address holds a character that no address may hold", "retype it, or encode it with %")
    if any(letter.isspace() for letter in url):
        return UrlFault("the address holds white space", "write `%20` for a space")
    return None


def _scheme_of(url: str) -> str | None:
    head, colon, _ = url.partition(":")
    name = head.lower()
    if not colon or not name or not name[0].isalpha() or set(name) - _SCHEME_CHARACTERS:
        return None
    return name


def _relative(url: str) -> str | UrlFault:
    if url.startswith("//"):
        return UrlFault("the address has no scheme", f"write `https:{url}`")
    return _encoded(url)


def _absolute(url: str) -> str | UrlFault:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return UrlFault("the host or port of the address cannot be read", "check it against the page's own address")
    if not host or not url[len(parts.scheme) + 1 :].startswith("//"):
        return UrlFault("the address has no host", "write it as `https://host/path`")
    if "@" in parts.netloc:
        return UrlFault("an address may not hold a user name or password", "leave out everything up to `@`")
    return _encoded(_ascii_host(url, host))


def _ascii_host(url: str, host: str) -> str:
    """Write an internationalised host in its ASCII form (RFC 5891), which every reader and server understands."""
    if host.isascii():
        return url
    try:
        name = host.encode("idna").decode("ascii")
    except UnicodeError:
        return url
    return re.sub(re.escape(host), name, url, count=1, flags=re.IGNORECASE)


def _encoded(url: str) -> str:
    return quote(url, safe="!#$%&'()*+,/:;=?@[]~-._")


def mixed_script(url: str) -> bool:
    """Tell whether one label of the host mixes scripts, as look-alike addresses do (UTS #39 §5.1)."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return False
    for label in host.split("."):
        try:
            shown = label.encode().decode("idna") if label.startswith("xn--") else label
        except UnicodeError:
            return True
        scripts = {unicodedata.name(letter, "?").split(" ", 1)[0] for letter in shown if letter.isalpha()}
        if len(scripts) > 1:
            return True
    return False


def path_to_url(path: str) -> str:
    """Percent-encode a site path for an href; `/` stays, every script is kept as UTF-8 octets (RFC 3987 §3.1)."""
    return path if _PLAIN_PATH(path) else quote(path, safe="/!$&'()*+,;=@-._~")


def relative_url(page: str, target: str) -> str:
    """Return the href from one site path to another; both relative to the site's root, e.g. `actors/x/index.html`.

    Works at `/`, under any sub path and from `file://`. A target that ends in `/` gets `index.html`.
    """
    path, mark, fragment = target.partition("#")
    if path.endswith("/") or not path:
        path += "index.html"
    here = page.split("/")[:-1]
    there = path.split("/")
    shared = 0
    while shared < min(len(here), len(there) - 1) and here[shared] == there[shared]:
        shared += 1
    steps = [".."] * (len(here) - shared) + there[shared:]
    return path_to_url("/".join(steps)) + (f"{mark}{quote(fragment, safe='-._~!$&()*+,;=:@/?')}" if mark else "")
