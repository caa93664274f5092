"""YAML as most people and programs write it, made into values as its events come: a third of the time that the loader takes.

It may only give what the loader gives. Of anchors, tags, merge keys, keys that stand twice and all that is wrong it says that the
text is not plain, and the loader reads that one.
"""

from typing import Any

import yaml

_SCALARS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("bool", "float", "int", "null", "str", "timestamp"))


class NotPlainError(Exception):
    """The loader must read the text."""


def read_plain(text: str, loader: type[yaml.SafeLoader], most_values: int, most_depth: int) -> Any:
    """Return the content of a document. Raises ``NotPlainError``, and whatever the parser of ``loader`` raises."""
    return _Reader(loader(text), most_values, most_depth).document()


class _Reader:
    """Takes the events of one document from the parser of a loader, whose constructors it asks for what is no text."""

    def __init__(self, loader: Any, most_values: int, most_depth: int) -> None:
        self._loader, self._next = loader, loader.get_event
        self._left, self._most_depth = most_values, most_depth

    def document(self) -> Any:
        """The content of the only document."""
        self._expect(yaml.StreamStartEvent)
        self._expect(yaml.DocumentStartEvent)
        value = self._value(self._next(), 1)
        self._expect(yaml.DocumentEndEvent)
        self._expect(yaml.StreamEndEvent)
        return value

    def _expect(self, kind: type[yaml.Event]) -> None:
        if not isinstance(self._next(), kind):
            raise NotPlainError

    def _value(self, event: Any, depth: int) -> Any:
        self._left -= 1
        if event.anchor or event.tag or not self._left:
            raise NotPlainError
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth > self._most_depth:
            raise NotPlainError
        return self._mapping(depth) if isinstance(event, yaml.MappingStartEvent) else self._sequence(depth)

    def _mapping(self, depth: int) -> dict[Any, Any]:
        found: dict[Any, Any] = {}
        written = set[str]()
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.value in written:
                raise NotPlainError
            written.add(event.value)
            key = self._value(event, depth)
            found[key] = self._value(self._next(), depth + 1)
        return found

    def _sequence(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            found.append(self._value(event, depth + 1))
        return found

    def _scalar(self, event: Any) -> Any:
        """A text, or what a text without quotes stands for by its form."""
        loader, text = self._loader, event.value
        if not event.implicit[0] or text[:1] not in loader.yaml_implicit_resolvers:
            return text
        node = yaml.ScalarNode(loader.resolve(yaml.ScalarNode, text, event.implicit), text, event.start_mark)
        if node.tag not in _SCALARS:
            raise NotPlainError
        return loader.yaml_constructors[node.tag](loader, node)
