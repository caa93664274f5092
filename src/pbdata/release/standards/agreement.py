"""Whether all that a release is told in says the same: version, title, makers, licence, and files with their hashes."""

from collections.abc import Iterator, Mapping

from pbdata.release.standards.content import Content, Told


def disagreements(content: Content, documents: Mapping[str, Told]) -> list[str]:
    """Return, in sentences, where a document says other than the descriptor.

    ``documents`` holds by file name what each of them says.
    """
    expected = Told(
        content.work.version,
        content.work.title,
        frozenset(name.literal for name in content.work.authors),
        content.licence["name"].lower(),
        {one.path: one.sha256 for one in content.files},
    )
    return [sentence for name, told in documents.items() for sentence in _compare(name, told, expected)]


def _compare(name: str, told: Told, expected: Told) -> Iterator[str]:
    for what in ("version", "title", "makers", "licence"):
        said, due = getattr(told, what), getattr(expected, what)
        if said is not None and said != due:
            yield f"{name}: its {what} is {_words(said)}, and the descriptor's is {_words(due)}. Write it anew."
    for path, digest in (told.files or {}).items():
        if expected.files and expected.files.get(path) != digest:
            yield f"{name}: it gives {path} the SHA-256 {digest}, and the file has another. Write it anew."


def _words(value: object) -> str:
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else repr(value)
