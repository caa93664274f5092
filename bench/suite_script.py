"""The conversion to simplified characters, as ``process`` applies it: whether it is right, and whether it does harm.

* ``script``: pairs of a dictionary (CC-CEDICT: traditional form, simplified form, first two words of a line). Asked are the words, of
  two characters or more, that are Han characters throughout and differ; any simplified form that the dictionary has for a word is
  right. A page holds twenty lines of twenty words, since a page is converted on its evidence.
* ``harm``: simplified text, plain or a corpus as ``suite_persons.py`` reads it, a page of forty paragraphs at a time. A character that
  changes alone is harm, if it is none that only traditional text has; where several change within a few, the passage was printed in
  traditional characters. Both are counted.
* ``names``: official names of divisions, from a CSV file with a column ``name``, each in a sentence of its own. No character may change.
"""

import csv
import gzip
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pbdata
from suite_pages import FIRST, LAST, aligned, made_page, made_text
from suite_persons import read_corpus

LINES, ENTRIES, PARAGRAPHS, NEAR = 20, 20, 40, 10
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def measure(path: Path, ask: Callable[..., list[Any] | None], failures: int) -> Iterator[str]:
    """Tell the share of dictionary entries whose traditional form becomes exactly the simplified one, for pbdata and OpenCC."""
    words = _words(path)
    systems = {"pbdata": converted(list(words))}
    rows = ask("opencc", "script", [{"text": word} for word in words])
    if rows is not None:
        systems["opencc t2s"] = rows
    for system, found in systems.items():
        right = sum(one in forms for one, forms in zip(found, words.values(), strict=True))
        yield f"{system:12} {right}/{len(words)} {right / len(words):.5f}"
    wrong = [
        ((word, forms[0]), one)
        for (word, forms), one in zip(words.items(), systems["pbdata"], strict=True)
        if one not in forms
    ]
    yield from _kinds_of_wrong(wrong, failures)


def harm(path: Path, ask: Callable[..., list[Any] | None], failures: int) -> Iterator[str]:
    """Tell how many Han characters of simplified text are changed."""
    del ask
    paragraphs = _paragraphs(path)
    alone: list[str] = []
    kept = passages = 0
    for start in range(0, len(paragraphs), PARAGRAPHS):
        printed, text = _processed(paragraphs[start : start + PARAGRAPHS])
        kept += len(printed)
        changes = _changes(printed, text)
        lonely = [what for place, what in changes if not any(0 < abs(place - other) <= NEAR for other, _ in changes)]
        alone += lonely
        passages += len(changes) - len(lonely)
    yield f"{path.name}: {len(alone)} characters changed alone, {passages} in passages, of {kept} Han characters"
    yield from (f"  {change}" for change in alone[:failures])


def names(path: Path, ask: Callable[..., list[Any] | None], failures: int) -> Iterator[str]:
    """Tell how many official names are changed."""
    del ask
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    official = list(dict.fromkeys(row["name"] for row in csv.DictReader(data.decode().splitlines())))
    changed: list[str] = []
    for start in range(0, len(official), PARAGRAPHS):
        sentences = [f"昨天下午，记者来到{name}采访。" for name in official[start : start + PARAGRAPHS]]
        changed += [what for _, what in _changes(*_processed(sentences))]
    yield f"{path.name}: {len(changed)} changes in {len(official)} names"
    yield from (f"  {change}" for change in changed[:failures])


def converted(words: Sequence[str]) -> list[str]:
    """Return what words become on pages that hold nothing else; nothing for those that do not come back."""
    found: list[str] = []
    for start in range(0, len(words), LINES * ENTRIES):
        page = words[start : start + LINES * ENTRIES]
        lines = [page[at : at + ENTRIES] for at in range(0, len(page), ENTRIES)]
        processed = pbdata.process(
            made_page(["，".join(line) + "。" for line in lines]).encode(), media_type="text/plain"
        )
        begin, end = made_text(processed)
        text = processed.article.text[begin:end] if processed.article else ""
        back = [line.rstrip("。").split("，") for line in text.split("\n") if line.strip()]
        complete = [len(line) for line in back] == [len(line) for line in lines]
        found += [word for line in back for word in line] if complete else [""] * len(page)
    return found


def _words(path: Path) -> dict[str, list[str]]:
    """Return the simplified forms of each traditional word."""
    words: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        traditional, simplified, *_ = [*line.split(" ", 2), "", ""]
        if len(traditional) > 1 and _han(traditional + simplified) == traditional + simplified:
            words.setdefault(traditional, []).append(simplified)
    return {word: forms for word, forms in words.items() if word not in forms}


def _kinds_of_wrong(wrong: Sequence[tuple[tuple[str, str], str]], count: int) -> Iterator[str]:
    """Return the characters that became another one than expected most often, with entries."""
    kinds: Counter[str] = Counter()
    examples: dict[str, list[str]] = {}
    for (traditional, simplified), found in wrong:
        kind = "no word came back"
        if len(found) == len(simplified) == len(traditional):
            kind = next(
                f"{a} became {c}, not {b}" for a, b, c in zip(traditional, simplified, found, strict=True) if b != c
            )
        kinds[kind] += 1
        examples.setdefault(kind, []).append(f"{traditional} = {simplified}")
    for kind, times in kinds.most_common(count):
        yield f"  {kind} ({times}): {'; '.join(examples[kind][:3])}"


def _paragraphs(path: Path) -> list[str]:
    head = path.read_text("utf-8-sig")[:1000]
    if "{{" in head or re.match(r"\S\s+[BIMESO]\b|\S+/[a-z]+ ", head):
        return [sentence.text for sentence in read_corpus(path)]
    return [line for line in path.read_text("utf-8-sig").splitlines() if line.strip()]


def _processed(paragraphs: Sequence[str]) -> tuple[str, str]:
    """Return the Han characters between the first and the last paragraph as printed, and as they stand in the text."""
    article = pbdata.process(made_page(paragraphs).encode(), media_type="text/plain").article
    between = (
        [text.partition(FIRST)[2].rpartition(LAST)[0] for text in (article.text_printed, article.text)]
        if article
        else ["", ""]
    )
    return _han(between[0]), _han(between[1])


def _changes(printed: str, text: str) -> list[tuple[int, str]]:
    """Return where characters changed, and what each became."""
    places = range(len(text)) if len(printed) == len(text) else aligned(text, printed)[:-1]
    differing = [(at, place) for at, place in enumerate(places) if text[at] != printed[place : place + 1]]
    return [
        (place, f"{printed[place : place + 1]} became {text[at]}: {printed[max(place - 8, 0) : place + 8]}")
        for at, place in differing
    ]


def _han(text: str) -> str:
    return "".join(_HAN.findall(text))
