"""The same article in ten forms, made by real tools: does each form yield the same statements?

    python benchmarks/inputs_corpus.py [--keep FOLDER]

Six sample articles of seeds/ become sixty files: text and Markdown in several encodings, web
pages, Word files by pandoc and LibreOffice, PDFs by Chromium, LibreOffice and groff in one and two
columns, mails, feeds, tables and archives. What is made by a tool that is not installed is left out
and said. A statement is the same when kind, speaker and words are, white space and hyphens aside.
"""

import argparse
import csv
import gzip
import html
import io
import json
import mailbox
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from briefing.pipeline import make_briefing  # noqa: E402
from briefing.sentences import split_paragraphs  # noqa: E402
from briefing.steps.load import load_articles  # noqa: E402

ARTICLES = (
    "dam-engineer.txt",
    "ferry-fares.txt",
    "geneva-strait-talks.txt",
    "harbour-pilot-trial.txt",
    "market-hall.txt",
    "port-strike.txt",
)
DATE = "2026-03-03"
STYLE = (
    "@page{size:A5;margin:16mm} "
    "body{font:11pt 'DejaVu Serif',serif;text-align:justify;hyphens:auto}"
)


class Source(NamedTuple):
    """An article as all forms hold it: what stands around it has been left out."""

    name: str
    title: str
    paragraphs: list[str]

    @property
    def text(self) -> str:
        """Headline and paragraphs."""
        return "\n\n".join([self.title, *self.paragraphs]) + "\n"

    @property
    def body(self) -> str:
        """The paragraphs in HTML."""
        return "".join(f"<p>{html.escape(p, quote=False)}</p>\n" for p in self.paragraphs)


Form = Callable[[Source, Path], None]
"""Writes an article to a file without suffix, adding its own."""


def read_source(file: Path) -> Source:
    (article,) = load_articles([str(file)]).articles
    paragraphs = [
        " ".join(span.of(article.text).split())
        for span in split_paragraphs(article.text)
        if not any(r.start < span.end and span.start < r.end for r in article.regions)
    ]
    return Source(file.stem, article.title, paragraphs)


def page_of(source: Source, *, charset: str = "utf-8", style: str = "") -> str:
    navigation = "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("Home", "Politics", "Sport"))
    return f"""<!doctype html><html lang="en"><head><meta charset="{charset}">
<title>{html.escape(source.title)}</title><style>{style}</style></head><body>
{"" if style else f"<nav><ul>{navigation}</ul></nav>"}
<article><h1>{html.escape(source.title)}</h1><div class="text">{source.body}</div></article>
{"" if style else "<footer>© 2026 The Lorne Courier</footer>"}</body></html>"""


def text(encoding: str, suffix: str) -> Form:
    return lambda source, file: _write(file, suffix, source.text.encode(encoding))


def markdown(source: Source, file: Path) -> None:
    front = f"---\ndate: {DATE}\npublisher: The Lorne Courier\n---\n\n# "
    _write(file, ".md", (front + source.text).encode())


def web(charset: str) -> Form:
    def write(source: Source, file: Path) -> None:
        page = page_of(source, charset=charset)
        _write(file, ".html", page.encode(charset, "xmlcharrefreplace"))

    return write


def pandoc(source: Source, file: Path) -> None:
    _run("pandoc", "-f", "html", "-o", f"{file}.docx", stdin=page_of(source, style="x"))


