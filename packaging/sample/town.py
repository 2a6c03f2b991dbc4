"""Pictures of the town of the sample library and of the valley behind it."""

from __future__ import annotations

from canvas import Canvas, mixed, turned

WIDTH, HEIGHT = 1800, 1200


def tram_bridge(sheet: Canvas) -> None:
    """A tram crossing an arched bridge at dusk, the town behind it."""
    sheet.gradient(0, 760, ["#2b3a63", "#7a5f86", "#e8926a", "#f7c98b"])
    sheet.sun(1240, 640, 92, "#fff0c9", "#f2ad7a")
    sheet.ridge(720, 190, "#6d5a80")
    sheet.ridge(750, 90, "#54496f")
    for x in range(40, 1760, 92):
        tall = sheet.chance.uniform(90, 250)
        sheet.tower(x, 770, 78, tall, ("#3d3a5c", "#f5c878"))
    sheet.polygon([(300, 770), (300, 420), (335, 330), (370, 420), (370, 770)], "#34325a")
    sheet.disc(335, 470, 21, "#f7dca0")
    sheet.gradient(768, 1200, ["#c98468", "#5f5778", "#2a3152"])
    sheet.ripples(800, 1190, "#e6a884", 60)
    sheet.shine(1240, 790, 1180, 170, "#fbd9a4")
    deck, stone = 700, "#232a48"
    sheet.box(0, deck, 1800, 44, stone)
    for x in (-150, 300, 750, 1200, 1650):
        sheet.box(x + 5, deck + 30, 70, 400, stone)
        for ring in range(4):
            sheet.arc(x + 265, deck + 240, 200 + ring * 7, (180, 360), stone, 8)
    for x in range(0, 1800, 36):
        sheet.box(x, deck - 42, 5, 44, stone)
    sheet.box(0, deck - 46, 1800, 7, stone)
    _tram(sheet, 560, deck - 4)
    for x in (120, 480, 1380, 1700):
        sheet.box(x, deck - 250, 8, 250, stone)
        sheet.disc(x + 4, deck - 258, 17, "#ffe6ad")
    sheet.line([(0, deck - 212), (1800, deck - 212)], stone, 3)


def _tram(sheet: Canvas, x: float, rail: float) -> None:
    body, glass = "#c0443c", "#ffe9b8"
    for part in (0, 300):
        sheet.rounded(x + part, rail - 170, 288, 140, 22, body)
        sheet.box(x + part + 14, rail - 96, 260, 10, "#f3e6d0")
        for window in range(4):
            sheet.rounded(x + part + 20 + window * 64, rail - 152, 54, 50, 7, glass)
        for wheel in (60, 228):
            sheet.disc(x + part + wheel, rail - 18, 18, "#1b2038")
    sheet.line([(x + 240, rail - 170), (x + 285, rail - 206), (x + 230, rail - 206)], body, 5)


def flood_wall(sheet: Canvas) -> None:
    """A river high against a flood wall, in rain."""
    sheet.gradient(0, 620, ["#5a6b7b", "#8496a3", "#b6c2c8"])
    for x, y, size in ((80, 120, 150), (620, 70, 190), (1240, 150, 160)):
        sheet.cloud(x, y, size, "#74858f")
    sheet.ridge(560, 210, "#61737c")
    sheet.ridge(600, 110, "#4d5f68")
    walls = ("#c9b9a2", "#b6836a", "#d8cdb9", "#9aa7a6", "#c4a07c")
    for at, x in enumerate(range(30, 1760, 178)):
        tall = sheet.chance.uniform(150, 260)
        sheet.house(x, 690, 150, tall, (walls[at % 5], "#4a4247", "#f4d79b"))
    sheet.box(0, 676, 1800, 96, "#8a8f8f")
    for x in range(0, 1800, 150):
        sheet.box(x, 676, 4, 96, "#73797a")
    sheet.box(0, 668, 1800, 12, "#a3a8a7")
    sheet.gradient(730, 1200, ["#8d7b60", "#6f6350", "#4b4a44"])
    sheet.ripples(745, 1190, "#b3a183", 90)
    sheet.box(1480, 600, 26, 420, "#f4f1e8")
    for mark in range(7):
        sheet.box(1480, 612 + mark * 58, 26, 28, "#c0443c")
    for x, y in ((300, 900), (980, 1010)):
        sheet.line([(x, y), (x + 180, y - 26)], "#4b3a2b", 16)
        sheet.line([(x + 110, y - 15), (x + 140, y - 70)], "#4b3a2b", 8)
    for _ in range(260):
        x, y = sheet.chance.uniform(0, 1800), sheet.chance.uniform(0, 1150)
        sheet.line([(x, y), (x - 9, y + 34)], "#c3ced3", 1.4)


