"""Ten pictures of a day on the lake, from first light to night."""

from __future__ import annotations

from canvas import Canvas, mixed


def _water(sheet: Canvas, top: float, colours: list[str], light: str) -> None:
    sheet.gradient(top, 1200, colours)
    sheet.ripples(top + 20, 1190, light, 70)


def first_light(sheet: Canvas) -> None:
    """The lake before sunrise, mist over the far shore."""
    sheet.gradient(0, 700, ["#4d6a93", "#9a9dbf", "#f0b9a2", "#fbe0b5"])
    sheet.sun(620, 690, 74, "#fff4d8", "#f6c6a4")
    sheet.peaks(700, [(180, 330), (560, 430), (1220, 300), (1640, 420)], "#6c7aa6", "#dfe3ee")
    sheet.ridge(700, 130, "#566694")
    for x, y, size in ((-40, 650, 120), (500, 664, 150), (1180, 646, 140)):
        sheet.cloud(x, y, size, "#e5d3d2")
    _water(sheet, 706, ["#e0b6a6", "#8f96b5", "#3f5680"], "#f7d9c0")
    sheet.shine(620, 724, 1180, 130, "#fff0d0")
    sheet.polygon([(0, 1200), (0, 1010), (360, 1090), (640, 1200)], "#22314f")
    for x in range(10, 420, 30):
        sheet.line([(x, 1200), (x + 12, 1010 - sheet.chance.uniform(0, 80))], "#1b2742", 5)


def ferry(sheet: Canvas) -> None:
    """The first ferry of the morning, red hulled, with a few lights on."""
    sheet.gradient(0, 640, ["#6d95b8", "#b9cfd8", "#f3e3c6"])
    sheet.cloud(240, 130, 130, "#eef0ea")
    sheet.cloud(1300, 210, 110, "#eef0ea")
    sheet.peaks(650, [(260, 380), (820, 300), (1480, 360)], "#7f9bb0", "#f2f4f3")
    sheet.ridge(650, 100, "#5f8078")
    _water(sheet, 648, ["#9fc0cb", "#5b8ea3", "#2f5f78"], "#cfe2e4")
    sheet.rounded(560, 560, 640, 120, 14, "#f5efe2")
    sheet.rounded(700, 470, 400, 100, 12, "#e6dcc8")
    sheet.box(980, 380, 76, 100, "#c0443c")
    sheet.box(980, 396, 76, 20, "#f5efe2")
    for at in range(9):
        sheet.rounded(590 + at * 66, 596, 42, 36, 6, "#37556b" if at % 3 else "#ffdf9a")
    for at in range(5):
        sheet.rounded(724 + at * 74, 496, 48, 36, 6, "#37556b")
    sheet.boat(480, 830, 860, "#b23b36", deep=0.185)
    sheet.box(500, 700, 800, 12, "#f5efe2")
    for x in (420, 330, 220):
        sheet.rounded(x, 826 + (430 - x) * 0.1, 130, 9, 4, "#e4eeee")
    sheet.line([(620, 560), (620, 420)], "#3a3f4a", 6)
    sheet.polygon([(624, 424), (690, 444), (624, 464)], "#c79a4b")


def fishing(sheet: Canvas) -> None:
    """Two people hauling a net into a small boat."""
    sheet.gradient(0, 560, ["#9fc3cd", "#dfe6d8"])
    sheet.ridge(560, 170, "#8ba59a")
    sheet.ridge(570, 80, "#6d8c7c")
    _water(sheet, 560, ["#a8c6c4", "#5f939c", "#2b5a6b"], "#d3e4df")
    sheet.boat(420, 900, 980, "#2d4f63", deep=0.2)
    sheet.box(470, 700, 880, 18, "#e9dcc0")
    sheet.person(720, 810, 380, "#d39a3c", "#d6a07a")
    sheet.person(1010, 810, 360, "#b23b36", "#e2b48f")
    sheet.line([(770, 560), (930, 640), (1240, 700), (1420, 880)], "#e9dcc0", 5)
    for at in range(7):
        sheet.line([(1240 + at * 26, 700 + at * 26), (1290 + at * 22, 930)], "#cfd8cf", 3)
        sheet.line([(1230, 730 + at * 26), (1420, 770 + at * 26)], "#cfd8cf", 3)
    for x, y in ((1300, 880), (1360, 920), (1260, 930)):
        sheet.disc(x, y, 30, "#c9d3d6", squash=0.42)
    for x in (200, 1560):
        sheet.disc(x, 1010, 34, "#e07b3c")
        sheet.box(x - 34, 1004, 68, 10, "#f5efe2")


