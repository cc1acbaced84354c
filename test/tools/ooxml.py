"""Reading a DOCX as ISO/IEC 29500 describes it, and the rules of it that can be told without its schemas: the package, its
relationships, ids, and the order of elements. What is wrong is returned as lines of text."""
import os
import re
import subprocess
import xml.etree.ElementTree as tree
import zipfile

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
R = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
TYPES = '{http://schemas.openxmlformats.org/package/2006/content-types}'

# The schema's order of what the program writes, for each element that has an order.
ORDER = {name: children.split() for name, children in {
    'pPr': 'pStyle keepNext keepLines pageBreakBefore widowControl pBdr spacing ind jc outlineLvl rPr sectPr',
    'rPr': 'rStyle rFonts b i caps strike noProof color sz szCs vertAlign lang',
    'pBdr': 'top left bottom right',
    'tblPr': 'tblStyle tblW jc tblInd tblBorders tblLayout tblCellMar tblLook tblCaption',
    'tblBorders': 'top left bottom right insideH insideV',
    'tblCellMar': 'top left bottom right',
    'tbl': 'tblPr tblGrid tr',
    'tc': 'tcPr p',
    'tcPr': 'tcW gridSpan vMerge vAlign',
    'tr': 'trPr tc',
    'sectPr': 'headerReference footnotePr type pgSz pgMar pgNumType titlePg',
    'style': 'name basedOn next uiPriority semiHidden qFormat pPr rPr tblPr',
    'settings': 'zoom defaultTabStop characterSpacingControl footnotePr compat themeFontLang decimalSymbol listSeparator',
    'styles': 'docDefaults style',
}.items()}


def word(name):
    return W + name


def attribute(element, name, space=W):
    return element.get(space + name)


