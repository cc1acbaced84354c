#!/usr/bin/env python3
"""The program's totals per body beside those counted by hand: who leads, coordinates and follows how many tasks.

usage: hand.py KEHOACH

test/hand/parts.tsv was written by reading the text of the plans in test/real, not from what the program says: each row names
where the text assigns work, how many tasks stand there, and which bodies lead and coordinate them, by their full names. None of
the plans has a body that only follows (theo dõi). Collective phrases that name nobody (“các cơ quan, đơn vị liên quan”) are not
counted. An item with lines of its own whose parts name the bodies counts as a task of these bodies.

Rows marked in the last column assign work in running text without a word that says who leads (“Đài … tăng cường tuyên truyền”);
the program leaves such sentences out, for most of them tell of things and assign nothing."""
import collections
import csv
import json
import os
import subprocess
import sys
import unicodedata

KEHOACH = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
ROLES = ['lead', 'coordinate', 'monitor']
# How the program calls the collective phrases.
NOBODY = {'các cơ quan, đơn vị liên quan', 'các địa phương'}


def key(name):
    return unicodedata.normalize('NFC', name).casefold()


def by_hand():
    totals = collections.defaultdict(collections.Counter)
    with open(os.path.join(HERE, 'hand/parts.tsv'), encoding='utf-8') as file:
        for row in csv.DictReader(file, delimiter='\t'):
            if row['left_out']:
                continue
            for role in ('lead', 'coordinate'):
                for name in filter(None, row[role].split('; ')):
                    totals[row['plan']][key(name), role] += int(row['tasks'])
    return totals


def by_program(plan):
    done = subprocess.run([KEHOACH, 'matrix', '--by', 'summary', '-f', 'json', f'{HERE}/real/{plan}.md'], capture_output=True, check=True)
    totals = collections.Counter()
    for body in json.loads(done.stdout)['summary']['bodies']:
        for role in ROLES:
            if body[role] and key(body['name']) not in NOBODY:
                totals[key(body['name']), role] = body[role]
    return totals


def main():
    wrong = 0
    for plan, hand in sorted(by_hand().items()):
        program = by_program(plan)
        for name, role in sorted(hand.keys() | program.keys()):
            if hand[name, role] != program[name, role]:
                wrong += 1
                print(f'{plan}: {name}, {role}: {hand[name, role]} by hand, {program[name, role]} by the program')
        print(f'{plan}: {len(hand.keys() | program.keys())} totals')
    return wrong > 0


sys.exit(main())
