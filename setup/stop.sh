#!/usr/bin/env bash
# make stop: end the demo's server and the private PostgreSQL.
. "$(dirname "$0")/steps/common.sh"
source_steps postgres server
stop_server
stop_postgres
