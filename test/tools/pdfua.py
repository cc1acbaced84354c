#!/usr/bin/env python3
"""Machine checks of PDF/UA-1 and PDF/A-2 on tagged PDFs. What only eyes can judge (reading order, good titles) is not here.

usage: pdfua.py FILE...        one line for each problem; exit 1 if there is any

The structure tree and the pages are read separately and then held against each other: every mark on a page belongs to
one element of the tree, and every leaf of the tree is on a page."""
import io
import re
import sys
import xml.dom.minidom

import pikepdf
from fontTools.ttLib import TTFont

# ISO 32000-1, 14.8.4: the standard structure types.
STANDARD_TYPES = set('''Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5
  H6 L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula
  Form'''.split())

# What may stand directly under an element, where that is restricted (Matterhorn 09).
CHILDREN = {
    'Table': {'TR', 'THead', 'TBody', 'TFoot', 'Caption'},
    'THead': {'TR'}, 'TBody': {'TR'}, 'TFoot': {'TR'},
    'TR': {'TH', 'TD'},
    'L': {'LI', 'L', 'Caption'},
    'LI': {'Lbl', 'LBody'},
    'TOC': {'TOC', 'TOCI', 'Caption'},
}
PARENTS = {'TR': {'Table', 'THead', 'TBody', 'TFoot'}, 'TH': {'TR'}, 'TD': {'TR'}, 'LI': {'L'}, 'LBody': {'LI'}}

TEXT_OPERATORS = {'Tj', 'TJ', "'", '"'}
PAINT_OPERATORS = TEXT_OPERATORS | {'f', 'F', 'f*', 'S', 's', 'B', 'B*', 'b', 'b*', 'Do', 'sh', 'BI'}
ARTIFACT = -1
XMP_NEEDED = ('pdfuaid:part', 'pdfaid:part', 'pdfaid:conformance', 'dc:title', 'dc:language')


def number_of(thing):
    """The object number: how indirect objects are told apart."""
    return thing.objgen[0]


def name_of(thing):
    return str(thing)[1:]


class Tree:
    """The structure tree: elements by object number, and to which element each mark or annotation belongs."""

    def __init__(self, root, problem):
        self.problem = problem
        self.types, self.marks, self.annotations, self.headings = {}, {}, {}, []
        kids = root.K if isinstance(root.K, pikepdf.Array) else [root.K]
        # A stack instead of recursion, filled from the back, keeps document order.
        todo = [(kid, root, None, None) for kid in reversed(list(kids))]
        while todo:
            todo.extend(reversed(self.visit(*todo.pop())))

    def visit(self, element, parent, parent_type, page):
        kind = name_of(element.S)
        self.check_element(element, kind, parent, parent_type)
        page = element.get('/Pg', page)
        kids = element.get('/K')
        if kids is None:
            if kind in ('P', 'Span', 'Lbl') or re.fullmatch(r'H[1-6]', kind):
                self.problem(f'empty {kind}')
            return []
        below = []
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                self.add_mark(page, kid, element)
            elif kid.get('/Type') == '/MCR':
                self.add_mark(kid.get('/Pg', page), int(kid.MCID), element)
            elif kid.get('/Type') == '/OBJR':
                self.annotations[number_of(kid.Obj)] = number_of(element)
            else:
                below.append((kid, element, kind, page))
        return below

    def check_element(self, element, kind, parent, parent_type):
        self.types[number_of(element)] = kind
        if kind not in STANDARD_TYPES:
            self.problem(f'structure type {kind} is not standard')
        if number_of(element.P) != number_of(parent):
            self.problem(f'{kind} names another parent than the one it lies under')
        if kind not in CHILDREN.get(parent_type, {kind}):
            self.problem(f'{kind} directly under {parent_type}')
        if parent_type not in PARENTS.get(kind, {parent_type}):
            self.problem(f'{kind} under {parent_type}')
        if re.fullmatch(r'H[1-6]', kind):
            self.headings.append(int(kind[1]))
        if kind == 'TH' and '/Scope' not in element.get('/A', {}):
            self.problem('TH without Scope')
        if kind in ('Figure', 'Formula') and '/Alt' not in element and '/ActualText' not in element:
            self.problem(f'{kind} without alternative text')
        if kind == 'Note' and '/ID' not in element:
            self.problem('Note without ID')

    def add_mark(self, page, mark, element):
        if page is None:
            self.problem(f'mark {mark} belongs to no page')
            return
        key = (number_of(page), mark)
        if key in self.marks:
            self.problem(f'mark {mark} belongs to two elements')
        self.marks[key] = number_of(element)


