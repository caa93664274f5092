"""Which texts are worth a closer look."""

import random
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from pbdata.corpus.reprints.candidates import Candidates, candidates, held_samples, sample
from pbdata.corpus.reprints.grams import folded, grams

MODULE = import_module("pbdata.corpus.reprints.candidates")
HELD = import_module("pbdata.held")


def words(seed: int, n: int = 400) -> str:
    """A text of its own."""
    return "".join(random.Random(seed).choices([chr(0x4E00 + k) for k in range(3000)], k=n))


def found_in(*texts: str, pieces: int = 1) -> Candidates:
    """The candidates of texts whose samples come in so many pieces."""
    samples = held_samples()
    for numbers in np.array_split(np.arange(len(texts)), pieces):
        samples.add(sample(grams(folded([texts[number] for number in numbers])), numbers))
    return candidates(samples, np.ones(len(texts), bool))


def pairs(*texts: str) -> list[tuple[int, int]]:
    found = found_in(*texts)
    return [(one, other) for one, other in found.pairs.tolist()]


def test_texts_that_share_words_are_paired() -> None:
    """The half, the whole and a text with other words around are paired; others are not."""
    whole = words(1)
    assert pairs(whole, words(2), whole[:200], words(3) + whole) == [(0, 2), (0, 3), (2, 3)]


def test_nothing_gives_no_pairs() -> None:
    """No texts, texts without grams, and one text."""
    assert pairs() == pairs("", "短") == pairs(words(1)) == []


def test_what_stands_everywhere_gives_no_pairs() -> None:
    """Texts that share a third with hundreds of others are not paired, and what they share is known as boilerplate."""
    around = words(0, 150)
    texts = [around + words(n, 300) for n in range(1, 300)]
    found = found_in(*texts)
    assert found.pairs.size == 0
    assert 5 < found.boilerplate.size < 40


def test_pairs_grow_as_the_texts_do() -> None:
    """A story of a hundred texts is held together by fewer than five pairs a text, not by five thousand."""
    story = words(0)
    found = pairs(*(story + words(n, 40) for n in range(1, 101)))
    assert {number for pair in found for number in pair} == set(range(100))
    assert len(found) < 500


@pytest.mark.parametrize("size", [1, 7, 100])
def test_the_size_of_a_part_makes_no_difference(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is held is worked through in parts, and no gram is cut in two."""
    texts = [words(n % 5) + words(n, 60) for n in range(1, 30)]
    whole = pairs(*texts)
    monkeypatch.setattr(MODULE, "_SLICE", size)
    assert pairs(*texts) == whole


def test_samples_come_in_pieces() -> None:
    """A text is known by its number, whatever comes with it."""
    first, second = words(1), words(2)
    assert found_in(first, second, second, pieces=2).pairs.tolist() == [[1, 2]]


def test_texts_that_do_not_count_are_in_no_pair() -> None:
    """Those of the same letters as an earlier one, and the shortest."""
    samples = held_samples()
    samples.add(sample(grams(folded([words(1)] * 3)), np.arange(3)))
    assert candidates(samples, np.array([True, False, True])).pairs.tolist() == [[0, 2]]


def test_what_does_not_fit_into_memory_makes_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Samples and meetings that go to disk give the same pairs and the same boilerplate."""
    texts = [words(n % 5) + words(n, 60) for n in range(1, 60)]
    whole = found_in(*texts)
    monkeypatch.setattr(HELD, "_IN_MEMORY", 50)
    samples = held_samples(tmp_path)
    for number, text in enumerate(texts):
        samples.add(sample(grams(folded([text])), np.array([number])))
    found = candidates(samples, np.ones(len(texts), bool), tmp_path)
    assert found.pairs.tolist() == whole.pairs.tolist()
    assert found.boilerplate.tolist() == whole.boilerplate.tolist()
    assert len(list(tmp_path.rglob("*"))) > 10
