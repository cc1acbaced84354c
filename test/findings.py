#!/usr/bin/env python3
"""Which findings are said, and what follows: stages, -W, --fail-on, comments that answer for a finding, the baseline.

usage: findings.py KEHOACH"""
import json
import os
import subprocess
import sys
import tempfile

KEHOACH = os.path.abspath(sys.argv[1])

PLAN = '''---
cơ quan: Ủy ban nhân dân tỉnh Lào Cai
số: 140
ký hiệu: KH-UBND
địa danh: Lào Cai
ngày: 05/3/2026
trích yếu: Triển khai công tác tuyên truyền trên địa bàn tỉnh Lào Cai
ký:
  thẩm quyền: TM. ỦY BAN NHÂN DÂN
  chức vụ: CHỦ TỊCH
  họ tên: Nguyễn Văn A
---

Ủy ban nhân dân tỉnh Lào Cai ban hành Kế hoạch như sau:

# I. MỤC ĐÍCH

Nâng cao nhận thức của cán bộ và Nhân dân.

# II. TỔ CHỨC THỰC HIỆN

Sở Tư pháp chủ trì tổ chức thực hiện./.

Nơi nhận:
- Sở Tư pháp;
- Lưu: VT, NC.
'''
GAP = PLAN.replace('# II.', '# III.')  # KH0101, a warning, at the line of that title
BLANK = PLAN.replace('số: 140', 'số:')  # KH0230, an error at issue
TITLE = '# III. TỔ CHỨC THỰC HIỆN'

checks = []


def check(function):
    checks.append(function)
    return function


