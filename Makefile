# authledger: build, try, check, install. Needs make and Swift; `make deps` sees to SQLite.

PREFIX ?= /usr/local
SWIFT  ?= swift
BIN    := .build/release/authledger

.DEFAULT_GOAL := help
.PHONY: help deps build demo test torture fuzz bench lint install clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 18

deps: ## install SQLite's header and shell, when they are missing (Debian: root or sudo)
	@command -v $(SWIFT) >/dev/null || { echo 'deps: swift is not on the PATH; install it from https://www.swift.org/install' >&2; exit 1; }
	@set --; \
	pkg-config --exists sqlite3 2>/dev/null || [ -e /usr/include/sqlite3.h ] || set -- libsqlite3-dev; \
	command -v sqlite3 >/dev/null || set -- "$$@" sqlite3; \
	command -v python3 >/dev/null || set -- "$$@" python3; \
	[ $$# -gt 0 ] || exit 0; \
	command -v apt-get >/dev/null || { echo "deps: no apt-get here; install $$* by hand" >&2; exit 1; }; \
	[ "$$(id -u)" -eq 0 ] && sudo= || sudo=sudo; \
	command -v $${sudo:-env} >/dev/null || { echo "deps: run as root, or with sudo, to install $$*" >&2; exit 1; }; \
	echo "deps: installing $$*"; \
	$$sudo apt-get update -qq; \
	$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y "$$@" </dev/null >/dev/null \
	  || { echo "deps: apt-get could not install $$*" >&2; exit 1; }

build: deps ## build the release binary and say where it is
	@$(SWIFT) build -c release --static-swift-stdlib
	@echo "$(CURDIR)/$(BIN)"

demo: build ## build, then run the demonstration
	@$(BIN) demo

# The transcripts run .build/debug/authledger, so everything is built before the first test starts.
test: deps ## run every test
	@$(SWIFT) build --quiet --build-tests
	@python3 Tests/Torture/run.py --short
	@$(SWIFT) test --skip-build

torture: deps ## break the ledger on purpose, at length
	@$(SWIFT) build --quiet
	@python3 Tests/Torture/run.py

fuzz: deps ## give the readers ten million inputs no one would write
	@$(SWIFT) build --quiet
	@python3 Tests/Torture/fuzz.py

bench: deps ## time it against SQLite, and write Documentation/Benchmarks.md
	@$(SWIFT) build -c release --static-swift-stdlib
	@python3 Tests/Bench/bench.py $(BIN) .build/release/kernel Documentation/Benchmarks.md

lint: ## check the formatting of every Swift file
	@$(SWIFT) format lint --strict -r -p Package.swift Sources Tests Migrations Seeds

install: ## install the release binary under PREFIX (/usr/local)
	@[ -x $(BIN) ] || $(MAKE) --no-print-directory build
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(BIN) $(DESTDIR)$(PREFIX)/bin/authledger

clean: ## remove what was built
	rm -rf .build
