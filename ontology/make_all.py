"""Makes everything that follows from ``pax.ttl`` and ``codebook/``, in the order in which it follows.

Run ``python ontology/make_all.py`` after a change of either.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

STEPS: Final = ("codebook", "shapes", "context", "readme", "reference", "disagreements", "queries")

if __name__ == "__main__":
    for step in STEPS:
        script = Path(__file__).parent / f"make_{step}.py"
        subprocess.run([sys.executable, str(script)], check=True)
