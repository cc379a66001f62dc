"""Decides which files of content/media/ are published, and takes out of them what could betray somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dossier.assets.formats import FORMATS, Format
from dossier.assets.images import damage_of, size_of
from dossier.assets.secrets import secret_in
from dossier.assets.strip import stripped
from dossier.assets.svg import activity_in, has_editor_data, svg_size
from dossier.diagnostics import Diagnostic, Span
from dossier.model.files import InputFile
from dossier.rules import media as rules
from dossier.text import nearest
from dossier.views import Artifact

PREFIX = "content/"
MAX_PIXELS = 100_000_000
"""A browser needs four bytes for each: 400 MB."""


@dataclass(frozen=True, slots=True)
class Media:
    """Media ready to write."""

    artifacts: tuple[Artifact, ...]
    """At `media/…`, the path under content/, sorted."""
    sizes: Mapping[str, tuple[int, int]]
    """Every image by its path (`media/map.png`): width and height in CSS pixels as shown; (0, 0) where not known."""
    diagnostics: tuple[Diagnostic, ...] = ()


def clean_media(files: Iterable[InputFile]) -> Media:
    """Check and clean the files of content/media/.

    Exif, XMP, IPTC, comments and trailing data leave JPEG, PNG, GIF and WebP images; pixels and colour profiles stay,
    a JPEG keeps its orientation. Returns D660 to D665; a file with an error is not among the artifacts. Raises nothing.
    """
    artifacts: list[Artifact] = []
    sizes: dict[str, tuple[int, int]] = {}
    faults: list[Diagnostic] = []
    for file in sorted(files, key=lambda found: found.path):
        url = file.path.removeprefix(PREFIX)
        form = _format_of(file.path)
        if fault := _refusal(file, form):
            faults.append(fault)
            continue
        assert form is not None
        faults += _warnings(file, form)
        data = stripped(form.name, file.data)
        artifacts.append(Artifact(url, data))
        if form.is_image:
            sizes[url] = _size(form, data)
    return Media(tuple(artifacts), sizes, tuple(faults))


def _format_of(path: str) -> Format | None:
    return FORMATS.get(path.rpartition(".")[2].lower()) if "." in path.rpartition("/")[2] else None


def _size(form: Format, data: bytes) -> tuple[int, int]:
    return svg_size(data) if form.name == "svg" else size_of(form.name, data)


def _refusal(file: InputFile, form: Format | None) -> Diagnostic | None:
    place = Span(file.path)
    if what := secret_in(file.path, file.data):
        return rules.SECRET.at(place, f"this looks like {what}", help="move it out of content/ and make a new one")
    if form is None:
        suffix = file.path.rpartition(".")[2].lower()
        near = nearest(suffix, FORMATS, 0.7)
        advice = f"did you mean `.{near}`?" if near else f"use one of: {', '.join(sorted(FORMATS))}"
        return rules.TYPE.at(place, "files of this type are not published", help=advice)
    if not file.data:
        return rules.DAMAGED.at(place, "the file is empty", help="copy it again")
    if not form.fits(file.data):
        return rules.CONTENT.at(
            place,
            f"this is no {form.title}, whatever its name says",
            help="save it again in that format, or give it the suffix of what it is",
        )
    return _image_refusal(file, form) if form.is_image else None


def _image_refusal(file: InputFile, form: Format) -> Diagnostic | None:
    place = Span(file.path)
    if form.name == "svg":
        if activity := activity_in(file.data):
            return rules.ACTIVE_SVG.at(
                Span(file.path, activity.line, activity.column),
                activity.message,
                help="export it as a plain SVG, or as PNG",
            )
        return None
    if what := damage_of(form.name, file.data):
        return rules.DAMAGED.at(place, what, help="save the image again")
    width, height = size_of(form.name, file.data)
    if width * height > MAX_PIXELS:
        return rules.DAMAGED.at(
            place,
            f"the image has {width} × {height} pixels",
            help=f"make it smaller: {MAX_PIXELS // 1_000_000} million pixels at most",
        )
    return None


def _warnings(file: InputFile, form: Format) -> tuple[Diagnostic, ...]:
    if form.keeps_metadata and (form.name != "svg" or has_editor_data(file.data)):
        message = f"a {form.title} may name its author, place and program, and that is not taken out here"
        return (rules.METADATA.at(Span(file.path), message, help="export it without properties and check it"),)
    return ()
