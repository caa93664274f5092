"""Prints what pbdata makes of the pages of the repository and of the tests: where it lies, and a digest of each record."""

import hashlib
import json
import pickle

from pbdata.corpus.failures import process_or_reject
from pbdata.facts import detect
from pbdata.model.capture import Capture
from tests import CASES, ROOT
from tests.world import page_of, world_cases


def captures() -> dict[str, Capture]:
    """The captures of the dataset, the whole pages of the cases of ``corpus``, and the pages of the world, by their names."""
    found = {path.name: Capture(path.read_bytes()) for path in sorted((ROOT / "data" / "raw").glob("*.txt"))}
    for path in sorted((CASES / "corpus" / "pages").glob("*.json")):
        found[path.name] = Capture("\n".join(json.loads(path.read_text("utf-8"))["page"]).encode())
    for name, case in world_cases().items():
        found[name] = Capture(page_of(case), media_type=case.get("media_type"))
    return found


def digest(capture: Capture) -> str:
    """The digest of a record that has gone to another process and come back, in so far as it prints itself."""
    record = pickle.loads(pickle.dumps(process_or_reject(capture)))
    return hashlib.sha256(repr(record).encode("utf-8", "surrogatepass")).hexdigest()


if __name__ == "__main__":
    print(json.dumps({"lies in": detect.__file__, "records": {name: digest(one) for name, one in captures().items()}}))
