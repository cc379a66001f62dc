"""Snippets for web servers: old addresses, the 404 page, media types, cache and security headers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from dossier.headers import HASHED, IMMUTABLE, MEDIA_TYPES, PLAIN, REVALIDATED

Moves = tuple[tuple[str, str], ...]
"""Old and new addresses, percent-encoded, from the root of the host on."""
Headers = Iterable[tuple[str, str]]

_NGINX_NOTE = """\
# nginx 1.11.8 or newer. In the `server` block that shows this site, beside its `root`, write
#     include /path/to/this/nginx.conf;
"""
_APACHE_NOTE = """\
# Apache 2.4.10 or newer. In the <VirtualHost> that shows this site, write
#     Include /path/to/this/apache.conf
# or, on a web host without access to it, copy this file into the site's folder under the name `.htaccess`.
"""


def nginx_conf(prefix: str, headers: Headers, moves: Moves) -> bytes:
    """Write what nginx includes into a server. It sets no `location` but those of old addresses.

    nginx compares addresses in which nothing is percent-encoded, and sends the new ones as they are.
    """
    types = "".join(f"    {_quoted(type)} {' '.join(suffixes)};\n" for type, suffixes in _suffixes_by_type().items())
    assets = f"^{re.escape(_decoded(prefix))}/{HASHED}"
    lines = [
        "server_tokens off;",
        "absolute_redirect off;",
        f"error_page 404 {_quoted(_nginx_value(f'{_decoded(prefix)}/404.html'))};",
        f"types {{\n{types}}}",
        f"default_type {_quoted(PLAIN)};",
        f"set $dossier_cache {_quoted(REVALIDATED)};",
        f"if ($uri ~ {_quoted(assets)}) {{ set $dossier_cache {_quoted(IMMUTABLE)}; }}",
        "add_header Cache-Control $dossier_cache;",
        *(f"add_header {name} {_quoted(value)} always;" for name, value in headers),
        *(f"location = {_quoted(_decoded(old))} {{ return 301 {_quoted(_nginx_value(new))}; }}" for old, new in moves),
    ]
    return (_NGINX_NOTE + "\n".join(lines) + "\n").encode()


def apache_conf(prefix: str, headers: Headers, moves: Moves) -> bytes:
    """Write what Apache includes into a virtual host, or reads as .htaccess."""
    types = (f"AddType {_quoted(type)} {' '.join(suffixes)}" for type, suffixes in _suffixes_by_type().items())
    where = f"expr=%{{REQUEST_URI}} =~ m#^{re.escape(_decoded(prefix))}/{HASHED}#"
    lines = [
        f"ErrorDocument 404 {_quoted(f'{prefix}/404.html')}",
        *types,
        f'<FilesMatch "^[^.]+$">\n    ForceType {_quoted(PLAIN)}\n</FilesMatch>',
        "<IfModule mod_headers.c>",
        *(f"    Header always set {name} {_quoted(value)}" for name, value in headers),
        f"    Header set Cache-Control {_quoted(REVALIDATED)}",
        f"    Header set Cache-Control {_quoted(IMMUTABLE)} {_quoted(where)}",
        "</IfModule>",
        "<IfModule mod_alias.c>",
        *(
            f"    RedirectMatch 301 {_quoted(f'^{re.escape(_decoded(old))}$')} {_quoted(_apache_value(new))}"
            for old, new in moves
        ),
        "</IfModule>",
    ]
    return (_APACHE_NOTE + "\n".join(lines) + "\n").encode()


def _suffixes_by_type() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for suffix, type in MEDIA_TYPES.items():
        if suffix:
            found.setdefault(type, []).append(suffix)
    return found


def _decoded(address: str) -> str:
    """Decode an address; control characters, with which a line would end, are left out."""
    return re.sub(r"[\0-\x1f\x7f]", "", unquote(address))


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _nginx_value(text: str) -> str:
    """Keep `$` from being read as a variable."""
    return text.replace("$", "%24")


def _apache_value(text: str) -> str:
    """Return an address that Apache encodes by itself; keep `$` from being read as a part of the old one."""
    return re.sub(r"([\\$])", r"\\\1", _decoded(text))
