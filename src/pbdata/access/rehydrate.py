"""Rebuild what the open edition withholds, for someone who holds the captures.

Bytes whose SHA-256 stands in ``captures`` are processed as they were for the release. Texts whose bytes are not there are
looked for, stretch by stretch, in every other file: a stretch is known again by the hash of its folded form, also where
white space changed or a traditional mirror was captured. Nothing is written that the hashes of the package do not prove.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pbdata.access.cache import digest
from pbdata.access.matching import Haystack, Rendering, Stretch, Wanted
from pbdata.access.proving import Exact, Row, Steps, by_key, exact_captures
from pbdata.access.restoring import Counted, RestoredText, write_rehydrated
from pbdata.captures.store.recognizing import captures_at, source_at
from pbdata.corpus.failures import process_captured
from pbdata.errors import AccessError, PbdataError
from pbdata.model.capture import Processed
from pbdata.normalization.page import normalize_text
from pbdata.normalization.spaces import count_characters
from pbdata.package.fingerprints import UNKNOWN, span_hashes
from pbdata.package.reading import Package

Progress = Callable[[int, int], None]
Gap = tuple[int, int]

REPORT = "rehydration.json"
_NEEDED = ("captures", "retrievals", "articles", "paragraphs", "span_hashes", "unigrams")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one article.

    ``status`` is ``exact`` (from the very bytes), ``found`` (whole, in other captures), ``partial`` or ``missing``.
    ``identical`` says whether its characters are counted as those of the released text; a text that was found may differ
    from it in marks and variants of characters. ``gaps`` are places in the text, filled with □, which is all of a ``missing`` one. ``shifted`` are places
    whose words are right and stand too far to the left, since the page has lost spaces. ``elsewhere`` holds the words of
    stretches that were found and are too long for their place.
    """

    article_id: str
    status: str
    identical: bool
    n_stretches: int
    n_restored: int
    gaps: tuple[Gap, ...] = ()
    shifted: tuple[Gap, ...] = ()
    elsewhere: tuple[tuple[int, int, str], ...] = ()
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehydrated:
    """What was restored. ``columns`` counts cells by table and column: those restored, and those not.

    ``captures`` counts the captures of the package: held as they were (``exact``), or not (``absent``), and those that
    were withdrawn or rejected.
    """

    target: Path
    captures: Mapping[str, int]
    texts: Mapping[str, int]
    articles: tuple[Outcome, ...]
    columns: Mapping[str, Mapping[str, Counted]]
    notes: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether every text of the package was restored."""
        return all(one.status in ("exact", "found") for one in self.articles)


@dataclass(slots=True)
class _Article:
    """An article that is looked for: its stretches, and what was found of them."""

    article_id: str
    length: int
    n_chars: int
    counts: Mapping[str, int]
    paragraphs: Sequence[tuple[int, int]]
    stretches: Sequence[Stretch]
    why: str
    found: dict[Stretch, Rendering] = field(default_factory=dict)
    elsewhere: dict[Stretch, str] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether every stretch was found, with each word at its place."""
        return all(one in self.found and self.found[one].placed for one in self.stretches)

    @property
    def spaced(self) -> bool:
        """Whether the canonical text has spaces within its lines."""
        return self.length - max(len(self.paragraphs) - 1, 0) > self.n_chars

    def within(self, stretch: Stretch) -> list[tuple[int, int]]:
        """The paragraphs of a stretch."""
        return [(start, stop) for start, stop in self.paragraphs if stretch.start <= start and stop <= stretch.stop]