class Page:
    """One page's content: which marks stand on it, and which glyphs of which font it shows."""

    def __init__(self, page, index, tree, parents, problem):
        self.page, self.tree, self.problem = page.obj, tree, lambda text: problem(f'page {index}: {text}')
        self.parents = parents
        self.seen, self.open, self.glyphs, self.font = set(), [], {}, None
        for operands, operator in pikepdf.parse_content_stream(page):
            self.operator(str(operator), operands)
        if self.open:
            self.problem('marked content is not closed')
        if len(parents) != len(self.seen):
            self.problem(f'{len(self.seen)} marks on the page, {len(parents)} in the parent tree')

    def operator(self, name, operands):
        if name in ('BMC', 'BDC'):
            self.begin(name_of(operands[0]), operands[1] if name == 'BDC' else {})
        elif name == 'EMC':
            if self.open:
                self.open.pop()
            else:
                self.problem('EMC without a beginning')
        elif name == 'Tf':
            self.font = str(operands[0])
        elif name in PAINT_OPERATORS:
            if not self.open:
                self.problem(f'{name}: neither tagged nor artifact')
            if name in TEXT_OPERATORS:
                self.show(operands)

    def begin(self, tag, properties):
        if '/MCID' not in properties:
            if any(mark != ARTIFACT for mark in self.open):
                self.problem('artifact inside tagged content')
            self.open.append(ARTIFACT)
            return
        mark = int(properties.MCID)
        if mark in self.seen:
            self.problem(f'mark {mark} stands twice')
        if self.open:
            self.problem(f'mark {mark} inside other marked content')
        self.seen.add(mark)
        self.open.append(mark)
        owner = self.tree.marks.get((number_of(self.page), mark))
        if owner is None:
            self.problem(f'mark {mark} is not in the structure tree')
        elif mark >= len(self.parents) or number_of(self.parents[mark]) != owner:
            self.problem(f'mark {mark}: the parent tree names another element')
        elif self.tree.types[owner] != tag:
            self.problem(f'mark {mark} is tagged {tag}, its element is {self.tree.types[owner]}')

    def show(self, operands):
        pieces = operands[0] if isinstance(operands[0], pikepdf.Array) else operands
        used = self.glyphs.setdefault(self.font, set())
        for piece in pieces:
            if isinstance(piece, pikepdf.String):
                codes = bytes(piece)
                used.update(codes[i] << 8 | codes[i + 1] for i in range(0, len(codes) - 1, 2))


def check_catalogue(pdf, problem):
    root = pdf.Root
    if not root.get('/MarkInfo', {}).get('/Marked'):
        problem('MarkInfo: not marked')
    if '/Lang' not in root:
        problem('no Lang')
    if not root.get('/ViewerPreferences', {}).get('/DisplayDocTitle'):
        problem('DisplayDocTitle is not set')
    if len(pdf.trailer.get('/ID', [])) != 2:
        problem('trailer without ID')
    if '/Encrypt' in pdf.trailer:
        problem('encrypted')
    intents = list(root.get('/OutputIntents', []))
    if not any(i.S == '/GTS_PDFA1' and '/DestOutputProfile' in i for i in intents):
        problem('no PDF/A output intent with a profile')
    for name in ('/OpenAction', '/AA'):
        if name in root and isinstance(root[name], pikepdf.Dictionary) and root[name].get('/S') == '/JavaScript':
            problem('JavaScript')


def check_metadata(pdf, problem):
    raw = pdf.Root.Metadata.read_raw_bytes()
    if '/Filter' in pdf.Root.Metadata:
        problem('XMP is compressed')
    try:
        tree = xml.dom.minidom.parseString(raw)
    except xml.parsers.expat.ExpatError as error:
        problem(f'XMP is not well formed: {error}')
        return
    text = raw.decode()
    for name in XMP_NEEDED:
        if name not in text:
            problem(f'XMP without {name}')
    titles = tree.getElementsByTagName('dc:title')
    title = ''.join(node.data for t in titles for li in t.getElementsByTagName('rdf:li') for node in li.childNodes)
    if title != str(pdf.docinfo.get('/Title', '')):
        problem('the title of XMP and that of the information dictionary differ')


def check_headings(levels, problem):
    above = 0
    for level in levels:
        if level > above + 1:
            problem(f'heading {level} after {above}')
        above = level


