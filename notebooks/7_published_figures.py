# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Published figures, reproduced
#
# Others have printed figures from PA-X. Each row below names where, on which release and which agreements
# it rests, the question that gives it, and what comes out here. `release="v8"` asks a graph of a later
# release for the agreements that release 8 knew (those whose first release is at most that); values of
# their columns are those of the newest source, so a figure can differ where a value was revised.
#
# The published series on gender changes its base: figures for 2020 and 2021 count agreements of all
# levels, those since leave local ones out. Laid side by side they are no series.
#
# The figures are held where the graph has all of release 9; on any other graph the cells run, and show
# what that graph holds.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)

known = graph.query("agreements", release="v9").to_pandas()
whole = known["agreement_id"].nunique() == 2144
"all of release 9" if whole else f"{len(known)} agreements: the published figures cannot come out"

# %% [markdown]
# ## Agreements that mention women, girls or gender

# %%
import pandas as pd

SHARES = [  # source, year, release, local agreements, published
    ("UN Secretary-General 2021", 2020, "v5", "include", (6, 21)),
    ("UN Secretary-General 2021", 2015, "v5", "include", (26, 70)),
    ("UN Secretary-General 2021", 2016, "v5", "include", (23, 79)),
    ("UN Secretary-General 2022", 2021, "v6", "include", (8, 25)),
    ("UN Secretary-General 2022", 2020, "v6", "include", (9, 34)),
    ("UN Secretary-General 2024", 2023, "v8", "exclude", (8, 31)),
    ("UN Secretary-General 2024", 2022, "v8", "exclude", (7, 25)),
    ("UN Secretary-General 2025", 2024, "v9", "exclude", (11, 36)),
    ("GIWPS", 2013, "v3", "include", (19, 42)),
]
rows = []
for source, year, release, local, published in SHARES:
    asked = {"code": "GeWom", "release": release, "local": local}
    found = [
        (row.with_provision, row.agreements)
        for row in graph.query("provision-share-by-year", **asked)
        if row.year == year
    ]
    computed = found[0] if found else (0, 0)
    if whole:
        assert computed == published, (source, year, computed)
    rows.append(
        {
            "source": source,
            "year": year,
            "release": release,
            "local": local,
            "published": f"{published[0]} of {published[1]} ({published[0] / published[1]:.1%})",
            "computed": f"{computed[0]} of {computed[1]}",
            "command": "graphbuild query provision-share-by-year "
            + " ".join(f"-p {name}={value}" for name, value in asked.items()),
        }
    )
pd.DataFrame(rows)

# %% [markdown]
# The Secretary-General printed `37.1%` for 2015, `29%` for 2016 and GIWPS `45%` for 2013; the counts are
# those that give these shares.
#
# ## What releases added


# %%
def ids(**asked):
    return set(graph.query("agreements", **asked).to_pandas()["agreement_id"])


six, seven = ids(release="v6"), ids(release="v7")
new = graph.query("agreements", release="v7").to_pandas()
new = new[new["agreement_id"].isin(seven - six)]
COUNTS = [  # source, what, published, computed
    ("PeaceRep, release 6", "agreements", 1959, len(six)),
    ("PeaceRep, release 6", "new agreements", 44, len(six - ids(release="v5"))),
    (
        "PeaceRep, release 6",
        "new, with gender",
        12,
        len(ids(release="v6", code="GeWom") - ids(release="v5")),
    ),
    (
        "PeaceRep, release 6",
        "new, local",
        14,
        len(ids(release="v6", level="IntraLocal") - ids(release="v5")),
    ),
    ("PeaceRep, release 7", "agreements", 2003, len(seven)),
    ("PeaceRep, release 7", "new agreements", 44, len(seven - six)),
    ("PeaceRep, release 7", "processes of the new", 22, new["process"].nunique()),
    ("PA-X Local", "local agreements, release 4", 286, len(ids(release="v4", level="IntraLocal"))),
    ("PA-X Local", "local agreements, release 7", 344, len(ids(release="v7", level="IntraLocal"))),
]
counts = pd.DataFrame(COUNTS, columns=["source", "what", "published", "computed"])
if whole:
    assert (counts["published"] == counts["computed"]).all()
counts

# %% [markdown]
# The command for each is `graphbuild query agreements` with `-p release=v6` and, as the row says,
# `-p code=GeWom` or `-p level=IntraLocal`; what is new in a release is in it and not in the one before.
#
# ## One that differs
#
# PeaceRep prints 465 of 2,144 agreements with gender. The official release 9 has 464; PeaceRep's own copy
# of it has one more.

# %%
gender = len(ids(release="v9", code="GeWom"))
if whole:
    assert gender == 464
gender

# %% [markdown]
# ## Those that need another file
#
# Release 1 and 2 cannot be had from release 9, as agreements were merged and revised since. Where the
# environment variable `GRAPHBUILD_RELEASES` names a folder with PA-X's own files, they are read from there.

# %%
releases = Path(os.environ.get("GRAPHBUILD_RELEASES", "releases"))
others = []
for release, pattern in (("1", "pax_v1*"), ("2", "pax_v2*")):
    for file in sorted(releases.glob(pattern))[:1]:
        older = graphbuild.build([file])
        every = older.query("agreements").to_pandas()
        if release == "1":  # Bell and Badanjak 2019: over 1,500 agreements, over 140 processes
            found = {"agreements": len(every), "processes": every["process"].nunique()}
            assert found["agreements"] > 1500
            assert found["processes"] > 140
        else:  # UN Secretary-General 2019: 353 of 1,789, all levels
            share = older.query(
                "provision-share-by-year", code="GeWom", local="include"
            ).to_pandas()
            found = {
                "agreements": int(share["agreements"].sum()),
                "with gender": int(share["with_provision"].sum()),
            }
            assert found == {"agreements": 1789, "with gender": 353}
        others.append({"release": release, "file": file.name, **found})
pd.DataFrame(others) if others else "no files of release 1 or 2 here"

# %% [markdown]
# PAA-X's makers print about 60% of agreements with a third party in practice, of the whole PAA-X. What
# this graph holds of it:

# %%
practical = graph.sparql("ASK { ?participation pa:thirdToConflict true }")
graph.query("third-party-share", sense="practical").to_pandas() if practical else "no PAA-X here"

# %% [markdown]
# ## What cannot be concluded
#
# That a figure comes out again shows that question and base are those of its makers, not that either is
# the right one. More agreements with a provision in a later release may be agreements that were found
# later. A provision on paper says nothing of its being carried out, and no code means no specific
# mention, not exclusion.
#
# > That actors stand on the same agreement shows no alliance, influence or effectiveness; being
# > listed proves neither a signature nor consent.

# %% [markdown]
# ## Citation
#
# What to name beside anything that is taken from here: data, releases and program.

# %%
citation = graph.cite()
assert "graphbuild" in citation
print(citation)