def rehydrate(package: Package, captures: Path, target: Path, *, progress: Progress | None = None) -> Rehydrated:
    """Write a package with texts and withheld columns into the new folder ``target``, and ``rehydration.json`` beside it.

    ``captures`` is a folder; every file below it is looked at, and every record of a source. ``progress`` is called with the
    captures done and of all.
    Raises ``AccessError`` where the package is no open edition, or something is at ``target`` already.
    """
    if "texts" in package.resources or not set(_NEEDED) <= set(package.resources):
        raise AccessError(
            f"{package.root}: this is not the open edition of a corpus: it has texts, or lacks {', '.join(_NEEDED)}. "
            "Name one: --open PKG."
        )
    if not captures.is_dir():
        raise AccessError(f"{captures}: there is no such folder. Name the one that holds the captures: --captures DIR.")
    if target.exists():
        raise AccessError(f"{target}: this exists already. Name a new folder: --to DIR.")
    rows = {name: package.frame(name).to_dicts() for name in _NEEDED}
    held = _held(captures)
    steps = Steps(progress, len(held))
    exact, doubtful = exact_captures(rows, held, steps)
    wanted = list(_wanted(rows, {one.article_id for one in exact if one.article_id}, doubtful))
    listed = {row["sha256"] for row in rows["captures"]}
    others = (_process(name, steps) for sha, name in sorted(held.items()) if sha not in listed)
    _search(wanted, (*doubtful.values(), *([] if not wanted else others)))
    texts = {one.article_id: _compose(one) for one in wanted}
    if not exact and not any(one.found for one in wanted):
        texts = {}
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".pbdata-") as folder:
        draft = Path(folder) / "draft"
        columns, notes = write_rehydrated(package, draft, exact, texts)
        report = _report(target, rows, exact, wanted, texts, columns, notes)
        told = json.dumps(asdict(report) | {"target": None}, ensure_ascii=False, indent=1)
        (draft / REPORT).write_text(f"{told}\n", encoding="utf-8")
        draft.rename(target)
    return report


def _wanted(rows: Mapping[str, Sequence[Row]], done: set[str], doubtful: Mapping[str, Processed]) -> Iterator[_Article]:
    stretches, paragraphs = by_key(rows["span_hashes"], "article_id"), by_key(rows["paragraphs"], "article_id")
    counts = by_key(rows["unigrams"], "article_id")
    for row in rows["articles"]:
        article_id = row["article_id"]
        if article_id in done:
            continue
        own = [
            Stretch(article_id, one["start"], one["stop"], one["n_folded"], one["sha256"])
            for one in stretches.get(article_id, ())
        ]
        places = [(one["start"], one["stop"]) for one in paragraphs.get(article_id, ())]
        why = "its capture is not among the files"
        if article_id in doubtful:
            why = "its capture gives another text with this version of pbdata"
        if not own:
            why += ", and it is too short to be found elsewhere"
        yield _Article(
            article_id=article_id,
            length=places[-1][1] if places else 0,
            n_chars=row["n_chars"],
            counts={one["character"]: one["n"] for one in counts.get(article_id, ())},
            paragraphs=places,
            stretches=own,
            why=why,
        )


def _held(folder: Path) -> dict[str, str]:
    """Every file in a folder and below it, and every record of those that hold many captures: its name by its SHA-256."""
    held: dict[str, str] = {}
    for path in sorted((path for path in folder.rglob("*") if path.is_file()), reverse=True):
        held[digest(path)] = str(path)
        with suppress(PbdataError):  # What is no source after all is a file like others.
            if source_at(str(path)):
                held |= {one.sighting.sha256: one.sighting.path for one in captures_at(str(path))}
    return held


def _process(name: str, steps: Steps) -> Processed:
    processed = process_captured(next(captures_at(name)))
    steps.next()
    return processed


