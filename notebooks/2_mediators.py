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
# # Mediators and other third parties: who, where, since when
#
# "Third party" means two things. **listed**: the actor stands in PA-X's field for third parties.
# **practical**: it is a third party to the conflict, whatever field it stands in (PAA-X
# `practical_third`). The two disagree on many rows, and the order of actors changes with them, so
# every result here is shown for both.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)


# %% [markdown]
# ## Who: both senses side by side

# %%
import pandas as pd

columns = {}
for sense in ("listed", "practical"):
    table = graph.query("third-party-ranking", sense=sense, limit=200, basis="coded").to_pandas()
    columns[sense] = table.set_index(["actor_id", "actor"])["agreements"]
both = pd.DataFrame(columns).fillna(0).astype(int)
both["difference"] = both["practical"] - both["listed"]
assert (both >= 0)[["listed", "practical"]].all(axis=None)
assert (both["difference"] != 0).any(), "the two senses agree here; say so instead"
both.sort_values("practical", ascending=False).head(20)

# %% [markdown]
# Only coded participations (rows of PAA-X) are compared here: what was found in the text is known in
# the sense *listed* alone. An actor high in one column and low in the other is a reason to read its
# agreements, not to choose the column that suits.

# %%
both.sort_values("difference", key=abs, ascending=False).head(10)

# %% [markdown]
# ## Where: third parties and processes

# %%
networks = {
    sense: graph.network("third-party-process", sense=sense, basis="coded")
    for sense in ("listed", "practical")
}
pd.DataFrame(
    {
        sense: {
            "third parties": sum(d["kind"] == "actor" for _, d in network.nodes(data=True)),
            "processes": sum(d["kind"] == "process" for _, d in network.nodes(data=True)),
            "ties": network.number_of_edges(),
            **network.graph["left_out"],
        }
        for sense, network in networks.items()
    }
).fillna(0).astype(int)

# %%
from IPython.display import Image

graphbuild.write_network(networks["practical"], "third-parties.png", picture="matrix")
Image("third-parties.png")

# %% [markdown]
# Bodies of the United Nations are actors of their own in PAA-X. Taking them as one, or leaving them
# out, is a choice to report (`un="together"`, `un="exclude"`).

# %%
ties = pd.Series(
    {
        un: graph.network("third-party-process", sense="practical", un=un).number_of_edges()
        for un in ("separate", "together", "exclude")
    },
    name="ties",
)
assert ties["separate"] >= ties["together"] >= ties["exclude"]
ties

# %% [markdown]
# ## Since when

# %%
rows = [
    {
        "third party": network.nodes[actor]["label"],
        "process": network.nodes[process]["label"],
        "agreements": data["agreements"],
        "first": data.get("first_date", ""),
        "last": data.get("last_date", ""),
    }
    for network in [networks["practical"]]
    for actor, process, data in network.edges(data=True)
]
pd.DataFrame(rows).sort_values("agreements", ascending=False).head(20)

# %% [markdown]
# ## What the texts themselves call them
#
# Mediator, witness, guarantor: roles that a text states. The first cell counts on how many agreements a
# role is stated at all; that none is stated says nothing of what an actor did.

# %%
roles = graph.query("stated-roles", local="exclude").to_pandas()
known = graph.query("agreement-actors", local="exclude").to_pandas()
assert set(roles["agreement_id"]) <= set(graph.query("agreements").to_pandas()["agreement_id"])
pd.Series(
    {
        "agreements with an actor": known["agreement_id"].nunique(),
        "of these with a stated role": len(set(roles["agreement_id"]) & set(known["agreement_id"])),
    },
    name="agreements",
)

# %%
roles.head(20)

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
