"""Read a YAML file that people write, so that every complaint names the line and column it is about.

Values are taken as they are written: ``1.10`` without quotes is not text, and is refused where text is due rather than
turned into 1.1.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

from pbdata.errors import ManifestError

T = TypeVar("T")

_TAG = "tag:yaml.org,2002:"
_KINDS = {"str": "text", "int": "a number", "float": "a number", "bool": "true or false", "timestamp": "a date"}
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_URL = re.compile(r"https?://[^\s/]\S*")
_MOMENT = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The fast loader; it dies of depth, so that ``refuse_depth`` comes before it."""

_MAX_DEPTH = 50

MOMENT_FORM = "Write what is known of it: YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm."


def is_moment(text: str) -> bool:
    """Whether ``text`` is an ISO 8601 year, month, day, or day with time, and exists in the calendar."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A sentence that names the nearest known word, or all of them when none is near."""
    near = get_close_matches(word, known, n=1)
    if near:
        return f"Did you mean `{near[0]}`?"
    return f"Known: {', '.join(known)}." if known else "None is known yet."


def optional(given: Mapping[str, yaml.Node], key: str, read: Callable[[yaml.Node, str], T]) -> T | None:
    """The value of a key, read with a method of ``Document``, or ``None`` where the key is not given."""
    return read(given[key], f"`{key}`") if key in given else None


class Document:
    """A YAML document with the places of its values.

    A method that reads a value takes what to call it in a message, and raises ``ManifestError`` with its place.
    """

    def __init__(self, path: Path, text: str) -> None:
        """``path`` is named in messages as it is given; ``text`` is the file's content."""
        self.path = path
        refuse_unprintable(path, text)
        try:
            refuse_depth(path, text)
            root = yaml.compose(text, Loader=LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else f"{path}"
            raise ManifestError(f"{where}: this is not YAML: {error.problem}. Correct it.") from None
        if root is None:
            raise ManifestError(f"{path}:1:1: the file is empty. Write or restore it.")
        self.root: yaml.Node = root

    @classmethod
    def read(cls, path: Path) -> "Document":
        """The document in a file."""
        return cls(path, decode_yaml(path, read_file(path)))

    def place(self, node: yaml.Node) -> str:
        """``file:line:column`` of a value, both counted from 1."""
        return f"{self.path}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"

    def fail(self, node: yaml.Node, problem: str) -> NoReturn:
        """Raise the error that names the place of a value."""
        raise ManifestError(f"{self.place(node)}: {problem}")

    def mapping(
        self, node: yaml.Node, what: str, *, required: Sequence[str], optional: Sequence[str] = ()
    ) -> dict[str, yaml.Node]:
        """The values of a mapping by key. A key whose value is null is left out, and is missing if it is required."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, f"{what} must be `key: value` lines. Write the keys {', '.join(required)}.")
        known = (*required, *optional)
        values: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if key not in known:
                self.fail(key_node, f"`{key}` is no key of {what}. {did_you_mean(key, known)}")
            if key in values:
                self.fail(key_node, f"`{key}` stands twice in {what}. Keep one.")
            values[key] = value
        given = {key: value for key, value in values.items() if not _is(value, "null")}
        for key in required:
            if key not in given:
                self.fail(values.get(key, node), f"{what} has no `{key}`. Write it.")
        return given

    def items(self, node: yaml.Node, what: str) -> list[yaml.Node]:
        """The items of a list."""
        if not isinstance(node, yaml.SequenceNode):
            self.fail(node, f"{what} must be a list. Begin each item with `- `.")
        return list(node.value)

    def text(self, node: yaml.Node, what: str, form: re.Pattern[str] | None = None, advice: str = "") -> str:
        """Text that is not empty, without white space around it, and of the form asked for."""
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node, f"{what} must be text. Write one value.")
        if not _is(node, "str"):
            kind = _KINDS.get(node.tag.removeprefix(_TAG), "no text")
            self.fail(node, f"{what} must be text, and `{node.value}` is {kind}. Put it in quotes.")
        text = str(node.value).strip()
        if not text:
            self.fail(node, f"{what} is empty. Write it, or null where it is not known.")
        if _UNWRITABLE.search(text):
            self.fail(node, f"{what} holds a control character. Remove it.")
        if form and not form.fullmatch(text):
            self.fail(node, f"{what} cannot be `{text}`. {advice}")
        return text

    def moment(self, node: yaml.Node, what: str) -> str:
        """A date at the precision known, as ISO 8601 text; YAML's own dates and years are taken as well."""
        text = str(node.value).strip() if isinstance(node, yaml.ScalarNode) else ""
        if _is(node, "timestamp"):
            text = text.replace(" ", "T", 1)
        if not is_moment(text):
            self.fail(node, f"{what} cannot be `{text}`. {MOMENT_FORM}")
        return text

    def url(self, node: yaml.Node, what: str) -> str:
        """An address on the web."""
        return self.text(node, what, _URL, "Write it in full, beginning with https:// or http://.")

    def count(self, node: yaml.Node, what: str) -> int:
        """A whole number from 0 up."""
        if not (_is(node, "int") and re.fullmatch("0|[1-9][0-9]*", str(node.value))):
            self.fail(node, f"{what} must be a whole number from 0 up. Write digits only.")
        return int(node.value)

    def truth(self, node: yaml.Node, what: str) -> bool:
        """True or false."""
        if not (_is(node, "bool") and node.value in ("true", "false")):
            self.fail(node, f"{what} must be true or false. Write one of them, without quotes.")
        return bool(node.value == "true")


def refuse_unprintable(path: Path, text: str) -> None:
    """Raise ``ManifestError`` where a character stands that YAML does not allow."""
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if found:
        before = text[: found.start()]
        where = f"{path}:{before.count(chr(10)) + 1}:{found.start() - before.rfind(chr(10))}"
        raise ManifestError(f"{where}: a control character stands here. Remove it.")


def refuse_depth(path: Path, text: str) -> None:
    """Raise ``ManifestError`` where mappings and lists are nested deeper than people write them."""
    depth = 0
    for event in yaml.parse(text, LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _MAX_DEPTH:
            raise ManifestError(f"{path}: the lists in it are nested too deep. Write it plainly.")


def read_file(path: Path) -> bytes:
    """The bytes of a file that people write. Raises ``ManifestError`` where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ManifestError(f"{path}: there is no such file. Write it, or run this where the corpus lies.") from None
    except OSError as error:
        raise ManifestError(f"{path}: it cannot be read ({error.strerror}). Make it a readable file.") from None


def decode_yaml(path: Path, data: bytes) -> str:
    """The text of a YAML file without its byte-order mark."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ManifestError(f"{path}:{line}: this line is not UTF-8. Save the file as UTF-8.") from None


def _is(node: yaml.Node, kind: str) -> bool:
    return bool(node.tag == _TAG + kind)
