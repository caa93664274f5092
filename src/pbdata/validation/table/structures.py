"""Cells that hold a structure: JSON objects and arrays, GeoJSON, points; and what a JSON Schema asks of them.

A JSON Schema comes from the package, so it is not trusted: nothing is fetched, patterns run in linear time, and the work on
one cell is bounded.
"""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

_POINT = re.compile(r"\s*([+-]?\d+(?:\.\d+)?)\s*,\s*([+-]?\d+(?:\.\d+)?)\s*", re.ASCII)
_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}
_LARGEST = 4 * 2**20
_TOGETHER = 200
_STEPS = 20_000
_SHOWN = 200


def read_json(text: str) -> Any:
    """The value of a JSON text. Raises ``ValueError`` where it is none, and for NaN, Infinity and very long texts."""
    if len(text) > _LARGEST:
        raise ValueError("too long")
    return json.loads(text, parse_constant=_refuse)


def all_hold(texts: Sequence[str], check: Callable[[Any], bool]) -> bool:
    """Whether texts are JSON, and the value of each passes a check; false also where they must be read one by one to say so.

    Some of them are read together, with a mark between them that no text can know, so that no two of them make up a third.
    """
    mark = os.urandom(8).hex()
    for begin in range(0, len(texts), _TOGETHER):
        some = texts[begin : begin + _TOGETHER]
        try:
            read = read_json(f"""[{f',"{mark}",'.join(some)}]""")
        except (ValueError, RecursionError):
            return False
        if len(read) != 2 * len(some) - 1 or any(one != mark for one in read[1::2]) or not all(map(check, read[::2])):
            return False
    return True


def read_object(text: str, _form: str = "default") -> dict[str, Any]:
    """A JSON object. Raises ``ValueError``."""
    value = read_json(text)
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def read_array(text: str, _form: str = "default") -> list[Any]:
    """A JSON array. Raises ``ValueError``."""
    value = read_json(text)
    if not isinstance(value, list):
        raise ValueError("not an array")
    return value


def read_point(text: str, form: str = "default") -> tuple[float, float]:
    """Longitude and latitude. Raises ``ValueError``."""
    if form == "default":
        match = _POINT.fullmatch(text)
        if not match:
            raise ValueError("not a point")
        pair: Any = [float(part) for part in match.groups()]
    elif form == "array":
        pair = read_array(text)
    else:
        value = read_object(text)
        if value.keys() != {"lon", "lat"}:
            raise ValueError("not lon and lat")
        pair = [value["lon"], value["lat"]]
    if len(pair) != 2 or not all(_is_number(part) for part in pair):
        raise ValueError("not two numbers")
    if not (-180 <= pair[0] <= 180 and -90 <= pair[1] <= 90):
        raise ValueError("not on the globe")
    return pair[0], pair[1]


def read_geojson(text: str, form: str = "default") -> dict[str, Any]:
    """A GeoJSON (RFC 7946) or TopoJSON object. Raises ``ValueError``."""
    value = read_object(text)
    if not (_is_topojson(value) if form == "topojson" else _is_geojson(value)):
        raise ValueError("not GeoJSON")
    return value


READERS: Mapping[str, Callable[[str, str], Any]] = {
    "object": read_object,
    "array": read_array,
    "geopoint": read_point,
    "geojson": read_geojson,
}


def schema_fault(schema: object) -> str | None:
    """Say what is wrong with a JSON Schema, ``None`` where nothing is."""
    from jsonschema.exceptions import SchemaError
    from jsonschema.validators import Draft202012Validator

    try:
        Draft202012Validator.check_schema(schema)  # type: ignore[arg-type]
        for pattern in _patterns(schema):
            _compile(pattern)
    except SchemaError as error:
        return error.message
    except (ValueError, RecursionError) as error:
        return str(error)
    return None


def fits(schema: Any, value: Any) -> bool:
    """Whether a value satisfies a JSON Schema. Raises ``ValueError`` where that takes too long, or cannot be said."""
    return first_fault(schema, value) is None


def first_fault(schema: Any, value: Any) -> str | None:
    """Where and how a value breaks a JSON Schema, ``None`` where it does not. Raises ``ValueError`` as ``fits`` does."""
    from referencing.exceptions import Unresolvable

    try:
        fault = next(iter(_validator_class()(schema, registry=_registry()).iter_errors(value)), None)
        return f"{fault.json_path} {_shortened(fault.message)}" if fault else None
    except RecursionError:
        raise ValueError("the JSON Schema goes in circles") from None
    except Unresolvable as error:
        raise ValueError(f"the JSON Schema leads elsewhere ({error}), and nothing is fetched") from None


