"""What a machine of the cluster does: reads files, and makes pages as it was told once. Knows no network.

All that it needs is imported with it: its code then is that of the digest, which is taken when work comes first.
"""

from __future__ import annotations

import hashlib
import pickle
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dossier.cluster.terms import Terms, plugins_for
from dossier.handover import Script
from dossier.model import InputFile
from dossier.parse import encode
from dossier.render import Rendered, Renderer
from dossier.views import Page


@dataclass(frozen=True, slots=True)
class Parcel:
    """A script on its way: sent to each machine once, and known there by its digest."""

    digest: str
    data: bytes = field(compare=False, repr=False)
    """Pickled, and pressed by zlib. It is for the cluster's own connections, never for a disk."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What pages are made with, where they are made."""

    renderer: Renderer
    pages: Mapping[str, Page]
    """By address."""


def pack(script: Script) -> Parcel:
    """Put a script into a parcel."""
    data = zlib.compress(pickle.dumps(script, pickle.HIGHEST_PROTOCOL), level=1)
    return Parcel(hashlib.sha256(data).hexdigest(), data)


def hold(parcel: Parcel) -> Parcel:
    """Return what it is given: what a task returned, the cluster can hand on and, when a machine dies, have again."""
    return parcel


def read(terms: Terms, language: str, files: Sequence[InputFile]) -> tuple[bytes, ...]:
    """Read files and write each down. Raises ForeignMachineError."""
    reader = plugins_for(terms).reader(language)
    return tuple(encode(reader(file)) for file in files)


def make(terms: Terms, parcel: Parcel, urls: Sequence[str]) -> tuple[Rendered, ...]:
    """Make the pages at these addresses. Raises ForeignMachineError."""
    stage = _stage(terms, parcel)
    return tuple(stage.renderer(stage.pages[url]) for url in urls)


def differs(terms: Terms) -> str:
    """Say what keeps this machine from working on these terms; "" for nothing."""
    plugins_for(terms)
    return ""


def forget() -> None:
    """Drop what was kept for the next pages of the same script."""
    _stage.cache_clear()


@lru_cache(maxsize=1)
def _stage(terms: Terms, parcel: Parcel) -> Stage:
    plugins = plugins_for(terms)
    script: Script = pickle.loads(zlib.decompress(parcel.data))
    planned = script.plan(plugins)
    return Stage(script.renderer(planned, plugins, {}), {page.url: page for page in planned.pages})
