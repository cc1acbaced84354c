#!/usr/bin/env python3
"""Runs the examples of the language reference and of the guides: what they say is what the program does.

usage: spec.py KEHOACH [--update]

In grammar/language.md a block ```plan is a plan, and a block ```body stands in for the line “…” of the block ```frame. The
blocks that follow it hold what the program makes of it, each named after a row of the table below. Words after the name
pick sections of the output: ```plan-output tasks. Lines of messages count from the start of a body, not of its frame.
A plan in README.md or HUONG-DAN.md (```markdown, from its front matter on) is one that has nothing to mend.
--update rewrites the blocks that do not hold: read them before you commit them."""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
REFERENCE = os.path.join(ROOT, 'grammar/language.md')
GUIDES = ['README.md', 'HUONG-DAN.md']

OUTPUTS = {
    'check': ['check', '--diagnostics', 'short', '--lang', 'vi'],
    'check-issue': ['check', '--diagnostics', 'short', '--lang', 'vi', '--stage', 'issue'],
    'plan-output': ['dump', '--phase', 'plan', '-q'],
    'matrix': ['matrix', '--format', 'text', '--lang', 'vi', '-q'],
}
BLOCK = re.compile(r'^(`{3,})([a-z-]+)(?: ([a-z ]+))?\n(.*?)^\1$', re.M | re.S)
HOLE = '…\n'


def run(kehoach, arguments, plan):
    with tempfile.TemporaryDirectory() as folder:
        with open(f'{folder}/plan.md', 'w', encoding='utf-8') as file:
            file.write(plan)
        environment = {**os.environ, 'LC_ALL': 'C.UTF-8', 'NO_COLOR': '1'}
        done = subprocess.run([kehoach, *arguments, 'plan.md'], cwd=folder, env=environment, capture_output=True, timeout=60)
    text = (done.stdout + done.stderr).decode('utf-8', 'replace')
    return text if done.returncode in (0, 1) else f'{text}[exit {done.returncode}]\n'


def pick(text, sections):
    """The sections whose first line, the one not indented, is among those named; all if none is named."""
    parts = re.findall(r'^\S.*\n(?:[ \t].*\n)*', text, re.M)
    return ''.join(part for part in parts if part.split()[0] in sections) if sections else text


def shifted(text, lines):
    return re.sub(r'^plan\.md:(\d+)', lambda m: f'plan.md:{int(m[1]) - lines}', text, flags=re.M)


def guide_findings(kehoach):
    """For each plan in the guides: where it stands and what is said of it."""
    for name in GUIDES:
        with open(os.path.join(ROOT, name), encoding='utf-8') as file:
            guide = file.read()
        for plan in re.finditer(r'^```markdown\n(---\n.*?)^```$', guide, re.M | re.S):
            yield f'{name}:{guide.count(chr(10), 0, plan.start()) + 1}', run(kehoach, OUTPUTS['check'], plan[1])


def main():
    kehoach, update = os.path.abspath(sys.argv[1]), '--update' in sys.argv
    with open(REFERENCE, encoding='utf-8') as file:
        reference = file.read()
    passed = failed = 0
    pieces, end, frame, plan, before = [], 0, HOLE, '', 0
    for block in BLOCK.finditer(reference):
        kind, sections, content = block[2], (block[3] or '').split(), block[4]
        if kind == 'frame':
            frame = content
        elif kind == 'plan':
            plan, before = content, 0
        elif kind == 'body':
            plan, before = frame.replace(HOLE, content), frame[:frame.index(HOLE)].count('\n')
        elif kind in OUTPUTS:
            actual = shifted(pick(run(kehoach, OUTPUTS[kind], plan), sections), before)
            if content == actual or update:
                passed += 1
            else:
                failed += 1
                print(f'grammar/language.md:{reference.count(chr(10), 0, block.start()) + 1}: {kind} is now:\n{actual}')
            pieces += [reference[end:block.start(4)], actual]
            end = block.end(4)
    if update:
        with open(REFERENCE, 'w', encoding='utf-8') as file:
            file.write(''.join(pieces) + reference[end:])
    for place, said in guide_findings(kehoach):
        print(f'{place}: {said}' if said else '', end='')
        passed += not said
        failed += bool(said)
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
