# Một Cửa. `make` alone prints what it can do. Seconds per stage are noted in bin/stages.txt.
SHELL := bash
.DEFAULT_GOAL := help
export CGO_ENABLED ?= 0

STAGE := scripts/stage.sh
PG    := scripts/with-postgres.sh
# The generators have a module of their own, so that their weight never reaches the product's go.mod.
SQLC  ?= go tool -modfile=tools/go.mod sqlc
TEMPL ?= go tool -modfile=tools/go.mod templ

.PHONY: help run build test check bench conformance golden gallery law soak race assets generate clean

help: ## print this help
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build and start the demonstration city on this machine
	bin/motcua demo

build: assets ## build bin/motcua (pages' assets first, if stale)
	@$(STAGE) build go build -trimpath -o bin/motcua ./cmd/motcua

test: ## every test on both database engines and in the browser; nothing is skipped
	@$(STAGE) need scripts/need.sh
	@$(STAGE) assets scripts/assets.sh
	@$(STAGE) test $(PG) go test -p 2 -timeout 20m ./...

check: ## under a minute: format, vet, staticcheck, house, law, generated code
	@$(STAGE) format scripts/format-check.sh
	@$(STAGE) assets scripts/assets.sh
	@$(STAGE) vet go vet ./...
	@if grep -q honnef.co/go/tools tools/go.mod; then $(STAGE) staticcheck go tool -modfile=tools/go.mod staticcheck ./...; fi
	@$(STAGE) house go test . -count=1 -run House
	@$(STAGE) law go test ./law -count=1 -run TestIndex
	@$(STAGE) generated scripts/generated.sh check

bench: assets ## measure; docs/bench.md explains the figures
	@scripts/need.sh
	@go build -o bin/bench ./bench
	@$(STAGE) bench $(PG) bash -c 'MOTCUA_BENCH_PG=$$MOTCUA_TEST_PG bin/bench'
	@$(STAGE) micro $(PG) go test -run '^$$' -bench . -benchmem -p 1 ./access ./almanac ./calendar ./deadline ./fold ./letter ./report ./session ./server

conformance: assets ## compare with outside files: make conformance DATA=folder
	@if [ -z "$(DATA)" ] || [ ! -d "$(DATA)" ]; then echo "Name the folder of outside files: make conformance DATA=folder" >&2; exit 1; fi
	@MOTCUA_DATA_DIR=$$(realpath "$(DATA)") $(STAGE) conformance $(PG) go test -count=1 -tags conformance ./... -run Conformance

golden: assets ## accept the letters as they print now; look at the difference before committing
	go test ./letter -count=1 -update

gallery: build ## show every page and part with sample data
	bin/motcua gallery

law: ## write law/index.md anew from the rules cited in the code
	go test ./law -count=1 -run TestIndex -update

soak: assets ## the simulated years and the twenty kills on both engines (half an hour and more)
	@$(STAGE) need scripts/need.sh
	@$(STAGE) soak $(PG) go test -count=1 -tags soak -timeout 0 -v -run 'Years|Kill9' ./simulate ./city

race: assets ## hours: every test with the race detector
	@$(STAGE) need scripts/need.sh
	@CGO_ENABLED=1 $(STAGE) race $(PG) go test -count=1 -race -timeout 0 -p 1 ./...

assets: ## style sheet, script and fonts from npm, if stale
	@scripts/assets.sh

generate: ## sqlc and templ anew (building sqlc takes some minutes the first time)
	$(SQLC) generate
	$(TEMPL) generate -path .
	@scripts/generated.sh write

clean: ## remove what was built; the data folder var/ stays
	rm -rf bin node_modules
	find web/page/dist -mindepth 1 ! -name README.md -delete
	rm -f letter/fonts/*.ttf
