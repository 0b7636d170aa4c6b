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
# # One peace process in depth
#
# Most processes have fewer than 60 actors, so that a drawing of one can be read. Here: its agreements in
# order, who joins and leaves, who stands with whom. Which agreements make up a process
# is a decision of PA-X's coders and differs from other datasets; everything below inherits it.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)


# %%
processes = graph.query("third-parties-per-process", sense="listed").to_pandas()
chosen = processes.sort_values("agreements", ascending=False).iloc[0]
process = str(chosen["process_id"])  # or any number or name: process = "Bosnia peace process"
chosen["process"]

# %%
actors_of = {}
whole = graph.network("agreement-actor")
for one, other, data in whole.edges(data=True):
    actor = one if whole.nodes[one]["kind"] == "actor" else other
    for key in data.get("process_id", "").split("; "):
        actors_of.setdefault(key, set()).add(actor)
sizes = sorted(map(len, actors_of.values()))
assert sum(size < 60 for size in sizes) > len(sizes) / 2
f"{sum(size < 60 for size in sizes)} of {len(sizes)} processes have fewer than 60 actors"

# %%
timeline = graph.query("process-timeline", process=process).to_pandas()
assert list(timeline["date"].astype(str)) == sorted(timeline["date"].astype(str))
timeline

# %% [markdown]
# ## In time
#
# Each column is an agreement, coloured by stage; each row an actor, as party or third party. Gaps
# between agreements are not silence: secret and failed talks leave no document here.

# %%
from IPython.display import Image

network = graph.network("agreement-actor", process=process)
graphbuild.write_network(network, "process-timeline.png", picture="timeline")
Image("process-timeline.png")

# %%
graph.query("parties-joining-leaving", process=process).to_pandas()

# %% [markdown]
# An actor that disappears may have changed its name or joined another one.
#
# ## Who stands with whom
#
# Two weights, because they answer two questions. `agreements` counts how often two actors stand on
# one document; `weight` (Newman) gives an actor the same total for each of its documents, 1, however
# long the list of names. Where the two orders differ, long documents are the reason.

# %%
import pandas as pd

together = graph.network("co-signing", process=process)
pairs = pd.DataFrame(
    [
        {
            "one": together.nodes[one]["label"],
            "other": together.nodes[other]["label"],
            "agreements": data["agreements"],
            "weight": round(data["weight"], 2),
        }
        for one, other, data in together.edges(data=True)
    ],
    columns=["one", "other", "agreements", "weight"],
)
assert (pairs["weight"] <= pairs["agreements"] + 0.005).all()
for actor, total in together.degree(weight="weight"):  # one for each document with others on it
    assert abs(total - round(total)) < 1e-6
    assert total < together.nodes[actor]["agreements"] + 0.5
pairs.sort_values("agreements", ascending=False).head(10)

# %%
pairs.sort_values("weight", ascending=False).head(10)

# %%
if together.number_of_edges():
    graphbuild.write_network(together, "process.png")
    shown = Image("process.png")
else:
    shown = "no two actors stand on one agreement of this process"
shown

# %% [markdown]
# The page has search, filters, and the agreements of each actor with links to PA-X:

# %%
graphbuild.write_network(network, "process.html")

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
