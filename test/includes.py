#!/usr/bin/env python3
"""Checks every include line of the project against test/includes.rules, and the sizes of files and functions."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FILE_LIMIT, FUNCTION_LIMIT = 1000, 120


def read_rules():
    layers, libraries = {}, {}
    with open(os.path.join(ROOT, 'test/includes.rules'), encoding='utf-8') as file:
        for line in file:
            match = re.match(r'(layer|library) (\S+):(.*)', line)
            if match:
                table = layers if match[1] == 'layer' else libraries
                table[match[2]] = match[3].split()
    return layers, libraries


def sources():
    for top in ('runtime', 'compiler', 'grammar', 'templates'):
        for where, _, names in os.walk(os.path.join(ROOT, top)):
            for name in sorted(names):
                if name.endswith(('.c', '.h')):
                    yield os.path.relpath(os.path.join(where, name), ROOT)


def allowed_library(path, places):
    return any(path.startswith(p[:-1]) if p.endswith('*') else path == p for p in places)


def check_include(path, quoted, name, layers, libraries):
    folder = os.path.dirname(path)
    if quoted:
        target = os.path.dirname(name)
        if not os.path.exists(os.path.join(ROOT, name)):
            return f'includes "{name}", which is not a path from the root'
        if target != folder and target not in layers.get(folder, []):
            return f'includes "{name}": {folder} must not see {target}'
        return None
    for header, places in libraries.items():
        if name.startswith(header) and not allowed_library(path, places):
            return f'includes <{name}>, which belongs to {" ".join(places)}'
    return None


def long_functions(lines):
    """Functions begin at column 1 and end with a brace at column 1 (see .clang-format)."""
    start = None
    for number, line in enumerate(lines, 1):
        if re.match(r'[a-z].*\)\s*\{$', line):
            start = number
        elif line == '}' and start:
            if number - start > FUNCTION_LIMIT:
                yield start, number - start
            start = None


def main():
    layers, libraries = read_rules()
    passed = failed = 0
    for path in sources():
        problems = []
        with open(os.path.join(ROOT, path), encoding='utf-8') as file:
            lines = file.read().split('\n')
        for number, line in enumerate(lines, 1):
            match = re.match(r'\s*#\s*include\s+(["<])([^">]+)', line)
            if match:
                problem = check_include(path, match[1] == '"', match[2], layers, libraries)
                if problem:
                    problems.append(f'{path}:{number}: {problem}')
        if len(lines) > FILE_LIMIT:
            problems.append(f'{path}: {len(lines)} lines, more than {FILE_LIMIT}')
        for start, length in long_functions(lines):
            problems.append(f'{path}:{start}: function of {length} lines, more than {FUNCTION_LIMIT}')
        print('\n'.join(problems), end='\n' if problems else '')
        failed += len(problems)
        passed += not problems
    print(f'{passed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
