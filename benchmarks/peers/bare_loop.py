"""The floor in Python: a loop that prints N-Triples and checks nothing. Arguments: TABLE TARGET."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import mapping as m


def main(table: Path, target: Path) -> None:
    known = m.labels()
    with target.open("w", encoding="utf-8", newline="\n") as out:
        for row in m.rows(table):
            agreement = f"<{m.BASE}agreement/{row['AgtId']}>"
            out.write(f"{agreement} <{m.RDF_TYPE}> <{m.PA}Agreement> .\n")
            for kind, fields in (("", m.TEXTS), ("integer", m.INTEGERS), ("date", m.DATES)):
                typed = f"^^<{m.XSD}{kind}>" if kind else ""
                for column, predicate in fields:
                    if value := row[column]:
                        text = json.dumps(value, ensure_ascii=False)
                        out.write(f"{agreement} <{predicate}> {text}{typed} .\n")
            for column, predicate, start, end in m.LINKS:
                if value := row[column]:
                    out.write(f"{agreement} <{predicate}> <{start}{value}{end}> .\n")
            for code, value in m.coded(row, known):
                provision = f"<{m.BASE}provision/{row['AgtId']}/{m.tail(code)}>"
                out.write(
                    f"{provision} <{m.RDF_TYPE}> <{m.PA}Provision> .\n"
                    f"{provision} <{m.LABEL}> {json.dumps(known[code], ensure_ascii=False)} .\n"
                    f'{provision} <{m.DCTERMS}identifier> "{row["AgtId"]}/{code}" .\n'
                    f'{provision} <{m.PA}codedValue> "{value}"^^<{m.XSD}integer> .\n'
                    f"{provision} <{m.PA}inAgreement> {agreement} .\n"
                    f"{provision} <{m.PA}onTopic> <{m.TOPIC}{m.tail(code)}> .\n"
                )


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