def brickworks(sheet: Canvas) -> None:
    """The kilns and chimneys of an old brickworks on an autumn evening."""
    sheet.gradient(0, 820, ["#8fb3b5", "#d9cfa6", "#f1b877", "#e58a59"])
    sheet.sun(420, 600, 80, "#fff3d2", "#f0b679")
    sheet.ridge(800, 180, "#a98a6b")
    sheet.ridge(830, 90, "#8a6a55")
    brick, shade = "#9b4a37", "#7a3629"
    for x, tall in ((560, 610), (1130, 520), (1420, 430)):
        wide = 62
        sheet.polygon(
            [(x, 880), (x + 14, 880 - tall), (x + wide - 14, 880 - tall), (x + wide, 880)], brick
        )
        sheet.box(x + 8, 880 - tall - 12, wide - 16, 24, shade)
        sheet.polygon(
            [(x + wide * 0.6, 880), (x + wide * 0.6, 880 - tall), (x + wide - 14, 880 - tall),
             (x + wide, 880)], shade,
        )  # fmt: skip
    sheet.box(300, 700, 1280, 200, brick)
    for x in range(300, 1580, 160):
        sheet.polygon([(x, 700), (x, 610), (x + 160, 700)], shade)
        sheet.polygon([(x + 12, 690), (x + 12, 640), (x + 90, 690)], "#e9cf9d")
    for x in range(340, 1540, 150):
        sheet.rounded(x, 760, 84, 160, 40, "#4a231d")
    sheet.gradient(880, 1200, ["#b59a5f", "#8c7a49", "#5d5a38"])
    for x in range(60, 1800, 220):
        for row in range(3):
            for brick_at in range(5 - row):
                left = x + brick_at * 26 + row * 13
                sheet.box(left, 1040 - row * 17, 24, 15, mixed(brick, "#d17a55", row / 3))
    for x in sheet.spread(9):
        sheet.tree(x, 1190, sheet.chance.uniform(90, 170), "#6d6a34", "#4d3b27")


def observatory(sheet: Canvas) -> None:
    """A dome on a hill under a clear night sky."""
    sheet.gradient(0, 900, ["#0c1430", "#1c2b58", "#3b4a7d", "#75719a"])
    sheet.stars(420, 820)
    for at in range(150):  # The Milky Way, a slanting band of fainter stars.
        x = at * 12 + sheet.chance.uniform(-60, 60)
        sheet.disc(x, 720 - x * 0.36 + sheet.chance.gauss(0, 46), 1.5, "#8f97c6")
    sheet.peaks(960, [(260, 640), (620, 720), (1660, 600)], "#28335c")
    sheet.ridge(940, 120, "#1d284c")
    sheet.polygon([(500, 1200), (940, 800), (1300, 790), (1800, 1100), (1800, 1200)], "#141d3a")
    sheet.box(990, 680, 240, 130, "#d8d4cc")
    sheet.box(1170, 680, 60, 130, "#a9a6ab")
    sheet.slice(1110, 684, 132, (180, 360), "#ece8df")
    sheet.slice(1110, 684, 132, (300, 360), "#bdb9bb")
    sheet.polygon([(1084, 690), (1030, 566), (1066, 556), (1126, 690)], "#141d3a")
    sheet.rounded(1024, 730, 44, 80, 4, "#ffd98c")
    sheet.box(1230, 740, 120, 70, "#c4c0bb")
    for x in (1250, 1300):
        sheet.box(x, 760, 26, 24, "#ffd98c")
    for x in sheet.spread(16):
        sheet.fir(x, 1215, sheet.chance.uniform(120, 230), "#0c1329")


