#!/bin/sh
# Make the environment of the peers: bench/peers.sh DIR. It is apart from pbdata's because several of them want other
# versions of our dependencies. PYTHON=... takes another Python. magic-html asks for Python 3.12, but runs on 3.11; it comes
# last, so that only itself and not what it needs may ask for more than there is.
set -eu
directory=${1:?'Say where the environment goes: bench/peers.sh DIR'}
"${PYTHON:-python3}" -m venv "$directory"
"$directory/bin/python" -m pip install --quiet --upgrade pip
"$directory/bin/python" -m pip install --quiet --requirement "$(dirname "$0")/peers.txt"
"$directory/bin/python" -m pip install --quiet --ignore-requires-python magic-html==0.1.8
echo "Pass --peers-python $directory/bin/python to the benchmarks."
