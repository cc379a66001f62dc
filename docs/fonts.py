"""Makes templates/assets/fonts/ and templates/assets/fonts.css from the packages of Fontsource, which carry the faces.

    npm pack @fontsource-variable/literata@5.3.0 @fontsource-variable/golos-text@5.3.0
    npm pack @fontsource/{gelasio,tinos,arimo,roboto,noto-serif}@5.3.0
    for packed in *.tgz; do mkdir "${packed%.tgz}" && tar xzf "$packed" -C "${packed%.tgz}"; done
    python docs/fonts.py .

Only the first two are shipped. The others have the widths of what readers' systems have (Gelasio those of Georgia,
Tinos of Times, Arimo of Arial): what stands in for a face that is late is scaled to take as much room, so that a page
looks the same when it is opened again. The same input gives the same bytes. Neither face reserves its name (OFL 1.1,
clause 3).
"""

from __future__ import annotations

import io
import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import USE_MY_METRICS
from fontTools.varLib.instancer import instantiateVariableFont
from fontTools.varLib.iup import iup_delta_optimize

ROOT = Path(__file__).resolve().parent.parent
ASSETS = ROOT / "templates/assets"
FEATURES = ["ccmp", "kern", "lnum", "locl", "mark", "mkmk", "tnum"]
"""Small capitals, fractions, old-style figures and ligatures are left out (a tenth of a file, and an f reads as well
beside an i without); pairs are kerned where both are in one file."""
UNSEEN = 2
"""Thousandths of an em by which an outline may be beside its place in the heavier weight: less than a pixel."""
SAMPLES = {
    "latin": ("en", "a-z"),
    "cyrillic": ("ru", "а-яё"),
}
"""Language and letters of the texts that widths are measured with: the words of the interface."""
HEAD = "/* Made by docs/fonts.py: faces in parts, so that a page loads its scripts alone, and their stand-ins. */\n"


@dataclass(frozen=True, slots=True)
class Part:
    """The characters of one file, as CSS has them (CSS Fonts 4 §4.5), and the file of Fontsource that holds them.

    A face may lack some; those are not among its own.
    """

    name: str
    source: str
    characters: str


PARTS = (
    Part(
        "latin",  # with the figures and signs that every script needs
        "latin",
        "U+20-7E, U+A0, U+A7, U+A9, U+AB, U+B0-B1, U+B6-B7, U+BB, U+D7, U+DF-E2, U+E4, U+E7-EB, U+ED, U+F1, U+F3-F4, "
        "U+F6, U+FC, U+2009, U+2013-2014, U+2018-201A, U+201C-201E, U+2022, U+2026, U+20AC, U+2212",
    ),
    Part(
        "accents",
        "latin",
        "U+C0-D6, U+D8-DE, U+E3, U+E5-E6, U+EC, U+EE-F0, U+F2, U+F5, U+F8-FB, U+FD-FF, U+131, U+152-153",
    ),
    Part(
        "baltic",  # Polish, Lithuanian, and Belarusian in Latin letters
        "latin-ext",
        "U+104-107, U+10C-10D, U+116-119, U+12E-12F, U+141-144, U+15A-15B, U+160-161, U+16A-16D, U+172-173, U+179-17E",
    ),
    Part(
        "europe",
        "latin-ext",
        "U+100-103, U+10A-10B, U+10E-113, U+11A-11B, U+11E-11F, U+122-123, U+12A-12B, U+130, U+136-137, U+139-13E, "
        "U+145-148, U+150-151, U+154-159, U+15E-15F, U+164-165, U+16E-171, U+178, U+218-21B, U+1E9E",
    ),
    Part(
        "cyrillic",
        "cyrillic",
        "U+301, U+401, U+404, U+406-407, U+40E, U+410-44F, U+451, U+454, U+456-457, U+45E, U+490-491, U+2116",
    ),
)


@dataclass(frozen=True, slots=True)
class Face:
    """One face of ours."""

    family: str
    name: str
    source: str
    """Path in the folder of packages, with a hole for the part."""
    weight: int | tuple[int, int]
    style: str = "normal"


@dataclass(frozen=True, slots=True)
class StandIn:
    """A font of readers' systems, by its names there, and one of the same widths in the folder of packages."""

    family: str
    systems: tuple[str, ...]
    twin: str
    faces: tuple[Face, ...]


