#!/usr/bin/env python3
"""The catalogue is whole: every rule has both languages, a page, a plan that trips it and one that does not.

usage: rules.py KEHOACH

The plans of the rule KH0101 number-gap are test/golden/check/number-gap.md and number-gap.ok.md, with what `check` says of
them beside (.check). A rule that needs a plan too large to keep, or that speaks of files and options, has a row in TRIPS."""
import json
import os
import re
import subprocess
import sys
import tempfile

import word_files

KEHOACH = os.path.abspath(sys.argv[1])
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CASES = os.path.join(ROOT, 'test/golden/check')
CLEAN = os.path.join(ROOT, 'examples/mau/plan.md')
LEVELS = ['off', 'note', 'warning', 'error']

TASK = '# I. NHIỆM VỤ\n\n1. Một việc\n\n- Cơ quan chủ trì: Sở Tài chính.\n- Thời gian thực hiện: Thường xuyên.\n'
PLAN = '# I. MỤC ĐÍCH\n\nMột câu.\n'
NUMBERED = '---\ncơ quan: Ủy ban nhân dân tỉnh Lào Cai\nsố: 5\nký hiệu: KH-UBND\nngày: 1/2/2026\n---\n\n' + PLAN
ISSUED = '---\nsố: 140\nký hiệu: KH-UBND\nngày: 01/4/2026\ncơ quan: Ủy ban nhân dân tỉnh Lạng Sơn\n---\n\n' + PLAN
WIDE = '|a' * 300 + '|\n' + '|-' * 300 + '|\n' + ('|x' * 300 + '|\n') * 350

# Code: arguments, and files that lie beside (None: a folder). Several lists of arguments are calls one after the other.
TRIPS = {
    'KH0006': (['check', 'plan.md'], {'plan.md': '>' * 5000 + ' x\n'}),
    'KH0007': (['check', 'plan.md'], {'plan.md': WIDE}),
    'KH0719': (['check', 'plan.md'], {'plan.md': PLAN, 'van-phong.tsv': 'lạ\tđảm bảo\tbảo đảm\n'}),
    'KH0901': (['check', 'khong-co.md'], {}),
    'KH0902': (['check', 'plan.md'], {'plan.md': PLAN, 'co-quan.tsv': None}),
    'KH0903': (['build', '--to', 'html', '-o', 'tep/ra', 'plan.md'], {'plan.md': PLAN, 'tep': ''}),
    'KH0904': (['build', '-o', 'ra', 'a/plan.md', 'b/plan.md'], {'a/plan.md': PLAN, 'b/plan.md': PLAN}),
    'KH0905': (['build', '--to', 'pdf', '--font', 'chu', 'plan.md'], {'plan.md': PLAN, **{f'chu/times{kind}.ttf': '?' for kind in ('', 'bd', 'i', 'bi')}}),
    'KH0906': (['build', '--to', 'pdf', 'plan.md'], {'plan.md': PLAN + '\nMột chữ 漢.\n'}),
    'KH0907': (['check', 'trong'], {'trong': None}),
    'KH0908': (['build', '--stage', 'issue', 'plan.md'], {'plan.md': PLAN}),
    'KH0909': (['build', '--to', 'doc', 'plan.md'], {'plan.md': PLAN}),
    'KH0960': (['recipients', '--write', 'plan.md'], {'plan.md': PLAN}),
    'KH0961': (['recipients', '-f', 'csv', 'a.md', 'b.md'], {'a.md': PLAN, 'b.md': PLAN}),
    'KH0910': (['explain', 'KH9999'], {}),
    'KH0980': (['register', '--store', 'ghi-chu.txt', 'plan.md'], {'plan.md': PLAN, 'ghi-chu.txt': 'Không phải kho.\n' * 40}),
    'KH0981': ([['register', 'a.md'], ['register', 'b.md']], {'a.md': ISSUED, 'b.md': ISSUED}),
    'KH0982': (['register', 'a.md', 'b.md'], {'a.md': ISSUED, 'b.md': ISSUED}),
    'KH0983': ([['register', 'plan.md'], ['register', '--remove', '140/KH-UBND']], {'plan.md': PLAN}),
    'KH0984': ([['register', 'plan.md'], ['check', 'kehoach.db']], {'plan.md': PLAN}),
    'KH0915': (['check', 'ke-hoach.docx'], {'ke-hoach.docx': word_files.package({'word/document.xml': '<x/>'})}),
    'KH0916': (['check', 'ke-hoach.pdf'], {'ke-hoach.pdf': '%PDF-1.7\n'}),
    'KH0918': (['check', '--baseline', 'plan.md', 'plan.md'], {'plan.md': PLAN}),
    'KH0917': (['export', '-f', 'csv', 'plan.md'], {'plan.md': PLAN}),
    'KH0913': (['matrix', '--agency', 'Sở Tài chính', 'plan.md'], {'plan.md': PLAN}),
    'KH0920': (['import', 'a.txt'], {'a.txt': '%PDF-1.7\n'}),
    'KH0921': (['import', 'a.txt'], {'a.txt': 'kế hoạch\0'}),
    'KH0922': (['import', 'a.txt', 'b.txt'], {'a.txt': 'a', 'b.txt': 'b'}),
    **{code: (['import', 'a.docx'], {'a.docx': make()}) for make, code in word_files.HOSTILE.values()},
    'KH0950': (['matrix', '--agency', 'Sở Tài chánh', 'plan.md'], {'plan.md': PLAN}),
    'KH0951': (['extract', '--agency', 'Xyzw', 'plan.md'], {'plan.md': PLAN}),
    'KH0952': (['extract', 'plan.md'], {'plan.md': PLAN}),
    'KH0953': (['extract', '--all', 'plan.md'], {'plan.md': PLAN}),
    'KH0954': (['matrix', '-f', 'ics', 'plan.md'], {'plan.md': TASK}),
    'KH0955': (['extract', '--agency', 'STC', '--to', 'ics', 'plan.md'], {'plan.md': TASK}),
    'KH0990': (['diff', 'a.md'], {'a.md': PLAN}),
    'KH0992': (['new', '-o', 'plan.md'], {'plan.md': PLAN}),
    'KH0993': (['new', '--province', 'Lào Cay'], {}),
    'KH0994': (['new', '--template', 'khong-co'], {}),
    'KH0995': (['new', '--phases', '2027-2026'], {}),
    'KH0996': (['new', '--agency', 'Sở Tư pháp'], {}),
    'KH0997': (['new', '--province', 'Xyzw'], {}),
    'KH0998': (['new', 'plan.md'], {}),
    'KH0999': (['new', '--from', 'plan.md'], {'plan.md': ISSUED}),
    'KH0914': (['build', '--to', 'pdf', '--font', 'khong-co', 'plan.md'], {'plan.md': PLAN}),
    'KH0940': (['matrix', '--section', 'IX', 'plan.md'], {'plan.md': PLAN}),
    'KH0941': (['matrix', 'plan.md'], {'plan.md': PLAN}),
    'KH0942': (['matrix', 'a.md', 'b.md'], {'a.md': NUMBERED, 'b.md': NUMBERED}),
}

