import re

import pytest
from shapely.geometry import Polygon

NUMBER = re.compile(r"-?(?:\d+\.\d|\.\d|\d+)")
RING = re.compile(r"M([^Mlz]+)l([^Mlz]+)(z?)")


@pytest.fixture(scope="session")
def parse():
    """Read path data of the form M…l…z back into lists of absolute points."""

    def read(path):
        assert RING.sub("", path) == "", f"not a path: {RING.sub('', path)[:40]!r}"
        return [_points(start, steps) for start, steps, _ in RING.findall(path)]

    return read


def _points(start, steps):
    assert NUMBER.sub("", start).strip() == ""
    assert NUMBER.sub("", steps).strip() == ""
    x, y = (float(n) for n in NUMBER.findall(start))
    numbers = [float(n) for n in NUMBER.findall(steps)]
    assert len(numbers) % 2 == 0
    points = [(x, y)]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = round(x + dx, 1), round(y + dy, 1)
        points.append((x, y))
    return points


@pytest.fixture(scope="session")
def area(parse):
    """Area of a path in square units; exteriors and holes turn opposite ways."""

    def measure(path):
        return abs(sum(_signed(r) for r in parse(path)))

    return measure


def _signed(ring):
    shifted = [*ring[1:], ring[0]]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, shifted, strict=True)) / 2


@pytest.fixture(scope="session")
def polygons(parse):
    """Exteriors and holes of a path, each as a filled polygon."""
    return lambda path: [Polygon(r).buffer(0) for r in parse(path) if len(r) > 2]
