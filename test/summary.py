#!/usr/bin/env python3
"""Sums what the tests of several build directories counted: one line “N passed, N failed”.

usage: summary.py BUILD...

Every test ends its output with its own counts. One that ends badly without a failure of its own (a crash, a time
limit, a sanitizer's report) counts as one failed. A directory without results counts as failed, too. A test that could
not be made here (its tools cannot be had without a network) is named, and counts as neither."""
import json
import os
import re
import sys

GOOD = ('OK', 'EXPECTEDFAIL')


def counts(test):
    """Passed and failed cases of one record of meson's log."""
    found = re.findall(r'^(\d+) passed, (\d+) failed$', test.get('stdout') or '', re.M)
    good = test['result'] in GOOD
    passed, failed = map(int, found[-1]) if found else (int(good), 0)
    return passed, failed if good or failed else 1


def results(build):
    try:
        with open(os.path.join(build, 'meson-logs/testlog.json'), encoding='utf-8') as file:
            return [json.loads(line) for line in file]
    except OSError:
        return []


def main():
    total_passed = total_failed = 0
    for build in sys.argv[1:]:
        tests = results(build)
        skipped = [test['name'] for test in tests if test['result'] == 'SKIP']
        made = [test for test in tests if test['result'] != 'SKIP']
        passed, failed = map(sum, zip(*map(counts, made))) if made else (0, 1)
        print(f'{build}: {len(tests)} tests, {passed} passed, {failed} failed' + ''.join(f'; not made: {name}' for name in skipped))
        total_passed += passed
        total_failed += failed
    print(f'{total_passed} passed, {total_failed} failed')
    return total_failed > 0


sys.exit(main())
