"""Files of all kinds that hold one article, made by the tests."""

import io
import zipfile

TITLE = "Harbour wall splits the council"
PARAGRAPHS = (
    "Transport Secretary Ingvild Parr said on Tuesday that the government would pay for no wall.",
    "“We have offered every file they asked for,” Ms Parr told reporters at the waterfront.",
    "Council leader Oskar Brenner denied that any document had been withheld from the pilots.",
    "Marit Solheim, who runs the market, warned that it would close if the quay remained shut.",
)
TEXT = "\n\n".join([TITLE, *PARAGRAPHS]) + "\n"


def html_page(*, body: str = "") -> str:
    """A page with navigation, a caption, related links and comments around the article."""
    paragraphs = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>{TITLE} - The Lorne Courier</title><meta name="author" content="Ada Finch">
<meta property="og:site_name" content="The Lorne Courier">
<meta property="article:published_time" content="2026-03-03T09:00:00Z"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/politics">Politics</a></li></ul></nav>
<article><h1>{TITLE}</h1><figure><img src="quay.jpg" alt="">
<figcaption>The old quay in March. Photograph: Ina Voss</figcaption></figure>{paragraphs}{body}
<aside><h3>Related</h3><ul><li><a href="/z">Fishermen march in Lorne</a></li></ul></aside>
</article><section id="comments"><h3>Comments</h3>
<p>Joe: the council said nothing to us, he told me.</p></section>
<footer>© 2026 The Lorne Courier</footer></body></html>"""


def docx(*paragraphs: tuple[str, str], title: str = "", author: str = "") -> bytes:
    """A Word file of paragraphs, each with the name of its style."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in paragraphs
    )
    names = {style for style, _ in paragraphs}
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    package = "http://schemas.openxmlformats.org/package/2006"
    office_relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{office}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office_relation}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="s" Type="{office_relation}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "word/styles.xml": f"<w:styles {w}>"
        + "".join(
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
            for name in names
        )
        + "</w:styles>",
        "word/document.xml": f"<w:document {w}><w:body>{body}</w:body></w:document>",
        "docProps/core.xml": f'<p:coreProperties xmlns:p="{package}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></p:coreProperties>",
    }
    return zipped({name: part.encode() for name, part in parts.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


class Pdf:
    """A PDF of one font, written line by line: each page a list of (x, y, size, words)."""

    def __init__(self, *pages: list[tuple[float, float, float, str]]) -> None:
        """Coordinates in points from the lower left corner; a page is 400 by 600."""
        self._pages = pages

    def bytes(self) -> bytes:
        """The file."""
        objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
        objects.append(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
        )
        kids = []
        for lines in self._pages:
            drawn = "".join(
                f"BT /F1 {size} Tf {x} {y} Td ({_escaped(words)}) Tj ET\n"
                for x, y, size, words in lines
            )
            objects.append(f"<< /Length {len(drawn.encode('cp1252'))} >>\nstream\n{drawn}endstream")
            kids.append(len(objects) + 1)
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 600] "
                f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
            )
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>"
        out = b"%PDF-1.4\n"
        offsets = []
        for number, body in enumerate(objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
        table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
        end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        end += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
        return out + end.encode()


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
