"""QR codes, read from a picture as a telephone does: found by their corners, sampled, mended, decoded (ISO/IEC 18004).

Reads versions 1 to 10, bytes alone: more than a link of ours needs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import combinations, groupby

from PIL import Image, ImageFilter

Point = tuple[float, float]
Bits = list[list[int]]

_WORDS = (26, 44, 70, 100, 134, 172, 196, 242, 292, 346)
"""By version, from 1 on: all codewords."""
_LEVELS = {
    "L": (0b01, (7, 10, 15, 20, 26, 18, 20, 24, 30, 18), (1, 1, 1, 1, 1, 2, 2, 2, 2, 4)),
    "M": (0b00, (10, 16, 26, 18, 24, 16, 18, 22, 22, 26), (1, 1, 1, 2, 2, 4, 4, 4, 5, 5)),
    "Q": (0b11, (13, 22, 18, 26, 18, 24, 18, 22, 20, 24), (1, 1, 2, 2, 4, 4, 6, 6, 8, 8)),
    "H": (0b10, (17, 28, 22, 16, 22, 28, 26, 26, 24, 28), (1, 1, 2, 4, 4, 4, 5, 6, 8, 8)),
}
"""The level in the format; then, by version, codewords of each block that mend the others, and blocks."""
_ALIGNED = ((), (), (18,), (22,), (26,), (30,), (34,), (22, 38), (24, 42), (26, 46), (28, 50))
_MASKS = (
    lambda r, c: (r + c) % 2,
    lambda r, _: r % 2,
    lambda _, c: c % 3,
    lambda r, c: (r + c) % 3,
    lambda r, c: (r // 2 + c // 3) % 2,
    lambda r, c: r * c % 2 + r * c % 3,
    lambda r, c: (r * c % 2 + r * c % 3) % 2,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2,
)
"""A module is turned where this is 0."""


class UnreadableError(Exception):
    """No code could be read."""


def read(picture: Image.Image) -> str:
    """The text of the biggest code of a picture. Raises UnreadableError."""
    grey = picture.convert("L").filter(ImageFilter.GaussianBlur(1.2))
    why = UnreadableError("no three corners")
    for corners in _corners(grey):
        try:
            return _decoded(_sampled(grey, *corners))
        except UnreadableError as error:
            why = error
    raise why


# --- where it is ------------------------------------------------------------------------------------------------------


def _corners(grey: Image.Image) -> Iterator[tuple[Point, Point, Point, float]]:
    """Upper left, upper right, lower left, and how wide a module is; the biggest code first."""
    found = sorted(_finders(grey), key=lambda one: -one[2])
    triples = []
    for some in combinations(found, 3):
        wide = sum(one[2] for one in some) / 3
        if max(abs(one[2] - wide) for one in some) > wide * 0.25:
            continue
        for at in range(3):
            corner, one, other = some[at], some[at - 1], some[at - 2]
            (ax, ay), (bx, by) = (one[0] - corner[0], one[1] - corner[1]), (other[0] - corner[0], other[1] - corner[1])
            long, high = math.hypot(ax, ay), math.hypot(bx, by)
            if abs(ax * bx + ay * by) < 0.06 * long * high and abs(long - high) < 0.06 * long:
                right, left = (one, other) if ax * by - ay * bx > 0 else (other, one)
                triples.append((corner[:2], right[:2], left[:2], wide))
    return iter(sorted(triples, key=lambda one: -one[3]))


def _finders(grey: Image.Image) -> list[tuple[float, float, float]]:
    """Where 1:1:3:1:1 of dark and light stands both ways: x, y, and how wide a module is there."""
    width, height = grey.size
    dark = grey.point(lambda value: 1 if value < 128 else 0).tobytes()
    found: list[tuple[float, float, float]] = []
    for y in range(0, height, 2):
        for x, wide in _crosses(dark[y * width : (y + 1) * width]):
            column = dark[int(x) :: width]
            for at, tall in _crosses(column[max(0, y - int(5 * wide)) : y + int(5 * wide)]):
                middle = at + max(0, y - int(5 * wide))
                if abs(tall - wide) < wide * 0.3 and abs(middle - y) < wide:
                    found.append((x, middle, wide))
    merged: list[tuple[float, float, float, int]] = []
    for x, down, wide in found:
        for place, (mx, my, mw, count) in enumerate(merged):
            if math.hypot(mx - x, my - down) < 2 * mw:
                n = count + 1
                merged[place] = (mx + (x - mx) / n, my + (down - my) / n, mw + (wide - mw) / n, n)
                break
        else:
            merged.append((x, down, wide, 1))
    return [(x, down, wide) for x, down, wide, count in merged if count > 1]


def _crosses(line: bytes) -> Iterator[tuple[float, float]]:
    """In a line of 1 for dark: the middle of each corner that it cuts, and how wide a module is."""
    runs: list[tuple[int, int, int]] = []
    at = 0
    for value, some in groupby(line):
        long = sum(1 for _ in some)
        runs.append((value, at, long))
        at += long
    for place in range(len(runs) - 4):
        five = runs[place : place + 5]
        wide = sum(long for _, _, long in five) / 7
        told = zip((1, 1, 3, 1, 1), five, strict=True)
        if five[0][0] == 1 and wide >= 2 and all(abs(long - n * wide) < wide * 0.6 for n, (_, _, long) in told):
            yield five[2][1] + five[2][2] / 2, wide


def _sampled(grey: Image.Image, corner: Point, right: Point, left: Point, wide: float) -> Bits:
    """Its modules, from the three middles of the corners, which are 3.5 modules from the edge."""
    between = math.dist(corner, right) / wide + 7
    size = 4 * round((between - 17) / 4) + 17
    if not 21 <= size <= 57:
        raise UnreadableError(f"{size} modules")
    across = [(b - a) / (size - 7) for a, b in zip(corner, right, strict=True)]
    down = [(b - a) / (size - 7) for a, b in zip(corner, left, strict=True)]
    radius = max(1, int(wide / 5))

    def dark(row: int, column: int) -> int:
        x, y = (corner[i] + (column - 3) * across[i] + (row - 3) * down[i] for i in (0, 1))
        box = (int(x) - radius, int(y) - radius, int(x) + radius + 1, int(y) + radius + 1)
        pixels = grey.crop(box).tobytes()
        return int(sum(pixels) / len(pixels) < 128)

    return [[dark(row, column) for column in range(size)] for row in range(size)]


# --- what it says -----------------------------------------------------------------------------------------------------


def _decoded(bits: Bits) -> str:
    size = len(bits)
    version = (size - 17) // 4
    level, mask = _format_of(bits)
    stream = [bits[r][c] ^ (not _MASKS[mask](r, c)) for r, c in _path(size, version)]
    words = [int("".join(map(str, map(int, stream[at : at + 8]))), 2) for at in range(0, len(stream) - 7, 8)]
    data = "".join(f"{word:08b}" for word in _mended(words, version, level))
    if data[:4] != "0100":
        raise UnreadableError(f"mode {data[:4]}")
    begin = 12 if version < 10 else 20
    count = int(data[4:begin], 2)
    return bytes(int(data[at : at + 8], 2) for at in range(begin, begin + 8 * count, 8)).decode()


def _format_of(bits: Bits) -> tuple[str, int]:
    """The level and the mask, with what was misread of them mended; they stand twice."""
    size = len(bits)
    first = [bits[8][c] for c in (0, 1, 2, 3, 4, 5, 7, 8)] + [bits[r][8] for r in (7, 5, 4, 3, 2, 1, 0)]
    second = [bits[size - 1 - n][8] for n in range(7)] + [bits[8][size - 8 + n] for n in range(8)]
    wrong, level, mask = min(
        (sum(a != b for a, b in zip(seen, _format(number << 3 | mask), strict=True)), level, mask)
        for seen in (first, second)
        for level, (number, _, _) in _LEVELS.items()
        for mask in range(8)
    )
    if wrong > 3:
        raise UnreadableError("no format")
    return level, mask


def _format(told: int) -> list[int]:
    """The fifteen bits for a level and a mask."""
    rest = told << 10
    for bit in range(14, 9, -1):
        if rest >> bit & 1:
            rest ^= 0b10100110111 << (bit - 10)
    return [((told << 10 | rest) ^ 0b101010000010010) >> bit & 1 for bit in range(14, -1, -1)]


def _path(size: int, version: int) -> Iterator[tuple[int, int]]:
    """The modules that carry data, in their order."""
    middles = (6, *_ALIGNED[version]) if version > 1 else ()
    ends = {(6, 6), (6, size - 7), (size - 7, 6)}
    aligned = [(r, c) for r in middles for c in middles if (r, c) not in ends]

    def used(r: int, c: int) -> bool:
        corner = (r < 9 and (c < 9 or c > size - 9)) or (r > size - 9 and c < 9)
        numbered = version > 6 and ((r < 6 and c > size - 12) or (c < 6 and r > size - 12))
        return corner or 6 in (r, c) or numbered or any(abs(r - a) < 3 and abs(c - b) < 3 for a, b in aligned)

    up = True
    for right in [*range(size - 1, 6, -2), *range(5, 0, -2)]:
        for r in range(size - 1, -1, -1) if up else range(size):
            yield from ((r, c) for c in (right, right - 1) if not used(r, c))
        up = not up


_POWER = [1]
for _ in range(254):
    _POWER.append(_POWER[-1] << 1 ^ (0x11D if _POWER[-1] & 0x80 else 0))
_LOG = {value: power for power, value in enumerate(_POWER)}


def _times(a: int, b: int) -> int:
    return 0 if 0 in (a, b) else _POWER[(_LOG[a] + _LOG[b]) % 255]


def _over(a: int, b: int) -> int:
    return 0 if a == 0 else _POWER[(_LOG[a] - _LOG[b]) % 255]


def _at(polynomial: Sequence[int], x: int) -> int:
    """Its value; the highest power first."""
    return reduce(lambda sum_, one: _times(sum_, x) ^ one, polynomial, 0)


def _mended(words: list[int], version: int, level: str) -> list[int]:
    """The data codewords of all blocks, which stand interleaved."""
    checks, blocks = (told[version - 1] for told in _LEVELS[level][1:])
    all_ = _WORDS[version - 1] - checks * blocks
    short = all_ // blocks
    sizes = [short + (place >= blocks - all_ % blocks) for place in range(blocks)]
    laid: list[list[int]] = [[] for _ in sizes]
    rest = iter(words)
    for n in range(max(sizes)):
        for block, size in zip(laid, sizes, strict=True):
            if n < size:
                block.append(next(rest))
    for _ in range(checks):
        for block in laid:
            block.append(next(rest))
    return [word for block in laid for word in _corrected(block, checks)[:-checks]]


def _corrected(block: list[int], checks: int) -> list[int]:
    """Reed and Solomon: up to half as many wrong codewords as there are checks (Berlekamp, Massey, Forney)."""
    syndromes = [_at(block, _POWER[n]) for n in range(checks)]
    if not any(syndromes):
        return block
    locator, before, shift, scale, count = [1], [1], 1, 1, 0  # the lowest power first
    for n in range(checks):
        off = reduce(lambda s, i: s ^ _times(locator[i], syndromes[n - i]), range(1, len(locator)), syndromes[n])
        if off == 0:
            shift += 1
            continue
        kept, by = locator, _over(off, scale)
        longer = [0] * shift + [_times(by, one) for one in before]
        size = max(len(locator), len(longer))
        padded = [one + [0] * (size - len(one)) for one in (locator, longer)]
        locator = [a ^ b for a, b in zip(*padded, strict=True)]
        if 2 * count <= n:
            count, before, scale, shift = n + 1 - count, kept, off, 1
        else:
            shift += 1
    places = [at for at in range(len(block)) if _at(locator[::-1], _POWER[-at % 255]) == 0]
    if len(places) != count or 2 * count > checks:
        raise UnreadableError("more is wrong than can be mended")
    product = [
        reduce(lambda s, i: s ^ _times(locator[i], syndromes[n - i]), range(min(n, count) + 1), 0)
        for n in range(checks)
    ]
    slope = [one if n % 2 == 0 else 0 for n, one in enumerate(locator[1:])]
    mended = list(block)
    for at in places:
        back = _POWER[-at % 255]
        wrong = _over(_times(_POWER[at % 255], _at(product[::-1], back)), _at(slope[::-1], back))
        mended[-1 - at] ^= wrong
    if any(_at(mended, _POWER[n]) for n in range(checks)):
        raise UnreadableError("mended wrongly")
    return mended