def check_annotations(page, index, tree, parents, problem):
    for annotation in page.get('/Annots', []):
        where = f'page {index}: annotation'
        element = parents.get(int(annotation.get('/StructParent', -1)))
        if element is None:
            problem(f'{where} without StructParent')
        elif tree.annotations.get(number_of(annotation)) != number_of(element):
            problem(f'{where} and structure tree disagree')
        if '/Contents' not in annotation and '/TU' not in annotation:
            problem(f'{where} without Contents')
        if not int(annotation.get('/F', 0)) & 4:
            problem(f'{where} is not printed')


def widths_of(descendant):
    widths, w, i = {}, list(descendant.W), 0
    while i < len(w):
        first = int(w[i])
        if isinstance(w[i + 1], pikepdf.Array):
            widths.update({first + j: float(width) for j, width in enumerate(w[i + 1])})
            i += 2
        else:
            widths.update({glyph: float(w[i + 2]) for glyph in range(first, int(w[i + 1]) + 1)})
            i += 3
    return widths


def unicode_of(font):
    text, found = font.ToUnicode.read_bytes().decode('latin-1'), {}
    for block in re.findall(r'beginbfchar(.*?)endbfchar', text, re.S):
        for code, letters in re.findall(r'<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>', block):
            found[int(code, 16)] = bytes.fromhex(letters).decode('utf-16-be')
    return found


def check_font(font, glyphs, problem):
    descendant = font.DescendantFonts[0]
    descriptor = descendant.FontDescriptor
    where = f'font {name_of(font.BaseFont)}'
    if '/FontFile2' not in descriptor or '/ToUnicode' not in font:
        problem(f'{where} is not embedded, or has no way back to Unicode')
        return
    face = TTFont(io.BytesIO(descriptor.FontFile2.read_bytes()))
    order, metrics, units = face.getGlyphOrder(), face['hmtx'].metrics, face['head'].unitsPerEm
    letters, widths = unicode_of(font), widths_of(descendant)
    for glyph in order:
        face['glyf'][glyph]  # a broken outline raises
    for code in sorted(glyphs):
        if code == 0 or code >= len(order):
            problem(f'{where}: glyph {code} is none')
        elif not letters.get(code, '').strip('\0\ufeff\ufffe'):
            problem(f'{where}: glyph {code} has no Unicode')
        elif abs(widths.get(code, 0) - metrics[order[code]][0] * 1000 / units) > 1:
            problem(f'{where}: glyph {code} is {widths.get(code)} wide in the PDF and '
                    f'{metrics[order[code]][0] * 1000 / units:.0f} in the face')
    if descendant.get('/CIDToGIDMap') != '/Identity':
        problem(f'{where}: CIDToGIDMap is not Identity')
    if not descriptor.FontName == font.BaseFont == descendant.BaseFont:
        problem(f'{where}: names differ')
    if not re.match(r'[A-Z]{6}\+', name_of(font.BaseFont)):
        problem(f'{where}: a subset without a tag')


def check(path):
    """Problems of one file, in words. What cannot even be read is a problem, too."""
    problems = []
    try:
        check_file(path, problems)
    except (pikepdf.PdfError, AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
        problems.append(f'cannot be read on: {type(error).__name__}: {error}')
    return problems


def check_file(path, problems):
    problem = problems.append
    with pikepdf.open(path) as pdf:
        check_catalogue(pdf, problem)
        check_metadata(pdf, problem)
        if '/StructTreeRoot' not in pdf.Root:
            problem('no structure tree')
            return
        root = pdf.Root.StructTreeRoot
        tree = Tree(root, problem)
        check_headings(tree.headings, problem)
        numbers = list(root.ParentTree.Nums)
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        glyphs, fonts, marks = {}, {}, 0
        for index, page in enumerate(pdf.pages, 1):
            if page.obj.get('/Tabs') != '/S':
                problem(f'page {index}: Tabs is not S')
            content = Page(page, index, tree, list(parents.get(int(page.obj.get('/StructParents', -1)), [])), problem)
            marks += len(content.seen)
            for name, used in content.glyphs.items():
                font = page.obj.Resources.Font[name]
                fonts[number_of(font)] = font
                glyphs.setdefault(number_of(font), set()).update(used)
            check_annotations(page.obj, index, tree, parents, problem)
        if marks != len(tree.marks):
            problem(f'{len(tree.marks)} marks in the structure tree, {marks} on the pages')
        for number, font in fonts.items():
            check_font(font, glyphs[number], problem)


def main():
    bad = 0
    for path in sys.argv[1:]:
        problems = check(path)
        bad += bool(problems)
        for text in problems[:40]:
            print(f'{path}: {text}')
    return bad > 0


if __name__ == '__main__':
    sys.exit(main())
