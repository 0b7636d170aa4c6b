"""Hostile addresses for the explorer: no answer of 500, no markup that runs, whatever is asked.

python -m benchmarks.fuzz_pages exports/ --cases 20000 --seed 5
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path
from urllib.parse import quote

BITS = (
    "\x00", "\ud800", "<script>", "'\"", "..", "/", "%", "%00", "%zz", "é", "\u202e", "{", "}", "}}",
    "{{7*7}}", "\\", "\n", "\t", " ", "-1", "9" * 20, "NaN", "null", "*", "?", "#", "&", "=", "a" * 300,
    "900001", "Sudan", "9011", "GeWom", "co-signing", "actor-agreements", "ucdp-1", "SDN", "or 1=1",
    '" OR "', "^", "NEAR(", "AND", "e\u0301", "\U0001d4b3",
)  # fmt: skip
PATHS = (
    "/", "/search", "/suggest", "/agreements", "/agreements.csv", "/agreements.xlsx", "/agreements.ttl", "/terms.json", "/topics", "/topic/X", "/questions",
    "/question/X", "/networks", "/network/X", "/network/X/page", "/compare", "/cite", "/id/X",
    "/id/actor/X", "/scheme/X", "/scheme/provision/X", "/ontology", "/list/X", "/actor/X",
    "/actor/X/sources", "/agreement/X", "/person/X", "/process/X", "/conflict/X", "/place/X", "/sparql",
    "/review", "/static/X", "/healthz",
)  # fmt: skip
PARAMETERS = (
    "q", "from", "to", "kind", "thing", "page", "view", "order", "country", "stage", "topic", "actor",
    "limit", "sense", "format", "all", "query", "example", "after", "default-graph-uri", "min_value",
    "code", "process", "release", "certainty", "party", "third", "weight", "role", "as", "un", "women",
    "more", "run",
)  # fmt: skip
OURS = tuple(f'<script src="/static/{name}.js" defer></script>' for name in ("page", "sparql"))


def cases(count: int, seed: int) -> list[str]:
    """So many addresses."""
    lot = random.Random(seed)

    def junk() -> str:
        text = "".join(lot.choice(BITS) for _ in range(lot.randint(1, 3)))
        if lot.random() < 0.9:
            return quote(text.encode("utf-8", "surrogatepass"), safe="")
        return quote(text.encode("utf-8", "replace"), safe="/%<>'\"")

    found = []
    for _ in range(count):
        path = lot.choice(PATHS).replace("X", junk())
        if lot.random() < 0.7:
            pairs = [f"{lot.choice(PARAMETERS)}={junk()}" for _ in range(lot.randint(1, 4))]
            path += "?" + "&".join(pairs)
        found.append(path)
    return found


def wrong(status: int, kind: str, text: str, path: str) -> str:
    """What is wrong with an answer; nothing if it may be."""
    if status >= 500 and status != 503:
        return f"status {status}"
    for script in OURS:
        text = text.replace(script, "")
    if (
        kind.startswith("text/html")
        and "<script" in text
        and not path.partition("?")[0].endswith("/page")
    ):
        return "a script that is not ours"
    return ""


def main() -> None:
    """Ask, and print what went wrong."""
    words = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    words.add_argument("graph", type=Path)
    words.add_argument("--cases", type=int, default=20_000)
    words.add_argument("--seed", type=int, default=5)
    given = words.parse_args()
    from starlette.testclient import TestClient

    from graphbuild.explorer.app import application
    from graphbuild.explorer.serve import open_explorer

    explorer = open_explorer(given.graph)
    client = TestClient(
        application(explorer, seconds=3),
        base_url="http://127.0.0.1",
        headers={"Accept": "text/html"},
        raise_server_exceptions=False,
        follow_redirects=False,
    )
    faults: Counter[str] = Counter()
    statuses: Counter[int] = Counter()
    for path in cases(given.cases, given.seed):
        answer = client.get(path)
        statuses[answer.status_code] += 1
        fault = wrong(answer.status_code, answer.headers.get("content-type", ""), answer.text, path)
        if fault:
            faults[f"{fault}: {path[:160]}"] += 1
    explorer.guarded.close()
    print(
        f"{given.cases:,} addresses, seed {given.seed}: {sum(faults.values())} faults; {dict(statuses)}"
    )
    for fault, count in faults.most_common(20):
        print(f"  {count} x {fault}")


if __name__ == "__main__":
    main()
