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
# # Sensitivity: what changes with cap, weight, sense and merged names
#
# A finding that one choice makes or breaks is a finding about that choice. The table builds the same
# network again with one choice changed at a time. A single document with many names can make a large
# part of all ties; watch the rows for `max_actors`.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)


# %%
import pandas as pd

rows = pd.DataFrame(graph.sensitivity("co-signing"))
assert rows["same_top"].between(0, 10).all()
rows

# %% [markdown]
# `same_top`: how many of the ten actors first in degree are also among the first ten of the network as
# chosen. A long list of names is a clique, so a cap changes density and clustering; the cell has the ties
# that are left, which can only become fewer as the cap falls.

# %%
capped = [
    graph.network("co-signing", max_actors=most).number_of_edges() for most in (40, 20, 10, 5)
]
assert capped == sorted(capped, reverse=True)
assert capped[0] <= graph.network("co-signing").number_of_edges()
capped

# %% [markdown]
#
# ## Two weights

# %%
network = graph.network("co-signing")
strength = pd.DataFrame(
    {
        "agreements": dict(network.degree(weight="agreements")),
        "weight": dict(network.degree(weight="weight")),
    }
)
strength.index = [network.nodes[node]["label"] for node in strength.index]
strength.rank(ascending=False).assign(
    moves=lambda ranks: ranks["agreements"] - ranks["weight"]
).sort_values("moves", key=abs, ascending=False).head(10)

# %% [markdown]
# ## Sense

# %%
pd.DataFrame(graph.sensitivity("third-party-process", sense="listed"))

# %% [markdown]
# ## Names that mean one actor
#
# PAA-X lists some actors twice, and others under one name that are not the same. Nothing is merged
# unless you say so, in a table of your own (columns `actor`, `same_as`, any others for your reasons).
# The query `actors-of-one-ucdp-number` of the folder `queries/checks` finds candidates.

# %%
first, second = [data["identifier"] for _, data in network.nodes(data=True)][:2]
Path("same.csv").write_text(
    f"actor,same_as,why\n{second},{first},only to show how\n", encoding="utf-8"
)
merged = graph.network("co-signing", aliases=Path("same.csv"))
assert len(merged) == len(network) - 1
len(network), len(merged), merged.graph["let_in"]

# %% [markdown]
# ## What is left when chance is taken out
#
# The disparity filter keeps the ties that are heavier than an actor's weight spread at random would
# make them. It is a way to draw, and a claim about weights alone.

# %%
kept = pd.Series(
    {
        level: graphbuild.backbone(network, level).number_of_edges()
        for level in (0.5, 0.2, 0.1, 0.05, 0.01)
    },
    name="ties",
)
assert kept.is_monotonic_decreasing
kept

# %% [markdown]
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
