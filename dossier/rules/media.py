"""D66x: faults of files in content/media/."""

from __future__ import annotations

from dossier.diagnostics import Severity
from dossier.rules.rule import Rule

TYPE = Rule(
    "D660",
    "media-type",
    Severity.ERROR,
    "A file in content/media/ of a type that is not published.",
    "Pages, scripts and programs among the media would run in the reader's browser in the name of the dossier.",
    "content/media/attach.html",
    "content/media/attach.pdf",
)
CONTENT = Rule(
    "D661",
    "media-content",
    Severity.ERROR,
    "A file in content/media/ that is not what its name says.",
    "A browser may guess the true type and run it.",
    "content/media/photo.jpg that begins with `<html>`",
    "content/media/photo.jpg that is a JPEG image",
)
ACTIVE_SVG = Rule(
    "D662",
    "active-svg",
    Severity.ERROR,
    "An SVG image that holds scripts, handlers, or addresses outside itself.",
    "It would run code, or report the reader to somebody, when it is opened.",
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
)
SECRET = Rule(
    "D663",
    "secret-file",
    Severity.ERROR,
    "A private key, a file of passwords or a database among the media.",
    "What is published once cannot be called back.",
    "content/media/id_rsa",
    "Keep it outside content/.",
)
METADATA = Rule(
    "D664",
    "media-metadata",
    Severity.WARNING,
    "A file whose hidden data cannot be removed here: PDF, office files, sound, video, drawings.",
    "Names, places and programs inside a file can identify a source or a curator.",
    "content/media/report.docx",
    "content/media/report.pdf, exported without properties",
)
DAMAGED = Rule(
    "D665",
    "damaged-media",
    Severity.ERROR,
    "An image that is empty, cut off, or of a size that no reader's device can show.",
    "A broken picture stands on the page, or the reader's browser stops.",
    "content/media/big.png of 30000 × 30000 pixels",
    "content/media/big.png of 3000 × 3000 pixels",
)

RULES = (TYPE, CONTENT, ACTIVE_SVG, SECRET, METADATA, DAMAGED)
