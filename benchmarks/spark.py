"""The network of actors on the same agreements on Apache Spark, and the same with networkx beside it.

    graphbuild build pax_v9.csv -o exports --format nquads --format parquet
    python -m benchmarks.spark exports              # needs Java 17 and: pip install "pyspark>=4"

Reads ``graph.parquet`` in Spark's local mode: who stands on which agreement, every pair of actors with
what they share (Newman 2001), connected components, PageRank. Then ``graph.network("co-signing")`` is asked
for the same with networkx, both are compared node by node, and the times are printed. Only tables of
nodes and edges are read, so that it runs on a cluster as it stands, once the folder lies where all
machines reach it (``--folder hdfs://...`` or ``s3a://...``).
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

DAMPING, ROUNDS = 0.85, 60
CORES = "local[*]"


def co_signing(spark: SparkSession, folder: str) -> DataFrame:
    """Pairs of actors with ``agreements`` and Newman's ``weight``, each once, ``a`` before ``b``."""
    from pyspark.sql import functions as f

    edges = spark.read.parquet(f"{folder}/edges")
    participations = spark.read.parquet(f"{folder}/nodes").where("class = 'Participation'")
    of_actor = edges.where("relationship = 'ofActor'").selectExpr("src as id", "dst as actor")
    agreement = edges.where("relationship = 'inAgreement'").selectExpr(
        "src as id", "dst as agreement"
    )
    standing = (
        participations.select("id")
        .join(of_actor, "id")
        .join(agreement, "id")
        .select("agreement", "actor")
        .distinct()
    )
    sizes = standing.groupBy("agreement").agg(f.count("*").alias("size"))
    other = standing.withColumnRenamed("actor", "b")
    return (
        standing.withColumnRenamed("actor", "a")
        .join(other, "agreement")
        .where("a < b")
        .join(sizes, "agreement")
        .groupBy("a", "b")
        .agg(f.count("*").alias("agreements"), f.sum(1 / (f.col("size") - 1)).alias("weight"))
    )


def components(pairs: DataFrame) -> DataFrame:
    """The component of each actor, named by its least IRI: each round takes the least of the neighbours."""
    from pyspark.sql import functions as f

    both = pairs.select("a", "b").union(pairs.select("b", "a")).toDF("node", "other").cache()
    labels = both.groupBy("node").agg(f.least(f.col("node"), f.min("other")).alias("label"))
    while True:
        near = both.join(labels.withColumnRenamed("node", "other"), "other")
        least = near.groupBy("node").agg(f.min("label").alias("near"))
        changed = labels.join(least, "node").select(
            "node",
            f.least("label", "near").alias("label"),
            (f.col("near") < f.col("label")).alias("new"),
        )
        changed = changed.localCheckpoint()
        labels = changed.select("node", "label")
        if not changed.where("new").head(1):
            return labels


def pagerank(pairs: DataFrame) -> DataFrame:
    """PageRank by weight; every actor has a tie, so no rank is lost on the way."""
    from pyspark.sql import functions as f

    both = pairs.selectExpr("a", "b", "weight").union(pairs.selectExpr("b", "a", "weight"))
    both = both.toDF("node", "other", "weight").cache()
    strength = both.groupBy("node").agg(f.sum("weight").alias("strength"))
    shares = (
        both.join(strength, "node")
        .selectExpr("node", "other", "weight / strength as share")
        .cache()
    )
    count = strength.count()
    ranks = strength.select("node", f.lit(1 / count).alias("rank"))
    for turn in range(ROUNDS):
        given = (
            shares.join(ranks, "node")
            .groupBy("other")
            .agg(f.sum(f.col("share") * f.col("rank")).alias("in"))
        )
        ranks = given.select(
            f.col("other").alias("node"),
            ((1 - DAMPING) / count + DAMPING * f.col("in")).alias("rank"),
        )
        if turn % 5 == 4:
            ranks = ranks.localCheckpoint()
    return ranks