def _search(articles: Sequence[_Article], candidates: Iterable[Processed]) -> None:
    """Look for the stretches in the text of each candidate, and then in its whole page, until all are found."""
    by_id = {one.article_id: one for one in articles}
    wanted = Wanted([one for article in articles for one in article.stretches])
    for processed in candidates:
        texts = (
            [(processed.article.text, [one.n_folded for one in span_hashes(processed.article)])]
            if processed.article
            else []
        )
        texts += [(normalize_text(processed.page_text), [])] if processed.page_text else []
        for text, likely in texts:
            if not wanted:
                return
            hay = Haystack.of(text)
            found = hay.find(wanted, likely)
            for stretch, place in found.items():
                article = by_id[stretch.article_id]
                lengths = [stop - start for start, stop in article.within(stretch)]
                rendering = hay.render(place, lengths, article.spaced)
                if rendering is None:
                    article.elsewhere[stretch] = hay.words(place)
                elif rendering.placed or stretch not in article.found:
                    article.found[stretch] = rendering
                    if rendering.placed:
                        wanted.discard(stretch)
            if found and all(by_id[article_id].whole for article_id in {one.article_id for one in found}):
                break


def _compose(article: _Article) -> RestoredText:
    """The text with what was found at its places, and □ elsewhere, so that every offset holds."""
    characters = [UNKNOWN] * article.length
    for (_, stop), (start, _) in zip(article.paragraphs, article.paragraphs[1:], strict=False):
        characters[stop:start] = "\n" * (start - stop)
    unknown = [True] * article.length
    for stretch, rendering in article.found.items():
        for (start, stop), paragraph in zip(article.within(stretch), rendering.words.split("\n"), strict=True):
            characters[start:stop] = paragraph
        unknown[stretch.start : stretch.stop] = [False] * (stretch.stop - stretch.start)
    # The gaps are as many characters and spaces as the text has there, so that it counts what it should.
    spaces = count_characters("".join(characters)) - article.n_chars
    for at in [k for k, character in enumerate(characters) if unknown[k] and character == UNKNOWN][
        1 : max(spaces, 0) + 1
    ]:
        characters[at] = " "
    text = "".join(characters)
    gaps = tuple((one.start, one.stop) for one in article.stretches if one not in article.found)
    if not article.stretches:
        gaps = ((0, article.length),)
    shifted = tuple((one.start, one.stop) for one, rendering in article.found.items() if not rendering.placed)
    return RestoredText(text, gaps, shifted, dict(Counter("".join(text.split()))) == dict(article.counts))


def _report(
    target: Path,
    rows: Mapping[str, Sequence[Row]],
    exact: Sequence[Exact],
    wanted: Sequence[_Article],
    texts: Mapping[str, RestoredText],
    columns: Mapping[str, Mapping[str, Counted]],
    notes: Sequence[str],
) -> Rehydrated:
    held = {one.capture["capture_id"] for one in exact}
    captures = Counter(
        "exact" if row["capture_id"] in held else row["status"] if row["status"] != "processed" else "absent"
        for row in rows["captures"]
    )
    n_stretches = Counter(row["article_id"] for row in rows["span_hashes"])
    outcomes = [
        Outcome(
            article_id=one.article_id, status="exact", identical=True,
            n_stretches=n_stretches[one.article_id], n_restored=n_stretches[one.article_id],
        )
        for one in exact if one.article_id
    ]  # fmt: skip
    for article in wanted:
        text = texts.get(article.article_id)
        status = "missing" if not article.found else "partial" if text and text.gaps else "found"
        outcomes.append(
            Outcome(
                article_id=article.article_id,
                status=status,
                identical=text is not None and text.identical,
                n_stretches=len(article.stretches),
                n_restored=len(article.found),
                gaps=text.gaps if text else (),
                shifted=text.shifted if text else (),
                elsewhere=tuple(
                    (one.start, one.stop, words) for one, words in article.elsewhere.items() if one not in article.found
                ),
                why=article.why,
            )
        )
    outcomes.sort(key=lambda one: one.article_id)
    return Rehydrated(
        target=target,
        captures=dict(sorted(captures.items())),
        texts={
            status: sum(one.status == status for one in outcomes) for status in ("exact", "found", "partial", "missing")
        },
        articles=tuple(outcomes),
        columns=columns,
        notes=tuple(notes),
    )
