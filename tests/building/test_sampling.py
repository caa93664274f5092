"""A sample is the same each time, is told as one, and replaces nothing."""

from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from pbdata.building.runner import build, build_sample
from pbdata.building.sampling import Sample, chosen, read_sample
from pbdata.errors import BuildError, SettingsError
from pbdata.package.reading import open_package
from pbdata.validation.judge import validate
from tests.building.corpus import corpus, package

DIGESTS = [sha256(str(n).encode()).hexdigest() for n in range(1000)]


@pytest.mark.parametrize(
    ("words", "sample"),
    [("500", Sample(n=500)), ("1", Sample(n=1)), ("0.01", Sample(share=0.01)), ("1%", Sample(share=0.01))],
)
def test_a_sample_is_a_number_or_a_share(words: str, sample: Sample) -> None:
    """Whatever is below one is a share."""
    assert read_sample(words) == sample


@pytest.mark.parametrize("words", ["", "0", "-1", "1.5", "100%", "200%", "nan", "inf", "many", "%"])
def test_other_words_are_refused(words: str) -> None:
    """The error shows how a sample is written."""
    with pytest.raises(SettingsError, match=r"500.*0\.01 or 1%"):
        read_sample(words)


def test_the_first_are_those_that_come_first() -> None:
    """In the order that is given, and all where there are no more."""
    assert chosen(DIGESTS, Sample(n=3, drawn=False)) == DIGESTS[:3]
    assert chosen(DIGESTS[:2], Sample(n=3, drawn=False)) == DIGESTS[:2]


def test_a_sample_does_not_depend_on_the_order() -> None:
    """It is drawn by the hash of each capture."""
    assert set(chosen(DIGESTS, Sample(n=50))) == set(chosen(DIGESTS[::-1], Sample(n=50)))
    assert set(chosen(DIGESTS, Sample(share=0.2))) == set(chosen(DIGESTS[::-1], Sample(share=0.2)))


def test_a_small_sample_is_in_a_larger_one() -> None:
    """Nothing that was looked at is lost when more is asked for, nor when pages come in."""
    assert set(chosen(DIGESTS, Sample(n=10))) < set(chosen(DIGESTS, Sample(n=100)))
    assert set(chosen(DIGESTS, Sample(share=0.1))) < set(chosen(DIGESTS, Sample(share=0.3)))
    assert set(chosen(DIGESTS[:500], Sample(share=0.1))) < set(chosen(DIGESTS, Sample(share=0.1)))


def test_a_share_is_about_that_share() -> None:
    """And spread over all ids, so that shards are of a size."""
    found = chosen(DIGESTS, Sample(share=0.2))
    assert 150 < len(found) < 250
    assert len({one[0] for one in found}) == 16


def test_a_sample_is_a_package_of_its_own(tmp_path: Path) -> None:
    """It is valid, says what it is a sample of, and leaves the package in place, whose rows it has."""
    root, out = corpus(tmp_path / "corpus", 6), tmp_path / "sample"
    build(root)
    before = package(root)
    summary = build_sample(root, out, Sample(n=2))
    assert (summary.captures, summary.sampled_from) == ({"processed": 2}, 6)
    assert package(root) == before
    assert open_package(out).descriptor["pbdata:sample"] == {"captures": 2, "of": 6}
    assert "pbdata:sample" not in open_package(root).descriptor
    assert list(validate(out).errors) == []
    texts = (
        open_package(root)
        .frame("texts")
        .filter(pl.col("article_id").is_in(open_package(out).frame("articles")["article_id"]))
    )
    assert open_package(out).frame("texts").equals(texts)


def test_a_sample_replaces_nothing(tmp_path: Path) -> None:
    """Neither the package of its corpus nor any folder that holds something."""
    root = corpus(tmp_path / "corpus", 1)
    build(root)
    before = package(root)
    for out in (root, root / "data"):
        with pytest.raises(BuildError, match="a sample replaces nothing"):
            build_sample(root, out, Sample(n=1))
    assert package(root) == before
