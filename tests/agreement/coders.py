"""The codings of cases/agreement/codings.yaml as a folder of files."""

from pathlib import Path

import yaml

from pbdata.agreement.codings import PageCoding, read_coder
from pbdata.captures.store.takedown import CODERS
from tests import cases


def write_codings(root: Path) -> Path:
    """Write the codings below a root as ``pbdata review`` lays them; return the folder of the coders."""
    for coder, codings in cases("agreement/codings.yaml").items():
        for coding in codings:
            place = root / CODERS / coder / f"{coding['capture_id']}.yaml"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(yaml.safe_dump(coding, allow_unicode=True), "utf-8")
    return root / CODERS


def codings(root: Path, *names: str) -> dict[str, dict[str, PageCoding]]:
    """The codings of some coders."""
    folder = write_codings(root)
    return {name: read_coder(folder / name) for name in names}
