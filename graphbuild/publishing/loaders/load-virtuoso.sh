#!/bin/sh
# Loads the graph into a running Virtuoso 7, replacing what an earlier load left there:
#   VIRTUOSO_PASSWORD=... sh load-virtuoso.sh HOST:PORT USER [FOLDER]
# HOST:PORT is the SQL port (1111), not the web port. FOLDER is this folder as the server sees it; the
# server reads the files itself, so its ini must name that folder in DirsAllowed.
# Virtuoso has no default graph of its own: the merged graph becomes the one that the second line of
# graph-names.txt names.
set -eu
files=$(cd "$(dirname "$0")" && pwd)
server=${1:?give the SQL address, as in: sh load-virtuoso.sh localhost:1111 dba}
user=${2:?give the user, as in: sh load-virtuoso.sh localhost:1111 dba}
folder=${3:-$files}
: "${VIRTUOSO_PASSWORD:?set VIRTUOSO_PASSWORD}"
base=$(sed -n 1p "$files/graph-names.txt")
merged=$(sed -n 2p "$files/graph-names.txt")
case "$base$merged$folder" in
*[!A-Za-z0-9:/._~%#?=+@,\ -]*)
    echo "the IRIs in graph-names.txt, or the folder, hold signs that do not belong into SQL" >&2
    exit 1
    ;;
esac
isql=$(command -v isql-vt || command -v isql-v || command -v isql) || {
    echo "isql-vt is not on the PATH; it comes with Virtuoso" >&2
    exit 1
}
script=$(mktemp)
trap 'rm -f "$script"' EXIT
cat >"$script" <<SQL
set ERRORS=stdout;
log_enable(2, 1);
create procedure DB.DBA.GRAPHBUILD_CLEAR ()
{
  for (sparql select distinct ?g where { graph ?g { ?s ?p ?o } }) do
    {
      if (starts_with ("g", '${base}source/') or "g" = '$merged')
        {
          declare state, message varchar;
          state := '00000';
          exec (sprintf ('sparql clear graph <%s>', "g"), state, message);
          if (state <> '00000') signal (state, message);
        }
    }
}
;
DB.DBA.GRAPHBUILD_CLEAR ();
drop procedure DB.DBA.GRAPHBUILD_CLEAR;
delete from DB.DBA.LOAD_LIST where ll_file like '$folder/%';
commit work;
ld_dir ('$folder', 'merged-*.nq.gz', '$merged');
ld_dir ('$folder', 'sources-*.nq.gz', '$merged');
rdf_loader_run ();
checkpoint;
select concat ('NOT LOADED ', ll_file, ': ', coalesce (ll_error, 'not reached')) from DB.DBA.LOAD_LIST
  where ll_file like '$folder/%' and (ll_error is not null or ll_state <> 2);
select concat ('FILES ', cast (count (*) as varchar)) from DB.DBA.LOAD_LIST
  where ll_file like '$folder/%' and ll_state = 2 and ll_error is null;
SQL
said=$("$isql" "$server" "$user" "$VIRTUOSO_PASSWORD" "$script") || {
    echo "Virtuoso at $server cannot be reached, or does not accept $user" >&2
    exit 1
}
wanted=$(ls "$files"/merged-*.nq.gz "$files"/sources-*.nq.gz | wc -l | tr -d ' ')
if ! printf '%s\n' "$said" | grep -qx "FILES $wanted"; then
    printf '%s\n' "$said" >&2
    echo "not all files were loaded; does DirsAllowed in the server's ini name $folder?" >&2
    exit 1
fi
echo "$wanted files loaded"