problems = []


def expect(condition, rule, problem):
    if not condition:
        problems.append(f'{rule["code"]} {rule["name"]}: {problem}')


def run(*arguments, cwd=ROOT):
    return subprocess.run([KEHOACH, *arguments], cwd=cwd, capture_output=True, text=True, timeout=60)


# ---- the row

def placeholders(text):
    return set(re.findall(r'\{\d\}', text or ''))


def check_row(rule, families):
    expect(re.fullmatch(r'KH\d{4}', rule['code']), rule, 'no code')
    expect(re.fullmatch(r'[a-z]+(-[a-z0-9]+)*', rule['name']), rule, 'no name')
    expect(rule['family'] in families, rule, 'of no family')
    message, help = rule['message'], rule['help']
    for language in ('vi', 'en'):
        text = message[language]
        expect(text and not text.endswith('.'), rule, f'message {language}: {text!r}')
    expect(placeholders(message['vi']) == placeholders(message['en']), rule, 'messages quote different words')
    expect((help['vi'] is None) == (help['en'] is None), rule, 'help in one language only')
    expect(placeholders(help['vi']) == placeholders(help['en']), rule, 'remedies quote different words')
    steps = [LEVELS.index(rule['severity'][stage]) for stage in ('draft', 'review', 'sign', 'issue')]
    expect(steps == sorted(steps) or rule['name'] == 'draft-mark', rule, f'milder at a later stage: {rule["severity"]}')
    worst = LEVELS[max(steps)]
    expect(rule['certainty'] == {'error': 'certain', 'warning': 'likely'}.get(worst, 'consider'), rule, 'certainty')