def museum(sheet: Canvas) -> None:
    """A museum's columns lit for an evening opening."""
    sheet.gradient(0, 900, ["#1d2447", "#3f3b6c", "#7c5a7c"])
    sheet.stars(90, 420)
    stone, shade, glow = "#d9c6a0", "#a98f6d", "#ffdf9a"
    sheet.polygon([(320, 420), (900, 200), (1480, 420)], stone)
    sheet.polygon([(440, 404), (900, 234), (1360, 404)], shade)
    sheet.disc(900, 340, 42, stone)
    sheet.box(300, 420, 1200, 62, stone)
    sheet.box(300, 470, 1200, 14, shade)
    sheet.box(340, 482, 1120, 420, glow)
    for x in range(360, 1460, 150):
        sheet.box(x, 484, 62, 416, stone)
        sheet.box(x + 42, 484, 20, 416, shade)
        sheet.box(x - 12, 480, 86, 20, stone)
        sheet.box(x - 12, 882, 86, 22, stone)
    sheet.gradient(900, 1200, ["#54405f", "#4a3c55", "#2c2740"])
    for step in range(6):
        sheet.box(
            280 - step * 40, 900 + step * 26, 1240 + step * 80, 28, mixed(stone, shade, step / 6)
        )
    for x in (200, 1560):
        sheet.polygon([(x, 520), (x + 64, 520), (x + 64, 850), (x + 32, 820), (x, 850)], "#b8423c")
        sheet.disc(x + 32, 620, 20, "#f6dfa8")
    for at, x in enumerate(sheet.spread(15, 120)):
        coats = ("#2f4a6d", "#7b3146", "#2c2f45", "#566b4d")
        tall = sheet.chance.uniform(120, 150)
        sheet.person(x, 1130 + at % 3 * 22, tall, coats[at % 4], "#e2b48f")


def shop_street(sheet: Canvas) -> None:
    """A street of small shops, two of them empty."""
    sheet.gradient(0, 420, ["#bfd7dc", "#e9e2cf"])
    fronts = ("#a9574a", "#3f6c73", "#c79a4b", "#5d5f86", "#7d8c5c")
    for at, x in enumerate(range(0, 1800, 360)):
        wall = fronts[at]
        shut = at in {1, 3}
        sheet.box(x, 200, 360, 800, mixed(wall, "#f2e6d0", 0.25))
        sheet.box(x, 180, 360, 34, mixed(wall, "#1d2230", 0.4))
        for row in (270, 430):
            for column in (60, 220):
                sheet.rounded(x + column, row, 84, 110, 6, "#e9eef0")
                sheet.box(x + column + 40, row, 5, 110, wall)
        sheet.box(x + 20, 600, 320, 66, wall)
        sheet.box(x + 30, 690, 220, 270, "#7f8a90" if shut else "#fbe3b0")
        sheet.box(x + 264, 690, 70, 310, mixed(wall, "#1d2230", 0.5))
        if shut:
            for board in range(6):
                sheet.box(x + 30, 694 + board * 45, 220, 36, "#b59a74")
        else:
            for stripe in range(8):
                shade = "#f7f1e3" if stripe % 2 else wall
                left = x + 10 + stripe * 42.5
                sheet.polygon(
                    [(left, 664), (left + 42.5, 664), (left + 48, 736), (left + 5, 736)], shade
                )
            for item in range(4):
                sheet.disc(x + 64 + item * 50, 905, 20, fronts[(at + item + 1) % 5])
            sheet.box(x + 30, 924, 220, 36, "#8a6a4a")
    sheet.gradient(1000, 1200, ["#b9b3a6", "#8f8b84"])
    sheet.box(0, 1000, 1800, 14, "#77746f")
    for x, coat in ((500, "#2f4a6d"), (590, "#b8423c"), (1390, "#33503e")):
        sheet.person(x, 1120, 250, coat, "#d9a67f")


