#!/bin/sh
# Loads the graph into a new TDB2 database:  sh load-fuseki.sh DATABASE-FOLDER
# Needs tdb2.tdbloader of Apache Jena, or Java and FUSEKI_JAR=/path/to/jena-fuseki-server.jar.
# Afterwards:
#   java -jar jena-fuseki-server.jar --localhost --loc=DATABASE-FOLDER /peace
set -eu
files=$(dirname "$0")
database=${1:?give the folder of the new database, as in: sh load-fuseki.sh peace-db}
if [ -e "$database" ]; then
    echo "$database is there already; give a new folder, so that nothing is counted twice" >&2
    exit 1
fi
if command -v tdb2.tdbloader >/dev/null; then
    tdb2.tdbloader --loc "$database" "$files"/merged-*.nq.gz "$files"/sources-*.nq.gz
else
    : "${FUSEKI_JAR:?no tdb2.tdbloader on the PATH; set FUSEKI_JAR to the jar of the Fuseki server}"
    java -cp "$FUSEKI_JAR" tdb2.tdbloader --loc "$database" \
        "$files"/merged-*.nq.gz "$files"/sources-*.nq.gz
fi
