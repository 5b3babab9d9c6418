"""How are the weights made from the written examples? `python -m advisor.distress.train` writes weights.npz anew."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from advisor.distress.grams import PLACES, places_of
from advisor.distress.learned import CLASSES
from advisor.distress.pieces import pieces

HERE = Path(__file__).parent
STRENGTH = 10.0
"""How much an example may pull; the smaller, the smoother."""
STEPS = 150
SLOWER = 0.05
"""The bias moves slowly: it stands for how often a kind was written, which says nothing of people."""
WEIGHT_OF_MEANING = 1.0
"""The length of a meaning beside the length of the bits."""
SEED = 11
JOINTS = (". ", ", ", " ", "\n")
MOST_PARTS = 3
ORDINARY = "ordinary"
"""The kind of parts that wishes are put together from; `{o}` stands for work and `{s}` for a skill."""

Numbers = NDArray[np.float32]


@dataclass(frozen=True)
class Line:
    lang: str
    text: str
    kind: str
    sources: tuple[int, ...]
    """The places of the written lines that it was made of: what is tested on must not have been learnt from."""


def written(folder: Path = HERE / "lines") -> list[Line]:
    """Read the examples: a file a language, in each line the kind, a tab and the words."""
    rows = (
        (file.stem, *row.split("\t", 1))
        for file in sorted(folder.glob("*.tsv"))
        for row in file.read_text("utf-8").splitlines()
        if row and not row.startswith("#")
    )
    return [Line(lang, text, kind, (i,)) for i, (lang, kind, text) in enumerate(rows)]


def with_company(lines: Sequence[Line]) -> list[Line]:
    """Add wishes put together from parts, each line beside a calm one, and the pieces of calm lines."""
    parts = _by_language([line for line in lines if line.kind == ORDINARY])
    wishes = [line for lang in sorted(parts) for line in _wishes(lang, parts[lang])]
    told = [line for line in lines if line.kind != ORDINARY]
    calm = _by_language([line for line in (*told, *wishes) if line.kind == "none"])
    beside = [_beside(line, calm[line.lang]) for line in told]
    cut = [replace(line, text=part) for line in told if line.kind == "none" for part in pieces(line.text)[1:]]
    return [*told, *wishes, *beside, *cut]


def _by_language(lines: Sequence[Line]) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    for line in lines:
        found.setdefault(line.lang, []).append(line)
    return found


def _wishes(lang: str, parts: Sequence[Line]) -> Iterator[Line]:
    """Say each ordinary part alone, then beside one or two others, with the skills and the work that the package knows."""
    for part in parts:
        dice = _dice(part)
        yield Line(lang, _filled(part.text, lang, dice), "none", part.sources)
        drawn = _partners(part, parts, MOST_PARTS)
        for some in ([part, drawn[0]], [*drawn[1:], part]):
            words = JOINTS[dice.integers(len(JOINTS))].join(_filled(p.text, lang, dice) for p in some)
            yield Line(lang, words, "none", tuple(i for p in some for i in p.sources))


def _partners(line: Line, others: Sequence[Line], count: int) -> Sequence[Line]:
    """Give each line the same company however many lines are added: those whose words fall nearest by lot."""
    return sorted(others, key=lambda other: crc32(f"{line.text}\t{other.text}".encode()))[:count]


def _dice(line: Line) -> np.random.Generator:
    """Give each line dice of its own: a new line changes nothing for the others."""
    return np.random.default_rng([SEED, crc32(line.text.encode())])


def _filled(text: str, lang: str, dice: np.random.Generator) -> str:
    for mark, folder in (("{o}", "occupations"), ("{s}", "skills")):
        labels = _labels(folder, lang)
        text = text.replace(mark, labels[dice.integers(len(labels))])
    return text


@lru_cache(maxsize=32)
def _labels(folder: str, lang: str) -> tuple[str, ...]:
    """Give the names of what ships with the package in a language, in English where it has none."""
    lists = sorted((files("knowledge") / "data" / folder).iterdir(), key=lambda file: file.name)
    rows = [
        json.loads(row) for file in lists for row in file.read_text("utf-8").splitlines() if file.name.endswith("l")
    ]
    found = tuple(row["preferred"][lang] for row in rows if lang in row["preferred"])
    return found or tuple(row["preferred"]["en"] for row in rows)


def _beside(line: Line, calm: Sequence[Line]) -> Line:
    dice, other = _dice(line), _partners(line, calm, 1)[0]
    first, second = (line, other) if dice.random() < 0.5 else (other, line)
    joint = JOINTS[dice.integers(len(JOINTS))]
    return Line(line.lang, first.text + joint + second.text, line.kind, line.sources + other.sources)


@dataclass(frozen=True)
class Bits:
    """Which bits stand in which line, laid end to end; each line has length 1."""

    places: NDArray[np.int64]
    starts: NDArray[np.int64]
    counts: NDArray[np.int64]
    lengths: Numbers
    rarity: Numbers
    """How much each bit tells: what stands in few lines tells more than what stands in all."""

    def forward(self, table: Numbers) -> Numbers:
        """Give for each line the sum of its rows of the table."""
        added = np.add.reduceat((table * self.rarity)[self.places], self.starts, axis=0)
        return np.asarray(added * self.lengths[:, None], np.float32)

    def back(self, pulls: Numbers) -> Numbers:
        """Give for each place what its lines pull."""
        spread = np.repeat(pulls * self.lengths[:, None], self.counts, axis=0)
        pulled = np.stack([np.bincount(self.places, column, PLACES) for column in spread.T], axis=1)
        return np.asarray(pulled * self.rarity, np.float32)


def of_bits(lines: Sequence[Line]) -> Bits:
    found = [places_of(line.text) for line in lines]
    counts = np.array([len(places) for places in found])
    places = np.concatenate(found)
    lengths = (1 / np.sqrt(counts)).astype(np.float32)
    return Bits(places, np.cumsum(counts) - counts, counts, lengths, _rarity(places, len(lines)))


def _rarity(places: NDArray[np.int64], lines: int) -> Numbers:
    """Weigh a bit by the logarithm of how few lines hold it; over all that is written the mean is one."""
    told = np.log((lines + 1) / (np.bincount(places, minlength=PLACES) + 1))
    return np.asarray(told / told[places].mean(), np.float32)[:, None]


@dataclass(frozen=True)
class Fit:
    bits: Numbers
    meaning: Numbers
    bias: Numbers

    def moved(self, other: "Fit", share: float) -> "Fit":
        """Go on in the direction that led from the other to here."""
        return Fit(
            self.bits + share * (self.bits - other.bits),
            self.meaning + share * (self.meaning - other.meaning),
            self.bias + share * (self.bias - other.bias),
        )


def fitted(bits: Bits, meaning: Numbers, kinds: NDArray[np.int64]) -> Fit:
    """Find what each bit and each direction of meaning says of the kinds: softmax regression by accelerated steps."""
    wanted = np.eye(len(CLASSES), dtype=np.float32)[kinds]
    step = np.float32(1 / (0.5 * _largest(bits, meaning) + 1 / STRENGTH))
    here = Fit(_zeros(PLACES), _zeros(meaning.shape[1]), _zeros(1))
    ahead, pace = here, 1.0
    for _ in range(STEPS):
        wrong = _softmax(bits.forward(ahead.bits) + meaning @ ahead.meaning + ahead.bias) - wanted
        new = Fit(
            _narrow(ahead.bits - step * (bits.back(wrong) + ahead.bits / STRENGTH)),
            _narrow(ahead.meaning - step * (meaning.T @ wrong + ahead.meaning / STRENGTH)),
            _narrow(ahead.bias - SLOWER * step * wrong.sum(axis=0, keepdims=True)),
        )
        faster = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead, here, pace = new.moved(here, (pace - 1) / faster), new, faster
    return here


def _narrow(values: NDArray[Any]) -> Numbers:
    return np.asarray(values, np.float32)


def _zeros(rows: int) -> Numbers:
    return np.zeros((rows, len(CLASSES)), np.float32)


def _softmax(scores: Numbers) -> Numbers:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def _largest(bits: Bits, meaning: Numbers) -> float:
    """Find how steep it can get at most: the largest eigenvalue of what the lines have in common."""
    vector = np.ones((len(bits.counts), 1), np.float32)
    for _ in range(20):
        vector /= np.linalg.norm(vector)
        vector = bits.forward(bits.back(vector)) + meaning @ (meaning.T @ vector)
    return float(np.linalg.norm(vector))


def trained(lines: Sequence[Line], bits: Bits, meaning: NDArray[np.float32], model: str) -> dict[str, Any]:
    """Fit twice, without and with meaning, and give what `learned.py` reads."""
    kinds = np.array([CLASSES.index(line.kind) for line in lines])
    centre = meaning.mean(axis=0)
    away = meaning - centre
    scale = WEIGHT_OF_MEANING / float(np.sqrt((away**2).sum(axis=1).mean()))
    alone, joint = (
        fitted(bits, np.zeros((len(lines), 1), np.float32), kinds),
        fitted(bits, np.float32(scale) * away, kinds),
    )
    return {
        "model": np.array(model),
        **_small("bits", (alone.bits * bits.rarity).T),
        "bits_bias": alone.bias[0],
        **_small("joint", (joint.bits * bits.rarity).T),
        "joint_bias": joint.bias[0],
        "meaning": (np.float32(scale) * joint.meaning.T),
        "centre": centre,
    }


def _small(name: str, table: Numbers) -> dict[str, Any]:
    """Round to bytes with a scale a class: a quarter of a megabyte instead of two."""
    scale = np.abs(table).max(axis=1) / 127
    return {name: np.round(table / scale[:, None]).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}


def main() -> None:
    """Embed, fit, write. It takes some minutes, and gives the same figures on the same machine."""
    from knowledge.embedding import open_embedder

    embedder = open_embedder("bundled")
    lines = with_company(written())
    meaning = np.stack([embedder.embed_query(line.text) for line in lines])
    np.savez_compressed(HERE / "weights.npz", **trained(lines, of_bits(lines), meaning, embedder.model))
    sys.stdout.write(f"{len(lines)} lines, {(HERE / 'weights.npz').stat().st_size // 1024} KB\n")


if __name__ == "__main__":
    main()
