"""Makes the pictures of the explorer in ``docs/images``: its pages over the shipped sample.

pip install "graphbuild[dev]" ; apt install chromium
python tools/make_screenshot.py
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
PICTURES = {
    "explorer.png": ("", 1180, 1010),
    "agreement.png": ("agreement/900001", 1180, 900),
    "phone.png": ("actor/9019", 390, 780),
}
"""Each picture with the page's address, and the width and height of the window."""


def main(wanted: set[str]) -> None:
    """Build the sample, serve it, and look at it; only the pictures that are named, if any are."""
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
                for name, (path, width, height) in PICTURES.items():
                    if not wanted or name in wanted:
                        page = browser.new_page(
                            viewport={"width": width, "height": height}, color_scheme="light"
                        )
                        page.goto(address + path)
                        page.wait_for_timeout(2000)  # drawings settle
                        page.screenshot(path=str(IMAGES / name))
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main(set(sys.argv[1:]))