def check_catalogue(rules):
    for key in ('code', 'name'):
        values = [rule[key] for rule in rules]
        for rule in rules:
            expect(values.count(rule[key]) == 1, rule, f'{key} used twice')
    names = {rule['name'] for rule in rules}
    for rule in rules:
        for name in rule['requires']:
            expect(name in names and name != rule['name'], rule, f'requires {name}')


# ---- the page

def check_page(rule):
    path = os.path.join(ROOT, 'grammar/explain', rule['code'] + '.md')
    if not os.path.exists(path):
        expect(False, rule, 'no page in grammar/explain')
        return
    with open(path, encoding='utf-8') as file:
        halves = file.read().split('\n---\n')
    expect(len(halves) == 2, rule, 'page: Vietnamese and English, with one line “---” between')
    vietnamese = halves[0]
    expect(vietnamese.startswith(f'# {rule["code"]}: '), rule, 'page: title names the code')
    expect(len(vietnamese.split('\n\n')[1].split()) >= 6, rule, 'page: cause')
    expect(re.search(r'^(Ví dụ|Viết đúng)( sai| đúng)?:', vietnamese, re.M), rule, 'page: example (Ví dụ: …)')
    expect(re.search(r'^Cách xử lý:', vietnamese, re.M), rule, 'page: remedy (Cách xử lý: …)')
    expect(len(halves[-1].split()) >= 4, rule, 'page: English half')


def check_explain(rule):
    by_code, by_name = run('explain', rule['code'], '--lang', 'vi'), run('explain', rule['name'], '--lang', 'vi')
    expect(by_code.returncode == 0 and by_code.stdout == by_name.stdout, rule, 'explain takes code and name')
    expect(by_code.stdout.startswith(f'# {rule["code"]}: ') and '\n---\n' not in by_code.stdout, rule, 'explain in Vietnamese')
    english = run('explain', rule['code'], '--lang', 'en').stdout
    expect(english.startswith(f'# {rule["code"]}: {rule["name"]}\n'), rule, 'explain in English')
    expect('Cách xử lý' not in english and 'Remedy' not in by_code.stdout, rule, 'explain mixes languages')


# ---- plans that trip it

def codes_of(path, rule):
    """A rule that is off by default is switched on."""
    on = ['-W', rule['code'] + '=warning'] if rule['severity']['draft'] == 'off' else []
    done = run('check', '--diagnostics', 'json', *on, os.path.basename(path), cwd=os.path.dirname(path))
    return {found['code'] for found in json.loads(done.stderr)['diagnostics']}


def check_plans(rule):
    trip, clean = (os.path.join(CASES, rule['name'] + ending) for ending in ('.md', '.ok.md'))
    for path in (trip, clean):
        name = os.path.relpath(path, ROOT)
        if not os.path.exists(path):
            expect(False, rule, f'{name} is missing')
            continue
        expect(os.path.exists(path[:-3] + '.check'), rule, f'{name[:-3]}.check is missing')
        expect((rule['code'] in codes_of(path, rule)) == (path == trip), rule, f'{name} {"does not trip" if path == trip else "trips"} it')


def lay_out(folder, files):
    for name, content in files.items():
        path = os.path.join(folder, name)
        if content is None:
            os.makedirs(path)
            continue
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(content if isinstance(content, bytes) else content.encode())


def check_trip(rule, arguments, files):
    with tempfile.TemporaryDirectory() as folder:
        lay_out(folder, files)
        for call in arguments if isinstance(arguments[0], list) else [arguments]:
            done = run(*call, '--diagnostics', 'short', cwd=folder)
        expect(f'[{rule["code"]}]' in done.stderr, rule, f'not tripped by {arguments}: {done.stderr[:200]}')
    expect(rule['code'] not in codes_of(CLEAN, rule), rule, 'a clean plan trips it')


def main():
    done = run('rules', '--format', 'json')
    catalogue = json.loads(done.stdout)
    families = {family['code'] for family in catalogue['families']}
    rules = catalogue['rules']
    check_catalogue(rules)
    for rule in rules:
        check_row(rule, families)
        check_page(rule)
        check_explain(rule)
        if rule['code'] in TRIPS:
            check_trip(rule, *TRIPS[rule['code']])
        else:
            check_plans(rule)
    table = run('rules', '--format', 'md', '--lang', 'vi').stdout
    missing = [rule['code'] for rule in rules if table.count(f'\n| {rule["code"]} |') != 1]
    problems.extend(f'{code}: not in rules --format md' for code in missing)
    print('\n'.join(problems))
    print(f'{len(rules)} rules, {len(problems)} problems')
    return len(problems) > 0


sys.exit(main())