def on_spark(folder: str) -> tuple[dict[str, Any], dict[str, float]]:
    """Edges, components and ranks by Spark, and the seconds that each took."""
    from pyspark.sql import SparkSession

    begun = time.perf_counter()
    spark = (
        SparkSession.builder.master(CORES)
        .appName("co-signing")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    seconds = {"start": time.perf_counter() - begun}
    found: dict[str, Any] = {}
    begun = time.perf_counter()
    pairs = co_signing(spark, folder).cache()
    found["edges"] = {(row.a, row.b): (row.agreements, row.weight) for row in pairs.collect()}
    seconds["co-signing"] = time.perf_counter() - begun
    for name, make in (("components", components), ("PageRank", pagerank)):
        begun = time.perf_counter()
        found[name] = {row[0]: row[1] for row in make(pairs).collect()}
        seconds[name] = time.perf_counter() - begun
    spark.stop()
    return found, seconds


def by_networkx(graph_folder: Path) -> tuple[dict[str, Any], dict[str, float]]:
    """The same from the opened graph."""
    begun = time.perf_counter()
    import networkx

    import graphbuild

    graph = graphbuild.load(graph_folder)
    seconds = {"start": time.perf_counter() - begun}
    begun = time.perf_counter()
    network = graph.network("co-signing", local="include", certainty="any")
    iris = {node: data["iri"] for node, data in network.nodes(data=True)}
    found: dict[str, Any] = {"edges": {}}
    for a, b, data in network.edges(data=True):
        pair = min(iris[a], iris[b]), max(iris[a], iris[b])
        found["edges"][pair] = data["agreements"], data["weight"]
    seconds["co-signing"] = time.perf_counter() - begun
    begun = time.perf_counter()
    found["components"] = {
        iris[node]: min(iris[other] for other in part)
        for part in networkx.connected_components(network)
        for node in part
    }
    seconds["components"] = time.perf_counter() - begun
    begun = time.perf_counter()
    ranks = networkx.pagerank(network, alpha=DAMPING, weight="weight", tol=1e-12, max_iter=500)
    found["PageRank"] = {iris[node]: rank for node, rank in ranks.items()}
    seconds["PageRank"] = time.perf_counter() - begun
    return found, seconds


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """What differs, a line each; weights and ranks are compared to nine digits."""
    out = []
    if one["edges"].keys() != other["edges"].keys():
        out.append(f"edges: {len(one['edges'])} and {len(other['edges'])}")
    else:
        for pair, (count, weight) in one["edges"].items():
            also, alike = other["edges"][pair]
            if count != also or abs(weight - alike) > 1e-9:
                out.append(f"{pair}: {count}, {weight} and {also}, {alike}")
    if one["components"] != other["components"]:
        out.append("components differ")
    worst = max(
        (abs(rank - other["PageRank"].get(node, 0)) for node, rank in one["PageRank"].items()),
        default=0,
    )
    if one["PageRank"].keys() != other["PageRank"].keys() or worst > 1e-4 / max(
        len(one["PageRank"]), 1
    ):
        out.append(f"PageRank differs by up to {worst}")
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("graph", type=Path, help="what build wrote, with --format parquet")
    parser.add_argument("--folder", help="where Spark finds graph.parquet, if elsewhere")
    given = parser.parse_args()
    spark, by_spark = on_spark(given.folder or (given.graph / "graph.parquet").resolve().as_uri())
    local, by_local = by_networkx(given.graph)
    print(f"{len(local['PageRank'])} actors, {len(local['edges'])} ties,", end=" ")
    print(f"{len(set(local['components'].values()))} components")
    print(f"{'':14}{'Spark':>9}{'networkx':>10}   seconds")
    for name in by_spark:
        print(f"{name:14}{by_spark[name]:9.2f}{by_local[name]:10.2f}")
    found = differences(spark, local)
    print("\n".join(found) or "both say the same")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
