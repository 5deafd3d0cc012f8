"""The demonstration's pictures, drawn here: the same every time, none fetched.

Each scene is drawn at twice its size and scaled down, which is what makes the edges smooth.
"""

from collections.abc import Callable
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (1536, 1024)
SCALE = 2
WIDTH, HEIGHT = SIZE[0] * SCALE, SIZE[1] * SCALE

PAPER, INK = "#f1ede4", "#22302a"
GREEN, MOSS, SAGE = "#2f6b4f", "#6d8f6a", "#b7c6ae"
CLAY, BRICK, SAND, WOOD = "#b5573c", "#9c4a34", "#dcc9a6", "#c79b62"
SKY, MIST = "#cfdcdc", "#e4e9e4"
BRICKS = ("#b5573c", "#a94f37", "#bf6a4c", "#9c4a34", "#c27b5c")

Draw = ImageDraw.ImageDraw
Scene = Callable[[Draw, Random], None]
SCENES: dict[str, Scene] = {}


def scene(function: Scene) -> Scene:
    SCENES[function.__name__] = function
    return function


def picture(name: str, seed: int = 1) -> bytes:
    """The named scene as a JPEG of 1536 x 1024 pixels. Raises ``KeyError`` for unknown names."""
    canvas = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    SCENES[name](ImageDraw.Draw(canvas), Random(seed))  # noqa: S311 - a drawing, not a secret
    return _encoded(canvas.resize(SIZE, Image.Resampling.LANCZOS))


def logo(seed: int) -> bytes:
    """A tile for a company: one of six marks in one of four colours, 400 x 400 pixels."""
    random = Random(seed)  # noqa: S311
    canvas = Image.new("RGB", (800, 800), "#ffffff")
    draw = ImageDraw.Draw(canvas)
    colour = random.choice((GREEN, CLAY, INK, WOOD))
    _MARKS[seed % len(_MARKS)](draw, colour)
    return _encoded(canvas.resize((400, 400), Image.Resampling.LANCZOS))


def _encoded(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=84, optimize=True, progressive=True)
    return out.getvalue()


def _box(draw: Draw, x: float, y: float, width: float, height: float, fill: str) -> None:
    draw.rectangle((x, y, x + width - 1, y + height - 1), fill=fill)


