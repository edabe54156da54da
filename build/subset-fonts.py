"""Makes the typeface of the pages (lib/Notebooks/Handouts/assets/literata*.woff2) from the npm package @fontsource-variable/literata 5.3.0.

    npm pack @fontsource-variable/literata@5.3.0 && tar xf fontsource-variable-literata-5.3.0.tgz
    python3 build/subset-fonts.py package/files lib/Notebooks/Handouts/assets

Needs Debian's python3-fonttools and python3-brotli. Weights 400 to 700 stay of the upright, 400 of the italic; Western European letters, punctuation
and the signs that texts of the course use; digits are tabular without being asked.
"""
import sys
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SIGNS = "U+20-7E,U+A0-FF,U+131,U+152,U+153,U+160,U+161,U+17D,U+17E,U+2010-2015,U+2018-201E,U+2020,U+2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264,U+2265"


def make(source, target, weight):
    font = TTFont(source)
    complete(font)
    font = instancer.instantiateVariableFont(font, {"wght": weight})
    complete(font)
    tabular(font)
    options = subset.Options(flavor="woff2", layout_features=["kern", "liga", "ccmp", "mark", "mkmk"], hinting=False, notdef_outline=True)
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=subset.parse_unicodes(SIGNS))
    chosen.subset(font)
    subset.save_font(font, target, options)


def complete(font):
    """Gives the glyphs that no weight changes their empty lists, which fonttools 4.38 asks for."""
    if "gvar" in font:
        for glyph in set(font.getGlyphOrder()) - set(font["gvar"].variations):
            font["gvar"].variations[glyph] = []


def tabular(font):
    """Digits of one width stand in the places of those that are not."""
    table = font["GSUB"].table
    lookups = [i for record in table.FeatureList.FeatureRecord if record.FeatureTag == "tnum" for i in record.Feature.LookupListIndex]
    swap = {}
    for i in set(lookups):
        for sub in table.LookupList.Lookup[i].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            swap.update(sub.mapping)
    for cmap in font["cmap"].tables:
        for code, name in cmap.cmap.items():
            if chr(code) in "0123456789":
                cmap.cmap[code] = swap.get(name, name)


folder, out = sys.argv[1:]
make(f"{folder}/literata-latin-wght-normal.woff2", f"{out}/literata.woff2", (400, 700))
make(f"{folder}/literata-latin-wght-italic.woff2", f"{out}/literata-italic.woff2", 400)
