#!/usr/bin/env python3
"""The forms of findings: each is well formed, tells the severity, and marks the same place as an editor does.

usage: forms.py KEHOACH

Columns count characters as displayed (a letter with its marks is one) but in SARIF, which counts UTF-16 units; offsets are
bytes; the caret of the human form stands under the place in a terminal, where wide characters take two cells."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import xml.etree.ElementTree as ElementTree

KEHOACH = os.path.abspath(sys.argv[1])
FORMS = ('human', 'short', 'json', 'sarif', 'github', 'junit')
FAMILY = '\U0001F468\u200D\U0001F469\u200D\U0001F467'
PLACE = '???'  # trips KH0606

# Words before the place, and how many characters an editor shows for them.
PREFIXES = {
    'plain': ('abc ', 4),
    'composed': ('Đồng chí ủy viên ', 17),
    'decomposed': (unicodedata.normalize('NFD', 'Đồng chí ủy viên '), 17),
    'tabs': ('một\thai\tba ', 11),
    'emoji': ('Tốt \U0001F600 rồi ', 10),
    'joined emoji': (f'Nhà {FAMILY} rồi ', 10),
    'flag': ('Cờ \U0001F1FB\U0001F1F3 bay ', 9),
    'wide': ('Chữ 漢字 xưa ', 11),
    'marks on marks': ('x\u0323\u0302\u0301 ', 2),
}

problems = []


def expect(actual, expected, what):
    if actual != expected:
        problems.append(f'{what}: {actual!r}, expected {expected!r}')


def check(form, plan, *arguments, name='plan.md'):
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as file:
            file.write(plan)
        done = subprocess.run([KEHOACH, 'check', '--diagnostics', form, '--color', 'never', *arguments, name], cwd=folder,
                              capture_output=True, timeout=60, env={**os.environ, 'LC_ALL': 'C.UTF-8'})
        return done.stderr.decode()


def utf16(text):
    return len(text.encode('utf-16-le')) // 2


def cells(text):
    """Cells of a terminal, for the characters used here."""
    width = 0
    joined = False
    for c in text:
        if joined or unicodedata.combining(c) or c == '\u200D':
            joined = c == '\u200D'
            continue
        width += 2 if unicodedata.east_asian_width(c) == 'W' else 1
    return width


# ---- one place in every form

def place_of(finding):
    start, end = finding['range']['start'], finding['range']['end']
    return start['line'], start['column'], start['offset'], end['line'], end['column'], end['offset']


def check_json(what, plan, line, prefix, column):
    found = [f for f in json.loads(check('json', plan))['diagnostics'] if f['code'] == 'KH0606']
    at = plan.encode().index(PLACE.encode())
    expect(len(found), 1, f'{what}: json')
    for finding in found:
        expect(place_of(finding), (line, column, at, line, column + 3, at + 3), f'{what}: json')


def check_sarif(what, plan, line, prefix):
    log = json.loads(check('sarif', plan))
    regions = [r['locations'][0]['physicalLocation']['region'] for r in log['runs'][0]['results'] if r['ruleId'] == 'KH0606']
    at = utf16(prefix) + 1
    expect([(r['startLine'], r['startColumn'], r['endLine'], r['endColumn']) for r in regions], [(line, at, line, at + 3)],
           f'{what}: sarif')


def check_lines(what, plan, line, column):
    expect(re.findall(r'^plan\.md:(\d+:\d+): .*\[KH0606\]', check('short', plan), re.M), [f'{line}:{column}'], f'{what}: short')
    expect(re.findall(r'^::\w+ file=plan\.md,line=(\d+),endLine=\d+,col=(\d+),.*title=KH0606::', check('github', plan), re.M),
           [(str(line), str(column))], f'{what}: github')
    suite = ElementTree.fromstring(check('junit', plan).encode())
    cases = [case.get('name') for case in suite.iter('testcase') if case.get('classname') == 'KH0606']
    expect(cases, [f'plan.md:{line}:{column}'], f'{what}: junit')


def check_caret(what, plan, line):
    said = check('human', plan).split('\n')
    first = next(i for i, text in enumerate(said) if '[KH0606]' in text)
    quoted = next(i for i in range(first, len(said)) if said[i].lstrip().startswith(f'{line} │'))
    shown, marks = (said[quoted + i].split('│ ', 1)[1] for i in (0, 1))
    expect('\t' in shown, False, f'{what}: a tab in the quoted line')
    before = cells(shown[:shown.index(PLACE)])
    expect(marks, ' ' * before + '^^^', f'{what}: caret under {shown!r}')


def check_columns():
    for what, (prefix, characters) in PREFIXES.items():
        plan = f'# I. MỤC ĐÍCH\n\n{prefix}{PLACE} sau đó./.\n'
        check_json(what, plan, 3, prefix, characters + 1)
        check_sarif(what, plan, 3, prefix)
        check_lines(what, plan, 3, characters + 1)
        check_caret(what, plan, 3)
    for what, end in (('CR LF', '\r\n'), ('LF', '\n')):
        plan = f'# I. MỤC ĐÍCH{end}{end}Một câu.{end}{end}abc {PLACE} sau đó./.{end}'
        check_json(what, plan, 5, 'abc ', 5)
        check_lines(what, plan, 5, 5)


# ---- severity, related places, fixes

# An error, a warning and a note.
PLAN = '''---
số: 140
ngày: 5/3/2026
---

# I. MỤC ĐÍCH

Một câu [@không-có].

# III. TỔ CHỨC

Sở Tư pháp , chủ trì./.
'''
LEVELS = {'KH0501': 'error', 'KH0101': 'warning', 'KH0605': 'note'}
WORDS = {'vi': {'error': 'lỗi', 'warning': 'cảnh báo', 'note': 'ghi chú'}, 'en': {w: w for w in ('error', 'warning', 'note')}}


def check_severity():
    found = {f['code']: f['severity'] for f in json.loads(check('json', PLAN))['diagnostics']}
    results = {r['ruleId']: r['level'] for r in json.loads(check('sarif', PLAN))['runs'][0]['results']}
    suite = ElementTree.fromstring(check('junit', PLAN).encode())
    failures = {case.get('classname'): case.find('failure').get('type') for case in suite.iter('testcase')}
    commands = dict(reversed(pair) for pair in re.findall(r'^::(\w+) .*title=(KH\d+)::', check('github', PLAN), re.M))
    for code, level in LEVELS.items():
        expect(found.get(code), level, f'{code}: json')
        expect(results.get(code), level, f'{code}: sarif')
        expect(failures.get(code), level, f'{code}: junit')
        expect(commands.get(code), 'notice' if level == 'note' else level, f'{code}: github')
        for language, words in WORDS.items():
            for form in ('human', 'short'):
                said = check(form, PLAN, '--lang', language)
                expect(f': {words[level]}[{code}]: ' in said, True, f'{code}: {form} in {language}')


def check_summary():
    document = json.loads(check('json', PLAN))
    severities = [f['severity'] for f in document['diagnostics']]
    expect(document['summary'], {level + 's': severities.count(level) for level in ('error', 'warning', 'note')}, 'json: summary')
    order = [place_of(f)[2] for f in document['diagnostics']]
    expect(order, sorted(order), 'json: order')


def check_context():
    """The human form names the headings around a place and the places that matter; JSON and SARIF hold them."""
    said = check('human', PLAN, '--lang', 'vi')
    gap = said[said.index('[KH0101]'):]
    expect('┌─ III' in gap and '├─ plan.md:6:3: ' in gap and 'kehoach explain KH0101' in gap, True, 'human: context')
    finding = next(f for f in json.loads(check('json', PLAN))['diagnostics'] if f['code'] == 'KH0101')
    expect((finding['path'], finding['related'][0]['range']['start']['line']), (['III'], 6), 'json: context')
    result = next(r for r in json.loads(check('sarif', PLAN))['runs'][0]['results'] if r['ruleId'] == 'KH0101')
    expect(result['locations'][0]['logicalLocations'][0]['fullyQualifiedName'], 'III', 'sarif: headings')
    expect(result['relatedLocations'][0]['physicalLocation']['region']['startLine'], 6, 'sarif: related place')


# ---- SARIF 2.1.0: what the schema requires of the members that are written

def check_region(region, what):
    expect(sorted(region), ['byteLength', 'byteOffset', 'endColumn', 'endLine', 'startColumn', 'startLine'], f'{what}: region')
    before = (region['startLine'], region['startColumn']) <= (region['endLine'], region['endColumn'])
    expect(before and min(region['startLine'], region['startColumn']) >= 1 and region['byteLength'] >= 0, True, f'{what}: {region}')


def check_result(result, rules):
    what = f'sarif: {result["ruleId"]}'
    expect(rules[result['ruleIndex']]['id'], result['ruleId'], f'{what}: ruleIndex')
    expect(result['level'] in ('note', 'warning', 'error') and bool(result['message']['text']), True, what)
    physical = result['locations'][0]['physicalLocation']
    expect(re.fullmatch(r"(%[0-9A-F]{2}|[-\w.~/])+", physical['artifactLocation']['uri'], re.A) is not None, True, f'{what}: uri')
    check_region(physical['region'], what)
    for related in result.get('relatedLocations', []):
        expect(related['id'] >= 1 and bool(related['message']['text']), True, f'{what}: related')
        check_region(related['physicalLocation']['region'], what)
    for fix in result.get('fixes', []):
        expect(bool(fix['description']['text']), True, f'{what}: fix')
        for replacement in fix['artifactChanges'][0]['replacements']:
            check_region(replacement['deletedRegion'], what)
            expect(isinstance(replacement['insertedContent']['text'], str), True, f'{what}: replacement')


def check_sarif_log():
    log = json.loads(check('sarif', PLAN, name='kế hoạch 1%.md'))
    expect((log['version'], log['$schema'].endswith('sarif-2.1.0.json'), len(log['runs'])), ('2.1.0', True, 1), 'sarif')
    run = log['runs'][0]
    rules = run['tool']['driver']['rules']
    expect((run['tool']['driver']['name'], run['columnKind']), ('kehoach', 'utf16CodeUnits'), 'sarif: run')
    expect(len({rule['id'] for rule in rules}), len(rules), 'sarif: rules are listed once')
    for rule in rules:
        expect(bool(rule['name'] and rule['shortDescription']['text']), True, f'sarif: rule {rule["id"]}')
    for result in run['results']:
        check_result(result, rules)
    expect(any('fixes' in result for result in run['results']), True, 'sarif: fixes')


# ---- build servers

def check_escapes():
    name, plan = 'a,b:c%&<d>.md', '# I. MỤC ĐÍCH\n\nTheo “Điều 100%\x01, ]]> & <b>” của [@a:b,c%0A]./.\n'
    said = check('github', plan, name=name)
    for line in said.strip().split('\n'):
        match = re.fullmatch(r'::(error|warning|notice) file=([^,:]*)((?:,\w+=[^,:]*)+)::(.*)', line)
        expect(match is not None, True, f'github: {line!r}')
        if match:
            expect(match[2], 'a%2Cb%3Ac%25&<d>.md', 'github: file')
            expect(re.search(r'%(?!25|0D|0A|2C|3A)', match[4]), None, f'github: {line!r}')
    suite = ElementTree.fromstring(check('junit', plan, name=name).encode())
    expect(suite.find('testsuite').get('name'), name, 'junit: name')
    expect(int(suite.get('failures')), sum(int(s.get('failures')) for s in suite), 'junit: failures')
    if shutil.which('xmllint'):
        lint = subprocess.run(['xmllint', '--noout', '-'], input=check('junit', plan, name=name).encode(), capture_output=True)
        expect((lint.returncode, lint.stderr), (0, b''), 'junit: xmllint')


def check_whole_documents():
    """A clean plan, and one that cannot be read, give documents of the same form."""
    for plan in (None, 'Một câu./.'):
        for form in ('json', 'sarif', 'junit'):
            done = subprocess.run([KEHOACH, 'check', '--diagnostics', form, '-'] if plan else
                                  [KEHOACH, 'check', '--diagnostics', form, 'khong-co.md'], input=(plan or '').encode(), capture_output=True)
            text = done.stderr.decode()
            (ElementTree.fromstring if form == 'junit' else json.loads)(text)


def main():
    for run in (check_columns, check_severity, check_summary, check_context, check_sarif_log, check_escapes, check_whole_documents):
        before = len(problems)
        try:
            run()
        except (ValueError, KeyError, IndexError, StopIteration, ElementTree.ParseError) as problem:
            problems.append(f'{run.__name__}: {type(problem).__name__}: {problem}')
        print(f'{run.__name__}: {len(problems) - before} problems')
    print('\n'.join(problems))
    return len(problems) > 0


sys.exit(main())
