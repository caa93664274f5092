"""Read ``data/raw/manifest.yaml``: how captures were gathered, and each sighting of a capture."""

import re
from collections.abc import Container
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import yaml

from pbdata.checked_yaml import Document, did_you_mean, is_moment, optional
from pbdata.errors import ManifestError

MANIFEST = "data/raw/manifest.yaml"
RAW = "data/raw"

_ID = re.compile(r"[a-z][a-z0-9_-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True)
class Collection:
    """How captures were gathered. ``gathered`` is a date or an interval (``2025-01/2025-03``) in ISO 8601."""

    collection_id: str
    title: str
    frame: str | None = None
    query: str | None = None
    gathered: str | None = None
    n_found: int | None = None
    n_kept: int | None = None
    exclusions: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One time that a capture was taken. ``path`` counts from the package root; ``place`` is where the manifest says so."""

    path: str
    sha256: str
    media_type: str
    collection: str
    url: str | None = None
    retrieved: str | None = None
    rights_holder: str | None = None
    rights_notice: str | None = None
    rights_uri: str | None = None
    place: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """Collections and sightings in the order in which the manifest lists them."""

    collections: tuple[Collection, ...]
    sightings: tuple[Sighting, ...]

    def of(self, captures: Container[str]) -> "Manifest":
        """The same collections with the sightings of some captures alone, which are given by their SHA-256."""
        return Manifest(self.collections, tuple(one for one in self.sightings if one.sha256 in captures))


def read_manifest(path: Path) -> Manifest:
    """The checked content of a manifest. Raises ``ManifestError`` with ``file:line:column`` at the first fault."""
    return check_manifest(Document.read(path))


def check_manifest(document: Document) -> Manifest:
    """The content of a manifest that has been read. Raises ``ManifestError`` as ``read_manifest`` does."""
    top = document.mapping(document.root, "the manifest", required=("collections",), optional=("sightings",))
    collections: dict[str, Collection] = {}
    for node in document.items(top["collections"], "`collections`"):
        collection = _collection(document, node)
        if collection.collection_id in collections:
            document.fail(node, f"the collection `{collection.collection_id}` is described twice. Keep one.")
        collections[collection.collection_id] = collection
    nodes = document.items(top["sightings"], "`sightings`") if "sightings" in top else []
    sightings = tuple(_sighting(document, node, tuple(collections)) for node in nodes)
    _check_paths(sightings)
    _check_same_bytes(sightings)
    return Manifest(tuple(collections.values()), sightings)


def _collection(document: Document, node: yaml.Node) -> Collection:
    keys = ("frame", "query", "gathered", "n_found", "n_kept", "exclusions")
    given = document.mapping(node, "a collection", required=("id", "title"), optional=keys)
    collection = Collection(
        collection_id=document.text(given["id"], "`id`", _ID, "Use lower-case letters, digits, - and _."),
        title=document.text(given["title"], "`title`"),
        frame=optional(given, "frame", document.text),
        query=optional(given, "query", document.text),
        gathered=_interval(document, given["gathered"]) if "gathered" in given else None,
        n_found=optional(given, "n_found", document.count),
        n_kept=optional(given, "n_kept", document.count),
        exclusions=optional(given, "exclusions", document.text),
    )
    if collection.n_found is not None and collection.n_kept is not None and collection.n_kept > collection.n_found:
        document.fail(given["n_kept"], "`n_kept` is larger than `n_found`. Correct one of them.")
    return collection


def _interval(document: Document, node: yaml.Node) -> str:
    first, slash, last = str(node.value).partition("/")
    if not slash:
        return document.moment(node, "`gathered`")
    if not (is_moment(first) and is_moment(last) and first <= last):
        document.fail(
            node, f"`gathered` cannot be `{node.value}`. Write a date, or two as first/last: 2025-01/2025-03."
        )
    return f"{first}/{last}"


def _sighting(document: Document, node: yaml.Node, collections: tuple[str, ...]) -> Sighting:
    given = document.mapping(
        node,
        "a sighting",
        required=("path", "sha256", "media_type", "collection"),
        optional=("url", "retrieved", "rights"),
    )
    rights = {}
    if "rights" in given:
        rights = document.mapping(given["rights"], "`rights`", required=(), optional=("holder", "notice", "uri"))
    collection = document.text(given["collection"], "`collection`")
    if collection not in collections:
        document.fail(
            given["collection"],
            f"there is no collection `{collection}`. {did_you_mean(collection, collections)} "
            "Describe a new one under `collections:`.",
        )
    return Sighting(
        path=_path(document, given["path"]),
        sha256=document.text(
            given["sha256"], "`sha256`", _SHA256, "Write 64 digits and letters a to f: `sha256sum FILE`."
        ),
        media_type=document.text(
            given["media_type"], "`media_type`", _MEDIA_TYPE, "Write one like text/plain or text/html."
        ),
        collection=collection,
        url=optional(given, "url", document.url),
        retrieved=optional(given, "retrieved", document.moment),
        rights_holder=optional(rights, "holder", document.text),
        rights_notice=optional(rights, "notice", document.text),
        rights_uri=optional(rights, "uri", document.url),
        place=document.place(given["path"]),
    )


def _path(document: Document, node: yaml.Node) -> str:
    text = document.text(node, "`path`")
    pieces = text.split("/")
    if "\\" in text or ":" in pieces[0] or any(not piece or piece[0] in ".~" for piece in pieces):
        document.fail(
            node, f"`path` cannot be `{text}`. Write it relative to {RAW}, with /, and no name that begins with ."
        )
    return str(PurePosixPath(RAW, text))


def _check_paths(sightings: tuple[Sighting, ...]) -> None:
    seen: dict[str, Sighting] = {}
    for sighting in sightings:
        if sighting.path in seen:
            raise ManifestError(
                f"{sighting.place}: `{sighting.path}` is listed already at {seen[sighting.path].place}. "
                "Keep one, or give this sighting a file of its own."
            )
        seen[sighting.path] = sighting


def _check_same_bytes(sightings: tuple[Sighting, ...]) -> None:
    """The same bytes are one capture, and a capture has one media type and one statement of rights."""
    seen: dict[str, Sighting] = {}
    for sighting in sightings:
        first = seen.setdefault(sighting.sha256, sighting)
        for name in ("media_type", "rights_holder", "rights_notice", "rights_uri"):
            if getattr(sighting, name) != getattr(first, name):
                raise ManifestError(
                    f"{sighting.place}: `{sighting.path}` holds the same bytes as the file at {first.place}, and their "
                    f"{name.replace('rights_', 'rights: ')} differs. Make the two equal."
                )
