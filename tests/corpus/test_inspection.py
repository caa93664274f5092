"""The JSON of ``pbdata inspect``."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from pbdata.corpus.inspection import as_json, explain, explain_topic, looks_of
from pbdata.corpus.process import process
from pbdata.corpus.topics.reading import read_topic
from pbdata.model.capture import Settings

SCHEMA = json.loads(Path("docs/inspect.schema.json").read_text("utf-8"))
CAPTURES = sorted(Path("data/raw").glob("*.txt"))


@pytest.mark.parametrize("data", [*(path.read_bytes() for path in CAPTURES), b"", "首页\n新闻\n".encode()])
def test_the_json_follows_its_schema(data: bytes) -> None:
    """Processed and rejected captures alike give the object that docs/inspect.schema.json describes."""
    jsonschema.validate(json.loads(json.dumps(as_json(process(data)))), SCHEMA)


def test_offsets_point_at_the_words() -> None:
    """The in-line parts carry the words that stand at their offsets."""
    result = process(CAPTURES[1].read_bytes())
    page = CAPTURES[1].read_text("utf-8")
    parts = as_json(result)["inline"]
    assert [part["line_no"] for part in parts] == [30, 32]
    assert all(page[part["start"] : part["stop"]] == part["text"] for part in parts)


def test_every_line_is_explained() -> None:
    """The explanation names number, label, verdict and rule of each line of the page."""
    result = process(CAPTURES[0].read_bytes())
    rows = list(explain(result))
    assert len(rows) == len(result.lines)
    assert rows[4].split()[:3] == ["4", "title", "drop"]


def test_the_votes_for_a_label_are_shown() -> None:
    """The explanation names the strongest votes for and against the label of a line, of a text and of an HTML page."""
    rows = list(explain(process(CAPTURES[0].read_bytes())))
    assert re.search(r"<- [\w-]+ [+-]\d+\.\d", rows[4])
    page = (
        "<html><body><h1>青山县千名干部下村</h1><p>3月4日，青山县召开动员大会，部署千名干部下村工作。</p></body></html>"
    )
    result = process(page.encode())
    assert "tag-h1 +" in next(explain(result, looks_of(result, page.encode())))


def test_a_topic_that_was_asked_for_is_shown() -> None:
    """The JSON has the points with all evidence, and the explanation a line for each term, the strongest first."""
    result = process(CAPTURES[0].read_bytes(), settings=Settings(topic=read_topic(Path(), "party-building")))
    record = json.loads(json.dumps(as_json(result)))
    jsonschema.validate(record, SCHEMA)
    assert (record["topic"]["topic"], record["topic"]["on_topic"]) == ("party-building", True)
    rows = list(explain_topic(result))
    assert len(rows) == len(record["topic"]["evidence"])
    assert rows[0] == "topic  +15.6  党的建设  party-building: title and 1 in the text"


def test_without_a_topic_nothing_is_said_of_it() -> None:
    """Articles are judged only where it is asked for."""
    result = process(CAPTURES[0].read_bytes())
    assert as_json(result)["topic"] is None
    assert list(explain_topic(result)) == []
