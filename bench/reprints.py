#!/usr/bin/env python3
"""How well and how fast reprints are found in corpora made for it, beside datasketch.

    bench/reprints.py
    bench/reprints.py --sizes 1000 10000 --peer DIR/bin/python

A corpus is made of the sentences of ``data/raw`` with other places, persons and numbers, and of those of ``reprints.yaml``, which
give the set phrases and the boilerplate of 300 sites as well. A quarter of the articles are planted reprints. ``--peer`` names
the Python of an environment with ``bench/reprints_peers.txt``; datasketch gets the same texts, folded already.
"""

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import opencc
import polars as pl
import yaml

from pbdata.chinese.characters import HAN
from pbdata.corpus.reprints import find_reprints
from pbdata.corpus.reprints.grams import folded
from pbdata.corpus.reprints.texts import TextColumn

GIVEN = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
RAW = Path(__file__).parents[1] / "data" / "raw"
SIZES = (1_000, 10_000, 100_000)
PLACES = "村镇乡县区市"
NAMED = re.compile(f"[{HAN}]{{2}}[{PLACES}]|[0-9]+")
TRADITIONAL = opencc.OpenCC("s2t")
N_SITES, N_RESOLUTIONS = 300, 5


class Made(NamedTuple):
    """An article, the story that it tells, and what was done to the first telling of it: ``kind``."""

    text: str
    title: str
    script: str
    story: int
    kind: str


