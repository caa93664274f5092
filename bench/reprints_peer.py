"""Near-duplicates by datasketch: MinHash of 128 permutations over 5-grams, LSH, and the estimated Jaccard index. See reprints.py.

Half a text has a Jaccard index of .5 with the whole; the LSH takes pairs from .4, and a pair counts from .4.
"""

import json
import sys
import time

from datasketch import MinHash, MinHashLSH

THRESHOLD = 0.4


def main() -> None:
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
        texts = [json.loads(line) for line in file]
    start = time.process_time()
    shingles = [[text[at : at + 5].encode() for at in range(len(text) - 4)] or [b""] for text in texts]
    hashes = MinHash.bulk(shingles, num_perm=128)
    lsh = MinHashLSH(threshold=THRESHOLD, num_perm=128)
    parents = list(range(len(texts)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    for number, one in enumerate(hashes):
        for other in lsh.query(one):
            if root(other) != root(number) and one.jaccard(hashes[other]) >= THRESHOLD:
                parents[root(number)] = root(other)
        lsh.insert(number, one)
    clusters = [root(number) for number in range(len(texts))]
    print(json.dumps({"clusters": clusters, "seconds": time.process_time() - start}))


if __name__ == "__main__":
    main()
