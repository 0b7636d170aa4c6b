"""The converters: a page as HTML, PDF or text in, and text out."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.pages import further

_TIMEOUT = 180
BROWSER = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
PRINTERS = ("chromium", "weasyprint", "wkhtmltopdf", "soffice")
# What each needs: the input's format, and a command ({} is the input; it prints to stdout).
COMMANDS: dict[str, tuple[str, list[str]]] = {
    "lynx": (
        "html",
        ["lynx", "-dump", "-nolist", "-assume_charset=utf-8", "-display_charset=utf-8", "{}"],
    ),
    "lynx-wide": ("html", ["lynx", "-dump", "-width=990", "-display_charset=utf-8", "{}"]),
    "w3m": ("html", ["w3m", "-dump", "-I", "utf-8", "-O", "utf-8", "{}"]),
    "links": ("html", ["links", "-dump", "-codepage", "utf-8", "{}"]),
    "elinks": (
        "html",
        ["elinks", "-dump", "1", "-no-references", "-no-numbering", "-dump-charset", "utf-8", "{}"],
    ),
    "html2text-debian": ("html", ["html2text", "-utf8", "-width", "79", "{}"]),
    **{
        f"pandoc-{form}": ("html", ["pandoc", "-f", "html", "-t", form, "{}"])
        for form in (
            "plain",
            "markdown",
            "gfm",
            "rst",
            "org",
            "asciidoc",
            "mediawiki",
            "textile",
            "rtf",
            "latex",
            "man",
            "jira",
        )
    },
    "pdftotext": ("pdf", ["pdftotext", "{}", "-"]),
    "pdftotext-layout": ("pdf", ["pdftotext", "-layout", "{}", "-"]),
    "pdftotext-raw": ("pdf", ["pdftotext", "-raw", "{}", "-"]),
    "pdftotext-bbox": ("pdf", ["pdftotext", "-htmlmeta", "{}", "-"]),
    "pdftohtml": ("pdf", ["pdftohtml", "-stdout", "-i", "-noframes", "{}"]),
    "pdftohtml-xml": ("pdf", ["pdftohtml", "-xml", "-stdout", "-i", "{}"]),
    "mutool": ("pdf", ["mutool", "draw", "-F", "text", "{}"]),
    "mutool-html": ("pdf", ["mutool", "draw", "-F", "html", "{}"]),
    "ghostscript": (
        "pdf",
        ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=txtwrite", "-sOutputFile=-", "{}"],
    ),
    **further.COMMANDS,
}
PYTHON: dict[str, tuple[str, str]] = {
    "html2text": ("html", "import html2text; out = html2text.html2text(text)"),
    "html2text-nowrap": (
        "html",
        "import html2text; h = html2text.HTML2Text(bodywidth=0); h.pad_tables = True; out = h.handle(text)",
    ),
    "inscriptis": ("html", "from inscriptis import get_text; out = get_text(text)"),
    "trafilatura": (
        "html",
        "import trafilatura; out = trafilatura.extract(text, include_tables=True, favor_recall=True)",
    ),
    "trafilatura-md": (
        "html",
        "import trafilatura; out = trafilatura.extract(text, output_format='markdown', favor_recall=True)",
    ),
    "trafilatura-all": ("html", "import trafilatura; out = trafilatura.html2txt(text)"),
    "markdownify": ("html", "import markdownify; out = markdownify.markdownify(text)"),
    "soup-lines": (
        "html",
        "from bs4 import BeautifulSoup; out = BeautifulSoup(text, 'lxml').get_text('\\n', strip=True)",
    ),
    "soup-blank": (
        "html",
        "from bs4 import BeautifulSoup; out = BeautifulSoup(text, 'lxml').get_text(' ', strip=True)",
    ),
    "soup-plain": (
        "html",
        "from bs4 import BeautifulSoup; out = BeautifulSoup(text, 'lxml').get_text()",
    ),
    "lxml-text": ("html", "import lxml.html; out = lxml.html.fromstring(text).text_content()"),
    "readability": ("html", "from readability import Document; out = Document(text).summary()"),
    "html-text": ("html", "import html_text; out = html_text.extract_text(text)"),
    "resiliparse": (
        "html",
        "from resiliparse.extract.html2text import extract_plain_text as e; out = e(text, main_content=False)",
    ),
    "newspaper": (
        "html",
        "import newspaper; a = newspaper.Article('http://x.org'); a.download(input_html=text); a.parse(); out = a.text",
    ),
    "justext": (
        "html",
        "import justext; out = '\\n'.join(p.text for p in justext.justext(text.encode(), justext.get_stoplist('English')))",
    ),
    "boilerpy": (
        "html",
        "from boilerpy3.extractors import KeepEverythingExtractor as K; out = K().get_content(text)",
    ),
    "markitdown-html": (
        "html",
        "from markitdown import MarkItDown; out = MarkItDown().convert(path).text_content",
    ),
    "markitdown-pdf": (
        "pdf",
        "from markitdown import MarkItDown; out = MarkItDown().convert(path).text_content",
    ),
    "pypdf": (
        "pdf",
        "import pypdf; out = '\\n'.join(p.extract_text() for p in pypdf.PdfReader(path).pages)",
    ),
    "pypdf-layout": (
        "pdf",
        "import pypdf; out = '\\n'.join(p.extract_text(extraction_mode='layout') for p in pypdf.PdfReader(path).pages)",
    ),
    "pdfminer": ("pdf", "from pdfminer.high_level import extract_text; out = extract_text(path)"),
    "pymupdf": (
        "pdf",
        "import pymupdf; out = '\\n'.join(p.get_text() for p in pymupdf.open(path))",
    ),
    "pymupdf-blocks": (
        "pdf",
        "import pymupdf; out = '\\n'.join(b[4] for p in pymupdf.open(path) for b in p.get_text('blocks', sort=True))",
    ),
    "pymupdf-html": (
        "pdf",
        "import pymupdf; out = '<html><body>' + '\\n'.join(p.get_text('html') for p in pymupdf.open(path)) + '</body></html>'",
    ),
    "pymupdf4llm": ("pdf", "import pymupdf4llm; out = pymupdf4llm.to_markdown(path)"),
    "pdfplumber": (
        "pdf",
        "import pdfplumber; out = '\\n'.join(p.extract_text() or '' for p in pdfplumber.open(path).pages)",
    ),
    "pdfplumber-layout": (
        "pdf",
        "import pdfplumber; out = '\\n'.join(p.extract_text(layout=True) or '' for p in pdfplumber.open(path).pages)",
    ),
    "pypdfium2": (
        "pdf",
        "import pypdfium2; out = '\\n'.join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(path))",
    ),
    "pdftext": (
        "pdf",
        "from pdftext.extraction import plain_text_output as p; out = p(path, sort=True)",
    ),
    **further.PYTHON,
}
_RUN = """
import json, os, sys
os.environ['TQDM_DISABLE'] = '1'
for line in sys.stdin:
    name, code, path, target = json.loads(line)
    text = open(path, encoding='utf-8', errors='replace').read() if path.endswith('.html') else ''
    try:
        scope = {'text': text, 'path': path}
        exec(code, scope)
        with open(target, 'w', encoding='utf-8', newline='') as handle:
            handle.write(scope['out'] or '')
    except Exception as error:
        print(f'{name}: {type(error).__name__}: {error}', file=sys.stderr)