class Maker:
    """Makes articles and reprints of them. The same seed gives the same."""

    def __init__(self, source: str, seed: int = 0) -> None:
        self.rng = random.Random(f"{source}{seed}")
        self.things = GIVEN["things"].split()
        texts = [path.read_text("utf-8") for path in sorted(RAW.glob("*.txt"))]
        seeds = [one for text in texts for one in re.split("[。，；！？\n]", text) if 10 < len(one) < 60]
        self.characters = re.findall(f"[{HAN}]", "".join(seeds))
        self.patterns = {"seeds": seeds, "shuffled": seeds, "grammar": GIVEN["sentences"]}[source]
        self.exchanged = {"seeds": 1 / 3}.get(source, 0)
        self.sites = [self.boilerplate() for _ in range(N_SITES)]
        self.resolutions = ["。".join(self.rng.sample(GIVEN["phrases"], 8)) for _ in range(N_RESOLUTIONS)]

    def word(self, name: str) -> str:
        choose = self.rng.choice
        if name == "n":
            return str(self.rng.randrange(1, 10 ** self.rng.randrange(1, 5)))
        if name == "person":
            return choose(GIVEN["surnames"]) + "".join(self.rng.choices(GIVEN["characters"], k=2))
        if name == "thing":
            return choose(self.things)
        return "".join(self.rng.choices(GIVEN["characters"], k=2)) + choose(PLACES)

    def filled(self, pattern: str) -> str:
        """A sentence with new names and numbers; in one of the seeds, a third of the words are new as well."""
        if "{" in pattern:
            return re.sub(r"\{(\w+)\}", lambda found: self.word(found[1]), pattern)
        named = NAMED.sub(lambda found: self.word("n" if found[0].isdigit() else "place"), pattern)
        return re.sub(f"[{HAN}]{{2}}", self.exchange, named)

    def exchange(self, found: re.Match[str]) -> str:
        """Two characters, or others of the seeds."""
        return found[0] if self.rng.random() >= self.exchanged else "".join(self.rng.choices(self.characters, k=2))

    def boilerplate(self) -> tuple[str, str]:
        """What a site has above and below each article: 60 to 250 characters."""
        site = self.word("place") + "新闻网"
        said = [
            self.filled(one.replace("{site}", site))
            for one in self.rng.sample(GIVEN["boilerplate"], self.rng.randrange(1, 5))
        ]
        cut = self.rng.randrange(len(said))
        return "。".join(said[:cut]), "。".join(said[cut:])

    def article(self, story: int) -> Made:
        """An article of its own: 150 to some 3,000 characters, set phrases among them, and now and then a resolution."""
        length = min(max(self.rng.lognormvariate(6.6, 0.6), 150), 4000)
        sentences = list[str]()
        while sum(map(len, sentences)) < length:
            phrase = self.rng.random() < 0.15
            sentences.append(
                self.rng.choice(GIVEN["phrases"]) if phrase else self.filled(self.rng.choice(self.patterns))
            )
        if self.rng.random() < 0.1:
            sentences.insert(self.rng.randrange(len(sentences)), self.rng.choice(self.resolutions))
        return Made("。".join(sentences) + "。", self.filled("{place}扎实推进{thing}工作"), "hans", story, "first")

    def around(self, made: Made) -> Made:
        """The article on the page of some site."""
        above, below = self.rng.choice(self.sites)
        convert = TRADITIONAL.convert if made.script == "hant" else str
        return made._replace(text=convert(above) + "\n" + made.text + "\n" + convert(below))

    def edited(self, made: Made) -> Made:
        """One character in twenty is replaced, left out or doubled."""
        characters = list(made.text)
        for at in self.rng.sample(range(len(characters)), len(characters) // 20):
            old = characters[at]
            characters[at] = self.rng.choice((self.rng.choice(GIVEN["characters"]), "", old + old))
        return made._replace(text="".join(characters))

    def halved(self, made: Made) -> Made:
        half = len(made.text) // 2
        return made._replace(text=made.text[:half] if self.rng.random() < 0.7 else made.text[half:])

    def headed(self, made: Made) -> Made:
        return made._replace(title=self.filled("{person}在{place}调研{thing}"))

    def mirrored(self, made: Made) -> Made:
        return made._replace(text=TRADITIONAL.convert(made.text), script="hant")

    def extended(self, made: Made) -> Made:
        """Paragraphs of its own, up to as much again, before or behind."""
        own = self.article(-1).text
        own = own[: int(len(made.text) * self.rng.uniform(0.2, 1.0))]
        return made._replace(text=made.text + own if self.rng.random() < 0.7 else own + made.text)

    def kinds(self) -> Mapping[str, Callable[[Made], Made]]:
        """What is planted, by name."""
        return {
            "5 % edits": self.edited,
            "half": self.halved,
            "other headline": self.headed,
            "mirror": self.mirrored,
            "extended": self.extended,
        }

    def negatives(self, story: int) -> Iterator[Made]:
        """What is like a reprint and is none: notices of one form, and two reports of one meeting."""
        yield Made(self.filled(GIVEN["notice"]), "干部任前公示", "hans", story, "notice")
        one, other = self.article(story + 1), self.article(story + 2)
        n_shared = min(len(one.text), len(other.text)) // 4
        yield one._replace(kind="meeting")
        yield other._replace(text=one.text[:n_shared] + other.text[n_shared:], kind="meeting")

    def corpus(self, size: int) -> list[Made]:
        """So many articles in a random order: a quarter reprints, some in stories that are told by a hundred sites."""
        made = list[Made]()
        story = 0
        while len(made) < size:
            story += 3
            if self.rng.random() < 0.02:
                made += map(self.around, self.negatives(story))
                continue
            first = self.article(story)
            made.append(self.around(first))
            chance = self.rng.random()
            several = (
                self.rng.randrange(60, 120) if chance < 0.0005 else self.rng.randrange(1, 4) if chance < 0.15 else 0
            )
            for kind in self.rng.choices(list(self.kinds()), k=several):
                made.append(self.around(self.kinds()[kind](first)._replace(kind=kind)))
        made = made[:size]
        self.rng.shuffle(made)
        return made


def frame(made: Sequence[Made]) -> tuple[pl.DataFrame, TextColumn]:
    """The columns that are asked for, and the texts; the articles were seen in their order."""
    told = pl.DataFrame(
        {
            "article_id": [f"a{number:016x}" for number in range(len(made))],
            "title": [one.title for one in made],
            "script": [one.script for one in made],
            "path": [f"{number:09}" for number in range(len(made))],
        }
    ).with_columns(pl.lit(None, pl.String).alias(name) for name in ("source", "published_date", "retrieved"))
    return told, TextColumn(pl.Series([one.text for one in made], dtype=pl.String))


def judged(made: Sequence[Made], clusters: Sequence[object]) -> dict[str, float]:
    """Recall of planted pairs by kind, and precision: of the pairs of articles in one cluster, the share of one story."""
    first = {one.story: cluster for one, cluster in zip(made, clusters, strict=True) if one.kind == "first"}
    hits, planted = Counter[str](), Counter[str]()
    for one, cluster in zip(made, clusters, strict=True):
        if one.story in first and one.kind not in ("first", "notice", "meeting"):
            planted[one.kind] += 1
            hits[one.kind] += cluster == first[one.story]
    together = pairs(Counter(clusters).values())
    right = pairs(Counter(zip(clusters, (one.story for one in made), strict=True)).values())
    recall = {kind: hits[kind] / planted[kind] for kind in sorted(planted)}
    return {"recall": hits.total() / planted.total(), "precision": right / max(together, 1), **recall}


def pairs(counts: Iterable[int]) -> int:
    """How many pairs there are within groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in counts)


def mistakes(made: Sequence[Made], clusters: Sequence[object]) -> Counter[str]:
    """Which kinds stand wrongly with an article of another story, by the kinds of the two."""
    seen: dict[object, Made] = {}
    wrong = Counter[str]()
    for one, cluster in zip(made, clusters, strict=True):
        other = seen.setdefault(cluster, one)
        if other.story != one.story:
            wrong[" and ".join(sorted((one.kind, other.kind)))] += 1
    return wrong


def peer(python: str, made: Sequence[Made]) -> tuple[list[int], float]:
    """The clusters of datasketch, and its CPU seconds."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for one in made:
            file.write(json.dumps(folded([one.text]).letters(0), ensure_ascii=False) + "\n")
        file.flush()
        script = Path(__file__).with_name("reprints_peer.py")
        said = subprocess.run([python, script, file.name], check=True, capture_output=True, text=True).stdout
    answer = json.loads(said)
    return answer["clusters"], answer["seconds"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", nargs="*", type=int, default=SIZES, help="articles of a corpus")
    parser.add_argument("--sources", nargs="*", default=["seeds", "grammar"], help="what the sentences are made from")
    parser.add_argument("--peer", help="the Python of an environment with bench/reprints_peers.txt")
    parser.add_argument("--peer-up-to", type=int, default=10_000, help="the largest corpus that the peer is given")
    parser.add_argument("--mistakes", action="store_true", help="print what was taken for a reprint and is none")
    arguments = parser.parse_args()
    find_reprints(*frame(Maker("seeds").corpus(100)))
    for source in arguments.sources:
        for size in arguments.sizes:
            made = Maker(source).corpus(size)
            print(f"{source}, {size:,} articles, {sum(len(one.text) for one in made) / size:,.0f} characters each")
            articles, texts = frame(made)
            before, start = peak(), time.process_time()
            found = find_reprints(articles, texts).first_seen
            seconds = time.process_time() - start
            clusters = articles.join(found, on="article_id", maintain_order="left")["reprint_cluster"].to_list()
            report("pbdata", size, seconds, judged(made, clusters), f"peak +{peak() - before:,.0f} MB")
            if arguments.mistakes:
                print("   ", dict(mistakes(made, clusters)))
            if arguments.peer and size <= arguments.peer_up_to:
                answer, seconds = peer(arguments.peer, made)
                report("datasketch", size, seconds, judged(made, answer))


def peak() -> float:
    """The most memory that this process had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def report(name: str, size: int, seconds: float, judgement: Mapping[str, float], more: str = "") -> None:
    """Print a row."""
    said = ", ".join(f"{key} {value:.3f}" for key, value in judgement.items())
    print(f"  {name:<11}{size / seconds:>8,.0f} articles a CPU-second  {said}  {more}", flush=True)


if __name__ == "__main__":
    main()
