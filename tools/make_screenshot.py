"""Makes the README's picture: the explorer's first page over the shipped sample.

pip install "graphbuild[dev]" ; apt install chromium
python tools/make_screenshot.py docs/images/explorer.png
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SIZE = {"width": 1180, "height": 1010}


def main(picture: Path) -> None:
    """Build the sample, serve it, and look at it."""
    from playwright.sync_api import sync_playwright

    command = [sys.executable, "-m", "graphbuild"]
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([*command, "build", "--sample", "-o", "exports"], cwd=place, check=True)
        server = subprocess.Popen(
            [*command, "serve", "exports", "--port", "0", "--no-open"],
            cwd=place,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                page = browser.new_page(viewport=SIZE, color_scheme="light")  # type: ignore[arg-type]
                page.goto(address)
                page.screenshot(path=str(picture))
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