def jetty(sheet: Canvas) -> None:
    """A wooden jetty leading out, with a bicycle leaning on its rail."""
    sheet.gradient(0, 540, ["#7fb2c6", "#cfe3df", "#f4ead0"])
    sheet.cloud(1080, 120, 150, "#f5f3ea")
    sheet.peaks(560, [(380, 330), (1300, 280)], "#86a3ad", "#f1f3f0")
    sheet.ridge(560, 80, "#6a8f7d")
    _water(sheet, 556, ["#a9cfd0", "#5ea0a8", "#2f7180"], "#d7ebe6")
    sheet.polygon([(820, 600), (980, 600), (1360, 1200), (440, 1200)], "#b08a5c")
    for at in range(18):
        share = (at / 18) ** 1.7
        y = 600 + 600 * share
        half = 80 + 380 * share
        sheet.line([(900 - half, y), (900 + half, y)], "#8b6a42", 3 + 5 * share)
    for share in (0.02, 0.16, 0.42, 0.85):
        y, half = 600 + 600 * share, 80 + 380 * share
        for side in (-1, 1):
            tall = 60 + 210 * share
            sheet.box(900 + side * half - 8, y - tall, 10 + 14 * share, tall, "#6f5334")
    for x in (1130, 1310):
        sheet.arc(x, 900, 84, (0, 360), "#22303a", 8)
    sheet.line([(1130, 900), (1190, 800), (1280, 800), (1220, 900), (1130, 900)], "#b23b36", 10)
    sheet.line([(1310, 900), (1270, 760), (1300, 746)], "#b23b36", 10)
    sheet.line([(1220, 900), (1184, 784)], "#b23b36", 10)
    sheet.rounded(1152, 770, 70, 18, 8, "#22303a")


def swimmers(sheet: Canvas) -> None:
    """Four heads in bright caps in cold green water."""
    sheet.gradient(0, 420, ["#b6d3d6", "#e8ead8"])
    sheet.ridge(430, 150, "#8fae9d")
    sheet.ridge(440, 70, "#6c9180")
    _water(sheet, 430, ["#9ccbc2", "#4f9a97", "#216670"], "#cfe9df")
    for x, y, size, cap in (
        (420, 640, 50, "#e0803c"), (820, 590, 42, "#c0443c"),
        (1180, 720, 62, "#f2c14e"), (660, 900, 84, "#3d5aa8"),
    ):  # fmt: skip
        for ring in (2.6, 2.0, 1.5):
            sheet.disc(
                x,
                y + size * 0.7,
                size * ring,
                mixed("#4f9a97", "#d7ebe6", 2 / (ring * 4)),
                squash=0.3,
            )
        sheet.disc(x, y, size, "#e2b48f")
        sheet.slice(x, y - size * 0.06, size * 1.04, (180, 360), cap)
        sheet.rounded(
            x - size * 1.9, y + size * 0.5, size * 1.1, size * 0.3, size * 0.15, "#e2b48f"
        )
        sheet.rounded(
            x + size * 0.8, y + size * 0.5, size * 1.1, size * 0.3, size * 0.15, "#e2b48f"
        )
    sheet.disc(1500, 960, 44, "#e07b3c")
    sheet.line([(1500, 960), (1610, 990), (1800, 980)], "#f5efe2", 8)