"""


def _wanted(name: str, only: str) -> bool:
    return not only or any(name.startswith(start) for start in only.split(","))


def convert(page: Path, folder: Path, python: str, only: str) -> None:
    """Put one page (``STEM.LAYOUT.html``) through every converter that is installed."""
    stem, layout = page.name.split(".")[:2]
    inputs = [("html", f"@{layout}", page)]
    for printer in PRINTERS:
        printed = page.with_suffix(f".{printer}.pdf")
        if not printed.exists():
            _print(page, printed, printer, python)
        if printed.exists():
            inputs.append(("pdf", f"@{layout}-{printer}", printed))
    jobs = []
    for kind, after, source in inputs:
        for name, (form, command) in COMMANDS.items():
            target = folder / f"{name}{after}" / f"{stem}.txt"
            if (
                form == kind
                and _wanted(name + after, only)
                and not target.exists()
                and shutil.which(command[0])
            ):
                target.parent.mkdir(exist_ok=True)
                _run([word.replace("{}", str(source)) for word in command], target)
        for name, (form, code) in PYTHON.items():
            target = folder / f"{name}{after}" / f"{stem}.txt"
            if form == kind and _wanted(name + after, only) and not target.exists():
                target.parent.mkdir(exist_ok=True)
                jobs.append(json.dumps([name, code, str(source), str(target)]))
    if jobs:
        done = subprocess.run(
            [python, "-c", _RUN], input="\n".join(jobs), capture_output=True, text=True, check=False
        )
        lines = [line for line in done.stderr.splitlines() if "Error" in line]
        print(page.name, *sorted(set(lines))[:5], sep="\n  ", file=sys.stderr)


def _run(command: list[str], target: Path) -> None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return
    target.write_bytes(done.stdout)


def _print(page: Path, target: Path, printer: str, python: str) -> None:
    commands = {
        "chromium": [*BROWSER, f"--print-to-pdf={target}", page.resolve().as_uri()],
        "weasyprint": [python, "-m", "weasyprint", str(page), str(target)],
        "wkhtmltopdf": ["wkhtmltopdf", "-q", str(page), str(target)],
    }
    if printer == "soffice":
        if shutil.which("soffice"):
            with tempfile.TemporaryDirectory() as home:
                call = [
                    "soffice",
                    f"-env:UserInstallation=file://{home}",
                    "--headless",
                    "--convert-to",
                    "pdf:writer_web_pdf_Export",
                ]
                subprocess.run(
                    [*call, "--outdir", home, str(page)],
                    capture_output=True,
                    timeout=_TIMEOUT,
                    check=False,
                )
                for made in Path(home).glob("*.pdf"):
                    shutil.move(made, target)
    elif printer == "weasyprint" or shutil.which(commands[printer][0]):
        subprocess.run(commands[printer], capture_output=True, timeout=_TIMEOUT, check=False)
