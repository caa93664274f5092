"""Read the rules of a topic: those of a dataset in ``data/topics/``, or those that lie beside this module."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from pbdata.captures.store.dataset import DATASET, read_dataset
from pbdata.corpus.topics.scoring import unquoted
from pbdata.errors import ManifestError
from pbdata.forms.checking import check
from pbdata.forms.reading import Written
from pbdata.keeping import folder_of
from pbdata.model.topic import Term, Topic
from pbdata.normalization.page import normalize_text

TOPICS = "data/topics"
_ENDING = ".yaml"
_SIGNS = {"for": 1, "against": -1}
_IGNORED = "ignored"


def read_topic(root: Path, name: str) -> Topic:
    """Return the rules of a topic: ``data/topics/NAME.yaml`` in ``root``, else those of pbdata.

    Raises ``ManifestError`` where there are none, and with all faults of the file.
    """
    own = root / TOPICS / f"{name}{_ENDING}"
    if own.is_file():
        return read_rules(own)
    if name not in known_topics():
        known = ", ".join(known_topics())
        raise ManifestError(
            f"{own}: there are no rules of the topic {name}. Write them, or name one of pbdata: {known}."
        )
    return read_rules(folder_of(__package__) / f"{name}{_ENDING}")


def topic_of(root: Path) -> Topic | None:
    """Return the rules of the topic of the dataset in ``root``, if it has one. Raises ``ManifestError`` as ``read_topic`` does."""
    dataset = read_dataset(root / DATASET)
    return read_topic(root, dataset["topic"]) if "topic" in dataset else None


def read_named(name: str) -> Topic:
    """Return the rules of a topic of pbdata by its name, or those of a file by its path, which ends with ``.yaml``.

    Raises ``ManifestError`` as ``read_topic`` does.
    """
    return read_rules(Path(name)) if name.endswith(_ENDING) else read_topic(Path(), name)


def known_topics() -> tuple[str, ...]:
    """The names of the topics whose rules are part of pbdata."""
    return tuple(sorted(path.stem for path in folder_of(__package__).glob(f"*{_ENDING}")))


def read_rules(path: Path) -> Topic:
    """Return the rules that a file holds. Raises ``ManifestError`` with all faults, ``file:line:column`` each."""
    written = Written.read(path)
    check(written, __package__, "topic")
    _check(written)
    written.close()
    given = written.value
    terms = [
        Term(words, group["name"], sign * group["points"])
        for key, sign in _SIGNS.items()
        for group in given.get(key, ())
        for words in _canonical(group["terms"])
    ]
    terms += [Term(words, _IGNORED, 0) for words in _canonical(given.get(_IGNORED, ()))]
    return Topic(
        name=given["name"],
        sha256=sha256(written.text.encode()).hexdigest(),
        threshold=given["threshold"],
        in_title=given["in_title"],
        at_most=given["at_most"],
        full_length=given["full_length"],
        terms=tuple(terms),
    )


def _canonical(words: list[str]) -> list[str]:
    """Words as they stand in a canonical text: simplified, and without quotation marks."""
    return unquoted(normalize_text("\n".join(words))).split("\n") if words else []


def _check(written: Written) -> None:
    """Note what is wrong with the rules beyond their form."""
    name = written.value.get("name") if isinstance(written.value, dict) else None
    if name and name != written.path.stem:
        written.wrong(("name",), f"the file is called {written.path.name}, and the topic `{name}`. Give both one name.")
    seen: set[str] = set()
    for steps, words in _terms(written.value):
        canonical = "".join(_canonical([words]))
        if not canonical:
            written.wrong(steps, f"`{words}` holds no words. Write some, or leave it out.")
        elif canonical in seen:
            written.wrong(steps, f"`{words}` stands in the file twice. Keep it in one group.")
        seen.add(canonical)


def _terms(given: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each term with the steps that lead to it, of a file that may have any faults."""
    lists: list[tuple[tuple[str | int, ...], Any]] = []
    if isinstance(given, dict):
        for key in _SIGNS:
            groups = given.get(key)
            for at, group in enumerate(groups if isinstance(groups, list) else ()):
                lists.append(((key, at, "terms"), group.get("terms") if isinstance(group, dict) else None))
        lists.append(((_IGNORED,), given.get(_IGNORED)))
    for steps, words in lists:
        for at, one in enumerate(words if isinstance(words, list) else ()):
            if isinstance(one, str):
                yield (*steps, at), one
