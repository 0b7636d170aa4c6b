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
# # Gender provisions and who signs them
#
# PA-X codes for each agreement whether it mentions women, girls and gender (`GeWom`): yes or no, not how
# strongly. That nothing is coded means no specific mention; it does not mean exclusion. A provision on
# paper says nothing of its being carried out. Agreements whose sources do not show the code are not
# counted; `not_coded` says how many. Local agreements are left out.

# %%
import os
from pathlib import Path

import graphbuild

folder = Path(os.environ.get("GRAPHBUILD_GRAPH", "exports"))
graph = graphbuild.load(folder if folder.exists() else Path("..") / folder)


# %%
shares = graph.query("provision-share-by-year", code="GeWom").to_pandas()
assert (shares["with_provision"] <= shares["agreements"]).all()
assert shares["share"].dropna().between(0, 1).all()
(scale,) = {code.scale for code in graphbuild.find_codes("GeWom") if code.code == "GeWom"}
print("GeWom:", scale)
shares

# %%
from matplotlib import pyplot as plt

figure, axes = plt.subplots(figsize=(9, 3.4))
shares.plot(x="year", y="share", ax=axes, ylim=(0, 1), legend=False)
axes.set_title("share of agreements that mention women, girls or gender")
figure.tight_layout()

# %% [markdown]
# Years with few agreements swing; the number of agreements belongs beside every share.
#
# ## At which stages

# %%
stages = graph.query("provision-by-stage", code="GeWom").to_pandas()
assert (
    stages["with_provision"].sum() >= shares["with_provision"].sum()
)  # undated ones have a stage too
stages

# %% [markdown]
# ## Who stands on these agreements

# %%
signing = graph.query("provision-signatories", code="GeWom").to_pandas()
signing.head(20)

# %% [markdown]
# Actors on many agreements are on many of these, too. The share of an actor's own agreements is the
# fairer figure; it is given for those with at least five.

# %%
network = graph.network("co-signing", isolates="yes")
own = {data["identifier"]: data["agreements"] for _, data in network.nodes(data=True)}
signing["of"] = [own.get(str(key)) for key in signing["actor_id"]]
signing["share"] = (signing["agreements"] / signing["of"]).round(2)
assert (signing["agreements"] <= signing["of"].fillna(signing["agreements"])).all()
signing[signing["of"] >= 5].sort_values("share", ascending=False).head(15)

# %% [markdown]
# ## Women's groups

# %%
women = graph.query("women-signatories").to_pandas()
assert (women["with_gender"] <= women["agreements"]).all()
few = women[women["women_signatory"] == "yes"]["agreements"].sum()
assert few < women["agreements"].sum() / 2
women

# %% [markdown]
# Few agreements list a women's group, and women sign for other actors as well. Neither row shows what
# came first: a group may be there because gender was on the agenda.

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
