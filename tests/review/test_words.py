"""What the page says and offers."""

import json
import re
from pathlib import Path

from pbdata.keeping import folder_of
from pbdata.model.page import LABELS
from pbdata.review.words import words

STATIC = folder_of("pbdata.review") / "static"
SCRIPTS = {path.name: path.read_text("utf-8") for path in sorted(STATIC.glob("*.js"))}
# What a script says: t("key"), plain("key"), saidNow("key"), say("key").
SAID = re.compile(r"""\b(?:t|plain|saidNow|say)\("(\w+)\"""")


def test_every_label_has_a_key_of_its_own() -> None:
    """One letter each, none of which does something else."""
    labels = words()["labels"]
    assert {one["value"] for one in labels} == {*LABELS} - {"blank"}
    keys = [one["key"] for one in labels]
    assert len({*keys}) == len(keys) and set("ajkrsz").isdisjoint(keys)


def test_what_scripts_say_is_in_both_languages() -> None:
    """Each key of a script is a text, and each text has Chinese and English."""
    texts = words()["texts"]
    said = {key for script in SCRIPTS.values() for key in SAID.findall(script)}
    assert len(said) > 30
    assert sorted(said - texts.keys()) == []
    assert all(set(one) == {"zh", "en"} and all(one.values()) for one in texts.values())


def test_no_text_is_left_over() -> None:
    """Each text is said by a script."""
    code = "".join(SCRIPTS.values())
    names = {key for key in words()["texts"] if not key.startswith("kind_")}
    assert sorted(key for key in names if f'"{key}"' not in code) == []


def test_names_of_names_are_the_same_in_both_languages() -> None:
    """A text names the same values in Chinese and in English."""
    for key, one in words()["texts"].items():
        assert set(re.findall(r"\{\w+\}", one["zh"])) == set(re.findall(r"\{\w+\}", one["en"])), key


def test_columns_have_the_codes_of_the_schema() -> None:
    """Closed lists are chosen from, each value with its name."""
    tables = {one["value"]: one for one in words()["tables"]}
    measure = next(one for one in tables["figures"]["columns"] if one["value"] == "measure")
    assert {"value": "stock", "zh": "存量", "en": "Stock"} in measure["values"]
    json.dumps(words())


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline() -> None:
    """Its policy would refuse it."""
    page = (STATIC / "review.html").read_text("utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)", page) == []
    assert re.findall(r"""\s(?:on\w+|style)=|https?:|javascript:""", page) == []
    for name, script in SCRIPTS.items():
        assert (
            re.findall(r"innerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|https?:", script) == []
        ), name
    assert "https:" not in Path(STATIC / "review.css").read_text("utf-8")
