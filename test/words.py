#!/usr/bin/env python3
"""Nothing that an author wrote may be lost: every word of a plan must be in its PDF, its HTML page and its Word document.

usage: words.py KEHOACH FILE-OR-FOLDER...

A plan in the plan language (front matter): all words of its body, in their order. An official text as it was pasted
(.txt): every word as often as it stands there, in each of them or a diagnostic. Exit 1 if a word is missing."""
import collections
import html.parser
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), 'tools'))
import ooxml
from plans import plans


def words(text):
    text = unicodedata.normalize('NFC', text)
    text = re.sub(r'[\u200b\u00ad\ufeff]', '', text).replace('\u2010', '-')
    return re.sub(r'[\s\u00a0]+', ' ', text).split()


def letters(text):
    """What a word is compared by: its letters and digits. Marks may belong to Markdown, capitals to the prescribed form,
    digits behind a word to its footnote; “140 /KH-UBND” is printed as “140/KH-UBND”, “CỘNG HOÀ” as “CỘNG HÒA”."""
    text = text.lower().replace('/', ' ').replace('_', '').replace('hoà', 'hòa')
    bare = (re.sub(r'[^\w%]', '', word) for word in words(text))
    return [re.sub(r'(?<=[^\W\d])\d+$', '', word) for word in bare if word]


def source_body(text):
    """The body of a plan: front matter, markup and attributes taken off."""
    text = re.sub(r'\A---\n.*?\n---\n', '', text, flags=re.S)
    text = re.sub(r'\{#[^}]*\}|\[@[^\]]*\]|<br\s*/?>|\[\^[^\]]*\]:?', ' ', text)
    text = re.sub(r'</?su[bp]>', '', text)
    text = re.sub(r'^\|?[-: |]+\|[-: |]*$', ' ', text, flags=re.M)
    return re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', text)


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.parts, self.skip = [], 0

    def handle_starttag(self, tag, attributes):
        self.skip += tag in ('script', 'style')
        self.parts.append(' ' if tag not in ('b', 'i', 'em', 'strong', 'span', 'a', 'sub', 'sup') else '')

    def handle_endtag(self, tag):
        self.skip -= tag in ('script', 'style')
        self.parts.append(' ' if tag not in ('b', 'i', 'em', 'strong', 'span', 'a', 'sub', 'sup') else '')

    def handle_data(self, data):
        if not self.skip:
            self.parts.append(data)


def html_text(path):
    page = Page()
    with open(path, encoding='utf-8') as file:
        page.feed(file.read())
    return ''.join(page.parts)


def pdf_text(path):
    return subprocess.run(['pdftotext', '-raw', path, '-'], capture_output=True, check=True).stdout.decode()


def missing_in_order(wanted, got):
    """Characters of `wanted` in the order of `got`, line and page ends ignored; the first words not found, or None."""
    at = 0
    stream = ' ' + ' '.join(got)
    for i, word in enumerate(wanted):
        found = stream.find(' ' + word, at)
        if found < 0 or found - at > 4000:
            # a word may be broken over a line end in the PDF
            return ' '.join(wanted[max(0, i - 5):i + 5])
        at = found + 1 + len(word)
    return None


def check(kehoach, path, folder):
    stem = os.path.splitext(os.path.basename(path))[0]
    done = subprocess.run([kehoach, 'build', '--to', 'pdf,html,docx', '--diagnostics', 'human', '-o', folder, path],
                          capture_output=True, timeout=300)
    if done.returncode not in (0, 1):
        return [f'exit {done.returncode}: ' + done.stderr.decode()[:300]]
    with open(path, 'rb') as file:
        text = file.read().decode('utf-8', 'replace')
    problems = []
    for kind, got in (('pdf', pdf_text(f'{folder}/{stem}.pdf')), ('html', html_text(f'{folder}/{stem}.html')),
                      ('docx', ooxml.text(f'{folder}/{stem}.docx'))):
        if path.endswith('.md'):
            lost = missing_in_order(letters(source_body(text)), letters(got))
            if lost:
                problems.append(f'{kind}: lost or out of order near “{lost}”')
        else:
            said = done.stderr.decode()
            lost = collections.Counter(letters(source_body(text))) - collections.Counter(letters(got)) - collections.Counter(letters(said))
            if lost:
                problems.append(f'{kind}: lost {sum(lost.values())} words: ' + ' '.join(list(lost)[:20]))
    return problems


def main():
    kehoach, files = sys.argv[1], plans(sys.argv[2:])
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in files:
            problems = check(kehoach, path, folder)
            for problem in problems:
                print(f'{path}: {problem}')
            failed += bool(problems)
            passed += not problems
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
