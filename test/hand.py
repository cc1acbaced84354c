#!/usr/bin/env python3
"""The program's totals per body beside those counted by hand: who leads, coordinates and follows how many tasks.

usage: hand.py KEHOACH

test/hand/parts.tsv was counted by reading the plans of test/real, without the program: each row names where the text gives
work, how many tasks stand there, which bodies lead and coordinate them by their full names, and the words that say so. None of
the plans has a body that only follows (theo dõi). Collective phrases that name nobody (“các cơ quan, đơn vị liên quan”) are not
counted.

Where the text allows two readings, test/hand/readings.tsv has the one that the language defines (grammar/language.md) in the
place of the counted one, with the reason. test/hand/names.tsv says what the program calls a group that is written in
other words."""
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


def table(name):
    with open(os.path.join(HERE, 'hand', name), encoding='utf-8') as file:
        return list(csv.DictReader(file, delimiter='\t', quoting=csv.QUOTE_NONE))


def by_hand():
    names = {key(row['written']): key(row['name']) for row in table('names.tsv')}
    rows = {(row['plan'], row['where']): row for row in table('parts.tsv')}
    for row in table('readings.tsv'):
        if (row['plan'], row['where']) not in rows:
            sys.exit(f'readings.tsv: no such place: {row["plan"]} {row["where"]}')
        rows[row['plan'], row['where']] = row
    totals = collections.defaultdict(collections.Counter)
    for (plan, _), row in rows.items():
        for role in ('lead', 'coordinate'):
            for name in filter(None, row[role].split('; ')):
                totals[plan][names.get(key(name), key(name)), role] += int(row['tasks'])
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
    passed = failed = 0
    for plan, hand in sorted(by_hand().items()):
        program = by_program(plan)
        for name, role in sorted(hand.keys() | program.keys()):
            if hand[name, role] == program[name, role]:
                passed += 1
                continue
            failed += 1
            print(f'{plan}: {name} ({role}): {hand[name, role]} by hand, {program[name, role]} by the program')
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
