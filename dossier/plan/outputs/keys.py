"""The keys a reader may press, in words and addresses: one classic script that keys.js loads when it is wanted.

`keys-list.js` holds `window.dossierKeys = {"title", "use", "close", "rows"};`. A row is [keys, what they do, address]:
several keys are pressed one after another; the address is relative to the site's root, "" for what keys.js does itself.
"""

from __future__ import annotations

from functools import partial

from dossier.plan.addresses import HOME, KEYS_LIST
from dossier.plan.head.head import list_link
from dossier.plan.scope import Scope
from dossier.plan.script_json import Json, to_json
from dossier.plan.spot import spot_at
from dossier.views import File

HERE = (("/", "ui.search"), ("?", "keys.this"), ("j", "keys.next"), ("k", "keys.previous"), ("u", "keys.up"))
"""What is done on the page that is read."""
PLACES = {
    "h": "home",
    "n": "notes",
    "t": "timeline",
    "a": "actors",
    "r": "articles",
    "q": "questions",
    "m": "map",
    "w": "network",
    "s": "sources",
    "p": "print",
    "i": "register",
}
"""Lists by the key after `g`; those without entries are left out."""


def keys_file(scope: Scope) -> File:
    """Return the list of keys."""
    return File(KEYS_LIST, partial(_script, scope))


def _script(scope: Scope) -> bytes:
    spot = spot_at(scope, HOME)
    links = [(key, list_link(spot, name)) for key, name in PLACES.items() if scope.counts.get(name, 1)]
    rows: list[Json] = [[key, scope.say(word), ""] for key, word in HERE]
    rows += [[f"g {key}", link.title, link.url] for key, link in links]
    value: Json = {
        "title": scope.say("keys.title"),
        "use": scope.say("keys.use"),
        "close": scope.say("ui.close"),
        "rows": rows,
    }
    return f"window.dossierKeys = {to_json(value)};\n".encode()
