#!/usr/bin/env python3
"""What changed between two versions of a plan.

usage: diff.py KEHOACH [--update] REAL EXAMPLES

Golden: test/golden/diff/NAME.old.md against NAME.new.md, in every form that has an expectation beside them
(NAME.txt, NAME.en.txt, NAME.json, NAME.doc: the marked words of the page). --update rewrites them.
Of the plans as issued against the same as they should have been: the redline without what was added has the words of the
old page, and without what was removed those of the new; a plan against itself has no change."""
import glob
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, 'golden/diff')
FORMS = {
    '.txt': ['--lang', 'vi'],
    '.en.txt': ['--lang', 'en'],
    '.json': ['--format', 'json'],
    '.html.txt': ['--format', 'html'],
}


def run(kehoach, *arguments, where=HERE):
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
    return subprocess.run([kehoach, *arguments], cwd=where, env=environment, capture_output=True, text=True, timeout=120)


def marked_lines(page):
    """The paragraphs and cells of the page that hold a mark, as words: [-removed-], {+added+}."""
    page = re.sub(r'<(style|script).*?</\1>', '', page, flags=re.S)
    page = page.replace('<del>', '[-').replace('</del>', '-]').replace('<ins>', '{+').replace('</ins>', '+}')
    lines = (re.sub(r'<[^>]*>', '', line) for line in re.split(r'</?(?:p|td|th|li|h[1-6]|div|tr)\b[^>]*>', page))
    return ''.join(line.strip() + '\n' for line in lines if '[-' in line or '{+' in line)


def golden(kehoach, update):
    passed = failed = 0
    for old in sorted(glob.glob(CASES + '/*.old.md')):
        stem = old[:-len('.old.md')]
        for ending, options in FORMS.items():
            if not os.path.exists(stem + ending):
                continue
            names = [os.path.basename(stem) + version for version in ('.old.md', '.new.md')]
            done = run(kehoach, 'diff', *options, *names, where=CASES)
            actual = (marked_lines(done.stdout) if ending == '.html.txt' else done.stdout) + done.stderr
            actual += f'[exit {done.returncode}]\n'
            with open(stem + ending, encoding='utf-8') as file:
                good = file.read() == actual
            if update:
                with open(stem + ending, 'w', encoding='utf-8') as file:
                    file.write(actual)
            elif not good:
                print(f'{stem + ending}: not as expected; actual:\n{actual}')
            passed += good
            failed += not good
    return passed, failed


def page_words(page, without=None):
    page = re.sub(r'<(style|script|head|nav|caption)\b.*?</\1>', ' ', page, flags=re.S)
    page = re.sub(r'<section.*?</section>', ' ', page, count=1, flags=re.S)  # the list of changes
    if without:
        page = re.sub(rf'<{without}>.*?</{without}>', ' ', page, flags=re.S)
    page = re.sub(r'</?(?:ins|del|strong|em|code|s|sub|sup|a)\b[^>]*>', '', page)
    return re.sub(r'\W+', ' ', re.sub(r'<[^>]*>', ' ', page)).split()


def both_sides(kehoach, old, new):
    """Words of the redline without the additions, and of the old page; the same of the new."""
    with tempfile.TemporaryDirectory() as folder:
        for name, path in (('old', old), ('new', new)):
            # A plan against itself is its page without marks.
            run(kehoach, 'diff', path, path, '-o', f'{folder}/{name}.html')
        run(kehoach, 'diff', old, new, '-o', f'{folder}/red.html')
        red, *pages = (open(f'{folder}/{name}.html', encoding='utf-8').read() for name in ('red', 'old', 'new'))
    if '<ins>' in pages[0] + pages[1] or '<del>' in pages[0] + pages[1]:
        return False
    # What is gone stands before what came; tables that could not be merged stand twice. So the words are compared as bags.
    return all(sorted(page_words(red, without)) == sorted(page_words(page))
               for without, page in zip(('ins', 'del'), pages))


def main():
    kehoach, *rest = sys.argv[1:]
    kehoach, update = os.path.abspath(kehoach), '--update' in rest
    passed, failed = golden(kehoach, update)
    folders = [os.path.abspath(name) for name in rest if name != '--update']
    for old in sorted(glob.glob(folders[0] + '/*.md')) if folders else []:
        new = os.path.join(folders[1], os.path.splitext(os.path.basename(old))[0], 'plan.md')
        good = os.path.exists(new) and both_sides(kehoach, old, new)
        if not good:
            print(f'{old}: the redline loses or invents words')
        passed += good
        failed += not good
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
