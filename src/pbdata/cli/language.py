"""What the command line says, in the language of the terminal.

The program is written in English. ``zh.yaml`` lists sentences of it with their Chinese; where a sentence of the list has a
name in braces, whatever stands there is carried over, translated itself if it is listed. What is not listed stays English.
"""

import os
import re
from collections.abc import Iterator, Mapping
from functools import cache

_NAMED = re.compile(r"\{(\w+)\}")


def language(environment: Mapping[str, str] = os.environ) -> str:
    """Return ``zh`` where the locale is Chinese, else ``en``: LC_ALL before LC_MESSAGES before LANG, as POSIX has it."""
    named = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "zh" if next(filter(None, named), "").lower().startswith("zh") else "en"


def translated(text: str, into: str | None = None) -> str:
    """Return text in a language, by default that of the terminal; each line for itself where the whole is not listed."""
    if (into or language()) == "en" or not text.strip():
        return text
    found = _sentence(text)
    if found is None and "\n" in text:
        return "\n".join(translated(line, into) for line in text.split("\n"))
    return text if found is None else found


def sentences() -> dict[str, str]:
    """Return the sentences that have a translation, with it."""
    from pbdata.datafiles import read_data  # YAML is not loaded for who reads English.

    listed = read_data(__package__, "zh.yaml")
    return {" ".join(one["en"].split()): one["zh"] for part in listed.values() for one in part}


def _sentence(text: str) -> str | None:
    inner = " ".join(text.split())
    margins = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    said = sentences_by_form()[0].get(inner)
    if said is None:
        said = next(_filled(inner), None)
    return None if said is None else said.join(margins)


def _filled(text: str) -> Iterator[str]:
    for form, chinese in sentences_by_form()[1]:
        match = form.fullmatch(text)
        if match:
            parts = {name: translated(part, "zh") for name, part in match.groupdict().items()}
            yield _NAMED.sub(lambda found, parts=parts: parts[found[1]], chinese)  # type: ignore[misc]


@cache
def sentences_by_form() -> tuple[dict[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return the plain sentences, and those with names in braces as patterns, the longest first."""
    listed = sentences()
    forms = sorted((one for one in listed if _NAMED.search(one)), key=len, reverse=True)
    return (
        {one: chinese for one, chinese in listed.items() if not _NAMED.search(one)},
        [(re.compile(_pattern(one)), listed[one]) for one in forms],
    )


def _pattern(sentence: str) -> str:
    parts = _NAMED.split(sentence)
    return "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
