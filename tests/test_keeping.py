"""What is made of the files beside the code is kept, and never stale."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from pbdata import keeping
from pbdata.keeping import kept


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    keeping._maker.cache_clear()
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "kept"))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield
    keeping._maker.cache_clear()


def counting(value: object) -> tuple[list[int], Callable[[], object]]:
    """A maker of a value, and a list that grows with each call."""
    calls: list[int] = []

    def make() -> object:
        calls.append(1)
        return value

    return calls, make


def test_nothing_is_kept_where_no_bytecode_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Who tells Python to leave no files finds none."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    calls, make = counting(["value"])
    assert [kept(__name__, "values", b"source", make) for _ in range(2)] == [["value"]] * 2
    assert len(calls) == 2
    assert not (tmp_path / "kept").exists()


def test_a_value_is_made_once() -> None:
    """The second time, what was kept is read: the same data, of the same types."""
    value = {"text": ["党建", "\ud800"], "bytes": b"\0", "numbers": (1, -2.5, None, True), "set": frozenset({1})}
    calls, make = counting(value)
    assert [kept(__name__, "values", b"source", make) for _ in range(3)] == [value] * 3
    assert len(calls) == 1


def test_another_source_makes_another_value() -> None:
    """What was made of another text is not read."""
    kept(__name__, "values", b"old", lambda: "old")
    assert kept(__name__, "values", b"new", lambda: "new") == "new"
    assert kept(__name__, "values", b"old", lambda: "made again") == "made again"


def test_another_interpreter_makes_another_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of Python made is not read, even if it lies in the same place."""
    kept(__name__, "values", b"source", lambda: "old")
    monkeypatch.setattr(sys, "version", "another")
    keeping._maker.cache_clear()
    assert kept(__name__, "values", b"source", lambda: "new") == "new"


def test_other_code_makes_another_value(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What was made before a module was changed is not read."""
    module, file = ModuleType("changing"), tmp_path / "changing.py"
    file.write_text("made = 1")
    monkeypatch.setattr(module, "__file__", str(file), raising=False)
    monkeypatch.setitem(sys.modules, "changing", module)
    kept("changing", "values", b"source", lambda: "old")
    file.write_text("made = 2")
    keeping._maker.cache_clear()
    assert kept("changing", "values", b"source", lambda: "new") == "new"


@pytest.mark.parametrize("damage", [lambda data: b"", lambda data: data[:9], lambda data: data[:8] + b"?" * 9])
def test_a_damaged_file_is_made_anew(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """A file cut short or overwritten is passed over, and replaced."""
    kept(__name__, "values", b"source", lambda: ["whole"])
    (place,) = tmp_path.rglob("*.pyc")
    place.write_bytes(damage(place.read_bytes()))
    assert kept(__name__, "values", b"source", lambda: ["made anew"]) == ["made anew"]
    assert kept(__name__, "values", b"source", lambda: ["not made"]) == ["made anew"]


def test_without_a_place_to_write_a_value_is_made_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no file can be written, nothing is kept and nothing is said."""
    (tmp_path / "file").touch()
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path / "file"))
    calls, make = counting("value")
    assert [kept(__name__, "values", b"source", make) for _ in range(2)] == ["value"] * 2
    assert len(calls) == 2


def test_what_is_no_data_is_made_each_time(tmp_path: Path) -> None:
    """A value that has no form in a file is not kept, and leaves no file behind."""
    calls, make = counting(Path("value"))
    assert [kept(__name__, "values", b"source", make) for _ in range(2)] == [Path("value")] * 2
    assert len(calls) == 2
    assert list(tmp_path.rglob("*values*")) == []
