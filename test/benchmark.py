#!/usr/bin/env python3
"""What a compilation costs: CPU time of whole processes, beside that of cmark-gfm on the same file; growth; memory.

usage: benchmark.py KEHOACH PLAN [RUNS]

The figures are printed beside their budgets. Nothing fails by time: machines differ, and a test must not depend on how
busy one is. The least of many runs is what the program costs; the median shows how far the machine was busy."""
import math
import os
import re
import statistics
import subprocess
import sys
import tempfile
import zipfile

import many_plans

KEHOACH, PLAN = map(os.path.abspath, sys.argv[1:3])
RUNS = int(sys.argv[3]) if len(sys.argv) > 3 else 40

# Name, arguments (before the plan), budget as a multiple of cmark-gfm.
TASKS = [
    ('check', ['check', '-q'], 3),
    ('build PDF', ['build', '-q', '--to', 'pdf'], 6),
    ('build all', ['build', '-q'], 12),
]
WORD_FILE, WORD_PAGES, WORD_BUDGET = 'word/004_laocai_KH-UBND_2026_ct11-khoang-san.docx', 40, 5
GROWTH_BUDGET, MEMORY_BUDGET = 1.05, 24
MANY, MANY_MEMORY = 1000, 300 # plans consolidated, MB
MANY_RATIO, MANY_WRITING = 1.2, 1 # of checking them one by one; seconds for writing


def cost(command, folder):
    """CPU seconds (user and system) and peak memory in MB of one process."""
    with open(os.devnull, 'wb') as null:
        process = subprocess.Popen(command, cwd=folder, stdout=null, stderr=null)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f'{command}: exit {process.returncode}')
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(command, folder, runs):
    """Least and median CPU milliseconds, most memory."""
    costs = [cost(command, folder) for _ in range(runs)]
    times = [1000 * seconds for seconds, _ in costs]
    return min(times), statistics.median(times), max(memory for _, memory in costs)


def repeated(text, times):
    """The plan with its body `times` times over; the names of items are made different, so that they stay unique."""
    front, body = re.fullmatch(r'(---\n.*?\n---\n)?(.*)', text, re.S).groups(default='')
    copies = (re.sub(r'(\{#|\[@)([^\]}]*)', rf'\1\2-{i}', body) for i in range(times))
    return front + '\n\n'.join(copies)


def show(name, least, median, base, budget):
    print(f'{name:<22} {least:9.2f} {median:9.2f} {least / base:8.2f} {"≤ " + str(budget) if budget else "":>8}')


def single(folder):
    print(f'{"one plan, CPU ms":<22} {"least":>9} {"median":>9} {"ratio":>8} {"budget":>8}')
    base, median, _ = measure(['cmark-gfm', '-e', 'table', '-e', 'footnotes', 'plan.md'], folder, RUNS)
    show('cmark-gfm', base, median, base, None)
    peak = 0
    for name, arguments, budget in TASKS:
        least, median, memory = measure([KEHOACH, *arguments, 'plan.md'], folder, RUNS)
        show(name, least, median, base, budget)
        peak = max(peak, memory)
    print(f'peak memory {peak:.1f} MB (budget {MEMORY_BUDGET})\n')


def growth(folder, text):
    print(f'{"growth, CPU ms":<22} {"×1":>9} {"×10":>9} {"×100":>9} {"exponent":>9} {"budget":>8} {"MB ×100":>9}')
    for times in (1, 10, 100):
        with open(f'{folder}/x{times}.md', 'w', encoding='utf-8') as file:
            file.write(repeated(text, times))
    for name, arguments, _ in TASKS:
        results = [measure([KEHOACH, *arguments, f'x{times}.md'], folder, runs) for times, runs in ((1, RUNS), (10, 9), (100, 5))]
        least = [result[0] for result in results]
        # From ×10 to ×100: starting the process and opening faces are no part of the growth.
        exponent = math.log10(least[2] / least[1])
        print(f'{name:<22} {least[0]:9.2f} {least[1]:9.2f} {least[2]:9.1f} {exponent:9.3f} {"≤ " + str(GROWTH_BUDGET):>8} {results[2][2]:9.1f}')


def long_word_file(path):
    """The real Word file of 14 pages with its body three times over."""
    with zipfile.ZipFile(os.path.join(os.path.dirname(os.path.abspath(__file__)), WORD_FILE)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    head, body, tail = re.fullmatch(rb'(.*<w:body>)(.*)(<w:sectPr.*)', parts['word/document.xml'], re.S).groups()
    parts['word/document.xml'] = head + body * 3 + tail
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)


def word(folder):
    print(f'\n{"Word file, " + str(WORD_PAGES) + " pages, CPU ms":<26} {"least":>5} {"median":>9} {"ratio":>8} {"budget":>8}')
    long_word_file(f'{folder}/long.docx')
    base, median, _ = measure(['sh', '-c', 'unzip -p long.docx word/document.xml | xmllint --noout -'], folder, RUNS)
    show('unzip | xmllint', base, median, base, None)
    least, median, memory = measure([KEHOACH, 'import', '-q', 'long.docx', '-o', 'long.md'], folder, RUNS)
    show('import', least, median, base, WORD_BUDGET)
    print(f'peak memory {memory:.1f} MB')


def consolidation(folder):
    """A thousand plans into one matrix, beside checking each by itself and all in one call."""
    plans = f'{folder}/many'
    os.makedirs(plans)
    many_plans.write(plans, MANY)
    singly = [cost([KEHOACH, 'check', '-q', name], plans) for name in sorted(os.listdir(plans))]
    one_by_one = sum(seconds for seconds, _ in singly)
    together = min(cost([KEHOACH, 'check', '-q', plans], folder)[0] for _ in range(3))
    budget = MANY_RATIO * one_by_one + MANY_WRITING
    print(f'\n{MANY} plans: checked one by one {one_by_one:.2f} s CPU, in one call {together:.2f} s; '
          f'budget of the matrix {budget:.2f} s, {MANY_MEMORY} MB')
    for form in ('text', 'csv', 'json', 'xlsx'):
        results = [cost([KEHOACH, 'matrix', '-q', '-f', form, '-o', f'{folder}/many.{form}', plans], folder) for _ in range(3)]
        print(f'{"matrix " + form:<22} {min(seconds for seconds, _ in results):9.2f} s {max(memory for _, memory in results):9.1f} MB')


def main():
    with open(PLAN, encoding='utf-8') as file:
        text = file.read()
    with tempfile.TemporaryDirectory() as folder:
        with open(f'{folder}/plan.md', 'w', encoding='utf-8') as file:
            file.write(text)
        single(folder)
        growth(folder, text)
        word(folder)
        consolidation(folder)


main()
