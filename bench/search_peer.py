"""DuckDB's full-text search, without stemming, stop words and the filter that leaves only Latin letters. See search.py.

search_peer.py TEXTS.parquet FOLDER < QUERIES.json
"""

import json
import sys
import time
from pathlib import Path

import duckdb
import duckdb_ext

OPTIONS = "stemmer = 'none', stopwords = 'none', ignore = '\\s+', strip_accents = 0"
ROUNDS = 3


def main() -> None:
    texts, folder = map(Path, sys.argv[1:])
    queries = json.load(sys.stdin)
    database = duckdb_ext.init(duckdb.connect(str(folder / "peer.duckdb")))
    database.execute("CREATE TABLE articles AS SELECT * FROM read_parquet(?)", [str(texts)])
    start = time.process_time()
    database.execute("LOAD fts")
    database.execute(f"PRAGMA create_fts_index('articles', 'number', 'text', {OPTIONS})")
    database.execute("CHECKPOINT")
    seconds = time.process_time() - start
    asked = {
        "DuckDB FTS": "SELECT number FROM articles WHERE fts_main_articles.match_bm25(number, ?, conjunctive := 1) IS NOT NULL",
        "DuckDB contains()": "SELECT number FROM articles WHERE contains(text, ?)",
    }
    ways = {name: [answered(database, question, query) for query in queries] for name, question in asked.items()}
    print(json.dumps({"seconds": seconds, "size": (folder / "peer.duckdb").stat().st_size, "ways": ways}))


def answered(database: duckdb.DuckDBPyConnection, question: str, query: str) -> tuple[float, list[int]]:
    """The CPU seconds of the fastest of three runs, and the numbers of the articles."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        rows = database.execute(question, [query]).fetchall()
        times.append(time.process_time() - start)
    return min(times), [number for (number,) in rows]


if __name__ == "__main__":
    main()
