#!/usr/bin/env bash
# Writes both lock files anew: every version pinned with its hashes, no index address, no path.
# Needs uv on the PATH. The build backend is locked too, so that installing the checkout fetches nothing else.
set -euo pipefail
cd "$(dirname "$0")/.."

lock() {
  local out=$1
  shift
  uv pip compile "$@" pyproject.toml - --quiet --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate --output-file "$out" <<<$'hatchling>=1.27\neditables>=0.5'
}

lock requirements.lock
lock requirements-dev.lock --all-extras --group dev
