"""maplib: templates over polars frames of the two melted tables. Arguments: WIDE LONG TARGET."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import mapping as m
import polars as pl
from maplib import Model

HEAD = f"@prefix pa:<{m.PA}>.\n@prefix xsd:<{m.XSD}>.\n"


def templates() -> str:
    """The mapping in stOTTR."""
    texts = (*m.TEXTS, *m.INTEGERS, *m.DATES)
    kinds = {column: "xsd:integer" for column, _ in m.INTEGERS}
    kinds |= {column: "xsd:date" for column, _ in m.DATES}
    parameters = ["ottr:IRI ?agreement"]
    parameters += [f"? {kinds.get(column, 'xsd:string')} ?{column}" for column in dict(texts)]
    parameters += [f"? ottr:IRI ?to{column}" for column, *_ in m.LINKS]
    statements = [f"ottr:Triple(?agreement, <{m.RDF_TYPE}>, pa:Agreement)"]
    statements += [f"ottr:Triple(?agreement, <{p}>, ?{column})" for column, p in texts]
    statements += [f"ottr:Triple(?agreement, <{p}>, ?to{c})" for c, p, *_ in m.LINKS]
    fields = f"pa:Fields [{', '.join(parameters)}] :: {{ {', '.join(statements)} }} ."
    issue = (
        "pa:Issue [ottr:IRI ?provision, ottr:IRI ?agreement, ottr:IRI ?topic, xsd:integer ?value,"
        " xsd:string ?label, xsd:string ?identifier] :: {"
        f" ottr:Triple(?provision, <{m.RDF_TYPE}>, pa:Provision),"
        f" ottr:Triple(?provision, <{m.LABEL}>, ?label),"
        f" ottr:Triple(?provision, <{m.DCTERMS}identifier>, ?identifier),"
        " ottr:Triple(?provision, pa:inAgreement, ?agreement),"
        " ottr:Triple(?provision, pa:onTopic, ?topic),"
        " ottr:Triple(?provision, pa:codedValue, ?value) } ."
    )
    return f"{HEAD}{fields}\n{issue}\n"


def frames(wide: Path, long: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The columns that the templates take."""
    agreement = (pl.lit(m.BASE + "agreement/") + pl.col("AgtId")).alias("agreement")
    fields = pl.read_csv(wide, infer_schema=False).select(
        agreement,
        *dict(m.TEXTS),
        *(pl.col(column).cast(pl.Int64) for column, _ in m.INTEGERS),
        *(pl.col(column).str.to_date() for column, _ in m.DATES),
        *((pl.lit(start) + pl.col(c) + end).alias(f"to{c}") for c, _, start, end in m.LINKS),
    )
    provision = pl.lit(m.BASE + "provision/") + pl.col("AgtId") + "/" + pl.col("tail")
    issues = pl.read_csv(long, infer_schema=False).select(
        provision.alias("provision"),
        agreement,
        (pl.lit(m.TOPIC) + pl.col("tail")).alias("topic"),
        pl.col("value").cast(pl.Int64),
        "label",
        (pl.col("AgtId") + "/" + pl.col("code")).alias("identifier"),
    )
    return fields, issues


def main(wide: Path, long: Path, target: Path) -> None:
    model = Model()
    model.add_template(templates())
    fields, issues = frames(wide, long)
    model.map(m.PA + "Fields", fields)
    model.map(m.PA + "Issue", issues)
    model.write(str(target), format="ntriples")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
