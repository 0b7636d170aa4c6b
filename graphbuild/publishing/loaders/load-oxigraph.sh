#!/bin/sh
# Loads the graph into a new Oxigraph store:  sh load-oxigraph.sh STORE-FOLDER
# Needs Oxigraph (pip install oxigraph). Afterwards:
#   oxigraph serve-read-only --location STORE-FOLDER --bind localhost:7878
# Do not add --union-default-graph: it would count every source beside the merged graph.
set -eu
files=$(dirname "$0")
store=${1:?give the folder of the new store, as in: sh load-oxigraph.sh peace-store}
if [ -e "$store" ]; then
    echo "$store is there already; give a new folder, so that nothing is counted twice" >&2
    exit 1
fi
oxigraph load --location "$store" --file "$files"/merged-*.nq.gz "$files"/sources-*.nq.gz
