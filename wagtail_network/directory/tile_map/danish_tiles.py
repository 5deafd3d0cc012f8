"""Denmark's municipalities as tiles of one size: where each is, seen from its neighbours.

Our own drawing, by the official codes. North is up; the Belts and Bornholm's distance are not to
scale, but nobody has to look for a neighbour on the wrong side.
"""

CELL = 4  # characters for each tile in the drawing

DRAWING = """
            860 813
            810     825
    787 849 851
    773 820 840 846                                     270 217
665 671 779 791 730 707                             260 219 210
    661 657 740 710 706                             250 201 223
    760 756 746 751                     306         240 190 230 173
    573 530 615 727 741             326 316 350 265 169 151 163 159 157
563 561 575 630 766                 330 340 329 269 253 165 161 175 147 101
            621 607 410 480 461 440     370 320 259     183 187 153 167 185
            510         420 430 450         390 336                     155
        550 580 540     492 479 482     360 376
                                                                        400
"""

# Where the first three letters of the name would be another's too.
LABELS = {
    **{"810": "Brs", "707": "Ndj", "661": "Hls", "657": "Hrn", "760": "RiS", "575": "Vjn"},
    **{"607": "Frc", "480": "Nfy", "813": "Frh", "250": "Frs", "147": "Frb", "710": "Fav"},
    **{"169": "HTa"},
}


def tile_positions() -> dict[str, tuple[int, int]]:
    """Column and row by the code of the municipality."""
    return {
        line[start : start + CELL].strip(): (start // CELL, row)
        for row, line in enumerate(DRAWING.strip("\n").splitlines())
        for start in range(0, len(line), CELL)
        if line[start : start + CELL].strip()
    }


POSITIONS = tile_positions()
