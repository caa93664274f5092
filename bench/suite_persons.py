"""The public corpora of names in news text: how well pbdata's rules, and a model beside them, name the persons.

A corpus is a file in one of these forms: a character and a tag on a line, sentences parted by empty lines (``B-PER``, ``I-PER`` or
``B-NAME``, ``M-NAME``, ``E-NAME``; MSRA, People's Daily, the résumés); text with ``{{person_name:…}}`` and other such marks (BosonNLP);
words with tags, where ``nr`` is a name, or a surname and then the rest (江/nr 泽民/nr; People's Daily of January 1998).

Ten sentences that follow each other make a page, as in an article: pbdata reads a page and names each person once. So the score is
over the names of a page: precision, recall and F1 of the pairs of page and name. Blanks and middle dots do not count. A name with a
letter or digit is not asked, nor what the guideline (docs/facts/persons.md) calls no person, in the corpus or of any system:

* a surname alone (陈书记, 王先生), 王某;
* the makers of the article, who are contributors: names behind 记者 or 通讯员, before 摄, or alone in a paragraph or in brackets;
* a name inside a name: 邓小平理论, 马克思主义, 雷锋精神.

A sentence that ends with a comma goes on in the next. Sentences in which names run into each other are left out: the corpora have lost
the blanks between them. A corpus has names in transcription (奥尔布赖特), which news from a county hardly has: the recall of names of
up to three characters is told beside that of all.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pbdata
from suite_pages import made_page

SENTENCES = 10
_TAG = re.compile(r"(\S)\s+([BIMESO])(?:-(\w+))?")
_MARK = re.compile(r"\{\{(\w+):\s*(.*?)\}\}")
_WORD = re.compile(r"\[?(\S+?)/([A-Za-z]+)\S*\s*")
_PERSON = ("PER", "NAME", "PERSON")
_SPARE = re.compile(r"[\s·•・‧．.]")
_SURNAME = re.compile("某|先生$|女士$|小姐$")
_MAKER = re.compile(r"(?:记者|通讯员|特派员|作者|编辑|摄影)[:：]?$")
_MADE = re.compile(r"(?:摄影?|文|图|编译|报道|供稿)(?:[）)。:：]|$|（)|(?:报道)")
_INSIDE = re.compile("理论|主义|思想|精神|式|杯|班")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")


class Sentence(NamedTuple):
    """A sentence of a corpus and the names of persons in it."""

    text: str
    names: tuple[str, ...]


def measure(path: Path, ask: Callable[..., list[Any] | None], failures: int) -> Iterator[str]:
    """Tell precision, recall and F1 of pbdata and of the peer, and the names that pbdata misses or makes up most often."""
    sentences = [one for one in read_corpus(path) if not runs_together(one)]
    pages = [sentences[start : start + SENTENCES] for start in range(0, len(sentences), SENTENCES)]
    gold = [asked((name for one in page for name in one.names), page) for page in pages]
    systems = {"pbdata": [asked(persons_in(page), page) for page in pages]}
    rows = ask("lac", "persons", [{"text": one.text} for one in sentences])
    if rows is not None:
        words = [[found["value"] for found in row] for row in rows]
        grouped = [words[start : start + SENTENCES] for start in range(0, len(words), SENTENCES)]
        systems["lac"] = [
            asked((name for names in some for name in names), page) for some, page in zip(grouped, pages, strict=True)
        ]
    yield f"{path.name}: {len(sentences)} sentences, {sum(map(len, gold))} names"
    for system, found in systems.items():
        yield f"{system:12} {f1(gold, found)}"
    yield from wrong_names(pages, gold, systems["pbdata"], failures)


def read_corpus(path: Path) -> Iterator[Sentence]:
    """Return the sentences of a corpus, in order."""
    text = path.read_text("utf-8-sig")
    if "{{" in text:
        return _marked(text)
    return _worded(text) if _WORD.match(text) else _tagged(text)


def runs_together(sentence: Sentence) -> bool:
    """Whether two names of a sentence follow each other with nothing between them."""
    return any(one + other in sentence.text for one, other in zip(sentence.names, sentence.names[1:], strict=False))


def persons_in(page: Sequence[Sentence]) -> list[str]:
    """Return the names of the persons that pbdata finds in a page of sentences."""
    return [
        person.name
        for person in pbdata.process(
            made_page([one.text for one in page]).encode(), media_type="text/plain"
        ).facts.persons
    ]


def asked(names: Iterable[str], page: Sequence[Sentence]) -> set[str]:
    """Return those of the names of a page that are scored, without blanks and dots."""
    bare = {_SPARE.sub("", name) for name in names}
    return {name for name in bare if _HAN.fullmatch(name) and not _SURNAME.search(name) and _is_told_of(name, page)}


def _is_told_of(name: str, page: Sequence[Sentence]) -> bool:
    """Whether the page names the person anywhere but as a maker or inside a name."""
    places = [(one, place.start()) for one in page for place in re.finditer(name, one.text)]
    return not places or any(_is_free(name, one, start) for one, start in places)


def _is_free(name: str, sentence: Sentence, start: int) -> bool:
    known = "|".join(map(re.escape, sorted({name, *sentence.names}, key=len, reverse=True)))
    before = re.sub(rf"(?:{known}|[、\s])+$", "", sentence.text[:start])
    behind = re.sub(rf"^(?:{known}|[、\s])+", "", sentence.text[start + len(name) :])
    alone = (not before or before[-1] in "（(") and (not behind or behind[0] in "）)")
    return not (alone or _MAKER.search(before) or _MADE.match(behind) or _INSIDE.match(behind))


def f1(gold: Sequence[set[str]], found: Sequence[set[str]]) -> str:
    """Return precision, recall and F1 as printed."""
    right = sum(len(a & b) for a, b in zip(gold, found, strict=True))
    precision, recall = right / max(sum(map(len, found)), 1), right / max(sum(map(len, gold)), 1)
    short = [({name for name in a if len(name) <= 3}, b) for a, b in zip(gold, found, strict=True)]
    short_recall = sum(len(a & b) for a, b in short) / max(sum(len(a) for a, _ in short), 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {score:.3f}  recall of short names {short_recall:.3f}"


def wrong_names(
    pages: Sequence[Sequence[Sentence]], gold: Sequence[set[str]], found: Sequence[set[str]], count: int
) -> Iterator[str]:
    """Return names that were missed and names that are none, each with the words around it."""
    for what, some, others in (("missed", gold, found), ("no person", found, gold)):
        wrong = Counter(name for one, other in zip(some, others, strict=True) for name in one - other)
        places = {name: page for page, one, other in zip(pages, some, others, strict=True) for name in one - other}
        for name, times in wrong.most_common(count):
            text = next((one.text for one in places[name] if name in one.text), "")
            at = text.find(name)
            yield f"  {what} {name} ({times}): {text[max(at - 14, 0) : at + len(name) + 14]}"


def _tagged(text: str) -> Iterator[Sentence]:
    letters, names = "", [""]
    for line in text.split("\n"):
        tagged = _TAG.fullmatch(line.strip())
        if tagged:
            letter, place, kind = tagged.groups()
            letters += letter
            if kind not in _PERSON or place in "BS":
                names.append("")
            if kind in _PERSON:
                names[-1] += letter
        elif letters and not letters.endswith(("，", ",")):
            yield Sentence(letters, tuple(filter(None, names)))
            letters, names = "", [""]
    if letters:
        yield Sentence(letters, tuple(filter(None, names)))


def _marked(text: str) -> Iterator[Sentence]:
    for line in text.replace("\\n", "\n").split("\n"):
        if line.strip():
            names = tuple(name for kind, name in _MARK.findall(line) if kind == "person_name")
            yield Sentence(_MARK.sub(r"\2", line).strip(), names)


def _worded(text: str) -> Iterator[Sentence]:
    for line in text.splitlines():
        words = _WORD.findall(line)
        if not words:
            continue
        names: list[str] = []
        surname = False
        for word, tag in words:
            if tag == "nr" and surname:
                names[-1] += word
            elif tag == "nr":
                names.append(word)
            surname = tag == "nr" and not surname and len(word) <= 2
        yield Sentence("".join(word for word, _ in words), tuple(names))