LITERATA = Face(
    "Literata", "literata", "fontsource-variable-literata-5.3.0/package/files/literata-{}-wght-normal.woff2", (400, 600)
)
ITALIC = Face(
    "Literata",
    "literata-italic",
    "fontsource-variable-literata-5.3.0/package/files/literata-{}-wght-italic.woff2",
    400,
    "italic",
)
GOLOS = Face(
    "Golos Text", "golos", "fontsource-variable-golos-text-5.3.0/package/files/golos-text-{}-wght-normal.woff2", 440
)
FACES = (LITERATA, ITALIC, GOLOS)
TWIN = "fontsource-{0}-5.3.0/package/files/{0}-{1}-{2}-{3}.woff2"
BOLD = 600
STAND_INS = (
    StandIn("Literata as Georgia", ("Georgia", "Gelasio"), "gelasio", (LITERATA, ITALIC)),
    StandIn("Literata as Noto", ("Noto Serif",), "noto-serif", (LITERATA, ITALIC)),
    StandIn("Literata as Times", ("Times New Roman", "Liberation Serif", "Tinos"), "tinos", (LITERATA, ITALIC)),
    StandIn("Golos as Arial", ("Arial", "Liberation Sans", "Arimo"), "arimo", (GOLOS,)),
    StandIn("Golos as Roboto", ("Roboto",), "roboto", (GOLOS,)),
)


def main(packages: Path) -> None:
    """Write the files, the licences beside them and the style sheet."""
    target = ASSETS / "fonts"
    target.mkdir(exist_ok=True)
    rules = []
    for face in FACES:
        shutil.copyfile(
            packages / face.source.split("/files/")[0] / "LICENSE", target / f"OFL-{face.family.split()[0]}.txt"
        )
        for part in PARTS:
            file = target / f"{face.name}-{part.name}.woff2"
            file.write_bytes(cut(packages / face.source.format(part.source), face, part))
            print(f"{file.name} {file.stat().st_size}")  # noqa: T201
            rules.append(rule_of(face, file))
    rules += [
        stand_in_rule(one, face, packages, bold=bold)
        for one in STAND_INS
        for face in one.faces
        for bold in ((False, True) if isinstance(face.weight, tuple) else (False,))
    ]
    (ASSETS / "fonts.css").write_text("\n".join([HEAD, *rules]), encoding="utf-8")


def cut(source: Path, face: Face, part: Part) -> bytes:
    """Leave the part's characters and the face's weights of a font, as WOFF2."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.layout_features = [name for name in FEATURES if name != "kern" or part.name in SAMPLES]
    options.hinting = False
    options.name_IDs += [13, 14]  # the licence
    options.drop_tables += ["VVAR", "vhea", "vmtx", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(part.characters))
    subsetter.subset(font)
    whole = saved(font)
    made = instance(whole, face.weight)
    if isinstance(face.weight, tuple):
        freeze_pairs(made, instance(whole, lightest(face)))
        simplify(made)
    align_figures(made)
    made.flavor = "woff2"
    return saved(made)


def instance(font: bytes, weight: int | tuple[int, int]) -> TTFont:
    """Return a font in one weight, or in those between two."""
    return instantiateVariableFont(TTFont(io.BytesIO(font), recalcTimestamp=False), {"wght": weight})


def freeze_pairs(font: TTFont, light: TTFont) -> None:
    """Kern every weight as the lightest: the differences are a tenth of a file, and a few thousandths of an em."""
    for tag in ("GPOS", "GDEF"):
        if tag in font:
            del font[tag]
        if tag in light:
            font[tag] = light[tag]


def simplify(font: TTFont) -> None:
    """Leave out how points move from one weight to the next where that can be told from their neighbours'."""
    outlines = font["glyf"]
    for name, variations in font["gvar"].variations.items():
        points, control = outlines._getCoordinatesAndControls(name, font["hmtx"].metrics)
        for variation in variations:
            variation.calcInferredDeltas(points, control.endPts)
            variation.roundDeltas()
            variation.coordinates = iup_delta_optimize(
                variation.coordinates, list(points), list(control.endPts), tolerance=UNSEEN
            )


