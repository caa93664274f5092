"""A release as an RO-Crate 1.2 (https://www.researchobject.org/ro-crate/), for repositories of research objects."""

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pbdata.citation.work import Name
from pbdata.release.standards.content import Content, Told, licence_at
from pbdata.release.standards.schema_org import maker

NAME = "ro-crate-metadata.json"


def ro_crate_json(content: Content) -> dict[str, Any]:
    """Return the crate's metadata: the dataset, its makers, its licence and every file with its hash."""
    from rocrate.model.contextentity import ContextEntity
    from rocrate.rocrate import ROCrate

    crate = ROCrate(version="1.2")
    work = content.work
    crate.name, crate.description = work.title, content.description["en"]
    crate.datePublished, crate.keywords = content.released, list(work.keywords)
    crate.root_dataset["version"] = work.version
    crate.root_dataset["identifier"] = f"https://doi.org/{work.doi}" if work.doi else work.identifier
    licence = content.licence
    crate.license = crate.add(
        ContextEntity(
            crate,
            licence["path"],
            {"@type": "CreativeWork", "name": licence.get("title") or licence["name"], "identifier": licence["name"]},
        )
    )
    crate.creator = [_creator(crate, number, name) for number, name in enumerate(work.authors, 1)]
    for one in content.files:
        crate.add_file(
            dest_path=one.path,
            properties={
                "name": one.path,
                "encodingFormat": one.media_type,
                "contentSize": str(one.bytes),
                "sha256": one.sha256,
            },
        )
    record: dict[str, Any] = crate.metadata.generate()
    return record


def _creator(crate: Any, number: int, name: Name) -> Any:
    """A maker under the address of an ORCID, and where it works as an entity of its own: a crate holds no nested ones."""
    from rocrate.model.contextentity import ContextEntity

    told = {key: value for key, value in maker(name).items() if key not in ("@id", "affiliation")}
    entity = crate.add(ContextEntity(crate, name.orcid or f"#maker-{number}", told))
    if name.affiliation:
        about = {"@type": "Organization", "name": name.affiliation}
        entity["affiliation"] = crate.add(ContextEntity(crate, f"#affiliation-{number}", about))
    return entity


def check_ro_crate(record: dict[str, Any]) -> list[str]:
    """Return what is wrong with a crate's metadata: it must load again, and say of the whole what the standard asks."""
    from rocrate.rocrate import ROCrate

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / NAME).write_text(json.dumps(record), encoding="utf-8")
        try:
            root = ROCrate(folder).root_dataset
        except (ValueError, KeyError) as error:
            return [f"{NAME}: {error}."]
    asked = ("name", "description", "datePublished", "license")
    return [f"{NAME}: the root has no `{name}`." for name in asked if not root.get(name)]


def told_ro_crate(record: Mapping[str, Any], content: Content) -> Told:
    """What the document says, for :mod:`pbdata.release.standards.agreement`."""
    by_id = {one["@id"]: one for one in record["@graph"]}
    root = by_id["./"]
    creators = root["creator"] if isinstance(root["creator"], list) else [root["creator"]]
    return Told(
        root["version"],
        root["name"],
        frozenset(by_id[one["@id"]]["name"] for one in creators),
        licence_at(root["license"]["@id"], content),
        {one["@id"]: one["sha256"] for one in record["@graph"] if one["@type"] == "File"},
    )
