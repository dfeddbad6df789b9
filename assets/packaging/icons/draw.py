#!/usr/bin/env python3
"""Draws the icons from the mark of the program: an eight with its cox, seen from above.

The places and colours are those of `src/ui/brand.rs`, on its grid of 28. Needs rsvg-convert (Debian:
librsvg2-bin). What it writes is kept beside it; run it after a change to the mark:

    python3 assets/packaging/icons/draw.py
"""

import struct
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
SIZES = [16, 24, 32, 48, 64, 128, 256, 512]
# Below this the six oars would run into each other: four, thicker, and a larger cox.
FULL = 48

TILE, WHITE, COX = "#14284C", "#FFFFFF", "#F2A83B"


def hull(bow, stern, half):
    """The outline between bow and stern, a parabola on each side, as `brand::hull` draws it."""
    (x, top), (_, bottom) = bow, stern
    # A parabola through both ends is one quadratic curve, whose handle lies twice as far out.
    middle = (top + bottom) / 2
    return f"M{x} {top}Q{x + 2 * half} {middle} {x} {bottom}Q{x - 2 * half} {middle} {x} {top}Z"


def mark(small):
    """The mark on the grid of 28."""
    oars, width, half, cox = (8.2, 12.2, 16.2), 1.5, 2.1, 1.9
    if small:
        oars, width, half, cox = (8.6, 14.4), 2.4, 2.6, 2.6
    lines = "".join(
        f"M5.2 {y}L13 {y + 2.4:.1f}M22.8 {y}L15 {y + 2.4:.1f}" for y in oars
    )
    return (
        f'<path d="{lines}" stroke="{WHITE}" stroke-width="{width}"/>'
        f'<path d="{hull((14, 3.6), (14, 22.4), half)}" fill="{WHITE}"/>'
        f'<circle cx="14" cy="24" r="{cox}" fill="{COX}"/>'
    )


def picture(inside):
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" width="256" height="256">'
        f"{inside}</svg>\n"
    )


def app(small=False):
    return picture(f'<rect width="28" height="28" rx="6" fill="{TILE}"/>{mark(small)}')


def document():
    """A sheet of paper with the tile: what a workspace looks like among files."""
    paper = "M6 1.5H17L23 7.5V25A1.5 1.5 0 0 1 21.5 26.5H6A1.5 1.5 0 0 1 4.5 25V3A1.5 1.5 0 0 1 6 1.5Z"
    return picture(
        f'<path d="{paper}" fill="#FFFFFF" stroke="#A9B4C6" stroke-width="0.6"/>'
        '<path d="M17 1.5V7.5H23Z" fill="#D5DCE8"/>'
        '<g transform="translate(7.75 10.5) scale(0.44)">'
        f'<rect width="28" height="28" rx="6" fill="{TILE}"/>{mark(True)}</g>'
    )


def png(svg, size):
    done = subprocess.run(
        ["rsvg-convert", "-w", str(size), "-h", str(size)],
        input=svg.encode(), capture_output=True, check=True,
    )
    return done.stdout


def ico(pictures):
    """A Windows icon of PNG pictures."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    at = len(head) + 16 * len(pictures)
    entries, bodies = b"", b""
    for size, data in pictures:
        side = size % 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(data), at + len(bodies))
        bodies += data
    return head + entries + bodies


def icns(pictures):
    """A macOS icon: each picture under the names of the sizes that it serves."""
    names = {16: ["icp4"], 32: ["icp5", "ic11"], 64: ["ic12"], 128: ["ic07"],
             256: ["ic08", "ic13"], 512: ["ic09", "ic14"]}
    body = b"".join(
        name.encode() + struct.pack(">I", len(data) + 8) + data
        for size, data in pictures for name in names.get(size, [])
    )
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main():
    (HERE / "coxswain.svg").write_text(app())
    (HERE / "coxswain-workspace.svg").write_text(document())
    pictures = [(size, png(app(size < FULL), size)) for size in SIZES]
    for size, data in pictures:
        (HERE / f"coxswain-{size}.png").write_bytes(data)
    (HERE / "coxswain.ico").write_bytes(ico([p for p in pictures if p[0] <= 256 and p[0] != 128]))
    (HERE / "coxswain.icns").write_bytes(icns(pictures))


main()
