. "$(dirname "$0")/steps/common.sh"
source_steps machine odoo venv postgres database ready pytest
ready test
stop_postgres_at_exit
make_template
make_installed
[ -z "${SAMPLE:-}" ] || make_demo_check
copy installed test
run_pytest test "$@" --numprocesses="${N:-2}" --dist=loadscope --no-loadscope-reorder --durations=30