def bakery(sheet: Canvas) -> None:
    """Loaves on wooden shelves and a baker at the oven."""
    sheet.gradient(0, 1200, ["#4c3328", "#6d4733", "#8a5c3f"])
    for row in range(4):
        y = 250 + row * 220
        sheet.box(60, y, 980, 26, "#c49a66")
        sheet.box(60, y + 26, 980, 8, "#8e6a43")
        for at in range(7):
            x = 130 + at * 140 + sheet.chance.uniform(-8, 8)
            crust = mixed("#b9743a", "#d79b55", sheet.chance.random())
            if row % 2:
                sheet.disc(x, y - 36, 58, crust, squash=0.68)
                for cut in (-20, 4, 28):
                    sheet.line([(x + cut - 12, y - 60), (x + cut + 8, y - 24)], "#f1d7a3", 6)
            else:
                sheet.rounded(x - 58, y - 62, 112, 62, 26, crust)
                sheet.line([(x - 34, y - 46), (x + 30, y - 46)], "#f1d7a3", 6)
    sheet.rounded(1180, 340, 540, 700, 30, "#8d4a39")
    for row in range(10):
        for at in range(6):
            left = 1190 + at * 90 + row % 2 * 40
            sheet.box(
                left, 356 + row * 68, 78, 54, mixed("#8d4a39", "#b36a50", sheet.chance.random())
            )
    sheet.slice(1450, 800, 170, (180, 360), "#2b1714")
    sheet.box(1280, 798, 340, 130, "#2b1714")
    sheet.slice(1450, 880, 120, (180, 360), "#f08b3c")
    sheet.slice(1450, 900, 76, (180, 360), "#ffd36b")
    sheet.person(1130, 1160, 640, "#f3eee2", "#c98d66")
    sheet.rounded(1070, 520, 120, 60, 26, "#ffffff")
    sheet.line([(1180, 800), (1430, 850)], "#c49a66", 14)


def flats(sheet: Canvas) -> None:
    """A block of flats with half of its windows dark."""
    sheet.gradient(0, 1000, ["#25304f", "#54598a", "#a58aa0", "#e0ae96"])
    sheet.ridge(900, 130, "#4c4d72")
    wall = "#8d6f63"
    sheet.box(380, 170, 1040, 860, wall)
    sheet.box(1240, 170, 180, 860, mixed(wall, "#2a2638", 0.35))
    sheet.box(360, 146, 1080, 34, "#5d4a4a")
    for row in range(7):
        for column in range(6):
            x, y = 430 + column * 166, 220 + row * 112
            lit = (row * 5 + column * 3) % 7 in {0, 2, 5}
            sheet.box(x, y, 96, 70, "#ffd98c" if lit else "#39405c")
            sheet.box(x + 46, y, 5, 70, wall)
            sheet.box(x - 12, y + 70, 120, 10, "#6c544f")
            if lit and sheet.chance.random() < 0.4:
                sheet.disc(x + 70, y + 36, 12, "#5d4a4a")
                sheet.box(x + 56, y + 46, 28, 24, "#5d4a4a")
    sheet.rounded(840, 920, 120, 112, 8, "#39405c")
    sheet.gradient(1028, 1200, ["#565a6e", "#3a3d52"])
    for x in (180, 300, 1540, 1680):
        sheet.tree(x, 1090, 340, "#3f5a55", "#33303a")
    sheet.box(1490, 700, 8, 380, "#2b2d40")
    sheet.disc(1494, 694, 18, "#ffeab8")


