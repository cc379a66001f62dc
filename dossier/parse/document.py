"""One file of content/ to one document: its kind from the folder, its id, its record, its text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from dossier.diagnostics import Diagnostic, Span
from dossier.model import RECORDS, Article, Document, Id, Kind, Parsed, Record
from dossier.model.files import InputFile
from dossier.model.identity import name_fault
from dossier.parse.frontmatter import Mapping, Parts, compose, decode_text, split
from dossier.parse.markdown import Construct, read_text
from dossier.parse.schema import Result, read
from dossier.rules import reading, schema
from dossier.text import nearest, nfc, visible

CONTENT = "content"
SUFFIX = ".md"
_OTHER_FOLDERS = ("bibliography", "archive", "media")
FENCE_LENGTH = 3


def kind_of(path: str) -> Kind | None:
    """Return the kind of the record that a path holds, `content/<kind's folder>/….md`, or None."""
    parts = path.split("/")
    if len(parts) < 3 or parts[0] != CONTENT or not path.endswith(SUFFIX):
        return None
    return next((kind for kind in Kind if kind.folder == parts[1]), None)


def parse(file: InputFile, language: str, constructs: tuple[Construct, ...] = ()) -> Parsed:
    """Read one file of a kind's folder, front matter and text.

    `language` is the dossier's (BCP 47): texts without their own are set in it, and what is said of an article too,
    whose `language` is that of the work. The document is None when its bytes, fences or YAML cannot be read, or when
    neither `id` nor the file's stem is usable; else it is there even with faults, so that links to it still lead
    somewhere. Faults D101 to D121 and D201 to D221, and those of the text, in no order. `constructs` are read beside
    those of our own. Raises nothing but what they raise.
    """
    kind = kind_of(file.path)
    if kind is None:
        return Parsed(None, (_misplaced(file.path),))
    text = decode_text(file)
    if not isinstance(text, str):
        return Parsed(None, text)
    parts, faults = split(file.path, text)
    if parts is None:
        return Parsed(None, faults)
    root, more = compose(file.path, parts.front, parts.front_line)
    faults = (*faults, *more)
    if not isinstance(root, Mapping):
        return Parsed(None, faults if root is None else (*faults, _not_a_map(root.span)))
    return _document(_Source(file.path, kind, language, constructs), parts, root, faults)


@dataclass(frozen=True, slots=True)
class _Source:
    path: str
    kind: Kind
    language: str
    constructs: tuple[Construct, ...]


def _document(source: _Source, parts: Parts, root: Mapping, faults: tuple[Diagnostic, ...]) -> Parsed:
    fence = Span(source.path, max(1, parts.front_line - 1), 1, FENCE_LENGTH)
    result: Result[Record] = read(RECORDS[source.kind], root, place=fence)
    record = result.record
    name, id_faults = _name(source.path, result, fence)
    language = _text_language(record, source.language)
    text = read_text(
        parts.body, path=source.path, line=parts.body_line, language=language, constructs=source.constructs
    )
    found = (*faults, *result.diagnostics, *id_faults, *text.diagnostics)
    if not name:
        return Parsed(None, found)
    document = Document(
        id=Id(source.kind, name),
        path=source.path,
        record=record,
        title=title_of(record) or name,
        body=text.body,
        refs=text.refs,
        sentences=text.sentences,
        outline=text.outline,
        quotations=text.quotations,
        blocks=text.blocks,
        anchors=text.anchors,
        lead=text.lead,
        id_span=result.places.get("id", Span(source.path)),
        places=result.places,
    )
    return Parsed(document, found)


def title_of(record: Record) -> str:
    """Return what a record calls itself: its title, name or statement; "" when that is missing."""
    for field in ("title", "name", "statement"):
        value = getattr(record, field, "")
        if value:
            return str(value)
    return ""


def _text_language(record: Record, language: str) -> str:
    return language if isinstance(record, Article) else record.language or language


def _name(path: str, result: Result[Record], fence: Span) -> tuple[str, tuple[Diagnostic, ...]]:
    """Return the explicit id, else the file's stem; the stem's faults only where no id was written."""
    if result.record.id:
        return result.record.id, ()
    stem = nfc(PurePosixPath(path).stem)
    fault = name_fault(stem)
    if fault is None:
        return stem, ()
    if "id" in result.places:
        return "", ()
    message = f"the file name gives no id: {visible(fault.message)}"
    return "", (schema.ID.at(fence, message, help=f"rename the file, or add `id: …`; {visible(fault.help)}"),)


def _not_a_map(span: Span) -> Diagnostic:
    return reading.NOT_A_MAP.at(span, "front matter is a set of keys, one `key: value` a line", help="add `title: …`")


def _misplaced(path: str) -> Diagnostic:
    parts = path.split("/")
    span = Span(path)
    folders = [kind.folder for kind in Kind]
    if len(parts) >= 3 and parts[1] in folders:
        message = f"this file is left out: records end in `{SUFFIX}`"
        return reading.FILE_NAME.at(span, message, help=f"rename it to end in `{SUFFIX}`, or move it to media/")
    if path.endswith((".yml", ".yaml")):
        message = "this file is left out: the settings stand in `content/dossier.yaml`"
        return reading.FILE_NAME.at(span, message, help="rename it to `dossier.yaml`, or delete it")
    if len(parts) < 3:
        message = "this file is left out: it stands in no kind's folder"
        return reading.FILE_NAME.at(span, message, help="move it, e.g. to content/info/")
    near = nearest(parts[1], (*folders, *_OTHER_FOLDERS))
    advice = f"did you mean `{near}`?" if near else f"the folders are {', '.join(f'`{name}`' for name in folders)}"
    return reading.FOLDER.at(span, f"`{visible(parts[1], 60)}` is no kind of record", help=advice)
