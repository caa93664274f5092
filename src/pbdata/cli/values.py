"""Values of options and arguments that are taken as they are typed, which nearly all are.

For each value of a command typer asks pydantic, and loads it, which takes a tenth of a second: more than some commands do.
"""

import re
from collections.abc import Iterable
from typing import Any

_PLAIN: tuple[Any, ...] = (str, int, bool)
_NUMBER = re.compile("[0-9]{1,18}")


class AsTyped:
    """Stands in for what typer would make to read the values of a parameter, until there is one that only typer can read."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return a value of the type of a parameter."""
        if value is None:
            return () if param.multiple or param.nargs != 1 else None
        asked, given = param.type_descriptor.annotation, param.type_descriptor.parameter_info
        if asked in _PLAIN and type(value) is asked:
            return value
        if asked is int and _NUMBER.fullmatch(str(value)) and _lies_between(int(value), given):
            return int(value)
        if asked == list[str] and isinstance(value, list | tuple) and all(type(one) is str for one in value):
            return list(value)
        param._runtime_param = None
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


def _lies_between(number: int, given: Any) -> bool:
    return (given.min is None or given.min <= number) and (given.max is None or number <= given.max)


def take_as_typed(parameters: Iterable[Any]) -> None:
    """Let parameters take what is typed as it is; where typer keeps no such thing, nothing is changed."""
    for one in parameters:
        if getattr(one, "_runtime_param", ...) is None:
            one._runtime_param = AsTyped()
