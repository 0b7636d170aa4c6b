#!/bin/sh
# UNTESTED: QLever's engine was not at hand when this was written; please report what is wrong with it.
# Builds a QLever index:  sh load-qlever.sh INDEX-FOLDER
# Needs QLever's IndexBuilderMain on the PATH (https://github.com/ad-freiburg/qlever). Afterwards:
#   ServerMain -i INDEX-FOLDER/peace -p 7019
# QLever answers from the union of all graphs; the merged graph's name is the second line of
# graph-names.txt, so ask with --default-graph and that name.
set -eu
files=$(cd "$(dirname "$0")" && pwd)
index=${1:?give the folder of the new index, as in: sh load-qlever.sh peace-index}
if [ -e "$index" ]; then
    echo "$index is there already; give a new folder" >&2
    exit 1
fi
merged=$(sed -n 2p "$files/graph-names.txt")
mkdir -p "$index"
cd "$index"
zcat "$files"/merged-*.nq.gz >merged.nt
zcat "$files"/sources-*.nq.gz >sources.nq
echo '{ "num-triples-per-batch": 1000000 }' >peace.settings.json
IndexBuilderMain -i peace -s peace.settings.json \
    -f merged.nt -F nt -g "$merged" \
    -f sources.nq -F nq -g -
rm merged.nt sources.nq