class Package:
    def __init__(self, path):
        self.problems = []
        self.zip = zipfile.ZipFile(path)
        self.names = self.zip.namelist()
        self.check_entries()
        self.parts = {name: tree.fromstring(self.zip.read(name)) for name in self.names if name.endswith(('.xml', '.rels'))}

    def say(self, text):
        self.problems.append(text)

    def check_entries(self):
        if self.zip.testzip():
            self.say(f'damaged: {self.zip.testzip()}')
        if self.names[0] != '[Content_Types].xml' or len(set(self.names)) != len(self.names):
            self.say(f'entries: {self.names}')
        for info in self.zip.infolist():
            if info.date_time != (1980, 1, 1, 0, 0, 0) or info.extra or info.flag_bits:
                self.say(f'{info.filename}: time or flags')

    # ---- the package (ISO/IEC 29500-2)

    def check_types(self):
        types = self.parts['[Content_Types].xml']
        defaults = {one.get('Extension') for one in types.iter(TYPES + 'Default')}
        overrides = {one.get('PartName').lstrip('/') for one in types.iter(TYPES + 'Override')}
        for name in overrides - set(self.names):
            self.say(f'a type is given for {name}, which is not there')
        for name in set(self.names[1:]) - overrides:
            if name.rsplit('.', 1)[-1] not in defaults:
                self.say(f'{name} has no type')
            if name.endswith('.xml'):
                self.say(f'{name} has no type of its own')

    def relations(self, name):
        folder, base = os.path.split(name)
        part = self.parts.get(f'{folder}/_rels/{base}.rels'.lstrip('/'))
        return [] if part is None else list(part)

    def check_relations(self):
        reached = {'[Content_Types].xml'}
        for name in [''] + self.names:
            relations = self.relations(name)
            ids = [one.get('Id') for one in relations]
            if len(set(ids)) != len(ids):
                self.say(f'{name}: ids of relationships: {ids}')
            for one in relations:
                target = os.path.join(os.path.dirname(name), one.get('Target'))
                reached |= {target, os.path.join(os.path.dirname(name), '_rels', os.path.basename(name) + '.rels').lstrip('/')}
                if one.get('TargetMode') or target not in self.names:
                    self.say(f'{name} relates to {one.get("Target")}')
                if re.search('vba|macro|oleObject|attachedTemplate|aFChunk|control', one.get('Type')):
                    self.say(f'{name} relates to a {one.get("Type")}')
        for name in set(self.names) - reached:
            self.say(f'nothing relates to {name}')
        used = {one.get(R + kind) for one in self.document().iter() for kind in ('id', 'embed') if one.get(R + kind)}
        for name in used - {one.get('Id') for one in self.relations('word/document.xml')}:
            self.say(f'no relationship {name}')

    # ---- the text (ISO/IEC 29500-1)

    def document(self):
        return self.parts['word/document.xml']

    def check_order(self):
        for name, part in self.parts.items():
            for element in part.iter():
                order = ORDER.get(element.tag.removeprefix(W)) if element.tag.startswith(W) else None
                if order is None:
                    continue
                children = [child.tag.removeprefix(W) for child in element]
                unknown = [child for child in children if child not in order]
                if unknown or children != sorted(children, key=order.index):
                    self.say(f'{name}: {element.tag.removeprefix(W)} holds {children}')

    def check_styles(self):
        known = {attribute(one, 'styleId') for one in self.parts['word/styles.xml'].iter(word('style'))}
        for name, part in self.parts.items():
            for kind in ('pStyle', 'rStyle', 'basedOn'):
                for one in part.iter(word(kind)):
                    if attribute(one, 'val') not in known:
                        self.say(f'{name}: no style {attribute(one, "val")}')

    def check_marks(self):
        starts = list(self.document().iter(word('bookmarkStart')))
        ids, names = [attribute(one, 'id') for one in starts], [attribute(one, 'name') for one in starts]
        ends = [attribute(one, 'id') for one in self.document().iter(word('bookmarkEnd'))]
        if sorted(ids) != sorted(ends) or len(set(ids)) != len(ids) or len(set(names)) != len(names):
            self.say('bookmarks are not opened and closed once each')
        for name in names:
            if not re.fullmatch(r'[A-Za-z]\w{0,39}', name):
                self.say(f'bookmark {name}')
        for link in self.document().iter(word('hyperlink')):
            if attribute(link, 'anchor') not in names or link.get(R + 'id'):
                self.say(f'a link leads to {attribute(link, "anchor")}')
        notes = [attribute(one, 'id') for one in self.parts['word/footnotes.xml'] if attribute(one, 'type') is None]
        marks = [attribute(one, 'id') for one in self.document().iter(word('footnoteReference'))]
        if sorted(notes) != sorted(marks) or len(set(marks)) != len(marks):
            self.say(f'footnotes {notes}, marks {marks}')

    def check_table(self, table):
        columns = len(table.find(word('tblGrid')))
        above = [False] * columns
        for row in table.iter(word('tr')):
            below, at = [False] * columns, 0
            for cell in row.iter(word('tc')):
                span = cell.find(f'{word("tcPr")}/{word("gridSpan")}')
                merge = cell.find(f'{word("tcPr")}/{word("vMerge")}')
                wide = 1 if span is None else int(attribute(span, 'val'))
                if merge is not None and attribute(merge, 'val') is None and not all(above[at:at + wide]):
                    self.say('a cell goes on that did not begin')
                if len(cell) == 0 or cell[-1].tag != word('p'):
                    self.say('a cell does not end with a paragraph')
                below[at:at + wide] = [merge is not None] * wide
                at += wide
            if at != columns:
                self.say(f'a row of {at} in a table of {columns} columns')
            above = below

    def check_body(self):
        body = self.document()[0]
        if body[-1].tag != word('sectPr') or body[-2].tag != word('p'):
            self.say('the body does not end with a paragraph and its section')
        blocks = [one for one in body if one.tag in (word('p'), word('tbl'))]
        for first, second in zip(blocks, blocks[1:]):
            if first.tag == second.tag == word('tbl'):
                self.say('two tables without a paragraph between them')
        for table in self.document().iter(word('tbl')):
            self.check_table(table)
        header = tree.tostring(self.parts['word/header1.xml'], 'unicode')
        if ' PAGE ' not in header or body[-1].find(word('headerReference')) is None:
            self.say('no page number')

    def check(self):
        self.check_types()
        self.check_relations()
        self.check_order()
        self.check_styles()
        self.check_marks()
        self.check_body()
        return self.problems


def text(path):
    """The words of a DOCX, paragraphs apart, footnotes at the end."""
    lines = []
    with zipfile.ZipFile(path) as package:
        for part in ('word/document.xml', 'word/footnotes.xml'):
            for paragraph in tree.fromstring(package.read(part)).iter(word('p')):
                lines.append(''.join(one.text or '' if one.tag == word('t') else ' ' if one.tag in (word('br'), word('tab')) else ''
                                     for one in paragraph.iter()))
    return '\n'.join(lines)


def check(path):
    return Package(path).check()


# Where bootstrap puts the validator of Microsoft's Open XML SDK, which knows the schemas.
VALIDATOR = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..', 'build-tools', 'node_modules', '@xarsh',
                         'ooxml-validator-linux-x64', 'ooxml-validator')


def has_validator():
    return os.access(VALIDATOR, os.X_OK)


def validate(path):
    done = subprocess.run([VALIDATOR, path, 'Microsoft365'], capture_output=True, timeout=120)
    said = done.stdout.decode('utf-8', 'replace')
    return [] if re.search(r'"ok":\s*true', said) else said.splitlines()[:12] or [f'exit {done.returncode}']
