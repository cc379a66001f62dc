"""Assets and media: hashed names, refusals at their place, images without metadata but with their pixels."""

from __future__ import annotations

import hashlib
import struct
import time
import zlib

import pytest

from dossier.assets import clean_media, hash_assets
from dossier.assets.images import size_of
from dossier.assets.strip import jpeg_orientation, stripped
from dossier.model.files import InputFile


def file(path: str, data: bytes) -> InputFile:
    return InputFile(path, data, hashlib.sha256(data).hexdigest())


def media(name: str, data: bytes) -> InputFile:
    return file(f"content/media/{name}", data)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int = 2, height: int = 3, extra: bytes = b"") -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0\0" * 3))
    return b"\x89PNG\r\n\x1a\n" + header + extra + pixels + chunk(b"IEND", b"")


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def exif(orientation: int) -> bytes:
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack("<HHII", 0x013B, 2, 8, 38)
    return b"Exif\0\0II*\0\x08\0\0\0\x02\0" + entries + b"\0\0\0\0" + b"SECRET\0\0"


SOF = segment(0xC0, struct.pack(">BHHB", 8, 30, 40, 1) + b"\x01\x11\x00")
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\xff\x00\x34\xff\xd0\x56"


def jpeg(*segments: bytes, tail: bytes = b"") -> bytes:
    return b"\xff\xd8" + b"".join(segments) + SOF + SCAN + b"\xff\xd9" + tail


def svg(inside: str, **attributes: str) -> bytes:
    given = " ".join(f'{key}="{value}"' for key, value in attributes.items())
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f"<svg {names} {given}>{inside}</svg>".encode()


def test_comments_of_style_sheets_are_for_their_authors_and_licences_for_all() -> None:
    sheet = file(
        "a.css",
        b'/*! OFL */\n/* it\'s why */ i::after { content: "/* kept ; */"; } /* x */\nb i,  b\n:is(p) { color: red }',
    )
    (made,) = hash_assets([sheet]).artifacts
    assert made.data == b'/*! OFL */ i::after{content: "/* kept ; */";}b i,b :is(p){color: red}'


def test_assets_are_named_after_their_contents_and_style_sheets_follow() -> None:
    font = file("fonts/a.woff2", b"font")
    sheet = file("site.css", b'@font-face { src: url(fonts/a.woff2) } i { fill: url("#x") } /* url(old.png) */')
    hashed = hash_assets([sheet, font])
    font_path = f"assets/fonts/a.{font.digest[:8]}.woff2"
    assert not hashed.diagnostics
    assert hashed.paths["fonts/a.woff2"] == font_path
    made = {artifact.url: artifact.data for artifact in hashed.artifacts}
    assert f'url("{font_path.removeprefix("assets/")}")'.encode() in made[hashed.paths["site.css"]]
    digest = hashlib.sha256(made[hashed.paths["site.css"]]).hexdigest()
    assert hashed.paths["site.css"] == f"assets/site.{digest[:8]}.css"


@pytest.mark.parametrize(
    ("css", "rule", "line"),
    [
        (b"\n@import url(https://tracker.example/f.css);", "D654", 2),
        (b"a { background: url('//tracker.example/x.png') }", "D654", 1),
        (b"a {\n\n background: URL( http://tracker.example/x.png ) }", "D654", 3),
        (b"a { background: url(data:image/png;base64,AA) }", "D654", 1),
        (b"a { background: image-set('https://t.example/x.png' 1x) }", "D654", 1),
        (b"a { background: url(nope.png) }", "D655", 1),
    ],
)
def test_a_style_sheet_that_loads_from_elsewhere_is_refused_at_its_line(css: bytes, rule: str, line: int) -> None:
    hashed = hash_assets([file("custom.css", css)])
    assert not hashed.artifacts
    assert [(fault.rule, fault.span.line) for fault in hashed.diagnostics] == [(rule, line)]


