"""YAML that is plain is read as its events come."""

import pytest
import yaml

from pbdata.package.plain_yaml import NotPlainError, read_plain
from tests import cases

CASES = cases("package/plain_yaml.yaml")
LOADERS = {getattr(yaml, "CSafeLoader", yaml.SafeLoader), yaml.SafeLoader}
MOST_VALUES, MOST_DEPTH = 30, 6


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("text", CASES["plain"])
def test_a_plain_document_gives_what_the_loader_gives(text: str, loader: type[yaml.SafeLoader]) -> None:
    """Values, their types and their order are the same."""
    assert repr(read_plain(text, loader, MOST_VALUES, MOST_DEPTH)) == repr(yaml.load(text, loader))


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("text", CASES["others"])
def test_any_other_document_is_left_to_the_loader(text: str, loader: type[yaml.SafeLoader]) -> None:
    """Anchors, tags, merge keys, repeated keys, two documents, too many values and too deep ones are not read here."""
    with pytest.raises(NotPlainError):
        read_plain(text, loader, MOST_VALUES, MOST_DEPTH)