def _shortened(message: str) -> str:
    return message if len(message) <= _SHOWN else f"{message[:_SHOWN]}..."


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_geojson(value: Any) -> bool:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "FeatureCollection":
        features = value.get("features")
        return isinstance(features, list) and all(
            isinstance(one, dict) and one.get("type") == "Feature" and _is_geojson(one) for one in features
        )
    if kind == "Feature":
        geometry, properties = value.get("geometry", False), value.get("properties", False)
        fine = geometry is None or (_is_geojson(geometry) and geometry["type"] not in ("Feature", "FeatureCollection"))
        return fine and (properties is None or isinstance(properties, dict))
    if kind == "GeometryCollection":
        parts = value.get("geometries")
        return isinstance(parts, list) and all(_is_geojson(one) for one in parts)
    return kind in _DEPTH and _are_coordinates(value.get("coordinates"), _DEPTH[kind])


def _is_topojson(value: Any) -> bool:
    """Whether a mapping is a topology, or a geometry, which is an object of TopoJSON too."""
    kind = value.get("type") if isinstance(value, dict) else None
    if kind == "Topology":
        return isinstance(value.get("objects"), dict) and isinstance(value.get("arcs"), list)
    if kind == "GeometryCollection":
        parts = value.get("geometries")
        return isinstance(parts, list) and all(_is_topojson(one) for one in parts)
    if kind in ("Point", "MultiPoint"):
        return _are_coordinates(value.get("coordinates"), _DEPTH[kind])
    return kind in _DEPTH and isinstance(value.get("arcs"), list)


def _are_coordinates(value: Any, depth: int) -> bool:
    if not isinstance(value, list):
        return False
    if depth == 0:
        return len(value) >= 2 and all(_is_number(one) for one in value)
    return all(_are_coordinates(one, depth - 1) for one in value)


def _patterns(schema: object) -> Iterator[str]:
    """Every pattern in a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        for key, value in schema.items():
            if key == "patternProperties" and isinstance(value, dict):
                yield from value
            yield from _patterns(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _patterns(value)


@cache
def _compile(pattern: str) -> Any:
    import re2

    try:
        return re2.compile(pattern)
    except re2.error as error:
        raise ValueError(f"the pattern {pattern!r} cannot be matched in linear time ({error})") from None


@cache
def _registry() -> Any:
    from referencing import Registry
    from referencing.jsonschema import EMPTY_REGISTRY

    registry: Registry[Any] = EMPTY_REGISTRY
    return registry


@cache
def _validator_class() -> Any:
    """Draft 2020-12 with linear patterns, a limit on what references may cost, and no comparison of all with all."""
    from jsonschema import exceptions, validators

    steps = [0]

    def pattern(_validator: Any, wanted: str, instance: Any, _schema: Any) -> Iterator[Any]:
        if isinstance(instance, str) and not _compile(wanted).search(instance):
            yield exceptions.ValidationError(f"{instance!r} does not match {wanted!r}")

    def pattern_properties(validator: Any, wanted: Mapping[str, Any], instance: Any, _schema: Any) -> Iterator[Any]:
        for one, subschema in wanted.items() if isinstance(instance, dict) else ():
            for key, value in instance.items():
                if _compile(one).search(key):
                    yield from validator.descend(value, subschema, path=key, schema_path=one)

    def unique_items(_validator: Any, wanted: bool, instance: Any, _schema: Any) -> Iterator[Any]:
        if wanted and isinstance(instance, list):
            texts = {json.dumps(one, sort_keys=True) for one in instance}
            if len(texts) < len(instance):
                yield exceptions.ValidationError("items stand twice")

    original = validators.Draft202012Validator.VALIDATORS["$ref"]

    def reference(validator: Any, wanted: str, instance: Any, schema: Any) -> Iterator[Any]:
        steps[0] += 1
        if steps[0] > _STEPS:
            raise ValueError("the JSON Schema takes too long")
        yield from original(validator, wanted, instance, schema) or ()

    extend: Any = validators.extend
    extended = extend(
        validators.Draft202012Validator,
        {
            "pattern": pattern,
            "patternProperties": pattern_properties,
            "uniqueItems": unique_items,
            "$ref": reference,
            "$dynamicRef": reference,
        },
    )

    def start(schema: Any, registry: Any) -> Any:
        steps[0] = 0
        return extended(schema, registry=registry)

    return start
