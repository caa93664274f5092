#!/bin/sh
# Make the environment of the peers: bench/peers.sh DIR. It is apart from pbdata's because several of them want other
# versions of our dependencies. magic-html asks for Python 3.12 and runs on 3.11 as well; PYTHON=... takes another Python.
set -eu
directory=${1:?'Say where the environment goes: bench/peers.sh DIR'}
"${PYTHON:-python3}" -m venv "$directory"
"$directory/bin/python" -m pip install --quiet --upgrade pip
"$directory/bin/python" -m pip install --quiet --ignore-requires-python --requirement "$(dirname "$0")/peers.txt"
echo "Pass --peers-python $directory/bin/python to the benchmarks."
