#!/usr/bin/env python3
"""What the peers of bench/throughput.py do, run by the Python of their environment: prints pages and CPU seconds as JSON."""

import json
import resource
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    name, folder, workers = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    pages, seconds = trafilatura(folder) if name == "trafilatura" else datatrove(folder, workers)
    print(json.dumps({"pages": pages, "seconds": seconds}))


def trafilatura(folder: Path) -> tuple[int, float]:
    """Text and metadata of each page of the file."""
    import trafilatura
    from warcio.archiveiterator import ArchiveIterator

    pages = 0
    start = time.process_time()
    for path in folder.iterdir():
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                html = record.content_stream().read().decode("utf-8")
                trafilatura.extract(html, output_format="json", with_metadata=True)
                pages += 1
    return pages, time.process_time() - start


def datatrove(folder: Path, workers: int) -> tuple[int, float]:
    """Each page read and extracted by the local executor, a file a task; imports and the start of processes are counted."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.readers import WarcReader
    from datatrove.pipeline.writers import JsonlWriter

    with tempfile.TemporaryDirectory() as out:
        executor = LocalPipelineExecutor(
            pipeline=[WarcReader(str(folder)), Trafilatura(), JsonlWriter(f"{out}/out", compression=None)],
            tasks=workers,
            workers=workers,
            logging_dir=f"{out}/logs",
        )
        executor.run()
        pages = sum(1 for path in Path(out, "out").rglob("*.jsonl") for _ in path.open("rb"))
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return pages, sum(one.ru_utime + one.ru_stime for one in used)


if __name__ == "__main__":
    main()