def test_metadata_leaves_a_png_and_its_pixels_stay() -> None:
    extra = chunk(b"tEXt", b"Author\0SECRET") + chunk(b"eXIf", b"SECRET") + chunk(b"gAMA", b"\0\1\x86\xa0")
    done = clean_media([media("a/x.png", png(extra=extra) + b"SECRET")])
    assert not done.diagnostics
    assert done.sizes == {"media/a/x.png": (2, 3)}
    (artifact,) = done.artifacts
    assert artifact.url == "media/a/x.png"
    assert artifact.data == png(extra=chunk(b"gAMA", b"\0\1\x86\xa0"))


def test_metadata_leaves_a_jpeg_but_its_orientation_stays() -> None:
    icc = segment(0xE2, b"ICC_PROFILE\0\1\1profile")
    data = jpeg(
        segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"),
        segment(0xE1, exif(6)),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0SECRET"),
        segment(0xED, b"Photoshop 3.0\0SECRET"),
        segment(0xFE, b"SECRET"),
        icc,
        tail=b"SECRET",
    )
    done = clean_media([media("x.JPG", data)])
    (artifact,) = done.artifacts
    assert b"SECRET" not in artifact.data
    assert icc in artifact.data and artifact.data.endswith(SOF + SCAN + b"\xff\xd9")
    assert jpeg_orientation(artifact.data) == 6
    assert done.sizes == {"media/x.JPG": (30, 40)}


def test_a_clean_jpeg_stays_byte_for_byte() -> None:
    data = jpeg(segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0"))
    assert stripped("jpeg", data) == data


def test_metadata_leaves_webp_and_gif() -> None:
    def riff(*chunks: tuple[bytes, bytes]) -> bytes:
        body = b"".join(name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for name, data in chunks)
        return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body

    head = b"\x0c\0\0\0" + b"\x09\0\0" + b"\x04\0\0"
    webp = riff((b"VP8X", head), (b"VP8L", b"pix"), (b"EXIF", b"SECRET"), (b"XMP ", b"SECRET"))
    assert stripped("webp", webp) == riff((b"VP8X", b"\0" + head[1:]), (b"VP8L", b"pix"))
    assert size_of("webp", webp) == (10, 5)
    start = b"GIF89a" + struct.pack("<HH", 7, 8) + b"\x80\0\0" + b"\0" * 6
    frame = b"," + b"\0" * 8 + b"\0" + b"\x02\x02\x4c\x01\0"
    gif = (
        start
        + b"!\xfe\x06SECRET\0"
        + b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0"
        + b"!\xff\x0bXMP DataXMP\x06SECRET\0"
        + frame
        + b";SECRET"
    )
    assert stripped("gif", gif) == start + b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" + frame + b";"
    assert size_of("gif", gif) == (7, 8)


@pytest.mark.parametrize(
    ("name", "data", "rule"),
    [
        ("attach.html", b"<p>x", "D660"),
        ("noext", b"x", "D660"),
        ("run.js", b"x", "D660"),
        ("x.css", b"a{}", "D660"),
        ("photo.jpg", b"<html><script>alert(1)</script>", "D661"),
        ("photo.png", jpeg(), "D661"),
        ("a.txt", b"<!DOCTYPE html>", "D661"),
        ("a.txt", b"\xff\xfe", "D661"),
        ("a.pdf", b"%!PS", "D661"),
        ("id_ed25519", b"x", "D663"),
        ("server.pem", b"x", "D663"),
        ("prod.env", b"A=1", "D663"),
        ("data.sqlite3", b"x", "D663"),
        ("notes.txt", b"\n-----BEGIN OPENSSH PRIVATE KEY-----\n", "D663"),
        ("a.csv", b"SQLite format 3\x00", "D663"),
        ("settings.txt", b"DB_PASSWORD=hunter2\n", "D663"),
        ("x.png", b"", "D665"),
        ("x.png", png()[:-8], "D665"),
        ("big.png", png(30000, 30000), "D665"),
        ("x.jpg", jpeg()[:14], "D665"),
    ],
)
def test_what_may_not_be_published_is_refused_and_left_out(name: str, data: bytes, rule: str) -> None:
    done = clean_media([media(name, data)])
    assert not done.artifacts and not done.sizes
    assert [(fault.rule, fault.span.path) for fault in done.diagnostics] == [(rule, f"content/media/{name}")]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<g onload="x()"/>',
        '<image href="https://t.example/x.png"/>',
        '<use xlink:href="//t.example/#a"/>',
        "<foreignObject/>",
        '<a href="javascript:x"/>',
        "<style>@import 'https://t.example/x.css';</style>",
        '<rect style="fill:url(https://t.example/#a)"/>',
        '<rect fill="url( &quot;https://t.example/#a&quot;)"/>',
        '<animate attributeName="href" to="javascript:x"/>',
        '<image href="data:image/svg+xml;base64,AA"/>',
        "<p",
        "</svg><svg>",
        "<style>a{background:u\\72l(https://t.example)}</style>",
        "<g>" * 300 + "</g>" * 300,
    ],
)
def test_an_active_svg_is_refused_at_its_place(inside: str) -> None:
    done = clean_media([media("i.svg", svg("\n" + inside))])
    assert not done.artifacts
    assert [fault.rule for fault in done.diagnostics] == ["D662"]


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b'<?xml-stylesheet href="https://t.example/x.css"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b"<html/>",
    ],
)
def test_an_svg_with_doctype_instructions_or_another_root_is_refused(data: bytes) -> None:
    assert [fault.rule for fault in clean_media([media("i.svg", data)]).diagnostics] == ["D662"]


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ({"width": "12", "height": "8.6px"}, (12, 9)),
        ({"viewBox": "0 0 100 50"}, (100, 50)),
        ({"width": "100%"}, (0, 0)),
    ],
)
def test_a_quiet_svg_passes_with_its_size(attributes: dict[str, str], size: tuple[int, int]) -> None:
    inside = (
        '<style>a{fill:url( #g )}</style><use href="#g"/><image href="data:image/png;base64,AA"/>'
        '<path fill="url(\'#g\')" d="M0 0"/>'
    )
    done = clean_media([media("i.svg", svg(inside, **attributes))])
    assert not done.diagnostics
    assert done.sizes == {"media/i.svg": size}