def run(plan, *arguments, files=None, env=None):
    """Runs in a folder that holds plan.md; the result tells what lies there afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {'plan.md': plan, **(files or {})}.items():
            with open(os.path.join(folder, name), 'w', encoding='utf-8', newline='') as file:
                file.write(content)
        done = subprocess.run([KEHOACH, *arguments], cwd=folder, capture_output=True, text=True, timeout=60,
                              env={**os.environ, 'LC_ALL': 'C.UTF-8', **(env or {})})
        done.files = sorted(os.listdir(folder))
        return done


def findings(plan, *arguments, **options):
    """Code, severity and line of each."""
    done = run(plan, 'check', '--diagnostics', 'json', *arguments, 'plan.md', **options)
    return [(f['code'], f['severity'], f['range']['start']['line']) for f in json.loads(done.stderr)['diagnostics']]


def codes(plan, *arguments, **options):
    return [code for code, _, _ in findings(plan, *arguments, **options)]


def equal(actual, expected):
    assert actual == expected, f'{actual!r}, expected {expected!r}'


# ---- severities

@check
def a_clean_plan_says_nothing():
    for stage in ('draft', 'review', 'sign', 'issue'):
        equal(codes(PLAN, '--stage', stage), [])
    done = run(PLAN, 'check', 'plan.md')
    equal((done.returncode, done.stdout, done.stderr), (0, '', ''))


@check
def a_stage_changes_severities():
    padded = PLAN.replace('05/3/2026', '5/3/2026')
    equal([findings(padded, '--stage', stage) for stage in ('draft', 'review', 'sign', 'issue')],
          [[('KH0207', level, 6)] for level in ('warning', 'warning', 'warning', 'error')])
    equal(codes(BLANK, '--stage', 'sign'), [])
    equal(findings(BLANK, '--stage', 'issue'), [('KH0230', 'error', 3)])


@check
def what_is_blank_is_right_in_a_draft_only():
    for key, code in (('trích yếu', 'KH0222'), ('địa danh', 'KH0224'), ('  họ tên', 'KH0227'), ('ngày', 'KH0231')):
        blank = '\n'.join(key + ':' if line.startswith(key + ':') else line for line in PLAN.split('\n'))
        equal(codes(blank), [])
        assert code in codes(blank, '--stage', 'issue'), code


@check
def an_override_wins_over_the_stage():
    equal(findings(GAP, '-W', 'KH0101=error'), [('KH0101', 'error', 20)])
    equal(findings(GAP, '-W', 'number-gap=note'), [('KH0101', 'note', 20)])
    equal(findings(GAP, '-W', 'number_gap=off'), [])
    equal(findings(GAP, '-W', 'KH0101=off', '-W', 'KH0101=note'), [('KH0101', 'note', 20)])
    equal(findings(BLANK, '--stage', 'issue', '-W', 'KH0230=warning'), [('KH0230', 'warning', 3)])


@check
def an_unknown_code_is_a_mistake_of_the_call():
    done = run(GAP, 'check', '-W', 'KH9999=off', 'plan.md')
    equal(done.returncode, 2)
    assert '[KH0910]' in done.stderr and 'KH9999' in done.stderr, done.stderr


@check
def fail_on_gives_the_exit_status():
    for level, status in (('error', 0), ('warning', 1), ('note', 1)):
        equal(run(GAP, 'check', '--fail-on', level, 'plan.md').returncode, status)
    equal(run(GAP, 'check', '-W', 'KH0101=note', '--fail-on', 'warning', 'plan.md').returncode, 0)
    equal(run(GAP, 'check', '-W', 'KH0101=error', 'plan.md').returncode, 1)


@check
def findings_about_products_count_as_well():
    done = run(PLAN.replace('Nhân dân', 'Nhân dân 漢'), 'build', '--to', 'pdf', '--fail-on', 'warning', 'plan.md')
    assert '[KH0906]' in done.stderr and '漢' in done.stderr, done.stderr
    equal((done.returncode, done.files), (1, ['plan.md', 'plan.pdf']))


# ---- building

@check
def no_build_while_errors_stand():
    for output in ([], ['-o', 'ra'], ['--to', 'html', '-o', 'ra.html'], ['--to', 'html', '-o', '-']):
        done = run(BLANK, 'build', '--stage', 'issue', *output, 'plan.md', files={'plan.pdf': 'cũ'})
        equal((done.returncode, done.stdout, done.files), (1, '', ['plan.md', 'plan.pdf']))
        assert '[KH0230]' in done.stderr and '[KH0908]' in done.stderr, done.stderr
    done = run(GAP, 'build', '--stage', 'sign', '-W', 'KH0101=error', 'plan.md')
    equal((done.returncode, done.files), (1, ['plan.md']))


@check
def a_draft_is_built_with_errors():
    for stage in ([], ['--stage', 'draft'], ['--stage', 'review']):
        done = run(GAP, 'build', '-W', 'KH0101=error', *stage, '--to', 'html', 'plan.md')
        equal((done.returncode, done.files), (1, ['plan.html', 'plan.md']))
    done = run(PLAN, 'build', '--stage', 'issue', '--to', 'html', 'plan.md')
    equal((done.returncode, done.files), (0, ['plan.html', 'plan.md']))


@check
def one_refused_plan_does_not_keep_back_the_others():
    done = run(BLANK, 'build', '--stage', 'issue', '--to', 'html', 'b.md', 'plan.md', files={'b.md': PLAN})
    equal((done.returncode, done.files), (1, ['b.html', 'b.md', 'plan.md']))


# ---- components

def components(plan, *arguments):
    done = run(plan, 'check', '--diagnostics', 'json', *arguments, 'plan.md')
    return {part['name']: (part['result'], part['codes']) for part in json.loads(done.stderr)['components']}


@check
def components_claim_only_what_was_evaluated():
    clean = components(PLAN, '--stage', 'issue')
    equal(clean['number'], ('pass', []))
    for name in ('signature', 'seal', 'marks'):
        equal(clean[name], ('not-evaluated', []))
    equal(components(BLANK, '--stage', 'issue')['number'], ('fail', ['KH0230']))
    equal(components(BLANK, '--stage', 'draft')['number'], ('not-evaluated', ['KH0230']))
    equal(components(BLANK, '--stage', 'issue', '-W', 'KH0230=off')['number'], ('not-evaluated', ['KH0230']))
    answered = BLANK.replace('số:', 'số: # kehoach: bỏ qua KH0230: văn thư điền tay')
    equal(components(answered, '--stage', 'issue')['number'], ('not-evaluated', ['KH0230']))


@check
def components_are_listed_only_with_a_stage():
    document = json.loads(run(PLAN, 'check', '--diagnostics', 'json', 'plan.md').stderr)
    equal(sorted(document), ['diagnostics', 'schema', 'summary'])
    document = json.loads(run(PLAN, 'check', '--diagnostics', 'json', '--stage', 'sign', 'plan.md').stderr)
    equal((document['stage'], document['components'][0]['file']), ('sign', 'plan.md'))
    assert 'thể thức' not in run(GAP, 'check', 'plan.md').stderr
    said = run(GAP, 'check', '--stage', 'sign', '--lang', 'en', 'plan.md', 'plan.md').stderr
    equal((said.count('components at stage sign'), said.count('Left to the eye')), (2, 1))
    equal(run(GAP, 'check', '-q', '--stage', 'sign', 'plan.md').stderr, '')


# ---- comments that answer for a finding

def answered(comment, place='above', plan=GAP):
    if place == 'above':
        return plan.replace(TITLE, f'<!-- kehoach: {comment} -->\n\n{TITLE}')
    return plan.replace(TITLE, f'{TITLE} <!-- kehoach: {comment} -->')


@check
def a_comment_above_or_behind_answers():
    for place in ('above', 'behind'):
        for code in ('KH0101', 'kh0101', 'number-gap'):
            equal(codes(answered(f'bỏ qua {code}: đúng như vậy', place)), [])
            equal(codes(answered(f'ignore {code}: as it should be', place)), [])
    equal(codes(GAP.replace(TITLE, f'<!-- kehoach:\nbỏ qua KH0101: đúng\n-->\n{TITLE}')), [])
    equal(codes(GAP.replace(TITLE, f'<!-- kehoach: bỏ qua KH0101: a -->\n<!-- kehoach: bỏ qua KH9998: b -->\n{TITLE}')), ['KH0911'])


@check
def a_comment_answers_for_its_place_only():
    equal(codes(GAP.replace('# I.', '<!-- kehoach: bỏ qua KH0101: đúng -->\n# I.')), ['KH0911', 'KH0101'])
    equal(codes(answered('bỏ qua KH0102: đúng')), ['KH0911', 'KH0101'])
    equal(codes(GAP.replace(TITLE, f'{TITLE}\n\n<!-- kehoach: bỏ qua KH0101: muộn -->')), ['KH0101', 'KH0911'])


@check
def a_comment_answers_for_the_whole_file():
    for words in ('bỏ qua cả tệp KH0101', 'bỏ qua KH0101 cả tệp', 'ignore file number-gap'):
        equal(codes(GAP + f'\n<!-- kehoach: {words}: đúng -->\n'), [])
    equal(codes(PLAN + '\n<!-- kehoach: bỏ qua cả tệp KH0101: đúng -->\n'), ['KH0911'])
    equal(codes(GAP + '\n<!-- kehoach: bỏ qua cả tệp KH0101: một -->\n\n<!-- kehoach: bỏ qua cả tệp KH0101: hai -->\n'), ['KH0911'])


@check
def a_comment_needs_a_reason():
    for words in ('bỏ qua KH0101', 'bỏ qua KH0101:', 'bỏ qua KH0101:   '):
        equal(codes(answered(words)), ['KH0912'])
    equal(findings(answered('bỏ qua KH0101'), '-W', 'KH0912=error')[0][1], 'error')


@check
def a_comment_names_several_codes():
    plan = GAP.replace('05/3/2026', '5/3/2026')
    plan += '\n<!-- kehoach: bỏ qua cả tệp KH0101, date-padding, KH0102: đúng -->\n'
    equal(codes(plan), ['KH0911'])


@check
def a_comment_in_the_front_matter_is_one_of_yaml():
    padded = PLAN.replace('05/3/2026', '5/3/2026')
    equal(codes(padded), ['KH0207'])
    equal(codes(padded.replace('5/3/2026', '5/3/2026 # kehoach: bỏ qua KH0207: theo bản gốc')), [])
    equal(codes(padded.replace('ngày:', '# kehoach: bỏ qua KH0207: theo bản gốc\nngày:')), [])
    equal(codes(padded.replace('ngày:', '# kehoach: bỏ qua KH0207\nngày:')), ['KH0912'])
    equal(codes(PLAN.replace('ngày:', '# kehoach: bỏ qua KH0207: theo bản gốc\nngày:')), ['KH0911'])
    equal(codes(PLAN + '\n# kehoach: bỏ qua cả tệp KH0101: không phải phần khai báo\n').count('KH0911'), 0)


@check
def a_comment_above_a_table_answers_for_every_row():
    table = '\n| Nội dung | Cơ quan chủ trì |\n|---|---|\n| Một | Sở Tư phápp |\n| Hai | Sở Tư phápg |\n'
    plan = PLAN.replace('\n# II.', table + '\n# II.')
    assert codes(plan).count('KH0301') == 2, codes(plan)
    comment = '\n<!-- kehoach: bỏ qua KH0301, KH0704: tên cũ -->\n'
    equal(codes(plan.replace(table, comment + table)), [])


@check
def a_comment_changes_nothing_else():
    """The plan is the same with and without it, and is not told that its comment was left out."""
    with_comments = GAP.replace('Nâng cao', '<!-- kehoach: bỏ qua KH0101: a -->\nNâng cao').replace('- Sở Tư pháp;', '- Sở Tư pháp; <!-- kehoach: bỏ qua KH0102: b -->')
    assert 'KH0010' not in codes(with_comments)
    assert 'KH0010' in codes(GAP.replace('Nâng cao', '<!-- hỏi lại -->\nNâng cao'))
    html = [run(plan, 'build', '--to', 'html', '-o', '-', '-q', 'plan.md').stdout for plan in (GAP, with_comments)]
    equal(html[0], html[1])


# ---- what was known before

def baseline_of(plan, *arguments):
    return run(plan, 'check', '--diagnostics', 'json', *arguments, 'plan.md').stderr


@check
def a_baseline_takes_out_what_is_known():
    known = {'cu.json': baseline_of(GAP)}
    equal(codes(GAP, '--baseline', 'cu.json', files=known), [])
    equal(codes(GAP.replace('Nâng cao', 'Trước đó.\n\nNâng cao'), '--baseline', 'cu.json', files=known), [])
    equal(codes(GAP.replace('05/3/2026', '5/3/2026'), '--baseline', 'cu.json', files=known), ['KH0207'])
    done = run(GAP, 'check', '--fail-on', 'note', '--baseline', 'cu.json', 'plan.md', files=known)
    equal((done.returncode, done.stderr), (0, ''))


@check
def a_baseline_holds_in_the_other_language():
    for written, read in (('vi', 'en'), ('en', 'vi')):
        known = {'cu.json': baseline_of(GAP, '--lang', written)}
        equal(codes(GAP, '--baseline', 'cu.json', '--lang', read, files=known), [])


@check
def a_baseline_counts():
    """What is known once is new the second time."""
    twice = PLAN.replace('Nâng cao', '[@mot]\n\nNâng cao')
    known = {'cu.json': baseline_of(twice)}
    equal(codes(twice.replace('# II.', '[@mot]\n\n# II.'), '--baseline', 'cu.json', files=known), ['KH0501'])


@check
def a_bad_baseline_is_refused():
    for content in ('', '{}', '[1', '{"schema":"kehoach.diagnostics/1"}', '{"schema":"x","diagnostics":[]}', '\0'):
        done = run(GAP, 'check', '--baseline', 'cu.json', 'plan.md', files={'cu.json': content})
        equal(done.returncode, 2)
        assert '[KH0918]' in done.stderr, done.stderr
    equal(run(GAP, 'check', '--baseline', 'khong-co.json', 'plan.md').returncode, 2)


def main():
    failed = 0
    for function in checks:
        try:
            function()
        except (AssertionError, subprocess.TimeoutExpired, ValueError, KeyError) as problem:
            failed += 1
            print(f'{function.__name__}: {type(problem).__name__}: {problem}')
    print(f'{len(checks) - failed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
