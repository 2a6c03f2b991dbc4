"""Heads and shoulders for the bylines of the sample library, and its sign."""

from __future__ import annotations

from dataclasses import dataclass

from canvas import Canvas, mixed

SIDE = 720


@dataclass(frozen=True)
class Look:
    """What tells one face from another. ``hair_style`` is long, short, bun, scarf or bald."""

    backdrop: tuple[str, str]
    skin: str
    hair: str
    hair_style: str
    clothes: str
    glasses: bool = False
    beard: bool = False


def portrait(sheet: Canvas, look: Look) -> None:
    """A face before a two-coloured backdrop."""
    sheet.gradient(0, SIDE, list(look.backdrop))
    sheet.disc(540, 170, 210, mixed(look.backdrop[0], "#ffffff", 0.16))
    shade = mixed(look.skin, "#5b2f22", 0.22)
    if look.hair_style == "long":
        sheet.rounded(206, 190, 308, 400, 140, look.hair)
    if look.hair_style == "scarf":
        sheet.rounded(196, 140, 328, 470, 160, look.hair)
    sheet.rounded(110, 520, 500, 320, 150, look.clothes)
    sheet.polygon([(300, 520), (420, 520), (360, 640)], mixed(look.clothes, "#ffffff", 0.75))
    sheet.rounded(304, 430, 112, 140, 50, shade)
    sheet.disc(360, 330, 126, look.skin, squash=1.2)
    _hair(sheet, look)
    for x in (312, 408):
        sheet.disc(x, 330, 12, "#2a2226")
        sheet.line([(x - 24, 296), (x + 22, 294)], mixed(look.hair, "#1a1416", 0.4), 8)
    sheet.line([(360, 340), (350, 384), (368, 388)], shade, 6)
    if look.beard:
        sheet.slice(360, 350, 128, (18, 162), look.hair)
        sheet.disc(360, 356, 92, look.skin, squash=0.74)
        for x in (312, 408):
            sheet.disc(x, 330, 12, "#2a2226")
    sheet.arc(360, 394, 40, (20, 160), "#9a4a42", 8)
    if look.glasses:
        for x in (312, 408):
            sheet.arc(x, 332, 38, (0, 360), "#2b2f3a", 7)
        sheet.line([(350, 326), (370, 326)], "#2b2f3a", 7)


def _hair(sheet: Canvas, look: Look) -> None:
    match look.hair_style:
        case "scarf":
            sheet.slice(360, 300, 156, (180, 360), look.hair)
            sheet.polygon([(206, 300), (250, 300), (270, 470), (360, 520), (230, 560)], look.hair)
            sheet.polygon([(514, 300), (470, 300), (450, 470), (360, 520), (490, 560)], look.hair)
        case "long":
            sheet.slice(360, 300, 142, (180, 360), look.hair)
            sheet.polygon([(218, 298), (300, 300), (340, 232), (240, 420)], look.hair)
            sheet.polygon([(502, 298), (430, 296), (340, 232), (484, 420)], look.hair)
        case "bun":
            sheet.disc(360, 160, 66, look.hair)
            sheet.slice(360, 296, 138, (180, 360), look.hair)
        case "short":
            sheet.slice(360, 290, 138, (180, 360), look.hair)
            sheet.polygon([(222, 288), (300, 292), (420, 240), (498, 290), (470, 190)], look.hair)
        case _:
            return


LOOKS = {
    "imogen-farrow": Look(("#35607a", "#88a9a4"), "#f0c7a4", "#8a4a2c", "long", "#23374d"),
    "sofiia-hnatiuk": Look(("#7f9c9b", "#c9d3b8"), "#f2cdaa", "#c9a15a", "bun", "#6b2f3a"),
    "layla-alhaddad": Look(("#57456f", "#b18aa0"), "#d9a67f", "#2f6f6a", "scarf", "#3b2c4f"),
    "tomasz-wierzba": Look(
        ("#4d6b52", "#b9bf8e"), "#e8b993", "#5a4030", "short", "#38404a", beard=True
    ),
    "daniel-okonjo-reid": Look(
        ("#2d4464", "#7f95b8"), "#8a5a3c", "#221a1a", "bald", "#8c6a3a", glasses=True
    ),
}


def sign(sheet: Canvas) -> None:
    """The paper's sign: a lark over water, in one colour."""
    sheet.gradient(0, SIDE, ["#1f4e5f", "#1f4e5f"])
    paper = "#f6efe0"
    sheet.polygon([(150, 250), (390, 300), (590, 160), (470, 350), (300, 420)], paper)
    sheet.polygon([(300, 300), (250, 130), (440, 310)], mixed(paper, "#1f4e5f", 0.18))
    sheet.polygon([(150, 250), (96, 262), (160, 276)], "#e0a63c")
    for row in range(3):
        y = 500 + row * 54
        sheet.rounded(140 + row * 50, y, 440 - row * 100, 18, 9, paper)
