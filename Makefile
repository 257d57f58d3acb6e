# Each command is a script in setup/; what it builds lies in .build/.
.DEFAULT_GOAL := help
.PHONY: help demo test one lint format terms shell update bench soak compat screenshots stop clean

help:  ## this list
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 16

demo:  ## the product with its sample agency on 127.0.0.1:8069 (PORT=; NEW=1 begins anew)
	@bash setup/demo.sh

test:  ## linters and all tests
	@bash setup/test.sh

one:  ## one test, fast: T=path[::Class::test] or T=part_of_a_name
	@bash setup/one.sh

lint:  ## linters
	@bash setup/lint.sh

format:  ## let the formatter write
	@bash setup/lint.sh format

terms:  ## terms of the code into the catalogues; prints what has no translation
	@bash setup/terms.sh

shell:  ## Python shell on the demo database
	@bash setup/shell.sh

update:  ## bring changed code into the demo database
	@bash setup/update.sh

bench:  ## measurements of tests/bench
	@bash setup/bench.sh bench

soak:  ## long runs of tests/soak (SOAK_MINUTES=10)
	@bash setup/bench.sh soak

compat:  ## Odoo's own tests with our addons and without, compared (about an hour)
	@bash setup/compat.sh

screenshots:  ## pictures of the README, from a demo in which the walk was done
	@.build/venv/bin/python setup/screenshots.py "http://127.0.0.1:$${PORT:-8069}" docs/screenshots

stop:  ## end the demo's server and its PostgreSQL
	@bash setup/stop.sh

clean:  ## remove everything that was built, databases included
	@bash setup/clean.sh
