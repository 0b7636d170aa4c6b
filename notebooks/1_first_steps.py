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
# # First steps: build, ask, draw
#
# A graph is built once from files (`graphbuild build SOURCE...`) and then opened as often as you
# like. This notebook opens the graph in `exports/` (make the sample with `python run.py sample`), or
# the one that the environment variable `GRAPHBUILD_GRAPH` names. From Python,
# `graphbuild.build(["pax_v9.csv", "paax_v0.2.xlsx"])` builds and opens in one step.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)
graph

# %% [markdown]
# Which releases is it made of? Say so in whatever you publish: codes and ids are revised between
# releases.

# %%
network = graph.network("agreement-actor")
network.graph["releases"], network.graph["sources"]

# %% [markdown]
# ## Ask
#
# Every saved query has a question, parameters with defaults, and columns. `graph.queries()` lists
# them, `graphbuild queries NAME` shows one in full.

# %%
[(query.name, query.question) for query in graph.queries()][:8]

# %%
answer = graph.query("agreements-per-year")
per_year = answer.to_pandas()
per_year.groupby("year")["agreements"].sum().tail(10)

# %% [markdown]
# What was left out is part of the answer. Counted and left out are together all agreements that have a
# date; an agreement without a date is in no year.

# %%
print(*answer.notes, sep="\n")
everything = graph.query("agreements", local="include").to_pandas()
dated = everything["date"].notna()
assert per_year["agreements"].sum() + sum(answer.left_out.values()) >= dated.sum()
assert (
    graph.query("agreements-per-year", local="include").to_pandas()["agreements"].sum()
    == dated.sum()
)

# %% [markdown]
# The query's text is there to be read, changed and asked anywhere else.

# %%
print(graph.query("agreements-per-year").sparql)

# %% [markdown]
# ## Draw
#
# A network is an ordinary networkx graph whose graph attributes say what it shows. The suffix of the
# file chooses the format; `.html` is an interactive page in one file that needs no network, `.gexf` is
# for Gephi, `.graphml` for R and Cytoscape, `.csv` for everything else.

# %%
processes = graph.query("third-parties-per-process", sense="listed").to_pandas()
process = str(processes.sort_values("agreements", ascending=False)["process_id"].iloc[0])
one = graph.network("agreement-actor", process=process)
one

# %%
names = ("first.html", "first.gexf", "first.png")
written = [path for name in names for path in graphbuild.write_network(one, name)]
assert all(path.stat().st_size > 0 for path in written)
written

# %%
from IPython.display import Image

Image("first.png")

# %% [markdown]
# What was left out is counted, never dropped in silence:

# %%
words = " ".join(graphbuild.caption(one))
assert all(f"{count:,}" in words for count in one.graph["left_out"].values())
print(*graphbuild.caption(one), sep="\n")

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