def _gable(draw: Draw, x: int, base: int, width: int, wall: int, roof: int, fill: str) -> None:
    top = base - wall
    draw.polygon(
        [(x, base), (x, top), (x + width // 2, top - roof), (x + width, top), (x + width, base)],
        fill=fill,
    )


@scene
def town(draw: Draw, random: Random) -> None:
    """A new town of gables behind fields, and a train on its way."""
    _box(draw, 0, 0, WIDTH, HEIGHT, SKY)
    draw.ellipse((2150, 260, 2450, 560), fill=PAPER)
    for row, (base, tint) in enumerate(((1180, SAGE), (1330, MOSS), (1480, GREEN))):
        x = -120 + row * 90
        while x < WIDTH:
            width = random.choice((180, 220, 260))
            wall = random.choice((150, 220, 320)) + row * 40
            _gable(draw, x, base, width, wall, width // 2, tint)
            if row == 2:
                _windows(draw, x, base, width, wall, random)
            x += width + random.choice((12, 24, 60))
    _box(draw, 0, 1480, WIDTH, 90, SAND)
    for x in range(300, 2300, 330):
        _box(draw, x, 1440, 310, 78, CLAY)
        for window in range(x + 22, x + 280, 64):
            _box(draw, window, 1456, 44, 28, MIST)
    for number, y in enumerate(range(1570, HEIGHT, 80)):
        _box(draw, 0, y, WIDTH, 80, ("#d9cfa9", "#c9c58f", "#b9bd84")[number % 3])


def _windows(draw: Draw, x: int, base: int, width: int, wall: int, random: Random) -> None:
    for y in range(base - wall + 30, base - 60, 80):
        for column in (0.22, 0.6):
            fill = SAND if random.random() < 0.4 else MIST
            _box(draw, x + width * column, y, width * 0.18, 44, fill)


@scene
def bricks(draw: Draw, random: Random) -> None:
    """A wall in running bond, of stones that have been used before."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#d8cfbf")
    height, length, joint = 108, 330, 14
    for row, y in enumerate(range(-20, HEIGHT, height + joint)):
        x = -length // 2 if row % 2 else -20
        while x < WIDTH:
            shade = random.choice(BRICKS)
            if random.random() < 0.14:
                shade = random.choice((SAND, "#8b8f86", "#d3b597"))
            _box(draw, x, y, length, height, shade)
            if random.random() < 0.35:
                chip = random.randint(20, 90)
                _box(draw, x + random.randint(0, length - chip), y, chip, 10, "#d8cfbf")
            x += length + joint


@scene
def timber(draw: Draw, random: Random) -> None:
    """The frame of a timber house, before the walls."""
    _box(draw, 0, 0, WIDTH, HEIGHT, MIST)
    _box(draw, 0, 1640, WIDTH, HEIGHT - 1640, SAGE)
    _box(draw, 380, 1590, 2320, 60, "#9aa39b")
    beam = 44
    for x in range(420, 2660, 248):
        _box(draw, x, 880, beam, 710, WOOD)
    for y in (850, 1210, 1560):
        _box(draw, 400, y, 2284, beam, "#b98a50")
    for x in range(420, 2500, 496):
        draw.line((x + 20, 1560, x + 270, 1254), fill=WOOD, width=30)
    draw.line((380, 870, 1542, 320), fill=WOOD, width=52)
    draw.line((2704, 870, 1542, 320), fill=WOOD, width=52)
    for offset in range(250, 1100, 210):
        reach = 870 - offset * 0.473
        draw.line((400 + offset, reach, 400 + offset, 850), fill="#b98a50", width=26)
        draw.line((2684 - offset, reach, 2684 - offset, 850), fill="#b98a50", width=26)
    _box(draw, 1900, 1254, 300, 306, SAND)
    draw.ellipse((250, 500, 420, 670), fill=PAPER)


@scene
def tables(draw: Draw, random: Random) -> None:
    """Five groups at work, seen from above."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#e6dfd0")
    for x in range(0, WIDTH, 192):
        _box(draw, x, 0, 4, HEIGHT, "#dcd3c1")
    colours = [GREEN, CLAY, INK, MOSS, WOOD]
    for number, (x, y) in enumerate(
        ((620, 600), (1540, 480), (2450, 620), (1060, 1420), (2020, 1440))
    ):
        _chairs(draw, x, y, random)
        draw.rounded_rectangle((x - 300, y - 190, x + 300, y + 190), 24, fill="#fbf8f1")
        for note in range(7):
            left = x - 250 + (note % 4) * 128 + random.randint(-14, 14)
            top = y - 140 + (note // 4) * 150 + random.randint(-14, 14)
            _box(draw, left, top, 86, 86, colours[number] if note % 3 else SAND)


def _chairs(draw: Draw, x: int, y: int, random: Random) -> None:
    for dx, dy in ((-190, -290), (20, -300), (200, -285), (-170, 290), (60, 300), (400, 10)):
        tint = random.choice((MOSS, CLAY, INK, WOOD, "#7f8c86"))
        draw.ellipse((x + dx - 76, y + dy - 76, x + dx + 76, y + dy + 76), fill=tint)
        head = random.choice(("#5b4636", "#2e2a27", "#a98b64", "#c9c2b6"))
        draw.ellipse((x + dx - 38, y + dy - 38, x + dx + 38, y + dy + 38), fill=head)


@scene
def plots(draw: Draw, random: Random) -> None:
    """A plan of plots, roads and green wedges."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#eef0e8")
    for y in range(80, HEIGHT, 300):
        x = 60
        while x < WIDTH:
            width = random.choice((220, 300, 380))
            fill = random.choice((PAPER, PAPER, SAND, SAGE, MOSS))
            _box(draw, x, y, width, 220, fill)
            if fill in (PAPER, SAND):
                _box(draw, x + 34, y + 40, width - 150, 70, random.choice((CLAY, INK, WOOD)))
            else:
                for _ in range(5):
                    cx, cy = x + random.randint(40, width - 40), y + random.randint(40, 180)
                    draw.ellipse((cx - 26, cy - 26, cx + 26, cy + 26), fill=GREEN)
            x += width + 24
    draw.line((0, 1700, WIDTH, 760), fill="#eef0e8", width=150)
    draw.line((0, 1700, WIDTH, 760), fill=INK, width=8)
    for offset in range(0, WIDTH, 64):
        y = 1700 - offset * 940 // WIDTH
        draw.line((offset, y - 24, offset, y + 24), fill=INK, width=6)


@scene
def site(draw: Draw, random: Random) -> None:
    """A building site with a crane."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#dbe4e2")
    _box(draw, 0, 1650, WIDTH, HEIGHT - 1650, "#cdbb97")
    for floor in range(5):
        y = 1650 - (floor + 1) * 210
        right = 2500 - max(0, floor - 2) * 420
        _box(draw, 900, y, right - 900, 34, "#8d948d")
        for x in range(930, right - 40, 250):
            _box(draw, x, y + 34, 30, 176, "#a7ada5")
            if floor < 3 and random.random() < 0.7:
                _box(draw, x + 30, y + 34, 220, 176, random.choice((WOOD, SAND, GREEN, MOSS)))
    _box(draw, 560, 300, 44, 1350, CLAY)
    for y in range(320, 1640, 88):
        draw.line((560, y, 604, y + 88), fill=BRICK, width=8)
    _box(draw, 250, 300, 1700, 36, CLAY)
    draw.line((582, 180, 1940, 310), fill=BRICK, width=10)
    draw.line((582, 180, 260, 310), fill=BRICK, width=10)
    _box(draw, 566, 180, 32, 130, CLAY)
    _box(draw, 260, 336, 130, 110, INK)
    draw.line((1500, 336, 1500, 620), fill=INK, width=6)
    _box(draw, 1390, 620, 220, 60, WOOD)


@scene
def facade(draw: Draw, random: Random) -> None:
    """A housing block with wooden balconies."""
    _box(draw, 0, 0, WIDTH, HEIGHT, SKY)
    _box(draw, 260, 220, 2560, HEIGHT, "#c98b6b")
    for y in range(220, HEIGHT, 28):
        _box(draw, 260, y, 2560, 3, "#bd7d5d")
    for y in range(330, HEIGHT, 400):
        for x in range(380, 2700, 400):
            _box(draw, x, y, 240, 270, "#3c4b48")
            _box(draw, x + 12, y + 12, 100, 246, random.choice((MIST, SKY, SAND)))
            _box(draw, x + 128, y + 12, 100, 246, random.choice((MIST, SKY, SKY)))
            if random.random() < 0.55:
                _box(draw, x - 50, y + 190, 340, 110, WOOD)
                for bar in range(x - 40, x + 280, 26):
                    _box(draw, bar, y + 196, 6, 98, "#b0834b")
                if random.random() < 0.6:
                    draw.ellipse((x + 180, y + 120, x + 280, y + 220), fill=GREEN)
    _box(draw, 200, 170, 2680, 60, INK)


@scene
def stack(draw: Draw, random: Random) -> None:
    """Cleaned bricks on pallets, sorted by colour."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#e3ddcf")
    _box(draw, 0, 1500, WIDTH, HEIGHT - 1500, "#c8bfab")
    for pallet, x in enumerate((220, 1160, 2100)):
        _box(draw, x - 40, 1580, 800, 34, WOOD)
        _box(draw, x - 40, 1660, 800, 34, WOOD)
        for foot in (0, 350, 700):
            _box(draw, x - 30 + foot, 1614, 70, 46, "#a87a45")
        for row in range(9 - pallet * 2):
            for column in range(5):
                tint = (BRICKS, ("#d8c3a5", "#cdb592", "#e0cfb3"), ("#8b6f63", "#7b5e55"))[pallet]
                _box(draw, x + column * 146, 1580 - (row + 1) * 112, 138, 104, random.choice(tint))


@scene
def screen(draw: Draw, random: Random) -> None:
    """A curve on a screen: counting carbon."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#d5dbd0")
    draw.rounded_rectangle((480, 260, 2592, 1560), 40, fill=INK)
    draw.rounded_rectangle((530, 310, 2542, 1510), 20, fill=PAPER)
    for number, value in enumerate((980, 860, 900, 700, 560, 470, 350, 300)):
        x = 680 + number * 220
        _box(
            draw,
            x,
            1400 - value,
            130,
            value,
            (CLAY, CLAY, WOOD, WOOD, SAND, SAGE, MOSS, GREEN)[number],
        )
    _box(draw, 640, 1400, 1800, 10, INK)
    _box(draw, 1440, 1560, 190, 170, INK)
    _box(draw, 1180, 1720, 710, 40, INK)


@scene
def forest(draw: Draw, random: Random) -> None:
    """Spruce, the material before it is a material."""
    _box(draw, 0, 0, WIDTH, HEIGHT, "#e2e8e1")
    _box(draw, 0, 1380, WIDTH, HEIGHT - 1380, "#c3d2bc")
    for depth, tint in enumerate((SAGE, MOSS, GREEN, "#24533d")):
        for _ in range(20 - depth * 3):
            x, tall = random.randint(-100, WIDTH + 100), random.randint(700, 1100) + depth * 160
            base = 1420 + depth * 180
            _box(draw, x - 14, base - 60, 28, 120, "#6b5238")
            for part in range(4):
                top = base - tall + part * tall // 5
                half = 60 + part * 46 + depth * 12
                draw.polygon(
                    [(x, top), (x - half, top + tall // 3), (x + half, top + tall // 3)], fill=tint
                )
    _box(draw, 0, 1960, WIDTH, HEIGHT - 1960, "#1f4735")


def _roof(draw: Draw, colour: str) -> None:
    draw.polygon([(120, 440), (400, 200), (680, 440)], fill=colour)
    _box(draw, 200, 460, 400, 150, colour)


def _ring(draw: Draw, colour: str) -> None:
    draw.ellipse((150, 150, 650, 650), outline=colour, width=90)
    _box(draw, 560, 360, 120, 80, "#ffffff")


def _bond(draw: Draw, colour: str) -> None:
    for row, y in enumerate(range(200, 600, 100)):
        for x in range(140 + (row % 2) * 90, 640, 180):
            _box(draw, x, y, 164, 84, colour)


def _leaf(draw: Draw, colour: str) -> None:
    draw.chord((150, 150, 650, 650), 135, 315, fill=colour)
    draw.line((230, 570, 560, 240), fill="#ffffff", width=22)


def _beams(draw: Draw, colour: str) -> None:
    for offset in (0, 170, 340):
        _box(draw, 160 + offset, 180, 100, 440, colour)
    _box(draw, 120, 360, 560, 70, colour)


def _sun(draw: Draw, colour: str) -> None:
    draw.pieslice((170, 220, 630, 680), 180, 360, fill=colour)
    for y in (480, 540, 600):
        _box(draw, 170, y, 460, 26, colour)


_MARKS = (_roof, _ring, _bond, _leaf, _beams, _sun)
