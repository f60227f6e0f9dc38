"""Makes the shop's font files from the variable fonts in @fontsource-variable (SIL Open Font License 1.1).

    pip install fonttools brotli
    python app/fonts/slim.py

The packages' Newsreader with optical sizes is 132 kB upright and 147 kB italic, plus 87 kB and 96 kB for the
macrons of te reo Maori, more than a first view may weigh. Here each face is cut to the weights and sizes the
style sheet uses and to Latin-1, typographic marks and the ten macron vowels, in one file. Other letters of
Latin Extended come from the packages, on demand (see app/styles/fonts.css).
"""

import io
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

here = Path(__file__).parent
packages = here.parent.parent / "node_modules" / "@fontsource-variable"
MACRONS = "ĀāĒēĪīŌōŪū"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+2009-200A,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F,U+2032-2033,"
    "U+20AC,U+2122,U+2190-2193,U+2212,U+2713"
)


def graft(latin, extended):
    """Moves the macron vowels, composites of glyphs both files name alike, into the Latin file."""
    del latin["HVAR"]  # advance widths then vary by gvar's phantom points, which the new glyphs bring along
    for font in (latin, extended):
        font["glyf"].glyphs and font.ensureDecompiled(recurse=True)
    names = [extended.getBestCmap()[ord(letter)] for letter in MACRONS]
    parts = [part.glyphName for name in names for part in extended["glyf"][name].components]
    order = latin.getGlyphOrder()
    for name in dict.fromkeys(parts + names):
        if name in order:
            continue
        order.append(name)
        latin["glyf"].glyphs[name] = extended["glyf"][name]
        latin["hmtx"][name] = extended["hmtx"][name]
        latin["gvar"].variations[name] = extended["gvar"].variations.get(name, [])
    latin.setGlyphOrder(order)
    for table in latin["cmap"].tables:
        table.cmap.update({ord(letter): name for letter, name in zip(MACRONS, names)})


def reread(font):
    buffer = io.BytesIO()
    font.flavor = None
    font.save(buffer)
    buffer.seek(0)
    return TTFont(buffer)


def make(family, style, out, limits):
    files = packages / family / "files"
    axis = "opsz" if family == "newsreader" else "wght"
    latin = TTFont(files / f"{family}-latin-{axis}-{style}.woff2")
    extended = TTFont(files / f"{family}-latin-ext-{axis}-{style}.woff2")
    graft(latin, extended)
    font = reread(instantiateVariableFont(reread(latin), limits))
    options = subset.Options()
    options.layout_features = ["kern", "liga", "ccmp", "locl", "mark", "lnum", "pnum", "tnum"]
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=subset.parse_unicodes(LATIN), text=MACRONS)
    subsetter.subset(font)
    font.flavor = "woff2" if out.endswith("woff2") else None
    font.save(here / out)
    print(out, (here / out).stat().st_size)


make("newsreader", "normal", "newsreader.woff2", {"wght": (400, 600), "opsz": (18, 72)})
make("newsreader", "italic", "newsreader-italic.woff2", {"wght": 400, "opsz": 18})
make("hanken-grotesk", "normal", "hanken-grotesk.woff2", {"wght": (400, 700)})
# next/og reads TrueType only
make("newsreader", "normal", "og-newsreader.ttf", {"wght": 440, "opsz": 72})
make("hanken-grotesk", "normal", "og-hanken-grotesk.ttf", {"wght": 500})