def reeds(sheet: Canvas) -> None:
    """A heron among reeds."""
    sheet.gradient(0, 640, ["#cfdccb", "#ece5c6"])
    sheet.ridge(620, 130, "#a9b893")
    _water(sheet, 640, ["#c9d3b4", "#8fae9a", "#587f78"], "#e4ead2")
    for x in range(0, 1800, 26):
        tall = sheet.chance.uniform(180, 470)
        lean = sheet.chance.uniform(-40, 40)
        shade = sheet.chance.choice(("#7c8a47", "#93994f", "#66763f"))
        sheet.line([(x, 1200), (x + lean, 1200 - tall)], shade, 8)
        if sheet.chance.random() < 0.3:
            sheet.rounded(x + lean - 9, 1180 - tall, 18, 86, 9, "#6b4a2f")
    body, wing = "#8d99a6", "#5d6b7c"
    sheet.line([(880, 900), (880, 1140)], "#a8804a", 10)
    sheet.line([(930, 890), (940, 1140)], "#a8804a", 10)
    sheet.disc(910, 800, 150, body, squash=0.62)
    sheet.polygon([(800, 770), (1130, 900), (860, 880)], wing)
    sheet.line([(800, 760), (770, 650), (830, 560), (800, 470)], "#dfe3e4", 44)
    sheet.disc(796, 450, 46, "#dfe3e4")
    sheet.polygon([(766, 436), (590, 462), (768, 474)], "#d9a23c")
    sheet.polygon([(800, 410), (930, 430), (820, 444)], "#3a4656")
    sheet.disc(776, 444, 7, "#22303a")


def regatta(sheet: Canvas) -> None:
    """White and coloured sails before the mountains."""
    sheet.gradient(0, 600, ["#5fa0c8", "#b8dbe2", "#e9f0e0"])
    for x, y in ((160, 110), (860, 170), (1420, 90)):
        sheet.cloud(x, y, 110, "#f6f7f2")
    sheet.peaks(610, [(180, 360), (700, 250), (1240, 330), (1700, 280)], "#7d9fb6", "#f5f7f6")
    sheet.ridge(612, 70, "#5c8b78")
    _water(sheet, 610, ["#8fc3d2", "#3f8fae", "#1d5d80"], "#cfe9ee")
    sails = ("#f7f4ea", "#e0803c", "#f7f4ea", "#c0443c", "#f2c14e", "#f7f4ea")
    for at, x in enumerate((120, 430, 690, 960, 1230, 1520)):
        y, size = 720 + (at * 97) % 260, 0.7 + ((at * 97) % 260) / 420
        sheet.boat(x, y + 30 * size, 170 * size, "#2b4358", deep=0.17)
        mast = x + 76 * size
        sheet.box(mast, y - 330 * size, 5 * size, 340 * size, "#3a3f4a")
        sheet.polygon(
            [(mast + 8, y - 320 * size), (mast + 8, y - 10), (mast + 140 * size, y - 10)],
            sails[at],
        )
        sheet.polygon(
            [(mast - 4, y - 290 * size), (mast - 4, y - 10), (mast - 86 * size, y - 10)],
            mixed(sails[at], "#8aa3b5", 0.25),
        )