def lantern_market(sheet: Canvas) -> None:
    """An evening market with strings of lanterns."""
    sheet.gradient(0, 820, ["#1a1f46", "#3b2f63", "#7d4668", "#d2745c"])
    sheet.stars(60, 300)
    for x in range(-20, 1800, 150):
        sheet.tower(x, 800, 130, sheet.chance.uniform(160, 380), ("#2b2650", "#e9a55f"))
    for row in range(3):
        left, right, sag = (-20, 130 + row * 70), (1820, 110 + row * 80), 150
        places: list[tuple[float, float]] = []
        for at in range(25):
            share = at / 24
            level = left[1] + (right[1] - left[1]) * share
            places.append((left[0] + 1840 * share, level + sag * 4 * share * (1 - share)))
        sheet.line(places, "#151833", 3)
        for at, (x, y) in enumerate(places):
            shade = ("#ffd36b", "#f08b5c", "#f6ecd2", "#7fc2b4")[(at + row) % 4]
            sheet.disc(x, y + 24, 20, shade, squash=1.25)
            sheet.box(x - 8, y - 4, 16, 8, "#151833")
    sheet.gradient(800, 1200, ["#5a3350", "#3a2443", "#241a35"])
    for at, x in enumerate((40, 420, 1000, 1400)):
        stripe = ("#b8423c", "#3f7c80", "#c79a4b", "#6b4b86")[at]
        for part in range(6):
            shade = stripe if part % 2 else "#f4e7cf"
            wide = 60
            sheet.polygon(
                [(x + part * wide, 700), (x + (part + 1) * wide, 700),
                 (x + (part + 1) * wide + 14, 770), (x + part * wide - 14, 770)], shade,
            )  # fmt: skip
        sheet.box(x + 6, 770, 10, 230, "#2a1d30")
        sheet.box(x + 344, 770, 10, 230, "#2a1d30")
        sheet.box(x, 880, 360, 120, "#6b4a3a")
        for item in range(8):
            sheet.disc(x + 34 + item * 42, 868, 19, ("#e0803c", "#8fae4b", "#d9b24b")[item % 3])
        sheet.disc(x + 180, 800, 24, "#ffe6ad")
    for at, x in enumerate(sheet.spread(11, 40)):
        coats = ("#27304f", "#70304a", "#2f4f4f", "#4d3b6a")
        sheet.person(
            x, 1170 + at % 3 * 16, sheet.chance.uniform(210, 260), coats[at % 4], "#c98d66"
        )


def choir(sheet: Canvas) -> None:
    """A choir in embroidered shirts on a stage."""
    sheet.gradient(0, 1200, ["#3a1f2c", "#63303a", "#8a4a42"])
    for at, x in enumerate(range(0, 1800, 100)):
        sheet.polygon(
            [(x, 0), (x + 100, 0), (x + 88, 760), (x + 12, 760)],
            "#7c2f3a" if at % 2 else "#6b2733",
        )
    sheet.polygon([(0, 1200), (160, 760), (1640, 760), (1800, 1200)], "#a9754c")
    for at in range(9):
        sheet.line([(200 * at + 100, 1200), (900 + (at - 4) * 170, 760)], "#8e5f3c", 4)
    for row in range(3):
        count, ground, size = 8 + row, 800 + row * 110, 300 + row * 30
        for at in range(count):
            x = 900 + (at - (count - 1) / 2) * (150 + row * 12)
            skin = ("#e2b48f", "#d6a07a", "#f0c7a4")[(at + row) % 3]
            hair = ("#3a2a22", "#7a5230", "#1f1a1c", "#b9904f")[(at * 2 + row) % 4]
            sheet.disc(x, ground - size * 0.9, size * 0.125, hair)
            sheet.person(x, ground, size, "#f6f0e4", skin)
            sheet.disc(x, ground - size * 0.84, size * 0.02, "#7a3b35")
            for stitch in range(5):
                y = ground - size * 0.7 + stitch * size * 0.06
                sheet.polygon([(x - 9, y), (x, y - 9), (x + 9, y), (x, y + 9)], "#b8323a")
    sheet.person(900, 1230, 420, "#22202c", "#d6a07a")
    sheet.line([(950, 960), (1040, 880)], "#f6f0e4", 6)


