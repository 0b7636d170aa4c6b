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
# # Networks over time: diversification and congestion
#
# Are there more and more kinds of third parties (diversification)? Do more of them crowd into the
# same process (congestion)? Counts of third parties may fall because the number of agreements falls, so
# the two always stand beside each other. The last years of any release are incomplete.
#
# Every figure below has one base, stated once: actors in PA-X's field for third parties, coded or found
# in the text, on agreements that are not local.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)


# %%
base = {"sense": "listed", "basis": "any", "local": "exclude"}
periods = graph.query("third-parties-by-period", years=5, **base).to_pandas()
assert periods["share_with_third_party"].between(0, 1).all()
periods

# %%
from matplotlib import pyplot as plt

figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6))
periods.plot(x="period", y=["agreements", "third_parties"], marker="o", ax=left)
periods.plot(
    x="period", y="share_with_third_party", marker="o", ax=right, ylim=(0, 1), legend=False
)
right.set_title("share of agreements with a third party")
figure.tight_layout()

# %% [markdown]
# ## Is it a few that do it all?
#
# The Herfindahl index of third parties: the sum of squared shares of participations. Small is spread
# out. It, too, is bound to fall with more actors; compare it with 1 divided by their number, its
# least possible value.

# %%
import pandas as pd

slices = graph.series("third-party-process", by="5years", **base)
for row in periods.itertuples():  # the table and the networks rest on the same agreements
    assert row.agreements + row.not_coded == slices[row.period].graph["agreements"]


def concentration(network):
    counts = [
        data["as_third_party"] for _, data in network.nodes(data=True) if data["kind"] == "actor"
    ]
    total = sum(counts)
    return sum((count / total) ** 2 for count in counts) if total else None


shares = pd.DataFrame(
    {
        period: {
            "herfindahl": concentration(network),
            "least possible": 1 / active if active else None,
        }
        for period, network in slices.items()
        for active in [sum(d.get("as_third_party", 0) > 0 for _, d in network.nodes(data=True))]
    }
).T
known = shares.dropna()
assert (known["herfindahl"] >= known["least possible"] - 1e-9).all()
shares.round(3)

# %% [markdown]
# ## Congestion: third parties per process
#
# A process that lasts can gather more third parties, so the count is given with the number of agreements.

# %%
per_process = graph.query("third-parties-per-process", **base).to_pandas()
per_process["per agreement"] = (per_process["third_parties"] / per_process["agreements"]).round(2)
per_process.sort_values("third_parties", ascending=False).head(15)

# %% [markdown]
# ## The whole network, slice by slice
#
# Slices share their nodes, so that they can be laid over each other. Density, clustering and
# components are those of the nodes with a tie. Read them as descriptions of documents first: one
# agreement with many names is a clique, as the second cell shows for the longest.

# %%
pd.DataFrame(graphbuild.series_table(graph.series("co-signing", by="5years")))

# %%
lists = graph.network("agreement-actor")
longest = max(
    (node for node, data in lists.nodes(data=True) if data["kind"] == "agreement"),
    key=lambda node: (len(set(lists[node])), node),
)
cosigning = graph.network("co-signing")
names = sorted(set(lists[longest]) & set(cosigning))
pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
assert all(cosigning.has_edge(*pair) for pair in pairs)
f"{len(names)} names in one document are {len(pairs)} of {cosigning.number_of_edges()} ties"

# %%
from IPython.display import Image

graphbuild.write_network(graph.network("co-signing"), "actors-by-year.png", picture="heatmap")
Image("actors-by-year.png")

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