def office(kind: str, *, columns: int = 1) -> Form:
    """By LibreOffice, from an OpenDocument that pandoc has made of the article."""

    def write(source: Source, file: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / f"{file.name}.html"
            page.write_text(page_of(source, style=f".text{{columns:{columns}}}"), encoding="utf-8")
            command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
            convert = [*command, "--convert-to"]
            _run(*convert, "odt:writer8", "--outdir", folder, str(page))
            _run(*convert, kind, "--outdir", str(file.parent), str(page.with_suffix(".odt")))

    return write


def chromium(columns: int) -> Form:
    def write(source: Source, file: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            page = Path(folder) / "page.html"
            style = f"{STYLE} .text{{columns:{columns}}}"
            page.write_text(page_of(source, style=style), encoding="utf-8")
            _run(
                "chromium", "--headless", "--no-sandbox", "--disable-gpu",
                f"--print-to-pdf={file}.pdf", page.as_uri(),
            )  # fmt: skip

    return write


def groff(source: Source, file: Path) -> None:
    """Two hyphenated columns of Times with ligatures, a header on each page, page numbers."""
    lines = [".ds LH The Lorne Courier", ".ds RH 3 March 2026", ".nr PS 10", ".TL", source.title]
    lines.append(".2C")
    for paragraph in source.paragraphs:
        # groff makes a curly mark of a straight one.
        lines += [".PP", "\\&" + paragraph.replace("'", "\\[aq]")]
    typeset = _run("groff", "-k", "-ms", "-Tpdf", stdin="\n".join(lines) + "\n")
    _write(file, ".pdf", typeset)


def mail(*, plain: bool) -> Form:
    return lambda source, file: _write(file, ".eml", _message(source, plain=plain).as_bytes())


def mbox(source: Source, file: Path) -> None:
    box = mailbox.mbox(f"{file}.mbox")
    box.add(_message(source, plain=True))
    box.close()


def _message(source: Source, *, plain: bool) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "Ada Finch <ada@courier.example>", source.title
    message["Date"] = "Tue, 03 Mar 2026 09:00:00 +0100"
    quoted = "On Mon, 2 Mar 2026 at 10:00, Bo Lind <bo@x.example> wrote:\n\n> Somebody said no.\n"
    if plain:
        body = "\n\n".join(source.paragraphs)
        message.set_content(
            f"{body}\n\n-- \nAda Finch, who said nothing\n\n{quoted}", charset="utf-8"
        )
    else:
        message.set_content(f"<html><body>{source.body}</body></html>", subtype="html")
    return message


def feed(kind: str) -> Form:
    def write(source: Source, file: Path) -> None:
        title, body = html.escape(source.title), html.escape(source.body)
        if kind == "rss":
            head = 'version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"'
            item = f"<item><title>{title}</title><c:encoded>{body}</c:encoded></item>"
            xml = f"<rss {head}><channel><title>Lorne</title>{item}</channel></rss>"
        else:
            item = f'<entry><title>{title}</title><content type="html">{body}</content></entry>'
            xml = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Lorne</title>{item}</feed>'
        _write(file, f".{kind}", xml.encode())

    return write


def jsonl(source: Source, file: Path) -> None:
    row = {"headline": source.title, "body": "\n\n".join(source.paragraphs), "date": DATE}
    _write(file, ".jsonl", (json.dumps(row) + "\n").encode())


def table(source: Source, file: Path) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([["title", "text"], [source.title, "\n\n".join(source.paragraphs)]])
    _write(file, ".csv", out.getvalue().encode("utf-8-sig"))


def zipped(source: Source, file: Path) -> None:
    with zipfile.ZipFile(f"{file}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/page.html", page_of(source))


def gzipped(source: Source, file: Path) -> None:
    _write(file, ".txt.gz", gzip.compress(source.text.encode()))


FORMS: dict[str, tuple[tuple[str, Form], ...]] = {
    "text": (
        ("UTF-8", text("utf-8", ".txt")),
        ("Windows-1252", text("cp1252", ".txt")),
        ("UTF-16", text("utf-16", ".txt")),
    ),
    "markdown": (("front matter", markdown),),
    "web page": (("UTF-8", web("utf-8")), ("Windows-1252", web("windows-1252"))),
    "Word": (("pandoc", pandoc), ("LibreOffice", office("docx:MS Word 2007 XML"))),
    "PDF, Chromium": (("one column", chromium(1)), ("two columns", chromium(2))),
    "PDF, LibreOffice": (("one column", office("pdf")), ("two columns", office("pdf", columns=2))),
    "PDF, groff": (("two columns, hyphenated", groff),),
    "mail": (("plain", mail(plain=True)), ("HTML", mail(plain=False)), ("mbox", mbox)),
    "feed": (("RSS", feed("rss")), ("Atom", feed("atom"))),
    "table, archive": (("JSON Lines", jsonl), ("CSV", table), ("ZIP", zipped), ("gzip", gzipped)),
}
"""Ten forms; the ways to make one are taken in turn, article by article."""


def _write(file: Path, suffix: str, data: bytes) -> None:
    Path(f"{file}{suffix}").write_bytes(data)


def _run(*command: str, stdin: str = "") -> bytes:
    done = subprocess.run(
        command, input=stdin.encode(), capture_output=True, check=False, timeout=180
    )
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.decode()[-500:]}")
    return done.stdout


def make_corpus(folder: Path) -> Iterator[tuple[Source, str, Path]]:
    """Write the files; yields each with its article and its form."""
    missing = [
        tool for tool in ("pandoc", "soffice", "chromium", "groff") if not shutil.which(tool)
    ]
    needs = {"pandoc": "pandoc", "LibreOffice": "soffice", "PDF, LibreOffice": "soffice"}
    needs |= {"PDF, Chromium": "chromium", "PDF, groff": "groff"}
    for tool in missing:
        print(f"{tool} is not installed: what it makes is left out")
    for number, name in enumerate(ARTICLES):
        source = read_source(ROOT / "seeds" / name)
        for form, ways in FORMS.items():
            way, write = ways[number % len(ways)]
            if {needs.get(form), needs.get(way)} & set(missing):
                continue
            place = folder / f"{source.name}-{form.replace(', ', '-').replace(' ', '-').lower()}"
            write(source, place)
            (file,) = folder.glob(f"{place.name}.*")
            yield source, f"{form}, {way}", file


def statements_of(path: str) -> dict[tuple[str, str, str], str]:
    """Statements by kind, speaker and words without spaces and hyphens; the words as they stand."""
    loaded = load_articles([path])
    for failure in loaded.failures:
        print(f"  {failure.source}: {failure.error}")
    briefing = make_briefing(loaded.articles)
    found: dict[tuple[str, str, str], str] = {}
    for statement in briefing.statements:
        words = " … ".join(" ".join(e.quote.split()) for e in statement.evidence)
        letters = "".join(words.split()).replace("-", "")
        found[statement.kind, statement.speaker, letters] = words
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--keep", type=Path, help="Folder to leave the files in.")
    keep = parser.parse_args().keep
    n_files = n_statements = n_lost = n_added = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plain").mkdir(exist_ok=True)
        for source, form, file in make_corpus(folder):
            plain = folder / "plain" / f"{source.name}.txt"
            plain.write_text(source.text, encoding="utf-8")
            wanted, found = statements_of(str(plain)), statements_of(str(file))
            lost = [f"{k[0]}, {k[1]}: {words}" for k, words in wanted.items() if k not in found]
            added = [f"{k[0]}, {k[1]}: {words}" for k, words in found.items() if k not in wanted]
            n_files, n_statements = n_files + 1, n_statements + len(wanted)
            n_lost, n_added = n_lost + len(lost), n_added + len(added)
            print(f"{file.name} ({form}): {len(wanted) - len(lost)} of {len(wanted)}")
            for sign, lines in (("-", lost), ("+", added)):
                for line in lines:
                    print(f"  {sign} {line}")
    print(
        f"{n_files} files, {n_statements} statements: {n_lost} not the same as in plain text, "
        f"{n_added} that plain text does not have"
    )
    sys.exit(1 if n_lost or n_added else 0)


if __name__ == "__main__":
    main()
