#!/usr/bin/env python3
"""Import of Word files: each of word_files.py gives what is expected of it, the real ones lose no word and give the matrix
of the same plan typed as text; files that mean harm are refused whole, in little memory.

usage: word.py KEHOACH FOLDER RAW [--update]

FOLDER holds real Word files (.docx), and NAME.import: plan and report expected of a made one, or of a page (.html). RAW holds
the texts of the real ones under the same names (.txt)."""
import difflib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import unicodedata
import zipfile

import word_files

KEHOACH, FOLDER, RAW = (os.path.abspath(path) for path in sys.argv[1:4])
UPDATE = '--update' in sys.argv
MEMORY_MB = 400
CPU_SECONDS = 20
W = '{' + word_files.W + '}'

results = []


def case(name, problem):
    results.append(not problem)
    if problem:
        print(f'{name}: {problem}')


def bounded():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def run(*arguments, cwd=None):
    """Exit status, what was said on both channels, peak memory in MB. A program that goes on and on is killed."""
    environment = {'PATH': os.environ['PATH'], 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen([KEHOACH, *arguments], cwd=cwd, env=environment, stdout=out, stderr=err, preexec_fn=bounded)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0), err.seek(0)
        return process.returncode, out.read().decode(), err.read().decode(), used.ru_maxrss / 1024


def expected(name, actual):
    path = os.path.join(FOLDER, name + '.import')
    if UPDATE:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(actual)
    with open(path, encoding='utf-8') as file:
        wanted = file.read()
    return '\n'.join(list(difflib.unified_diff(wanted.splitlines(), actual.splitlines(), 'expected', 'actual', lineterm=''))[:40])


# ---- Made files

def made(folder):
    for name, make in word_files.FILES.items():
        with open(f'{folder}/{name}.docx', 'wb') as file:
            file.write(word_files.package(make()))
        for ending, options in (('', []), ('.rejected', ['--changes', 'reject'])):
            if ending and name != 'tracked-changes':
                continue
            status, plan, report, _ = run('import', f'{name}.docx', '--report', 'text', '--lang', 'vi', *options, cwd=folder)
            case(name + ending, f'exit {status}: {report}' if status else expected(name + ending, plan + report))
        status, said, _, _ = run('import', f'{name}.docx', '-o', f'{name}.md', '-q', cwd=folder)
        case(name + ' written', None if not status and os.path.exists(f'{folder}/{name}.md') else f'exit {status}: {said}')
        status, said, report, _ = run('check', f'{name}.md', '--diagnostics', 'short', cwd=folder)
        case(name + ' checked', None if status < 2 and 'KH00' not in report else f'exit {status}: {report}')
    case('image', None if os.path.getsize(f'{folder}/text-boxes-sodo.png') == len(word_files.PNG) else 'not beside the plan')


def pages():
    for name in sorted(os.listdir(FOLDER)):
        stem, ending = os.path.splitext(name)
        if ending == '.html':
            status, plan, report, _ = run('import', name, '--report', 'text', '--lang', 'vi', cwd=FOLDER)
            case(name, f'exit {status}: {report}' if status else expected(stem, plan + report))


# ---- Real files

def words(text):
    return re.findall(r'[^\W_]+', unicodedata.normalize('NFC', text).lower())


def words_of_word(path):
    """Words that the file holds, in the order of the file, notes last."""
    import xml.etree.ElementTree as tree
    found = []
    with zipfile.ZipFile(path) as file:
        for part in ('word/document.xml', 'word/footnotes.xml'):
            for paragraph in tree.fromstring(file.read(part)).iter(W + 'p'):
                text = ''.join(node.text or '' if node.tag == W + 't' else ' ' for node in paragraph.iter()
                               if node.tag in (W + 't', W + 'tab', W + 'br'))
                found += words(text)
    return found


def rows(path):
    matrix = json.loads(run('matrix', path, '--format', 'json')[1])['rows']
    return [(row['id'], re.sub(r'^[#*\s]+', '', row['text']), [a['id'] or a['as_written'] for a in row['lead']],
             [a['id'] or a['as_written'] for a in row['coordinate']], (row['when'] or {}).get('text')) for row in matrix]


def real(folder):
    for name in sorted(os.listdir(FOLDER)):
        stem, ending = os.path.splitext(name)
        if ending != '.docx':
            continue
        plan, typed = f'{folder}/{stem}.md', f'{folder}/{stem}-typed.md'
        status, _, report, _ = run('import', f'{FOLDER}/{name}', '-o', plan, '--report', 'json')
        run('import', f'{RAW}/{stem}.txt', '-o', typed, '-q')
        case(name, f'exit {status}: {report}' if status else None)
        with open(plan, encoding='utf-8') as file:
            there = words(file.read() + ' '.join(entry['words'] or '' for entry in json.loads(report)['entries']))
        missing = set(words_of_word(f'{FOLDER}/{name}')) - set(there)
        case(name + ' words', f'lost {sorted(missing)[:20]}' if missing else None)
        ours, theirs = rows(plan), rows(typed)
        case(name + ' matrix', None if ours == theirs and ours else f'{[a for a in ours if a not in theirs][:3]} for {[a for a in theirs if a not in ours][:3]}')


# ---- Files that mean harm

def refused(folder, name, code):
    """The file is refused in both languages, with a message of its own in each, and nothing is written."""
    before = sorted(os.listdir(folder))
    messages = []
    for language in ('vi', 'en'):
        status, plan, said, memory = run('import', name, '-o', 'plan.md', '--diagnostics', 'short', '--lang', language, cwd=folder)
        if status != 2 or f'[{code}]' not in said or not said.startswith(f'{name}: '):
            return f'exit {status}: {said[:200]!r}, not {code}'
        if sorted(os.listdir(folder)) != before or plan:
            return f'left {sorted(os.listdir(folder))}'
        if memory > MEMORY_MB:
            return f'{memory:.0f} MB'
        messages.append(said)
    return 'the same in both languages' if messages[0] == messages[1] else None


def hostile(folder):
    for name, (make, code) in word_files.HOSTILE.items():
        for file_name in ('bad.docx', 'bad.txt'):  # what a file is its bytes say, not its name
            if file_name == 'bad.txt' and not make()[:4] in (b'PK\3\4', b'\xd0\xcf\x11\xe0', b''):
                continue
            with open(f'{folder}/{file_name}', 'wb') as file:
                file.write(make())
            case(f'{name} {file_name}', refused(folder, file_name, code))
            os.remove(f'{folder}/{file_name}')
    os.mkdir(f'{folder}/bad.docx')
    case('folder', refused(folder, 'bad.docx', 'KH0907'))
    os.rmdir(f'{folder}/bad.docx')
    with open(f'{folder}/bad.docx', 'wb') as file:
        file.write(word_files.climbing())
    status, plan, said, _ = run('import', 'bad.docx', '-o', 'plan.md', cwd=folder)
    case('climbing', None if status == 0 and sorted(os.listdir(folder)) == ['bad.docx', 'plan.md'] and
         not os.path.exists('/tmp/kehoach-climbed') else f'exit {status}: {said}')


for step in (made, real, hostile):
    with tempfile.TemporaryDirectory() as folder_:
        step(folder_)
pages()
print(f'{sum(results)} passed, {len(results) - sum(results)} failed')
sys.exit(not all(results))