def island(sheet: Canvas) -> None:
    """A chapel on a wooded island in the afternoon."""
    sheet.gradient(0, 640, ["#86b7c4", "#dbe5d4", "#f7e2b4"])
    sheet.ridge(640, 230, "#9db3a0")
    sheet.ridge(650, 120, "#7f9c86")
    _water(sheet, 648, ["#c6d5bf", "#6fa3a4", "#2f6b78"], "#e6ecd4")
    sheet.disc(900, 760, 540, "#7d8f5a", squash=0.2)
    for x in (470, 560, 640, 1160, 1250, 1340):
        sheet.tree(x, 750, sheet.chance.uniform(210, 300), "#557a48", "#5a4633")
    for x in (720, 1090, 1410, 400):
        sheet.fir(x, 760, sheet.chance.uniform(200, 270), "#3f6247")
    sheet.house(820, 740, 190, 170, ("#f1e9d8", "#a5503e", "#4f6b86"))
    sheet.box(1000, 470, 90, 270, "#f1e9d8")
    sheet.polygon([(988, 470), (1045, 330), (1102, 470)], "#a5503e")
    sheet.rounded(1026, 510, 38, 66, 18, "#4f6b86")
    sheet.line([(1045, 330), (1045, 290)], "#4a3a30", 6)
    sheet.line([(1030, 306), (1060, 306)], "#4a3a30", 6)
    sheet.shine(930, 860, 1180, 260, "#e8e2c8")
    sheet.boat(260, 1010, 190, "#7a3b31", deep=0.2)
    sheet.person(350, 985, 150, "#2f4a6d", "#e2b48f")


def boathouse(sheet: Canvas) -> None:
    """Three wooden boathouses with upturned boats in front."""
    sheet.gradient(0, 560, ["#a7c9cf", "#ece6cf"])
    sheet.ridge(520, 210, "#7f9d86")
    sheet.ridge(560, 120, "#5f8168")
    _water(sheet, 700, ["#93bcb9", "#4f858c", "#28586a"], "#cfe2da")
    for at, x in enumerate((120, 660, 1200)):
        wall = ("#a5503e", "#4f6f80", "#b98a45")[at]
        sheet.box(x, 420, 440, 330, wall)
        for plank in range(11):
            sheet.box(x + plank * 40, 420, 3, 330, mixed(wall, "#1d2230", 0.3))
        sheet.polygon([(x - 30, 424), (x + 220, 240), (x + 470, 424)], "#4a3f3a")
        sheet.rounded(x + 110, 520, 220, 230, 6, "#22303a")
        sheet.box(x + 110, 700, 220, 60, "#3c7384")
        sheet.disc(x + 220, 360, 34, "#f4ead0")
        sheet.box(x - 10, 744, 460, 20, "#7a5c3c")
    for at, x in enumerate((80, 520, 980, 1380)):
        shade = ("#f4ead0", "#c0443c", "#3d6f8a", "#e0a63c")[at]
        sheet.boat(x, 1040 + at % 2 * 50, 330, shade, deep=0.2)
        sheet.box(x + 20, 976 + at % 2 * 50, 290, 10, mixed(shade, "#1d2230", 0.35))


def night_lake(sheet: Canvas) -> None:
    """The last ferry's lights under the moon."""
    sheet.gradient(0, 680, ["#0c1533", "#1d2c58", "#47537f"])
    sheet.stars(240, 520)
    sheet.sun(1330, 230, 70, "#f8efd2", "#22315c")
    sheet.peaks(690, [(240, 380), (900, 450), (1560, 340)], "#1c2850")
    sheet.ridge(692, 80, "#141e40")
    for x in sheet.spread(30):
        sheet.disc(x, 672 + sheet.chance.uniform(-30, 10), 4, "#ffd98c")
    _water(sheet, 694, ["#2c3a68", "#18254a", "#0b1430"], "#3b4c80")
    sheet.shine(1330, 720, 1190, 160, "#e9dfc0")
    sheet.rounded(520, 690, 420, 80, 10, "#39466e")
    sheet.rounded(600, 634, 260, 64, 8, "#2f3b62")
    for at in range(8):
        sheet.rounded(540 + at * 50, 712, 30, 28, 5, "#ffd98c")
    for at in range(4):
        sheet.rounded(620 + at * 60, 650, 36, 28, 5, "#ffd98c")
    sheet.boat(460, 850, 560, "#101a3a", deep=0.16)
    sheet.shine(740, 866, 1150, 300, "#c99a5c")