def test_files_whose_metadata_stays_are_published_with_a_warning() -> None:
    done = clean_media(
        [media("a.pdf", b"%PDF-1.7"), media("b.svg", svg("<!-- by SECRET -->")), media("c.csv", b"a,b\n")]
    )
    assert [artifact.url for artifact in done.artifacts] == ["media/a.pdf", "media/b.svg", "media/c.csv"]
    assert [(fault.rule, fault.severity) for fault in done.diagnostics] == [("D664", "warning")] * 2


def test_an_unknown_suffix_gets_the_nearest_one() -> None:
    (fault,) = clean_media([media("x.jpgg", jpeg())]).diagnostics
    assert fault.help == "did you mean `.jpg`?"


@pytest.mark.parametrize("data", [png(), jpeg(segment(0xE1, exif(3))), jpeg()])
def test_no_cut_image_raises(data: bytes) -> None:
    for end in range(len(data)):
        for name in ("x.png", "x.jpg", "x.gif", "x.webp", "x.svg"):
            clean_media([media(name, data[:end])])


def test_an_address_full_of_blanks_in_a_drawing_is_read_in_time() -> None:
    start = time.process_time()
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg"><path style="fill:url({" " * 100_000}#a)"/></svg>'
    assert [made.url for made in clean_media([media("x.svg", drawing.encode())]).artifacts] == ["media/x.svg"]
    assert time.process_time() - start < 15  # quadratic work takes minutes; a busy machine must not fail
