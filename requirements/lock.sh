#!/usr/bin/env bash
# Writes the locks anew from pyproject.toml: hashes for every platform, no address.
set -eu
cd "$(dirname "$0")/.."
lock() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -c requirements/constraints.txt "$@"; }
lock pyproject.toml requirements/build.in -o requirements/run.txt > /dev/null
lock pyproject.toml requirements/build.in --group test -c requirements/run.txt -o requirements/test.txt > /dev/null
