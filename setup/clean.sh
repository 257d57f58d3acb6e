#!/usr/bin/env bash
# make clean: remove everything that was built, databases included.
. "$(dirname "$0")/steps/common.sh"
"$repo/setup/stop.sh"
rm -rf "$build"
