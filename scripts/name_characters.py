#!/usr/bin/env python3
"""Write what tells names from words, as YAML, to standard output, from the dictionary of jieba 0.42.1 (MIT).

    pip download --no-deps jieba==0.42.1 && tar -xf jieba-0.42.1.tar.gz
    scripts/name_characters.py jieba-0.42.1/jieba/dict.txt > src/pbdata/facts/persons/name_characters.yaml

The dictionary gives words with their frequencies in news of the 1990s and a tag; nr is the name of a person, nrt one that is
transcribed. Many words of two characters with nr are names of nobody; dictionary_persons.yaml beside this script has the names.
surnames: by how many bits a character is likelier to open a name than to stand in any other word, rounded.
given: the same for a character of a given name, with frequent ones that no name has. transcribed: the same for one of a transcribed name.
words: frequent words of two characters that are no names, and others of two and three that begin with a surname; of places
the better known of three.
verbs: frequent verbs of two characters.
around: longer words that a part of which looks like a name (工程师), and longer names of places.
Words with the same beginning stand together.
"""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import wrap

import yaml

from pbdata.cleaning.names import begins_with_surname

FREQUENT = 80
WITH_SURNAME = {2: 5, 3: 3}
OTHER_TAG = 8
FAMILIAR = 300
PERSON = 9
AROUND = 20
LIKE_A_NAME = 0
ABSENT = -3
KNOWN_PLACE = 10
PERSONS = Path(__file__).with_name("dictionary_persons.yaml")
WIDTH = 80
HEAD = (
    "# What tells names from words. Written by scripts/name_characters.py from the dictionary of jieba 0.42.1 (MIT).\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    entries = [line.split(" ") for line in parser.parse_args().dictionary.read_text("utf-8").splitlines()]
    han = [(word, int(count), tag) for word, count, tag in entries if all("\u4e00" <= c <= "\u9fff" for c in word)]
    names = [word for word, count, tag in han if tag == "nr" and len(word) == 3 and begins_with_surname(word)]
    words = [(word, count) for word, count, tag in han if not tag.startswith("nr")]
    text = Counter[str]()
    for word, count in words:
        for character in word:
            text[character] += count
    looks = Looks(names, text)
    persons = {word for word, count, _ in han if count < FAMILIAR and looks.is_name(word)}
    data = {
        "surnames": by_bits(looks.surnames, text),
        "given": by_bits(Counter({**looks.absent(), **looks.given}), text),
        "transcribed": by_bits(Counter(c for word, _, tag in han if tag == "nrt" for c in word), text),
        "words": {n: list(rows_of_words(sorted(words_of(han, n) - persons))) for n in WITH_SURNAME},
        "verbs": list(
            rows_of_words(sorted(w for w, count, tag in han if tag == "v" and len(w) == 2 and count >= FREQUENT))
        ),
        "around": list(
            rows_of_words(
                sorted({word for word, count in words if count >= AROUND and looks.is_around(word)} - persons)
            )
        ),
    }
    print(HEAD + yaml.safe_dump(data, allow_unicode=True, width=10**9, sort_keys=False), end="")


def words_of(entries: Sequence[tuple[str, int, str]], length: int) -> set[str]:
    """Return the words of a length that could be taken for names, or for the end of one and what follows it."""
    persons = {word for row in yaml.safe_load(PERSONS.read_text("utf-8")) for word in row.split()}
    return {
        word
        for word, count, tag in entries
        if len(word) == length
        and (
            (length == 2 and count >= FREQUENT and not tag.startswith("nr"))
            or (begins_with_surname(word) and not tag.startswith(("nr", "ns")) and count >= WITH_SURNAME[length])
            or (begins_with_surname(word) and tag.startswith("ns") and length == 3 and count >= KNOWN_PLACE)
            or (
                begins_with_surname(word) and tag == "nr" and length == 2 and count >= OTHER_TAG and word not in persons
            )
        )
    }


def rows_of_words(words: Iterable[str]) -> Iterator[str]:
    """Yield rows of words with the same beginning, parted by spaces."""
    for _, group in groupby(words, key=lambda word: word[0]):
        yield from wrap(" ".join(group), WIDTH)


class Looks:
    """By how many bits strings look like names, by their characters alone."""

    def __init__(self, names: Sequence[str], text: Counter[str]) -> None:
        self.surnames, self.given = Counter(name[0] for name in names), Counter(c for name in names for c in name[1:])
        self._text = text

    def bits(self, word: str) -> int:
        """The bits of a surname and one or two characters of a given name."""
        parts = zip(word, (self.surnames, self.given, self.given), strict=False)
        return sum(bits(part[c], part, self._text[c], self._text) for c, part in parts)

    def absent(self) -> dict[str, int]:
        """Frequent characters that no given name has: 找, 够, 您."""
        text = self._text
        return {c: 0 for c in text if c not in self.given and bits(0, self.given, text[c], text) <= ABSENT}

    def is_name(self, word: str) -> bool:
        """Whether a word of three characters looks so much like a name that its tag is doubtful: 刘澜涛."""
        return len(word) == 3 and begins_with_surname(word) and self.bits(word) >= PERSON

    def is_around(self, word: str) -> bool:
        """Whether a word is longer than a part of it that looks like a name."""
        parts = (word[start : start + length] for length in (2, 3) for start in range(len(word) - length + 1))
        return 3 <= len(word) <= 5 and any(
            part != word and begins_with_surname(part) and self.bits(part) - (2 if len(part) == 2 else 0) >= LIKE_A_NAME
            for part in parts
        )


def by_bits(inside: Counter[str], text: Counter[str]) -> dict[int, list[str]]:
    """Group the characters of names by their likelihood against that in the text, in bits, from -6 to 11."""
    grouped = defaultdict[int, list[str]](list)
    for character, count in inside.items():
        grouped[bits(count, inside, text[character], text)].append(character)
    rows = {number: "".join(sorted(grouped[number])) for number in sorted(grouped)}
    return {number: [row[at : at + WIDTH] for at in range(0, len(row), WIDTH)] for number, row in rows.items()}


def bits(count: int, inside: Counter[str], count_in_text: int, text: Counter[str]) -> int:
    """By how many bits a character is likelier in names than in the text."""
    share = (count_in_text + 30) / text.total()
    return max(-6, min(11, round(math.log2((count + 0.3) / inside.total() / share))))


if __name__ == "__main__":
    main()