def sky_map(sheet: Canvas) -> None:
    """A map of how dark the night is: rings around the town, its lake and roads."""
    sheet.gradient(0, 1200, ["#0f1833", "#131d3d"])
    rings = ("#1b2750", "#2a376b", "#4a4f8a", "#8a6a8c", "#d98a63", "#f9d27a")
    for ring, shade in enumerate(rings):
        points = [
            turned(820, 620, (620 - ring * 108) * sheet.chance.uniform(0.9, 1.12), angle)
            for angle in range(0, 360, 20)
        ]
        sheet.polygon(points, shade)
    shore = [
        turned(1130, 520, 250 * sheet.chance.uniform(0.75, 1.15), at) for at in range(0, 360, 18)
    ]
    sheet.polygon(shore, "#27587a")
    for road in (
        [(0, 800), (420, 700), (820, 640), (1230, 860), (1800, 900)],
        [(700, 0), (760, 300), (820, 640), (740, 960), (820, 1200)],
    ):
        sheet.line(road, "#f6ecd2", 5)
    for x, y in ((820, 640), (350, 260), (1480, 250), (300, 980), (1500, 1010)):
        sheet.disc(x, y, 17, "#f6ecd2")
        sheet.disc(x, y, 9, "#b8423c")
    sheet.rounded(60, 1090, 440, 60, 10, "#0b1228")
    for at, shade in enumerate(rings):
        sheet.box(84 + at * 66, 1106, 62, 28, shade)


def bench(sheet: Canvas) -> None:
    """A bench under a lime tree in a small square."""
    sheet.gradient(0, 760, ["#a8cfd6", "#d8e6d6", "#f4ecd2"])
    sheet.cloud(180, 150, 110, "#f7f5ec")
    sheet.cloud(1250, 90, 130, "#f7f5ec")
    walls = ("#d9b48c", "#c98f76", "#e2d2b4", "#a9b3a4")
    for at, x in enumerate(range(-20, 1800, 230)):
        sheet.house(x, 780, 210, 330, (walls[at % 4], "#8a4f42", "#5c7480"))
    sheet.gradient(770, 1200, ["#a9b77b", "#7f9a5e", "#5f7f4c"])
    sheet.polygon([(0, 1010), (1800, 930), (1800, 1080), (0, 1180)], "#dccca8")
    sheet.tree(1120, 960, 900, "#5d8a4a", "#5c4433")
    for _ in range(60):
        x, y = sheet.chance.gauss(1120, 190), sheet.chance.gauss(380, 130)
        sheet.disc(x, y, sheet.chance.uniform(16, 40), sheet.chance.choice(("#6d9c55", "#4f7a41")))
    for y in (800, 846, 892):
        sheet.rounded(480, y, 520, 30, 8, "#9b6a43")
    sheet.rounded(460, 940, 560, 34, 8, "#86582f")
    for x in (500, 960):
        sheet.box(x, 790, 18, 290, "#33353a")
        sheet.box(x - 30, 960, 60, 14, "#33353a")
    sheet.rounded(560, 872, 90, 70, 8, "#b8423c")
    for x, y in ((300, 1090), (380, 1120), (1250, 1060)):
        sheet.disc(x, y, 19, "#6f7480", squash=0.7)
        sheet.disc(x + 17, y - 13, 9, "#565b66")
