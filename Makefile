# mlnb: Markdown lessons with Swift cells become pages.
#
#   make lesson     installs what is missing, builds, runs lesson 2 and prints its page's path
#   make test       the same set-up, then all tests
#   make build      bin/mlnb, which works from any directory

PREFIX ?= /usr/local
SWIFT ?= swift
STAGE := .build/stage
RELEASE := .build/release

.PHONY: help setup build lesson test bench install uninstall clean format accept-golden accept-charts
.DEFAULT_GOAL := help

help: ## Show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install what is missing (Debian packages; says which and why)
	@scripts/setup

build: setup ## Build in release and leave bin/mlnb
	@scripts/build

lesson: build ## Build, run lesson 2, print its page's path
	@bin/mlnb run --output-dir pages Lessons/2-regression-and-classification.md

test: setup ## Build and pass all tests
	@scripts/test

bench: build ## Measure against the peers (installs them into .build-bench)
	@scripts/bench

install: build ## Install under PREFIX (default /usr/local)
	@scripts/stage $(RELEASE) $(DESTDIR)$(PREFIX)
	@echo "$(DESTDIR)$(PREFIX)/bin/mlnb"

uninstall: ## Remove what `make install` has put under PREFIX
	rm -f $(DESTDIR)$(PREFIX)/bin/mlnb
	rm -rf $(DESTDIR)$(PREFIX)/libexec/mlnb $(DESTDIR)$(PREFIX)/lib/mlnb $(DESTDIR)$(PREFIX)/share/mlnb

clean: ## Remove everything that was built
	rm -rf .build bin pages

format: ## Format the Swift sources
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

accept-golden: build ## Take what the golden lessons give now as what they should give
	@MLNB_ACCEPT=1 scripts/test Golden

accept-charts: setup ## Draw the golden charts anew and take them; the pictures to look at go to .build/accepted-charts
	@Tests/ChartingTests/accept
