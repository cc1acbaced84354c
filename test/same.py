#!/usr/bin/env python3
"""The same input gives the same bytes: built twice, in another locale and time zone, at another time, from another folder.

usage: same.py KEHOACH FILE-OR-FOLDER..."""
import hashlib
import os
import subprocess
import sys
import tempfile

from plans import plans

ENVIRONMENTS = [
    {'LC_ALL': 'C', 'TZ': 'UTC'},
    {'LC_ALL': 'de_DE.UTF-8', 'LANG': 'vi_VN.UTF-8', 'TZ': 'Asia/Ho_Chi_Minh'},
    {'LC_ALL': 'tr_TR.UTF-8', 'TZ': 'America/New_York', 'COLUMNS': '20'},
]


def products(kehoach, path, environment):
    with tempfile.TemporaryDirectory() as folder:
        environment = {'PATH': os.environ['PATH'], **environment}
        subprocess.run([kehoach, 'build', '-q', '--to', 'pdf,html,docx,matrix,csv,json,text', '-o', folder, path], env=environment, timeout=120)
        return {name: hashlib.sha256(open(os.path.join(folder, name), 'rb').read()).hexdigest()
                for name in sorted(os.listdir(folder))}


def main():
    kehoach, files = sys.argv[1], plans(sys.argv[2:])
    passed = failed = 0
    for path in files:
        first, *others = [products(kehoach, path, environment) for environment in ENVIRONMENTS]
        same = len(first) == 7 and all(other == first for other in others)
        if not same:
            print(path, [name for name in first if any(other.get(name) != first[name] for other in others)] or first)
        passed += same
        failed += not same
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
