"""The documentation of the forms follows from the forms."""

import re
from typing import Any

import jsonschema
import pytest

from pbdata.forms.checking import form
from pbdata.forms.documenting import documented
from scripts import documents
from tests import ROOT

FORMS = {name: form(package, name) for name, package in documents.FORMS.items()}


def test_the_document_is_what_the_forms_say() -> None:
    """docs/forms.md was written from the forms that there are."""
    assert (ROOT / "docs/forms.md").read_text("utf-8") == documented(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_a_json_schema(name: str) -> None:
    """Editors and validators of JSON Schema 2020-12 can read it."""
    jsonschema.Draft202012Validator.check_schema(FORMS[name])


def keys(schema: Any) -> list[Any]:
    """The schemas of all keys in a form."""
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return [*schema.get("properties", {}).values(), *(one for part in inner for one in keys(part))]


@pytest.mark.parametrize("name", FORMS)
def test_every_key_has_a_title_in_both_languages(name: str) -> None:
    """A key is named in Chinese and in English, and what is explained is explained in both."""
    for one in keys(FORMS[name]):
        assert "title" in one, one
        assert re.fullmatch(r".* / .*|ORCID", one["title"])
        assert ("description" in one) == ("description_zh" in one)
