"""Further converters, which were measured before any rule was written for them."""

from __future__ import annotations

_OFFICE = (
    "import subprocess, tempfile, pathlib\n"
    "with tempfile.TemporaryDirectory() as home:\n"
    "    def office(source, form):\n"
    "        subprocess.run(['soffice', f'-env:UserInstallation=file://{home}/user', '--headless', '--convert-to', form,"
    " '--outdir', home, str(source)], capture_output=True, timeout=170)\n"
    "        return next(p for p in pathlib.Path(home).glob('*.' + form.split(':')[0]) if p != source)\n"
    "    def said(*words):\n"
    "        return subprocess.run(words, capture_output=True, timeout=170).stdout.decode('utf-8', 'replace')\n"
)
COMMANDS: dict[str, tuple[str, list[str]]] = {
    "w3m-narrow": ("html", ["w3m", "-dump", "-cols", "46", "-I", "utf-8", "-O", "utf-8", "{}"]),
    "w3m-wide": ("html", ["w3m", "-dump", "-cols", "240", "-I", "utf-8", "-O", "utf-8", "{}"]),
    "links-narrow": ("html", ["links", "-dump", "-width", "50", "-codepage", "utf-8", "{}"]),
    "elinks-wide": (
        "html",
        ["elinks", "-dump", "1", "-dump-width", "200", "-no-references", "-dump-charset", "utf-8", "{}"],
    ),
    "lynx-narrow": ("html", ["lynx", "-dump", "-width=48", "-display_charset=utf-8", "{}"]),
    "vilistextum": ("html", ["vilistextum", "-u", "-y", "utf-8", "-w", "76", "{}", "-"]),
    **{
        f"pandoc-{form}": ("html", ["pandoc", "-f", "html", "-t", form, "{}"])
        for form in ("commonmark_x", "dokuwiki", "muse", "zimwiki", "xwiki", "haddock", "docbook", "tei", "fb2")
    },
    "pandoc-narrow": ("html", ["pandoc", "-f", "html", "-t", "plain", "--columns=44", "{}"]),
    "pandoc-nowrap": ("html", ["pandoc", "-f", "html", "-t", "markdown", "--wrap=none", "{}"]),
    "pdftotext-tsv": ("pdf", ["pdftotext", "-tsv", "{}", "-"]),
    "pdftotext-fixed": ("pdf", ["pdftotext", "-fixed", "4", "{}", "-"]),
    "pdftohtml-complex": ("pdf", ["pdftohtml", "-c", "-s", "-stdout", "-i", "{}"]),
    "mutool-xhtml": ("pdf", ["mutool", "draw", "-F", "xhtml", "{}"]),
    "mutool-wide": ("pdf", ["mutool", "draw", "-F", "text", "-O", "preserve-whitespace", "{}"]),
}  # fmt: skip
PYTHON: dict[str, tuple[str, str]] = {
    "html-to-markdown": (
        "html",
        "from html_to_markdown import convert; r = convert(text); out = getattr(r, 'content', r)",
    ),
    "tomd": ("html", "import tomd; out = tomd.convert(text)"),
    "html2markdown": ("html", "import html2markdown; out = html2markdown.convert(text)"),
    "goose": ("html", "from goose3 import Goose; out = Goose().extract(raw_html=text).cleaned_text"),
    "selectolax": (
        "html",
        "from selectolax.lexbor import LexborHTMLParser as H; out = H(text).body.text(separator=' ')",
    ),
    "kreuzberg-html": (
        "html",
        "import kreuzberg; out = kreuzberg.extract_file_sync(path).content",
    ),
    "browser-copy": (
        "html",
        "import subprocess, html, re\n"
        "script = '<script>const t=document.body.innerText;document.body.innerHTML=\"<pre></pre>\";document.body.firstChild.textContent=t</script>'\n"
        "copy = path[:-5] + '.copy.html'\n"
        "open(copy, 'w', encoding='utf-8').write(text.replace('</body>', script + '</body>'))\n"
        "dom = subprocess.run(['chromium', '--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'file://' + copy], capture_output=True, timeout=170).stdout.decode()\n"
        "out = html.unescape(re.search('<pre>(.*)</pre>', dom, re.S)[1])",
    ),
    "office-text": ("html", _OFFICE + "    out = office(path, 'txt:Text (encoded):UTF8').read_text('utf-8-sig')"),
    "office-unrtf": (
        "html",
        _OFFICE + "    out = said('unrtf', '--text', '--nopict', office(office(path, 'odt'), 'rtf'))",
    ),
    "office-antiword": (
        "html",
        _OFFICE + "    out = said('antiword', '-m', 'UTF-8.txt', office(office(path, 'odt'), 'doc:MS Word 97'))",
    ),
    "office-catdoc": (
        "html",
        _OFFICE + "    out = said('catdoc', '-d', 'utf-8', office(office(path, 'odt'), 'doc:MS Word 97'))",
    ),
    "office-docx2python": (
        "html",
        _OFFICE + "    import docx2python; out = docx2python.docx2python(office(office(path, 'odt'), 'docx')).text",
    ),
    "office-striprtf": (
        "html",
        _OFFICE
        + "    from striprtf.striprtf import rtf_to_text as r; out = r(office(office(path, 'odt'), 'rtf').read_text('utf-8', 'replace'))",
    ),
    "abiword": (
        "html",
        _OFFICE + "    said('abiword', '--to=txt', '-o', home + '/a.txt', path); out = open(home + '/a.txt', encoding='utf-8').read()",
    ),
    "calibre-text": (
        "html",
        _OFFICE + "    said('ebook-convert', path, home + '/a.txt'); out = open(home + '/a.txt', encoding='utf-8').read()",
    ),
    "calibre-markdown": (
        "html",
        _OFFICE
        + "    said('ebook-convert', path, home + '/a.txt', '--txt-output-formatting=markdown'); out = open(home + '/a.txt', encoding='utf-8').read()",
    ),
    "pymupdf4llm-2": ("pdf", "import pymupdf4llm; assert pymupdf4llm.__version__ > '1.9'; out = pymupdf4llm.to_markdown(path)"),
    "pymupdf4llm-2-text": ("pdf", "import pymupdf4llm; out = pymupdf4llm.to_text(path)"),
    "pymupdf-words": (
        "pdf",
        "import pymupdf; out = '\\n'.join(' '.join(w[4] for w in p.get_text('words', sort=True)) for p in pymupdf.open(path))",
    ),
    "pymupdf-sorted": (
        "pdf",
        "import pymupdf; out = '\\f'.join(p.get_text(sort=True) for p in pymupdf.open(path))",
    ),
    "pymupdf-tables": (
        "pdf",
        "import pymupdf; out = '\\n\\n'.join(t.to_markdown() for p in pymupdf.open(path) for t in p.find_tables(strategy='text').tables)",
    ),
    "pdfminer-noflow": (
        "pdf",
        "from pdfminer.high_level import extract_text; from pdfminer.layout import LAParams as L; out = extract_text(path, laparams=L(boxes_flow=None))",
    ),
    "pdfminer-lines": (
        "pdf",
        "from pdfminer.high_level import extract_text; from pdfminer.layout import LAParams as L; out = extract_text(path, laparams=L(line_margin=0.1, boxes_flow=-1.0))",
    ),
    "pdfplumber-csv": (
        "pdf",
        "import pdfplumber, csv, io; b = io.StringIO(); w = csv.writer(b)\n"
        "for p in pdfplumber.open(path).pages:\n"
        "    for t in p.extract_tables():\n"
        "        w.writerows(t)\n"
        "out = b.getvalue()",
    ),
    "pdfplumber-tsv": (
        "pdf",
        "import pdfplumber, csv, io; b = io.StringIO(); w = csv.writer(b, 'excel-tab')\n"
        "for p in pdfplumber.open(path).pages:\n"
        "    for t in p.extract_tables({'vertical_strategy': 'text'}):\n"
        "        w.writerows(t)\n"
        "out = b.getvalue()",
    ),
    "camelot": (
        "pdf",
        "import camelot; out = '\\n'.join(t.df.to_csv(index=False, header=False) for t in camelot.read_pdf(path, pages='all', flavor='stream'))",
    ),
    "pypdfium2-bounded": (
        "pdf",
        "import pypdfium2; out = '\\n'.join(p.get_textpage().get_text_bounded() for p in pypdfium2.PdfDocument(path))",
    ),
    "pdf-oxide": (
        "pdf",
        "from pdf_oxide import PdfDocument as P; d = P(path); out = '\\n'.join(d.extract_text(n) for n in range(d.page_count()))",
    ),
    "pdf-oxide-md": (
        "pdf",
        "from pdf_oxide import PdfDocument as P; d = P(path); out = '\\n'.join(d.to_markdown(n) for n in range(d.page_count()))",
    ),
    "liteparse": ("pdf", "from liteparse import LiteParse; out = LiteParse(ocr_enabled=False, quiet=True).parse(path).text"),
    "kreuzberg": ("pdf", "import kreuzberg; out = kreuzberg.extract_file_sync(path).content"),
    "playa": (
        "pdf",
        "import playa; d = playa.open(path); out = '\\n'.join(p.extract_text() for p in d.pages)",
    ),
    "opendataloader": (
        "pdf",
        "import opendataloader_pdf, tempfile, pathlib\n"
        "with tempfile.TemporaryDirectory() as home:\n"
        "    opendataloader_pdf.convert(input_path=path, output_dir=home, format='markdown', quiet=True)\n"
        "    out = next(pathlib.Path(home).rglob('*.md')).read_text('utf-8')",
    ),
    "pdf2docx": (
        "pdf",
        "import tempfile; from pdf2docx import Converter; import docx2python\n"
        "with tempfile.TemporaryDirectory() as home:\n"
        "    c = Converter(path); c.convert(home + '/a.docx'); c.close()\n"
        "    out = docx2python.docx2python(home + '/a.docx').text",
    ),
    "docling-parse": (
        "pdf",
        "from docling_parse.pdf_parser import DoclingPdfParser as D; d = D().load(path)\n"
        "out = '\\n'.join(c.text for _, p in d.iterate_pages() for c in p.textline_cells)",
    ),
    "tesseract": (
        "pdf",
        _OFFICE
        + "    said('pdftoppm', '-r', '150', '-gray', '-png', path, home + '/p')\n"
        "    out = '\\f'.join(said('tesseract', p, '-', '--psm', '6') for p in sorted(pathlib.Path(home).glob('p*.png')))",
    ),
}  # fmt: skip