def align_figures(font: TTFont) -> None:
    """Make figures for tables as wide as the widest; those of Golos Text 5.3.0 differ although they are called so."""
    figures = tabular_figures(font)
    widest = max((font["hmtx"][name][0] for name in figures), default=0)
    for name in figures:
        width, bearing = font["hmtx"][name]
        if width < widest:
            shift = (widest - width) // 2
            glyph = font["glyf"][name]
            if glyph.isComposite():
                glyph.components[0].x += shift
                glyph.components[0].flags &= ~USE_MY_METRICS
            else:
                glyph.coordinates.translate((shift, 0))
            glyph.recalcBounds(font["glyf"])
            font["hmtx"][name] = (widest, bearing + shift)


def tabular_figures(font: TTFont) -> list[str]:
    """Return the glyphs that the feature `tnum` puts in place of figures."""
    table = font["GSUB"].table if "GSUB" in font else None
    records = table.FeatureList.FeatureRecord if table else ()
    lookups = sorted({at for record in records if record.FeatureTag == "tnum" for at in record.Feature.LookupListIndex})
    subtables = [subtable for at in lookups for subtable in table.LookupList.Lookup[at].SubTable]
    return sorted(name for subtable in subtables for name in subtable.mapping.values())


def saved(font: TTFont) -> bytes:
    """Return the font as bytes."""
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def code_points(characters: str) -> Iterable[int]:
    """Read `U+20-7E, U+A0`."""
    for one in characters.split(", "):
        first, _, last = one.removeprefix("U+").partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def characters(font: TTFont) -> str:
    """Write what a font holds as `U+20-7E, U+A0`."""
    runs: list[list[int]] = []
    for point in sorted(font.getBestCmap()):
        if runs and point == runs[-1][1] + 1:
            runs[-1][1] = point
        else:
            runs.append([point, point])
    return ", ".join(f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in runs)


def rule_of(face: Face, file: Path) -> str:
    """Return the @font-face of a file. It answers for every weight, so that no browser smears one to make it bold."""
    return (
        f'@font-face {{\n  font-family: "{face.family}";\n  font-style: {face.style};\n  font-weight: 400 700;\n'
        f'  font-display: optional;\n  src: url("fonts/{file.name}") format("woff2");\n'
        f"  unicode-range: {characters(TTFont(file))};\n}}\n"
    )


def stand_in_rule(one: StandIn, face: Face, packages: Path, *, bold: bool) -> str:
    """Return the @font-face of a system's font at the width and height of ours (CSS Fonts 5 §2)."""
    ours_at = str(packages / face.source)
    twins_at = str(packages / TWIN.format(one.twin, "{}", 700 if bold else 400, face.style))
    ratio = mean(
        width(ours_at, script, BOLD if bold else lightest(face)) / width(twins_at, script)
        for script in SAMPLES
        if Path(twins_at.format(script)).exists()
    )
    ours = TTFont(packages / face.source.format("latin"))
    em = ours["head"].unitsPerEm * ratio
    kind = " Bold" if bold else " Italic" if face.style == "italic" else ""
    sources = ", ".join(f'local("{name}{kind}")' for name in one.systems)
    return (
        f'@font-face {{\n  font-family: "{one.family}";\n  font-style: {face.style};\n'
        f"  font-weight: {'600 700' if bold else '400'};\n"
        f"  src: {sources};\n  size-adjust: {ratio:.2%};\n"
        f"  ascent-override: {ours['hhea'].ascent / em:.2%};\n  descent-override: {-ours['hhea'].descent / em:.2%};\n"
        "  line-gap-override: 0%;\n}\n"
    )


def lightest(face: Face) -> int:
    """Return the weight in which a face sets text."""
    return face.weight if isinstance(face.weight, int) else face.weight[0]


def sample(script: str) -> str:
    """Return a text in which letters and spaces are as frequent as in others."""
    language, letters = SAMPLES[script]
    words = re.findall(r' = "([^"{]*)"', (ROOT / f"dossier/locales/{language}.toml").read_text(encoding="utf-8"))
    return re.sub(rf"[^{letters} ]", "", " ".join(words), flags=re.IGNORECASE)


def width(path: str, script: str, weight: int | None = None) -> float:
    """Return the mean width of a script's characters in ems; `path` has a hole for the part. Spaces are Latin."""
    widths: dict[str, float] = {}
    for part in {script, "latin"}:
        font = TTFont(path.format(part))
        if weight:
            font = instantiateVariableFont(font, {"wght": weight})
        em = float(font["head"].unitsPerEm)
        widths |= {chr(point): font["hmtx"][name][0] / em for point, name in font.getBestCmap().items()}
    return mean(widths[letter] for letter in sample(script))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
