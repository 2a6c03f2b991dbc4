"""A sheet to draw flat pictures on: gradients, ridges, houses, trees, reflections.

Everything is drawn at twice the size and scaled down once, which smooths the edges. Coordinates
are those of the finished picture, from its top left corner.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]
Colour = tuple[int, int, int]

SCALE = 2


def colour(text: str) -> Colour:
    """The colour written as ``#rrggbb``."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mixed(first: str, second: str, share: float) -> str:
    """A colour between two; ``share`` 0 is the first, 1 the second."""
    parts = (
        round(a + (b - a) * share) for a, b in zip(colour(first), colour(second), strict=True)
    )
    return "#{:02x}{:02x}{:02x}".format(*parts)


class Canvas:
    """A picture being drawn. ``chance`` is seeded, so that each drawing is always the same."""

    def __init__(self, width: int, height: int, seed: int) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (width * SCALE, height * SCALE))
        self.pen = ImageDraw.Draw(self.image)
        self.chance = random.Random(seed)  # noqa: S311 - the scatter of stars is no secret

    def finished(self) -> Image.Image:
        size = (self.width, self.height)
        return self.image.resize(size, Image.Resampling.LANCZOS)  # pyright: ignore[reportUnknownMemberType] - Pillow's own annotation names numpy

    # --- plain shapes ---

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], fill)

    def rounded(
        self, x: float, y: float, width: float, height: float, radius: float, fill: str
    ) -> None:
        corners = (x * SCALE, y * SCALE, (x + width) * SCALE, (y + height) * SCALE)
        self.pen.rounded_rectangle(corners, radius * SCALE, fill=fill)

    def disc(self, x: float, y: float, radius: float, fill: str, *, squash: float = 1) -> None:
        tall = radius * squash
        corners = (x - radius, y - tall, x + radius, y + tall)
        self.pen.ellipse([corner * SCALE for corner in corners], fill=fill)

    def slice(
        self, x: float, y: float, radius: float, turn: tuple[float, float], fill: str
    ) -> None:
        corners = (x - radius, y - radius, x + radius, y + radius)
        self.pen.pieslice([corner * SCALE for corner in corners], *turn, fill=fill)

    def arc(
        self, x: float, y: float, radius: float, turn: tuple[float, float], fill: str, width: float
    ) -> None:
        corners = (x - radius, y - radius, x + radius, y + radius)
        at = [corner * SCALE for corner in corners]
        self.pen.arc(at, *turn, fill=fill, width=round(width * SCALE))

    def line(self, points: Sequence[Point], fill: str, width: float) -> None:
        scaled = [(x * SCALE, y * SCALE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * SCALE), joint="curve")

    # --- skies and grounds ---

    def gradient(self, top: float, bottom: float, colours: Sequence[str]) -> None:
        """Fill the breadth from ``top`` to ``bottom``, passing through the colours."""
        first, last = round(top * SCALE), round(bottom * SCALE)
        steps = len(colours) - 1
        for row in range(first, last):
            place = (row - first) / max(1, last - first - 1) * steps
            at = min(int(place), steps - 1)
            fill = mixed(colours[at], colours[at + 1], place - at)
            self.pen.line((0, row, self.width * SCALE, row), fill=fill)

    def sun(self, x: float, y: float, radius: float, fill: str, sky: str) -> None:
        """A disc with two faint rings of light around it."""
        for ring, share in ((1.9, 0.18), (1.4, 0.36)):
            self.disc(x, y, radius * ring, mixed(sky, fill, share))
        self.disc(x, y, radius, fill)

    def stars(self, count: int, bottom: float, fill: str = "#f6ecd2") -> None:
        for _ in range(count):
            x, y = self.chance.uniform(0, self.width), self.chance.uniform(0, bottom)
            self.disc(x, y, self.chance.choice((1.2, 1.6, 2.2, 3)), fill)

    def cloud(self, x: float, y: float, size: float, fill: str) -> None:
        self.rounded(x, y, size * 3, size * 0.62, size * 0.31, fill)
        self.disc(x + size, y + size * 0.1, size * 0.5, fill)
        self.disc(x + size * 1.8, y, size * 0.66, fill)

    def ridge(self, base: float, rise: float, fill: str, *, rough: float = 0.5) -> None:
        """A line of hills about ``base``, at most ``rise`` high, filled to the bottom."""
        heights = [self.chance.uniform(0, rise), self.chance.uniform(0, rise)]
        spread = rise
        while len(heights) < 40:
            spread *= rough
            finer = [heights[0]]
            for left, right in itertools.pairwise(heights):
                finer += [(left + right) / 2 + self.chance.uniform(-spread, spread), right]
            heights = finer
        step = self.width / (len(heights) - 1)
        points = [(at * step, base - height) for at, height in enumerate(heights)]
        self.polygon([(0, self.height), *points, (self.width, self.height)], fill)

    def peaks(self, base: float, points: Sequence[Point], fill: str, snow: str = "") -> None:
        """Mountains by their tops, from left to right; ``snow`` whitens the tops."""
        for x, y in points:
            half = (base - y) * 1.25
            self.polygon([(x - half, base), (x, y), (x + half, base)], fill)
            if snow:
                down = (base - y) * 0.24
                edge = [(x - down * 1.25, y + down), (x - down * 0.4, y + down * 0.7)]
                edge += [(x + down * 0.1, y + down * 1.05), (x + down * 0.6, y + down * 0.75)]
                self.polygon([(x, y), *edge, (x + down * 1.25, y + down)], snow)

    def ripples(self, top: float, bottom: float, fill: str, count: int) -> None:
        """Short level strokes of light on water, longer towards the front."""
        for _ in range(count):
            share = self.chance.random()
            y = top + (bottom - top) * share
            length = 40 + 170 * share * self.chance.uniform(0.5, 1)
            x = self.chance.uniform(-length, self.width)
            self.rounded(x, y, length, 2 + 3 * share, 1, fill)

    def shine(self, x: float, top: float, bottom: float, width: float, fill: str) -> None:
        """The track a light leaves on water, broken into strokes."""
        y = top
        while y < bottom:
            share = (y - top) / (bottom - top)
            length = width * (0.5 + share) * self.chance.uniform(0.55, 1)
            offset = self.chance.uniform(-width, width) * 0.12
            self.rounded(x - length / 2 + offset, y, length, 3 + 5 * share, 2, fill)
            y += 14 + 22 * share

    # --- things ---

    def house(
        self, x: float, ground: float, width: float, height: float, colours: tuple[str, str, str]
    ) -> None:
        """A house with a gable: wall, roof, lit windows."""
        wall, roof, light = colours
        top = ground - height
        self.box(x, top, width, height, wall)
        gable = width * 0.42
        self.polygon([(x - 8, top), (x + width / 2, top - gable), (x + width + 8, top)], roof)
        columns, rows = max(2, round(width / 70)), max(1, round(height / 90))
        across, down = width / (columns + 0.5), height / (rows + 0.4)
        for row in range(rows):
            for column in range(columns):
                left = x + across * (column + 0.45)
                lit = light if self.chance.random() < 0.7 else mixed(wall, roof, 0.7)
                self.rounded(left, top + down * (row + 0.35), across * 0.55, down * 0.55, 3, lit)

    def tower(
        self, x: float, ground: float, width: float, height: float, colours: tuple[str, str]
    ) -> None:
        """A flat-roofed block of flats or offices: wall and lit windows."""
        wall, light = colours
        self.box(x, ground - height, width, height, wall)
        columns, rows = max(2, round(width / 40)), max(2, round(height / 46))
        across, down = width / columns, height / rows
        for row in range(rows):
            for column in range(columns):
                if self.chance.random() < 0.62:
                    left, top = x + across * (column + 0.28), ground - height + down * (row + 0.3)
                    self.box(left, top, across * 0.44, down * 0.44, light)

    def tree(self, x: float, ground: float, height: float, leaf: str, trunk: str) -> None:
        self.box(x - height * 0.03, ground - height * 0.45, height * 0.06, height * 0.45, trunk)
        for over, up, size in ((0, 0.68, 0.3), (-0.17, 0.52, 0.22), (0.18, 0.5, 0.23)):
            self.disc(x + height * over, ground - height * up, height * size, leaf)

    def fir(self, x: float, ground: float, height: float, fill: str) -> None:
        for share, wide in ((0.12, 0.23), (0.34, 0.19), (0.56, 0.14)):
            bottom = ground - height * share
            points = [(x - height * wide, bottom), (x, bottom - height * 0.44)]
            self.polygon([*points, (x + height * wide, bottom)], fill)
        self.box(x - height * 0.025, ground - height * 0.14, height * 0.05, height * 0.14, fill)

    def person(self, x: float, ground: float, height: float, coat: str, skin: str) -> None:
        """Somebody standing, from head to foot."""
        self.rounded(
            x - height * 0.14, ground - height * 0.78, height * 0.28, height * 0.5,
            height * 0.12, coat,
        )  # fmt: skip
        legs = mixed(coat, "#101820", 0.6)
        self.box(x - height * 0.1, ground - height * 0.36, height * 0.08, height * 0.36, legs)
        self.box(x + height * 0.02, ground - height * 0.36, height * 0.08, height * 0.36, legs)
        self.disc(x, ground - height * 0.88, height * 0.1, skin)

    def boat(self, x: float, y: float, length: float, hull: str, *, deep: float = 0.16) -> None:
        """An open hull whose waterline is at ``y``."""
        tall = length * deep
        points = [(x, y - tall), (x + length, y - tall), (x + length * 0.86, y)]
        self.polygon([*points, (x + length * 0.12, y)], hull)

    def spread(self, count: int, margin: float = 0) -> list[float]:
        """Places over the breadth, about evenly apart."""
        step = (self.width - 2 * margin) / count
        return [
            margin + step * (at + 0.5) + self.chance.uniform(-step, step) * 0.3
            for at in range(count)
        ]


def turned(x: float, y: float, radius: float, degrees: float) -> Point:
    """The point at an angle on a circle; 0 degrees is to the right, 90 up."""
    angle = math.radians(degrees)
    return x + radius * math.cos(angle), y - radius * math.sin(angle)
