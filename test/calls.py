#!/usr/bin/env python3
"""Wrong calls, as a hurried clerk makes them: what is said, the exit status, and that no file of the clerk's is touched.

usage: calls.py KEHOACH"""
import os
import subprocess
import sys
import tempfile

import word_files

KEHOACH = os.path.abspath(sys.argv[1])
PLAN = '# I. MỤC ĐÍCH\n\nMột câu.\n'.encode()
WORD = word_files.package({'word/document.xml': '<x/>', 'word/styles.xml': ' ,x  .y' * 40}, 0)
# Files that are no plans: what they are called, and what the message says they are.
FOREIGN = {
    'a.docx': (WORD, 'KH0915', 'tệp Word (.docx)'),
    'tên sai.md': (WORD, 'KH0915', 'tệp Word (.docx)'),
    'a.xlsx': (word_files.package({'xl/workbook.xml': '<x/>'}), 'KH0916', 'tệp Excel (.xlsx)'),
    'a.zip': (word_files.package({'a.txt': 'x'}), 'KH0916', 'tệp nén (.zip)'),
    'a.doc': (b'\xD0\xCF\x11\xE0' + bytes(600), 'KH0916', '(.doc, .xls)'),
    'a.pdf': (b'%PDF-1.7\nx , y\n', 'KH0916', 'tệp PDF'),
    'a.rtf': (b'{\\rtf1 x , y}', 'KH0916', 'tệp RTF'),
    'a.png': (b'\x89PNG\r\n\x1a\n' + bytes(60), 'KH0916', 'tệp ảnh'),
    'u16.md': ('\ufeff# I. A\n'.encode('utf-16-le'), 'KH0915', 'UTF-16'),
    'a.html': (b'<!DOCTYPE html><p>x , y</p>\n', 'KH0915', 'trang web'),
}
COMMANDS = ['build', 'check', 'matrix', 'recipients', 'extract --all', 'register', 'export', 'fix', 'fmt', 'dump']

problems = []


def expect(condition, what):
    if not condition:
        problems.append(what)


class Call:
    """The program run once in a folder of its own, with files in it; what it said, and what lies there after it."""

    def __init__(self, arguments, files=(), stdin=b'', language='vi'):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in dict(files).items():
                if content is None:
                    os.mkdir(f'{folder}/{name}')
                    continue
                with open(f'{folder}/{name}', 'wb') as file:
                    file.write(content)
            done = subprocess.run([KEHOACH, *arguments, '--lang', language], cwd=folder, input=stdin, capture_output=True, timeout=60)
            self.status, self.out, self.err = done.returncode, done.stdout, done.stderr.decode()
            self.left = {}
            for name in sorted(os.listdir(folder)):
                if os.path.isfile(f'{folder}/{name}'):
                    with open(f'{folder}/{name}', 'rb') as file:
                        self.left[name] = file.read()
        self.name = ' '.join(arguments)

    def says(self, *words, status=2):
        expect(self.status == status, f'{self.name}: exit {self.status}: {self.err[:300]}')
        for word in words:
            expect(word in self.err, f'{self.name}: does not say “{word}”: {self.err[:300]}')
        return self


def foreign_files():
    """No command reads them as plans, none writes to them, nothing else appears."""
    for command in COMMANDS:
        for name, (content, code, what) in FOREIGN.items():
            call = Call([*command.split(), name], {name: content}).says(code, what)
            expect(call.left == {name: content}, f'{command} {name}: left {sorted(call.left)}, changed or new')
    Call(['check', '-'], stdin=WORD).says('KH0915')


def bytes_of_no_text():
    """A plan with stray zeros compiles, but fix does not write it back."""
    spoilt = b'# I. A\n\nN\xc3\xa2ng cao , m\xe1\xbb\x9f r\xe1\xbb\x99ng \0.\n'
    Call(['check', 'plan.md'], {'plan.md': spoilt}).says('KH0001', status=0)
    list_of = '\n\nĐề nghị Sở Tài chính báo cáo./.\n\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\n'.encode()
    call = Call(['recipients', '--write', 'plan.md'], {'plan.md': spoilt + list_of}).says('KH0916')
    expect(call.left == {'plan.md': spoilt + list_of}, 'recipients --write: wrote to a file with zeros')
    for command in ('fix', 'fmt'):
        call = Call([command, 'plan.md'], {'plan.md': spoilt + b'\n\n\n'}).says('KH0916')
        expect(call.left == {'plan.md': spoilt + b'\n\n\n'}, f'{command}: wrote to a file with zeros')


def quiet():
    """With -q nothing is said of the plan, but always why something could not be done."""
    Call(['check', '-q', 'plan.md'], {'plan.md': b''}).says(status=1)
    expect(Call(['check', '-q', 'plan.md'], {'plan.md': PLAN}).err == '', '-q: says something of the plan')
    expect(Call(['matrix', '-q', 'plan.md'], {'plan.md': PLAN}).err == '', '-q: says that the matrix is empty')
    Call(['check', '-q', 'khong-co.md']).says('khong-co.md: lỗi[KH0901]')
    Call(['build', '-q', 'plan.md', '-o', 'tep/ra', '--to', 'html'], {'plan.md': PLAN, 'tep': b''}).says('KH0903')
    Call(['build', '-q', 'plan.md', '--stage', 'issue'], {'plan.md': PLAN}).says('KH0908', status=1)


def arguments():
    """An option or a name that the command does not have is never passed over."""
    Call(['check', '--agency', 'Sở Y tế', 'plan.md'], {'plan.md': PLAN}).says('“check” không có tùy chọn “--agency”', 'matrix, extract')
    Call(['fmt', '--renumber', 'plan.md'], {'plan.md': PLAN}, language='en').says('“fmt” has no option “--renumber”', 'fix')
    Call(['rules', 'KH0304']).says('“rules” không nhận tên nào: “KH0304”', 'kehoach rules --help')
    Call(['register', '--list', 'kho.db']).says('KH0909', 'kho.db')
    Call(['build', '--to', 'word', 'plan.md'], {'plan.md': PLAN}).says('“word”', 'pdf, html, docx, matrix')
    Call(['dump', '--phase', 'x', 'plan.md'], {'plan.md': PLAN}).says('blocks, syntax, plan, doc, frames')
    Call(['build', '-o', 'ra.pdf', '--to', 'pdf,html', 'plan.md'], {'plan.md': PLAN}).says('KH0909', 'ra.pdf')
    Call(['matrix', '-o', 'ra.doc', 'plan.md'], {'plan.md': PLAN}).says('KH0909', 'ra.doc', 'xlsx')
    Call(['build', '-x', 'plan.md'], {'plan.md': PLAN}).says('“-x”')
    expect('có phải' not in Call(['build', '-x']).err, '-x: one letter is near to nothing')
    Call(['build', '--to', 'csv,csv', 'plan.md'], {'plan.md': PLAN}).says('“csv,csv”')


def help_pages():
    whole = Call(['--help']).out.decode()
    for words in (['help'], ['help', 'help'], ['build', '--help'], ['help', 'build']):
        call = Call(words)
        expect(call.status == (2 if words == ['help', 'help'] else 0), f'{words}: exit {call.status}')
    expect(Call(['help']).out.decode() == whole, 'help is not --help')
    for language in ('vi', 'en'):
        page = Call(['help'], language=language).out.decode()
        for command in [*COMMANDS, 'import a', 'diff a', 'explain a', 'rules', 'agencies']:
            name = command.split()[0]
            part = Call(['help', name], language=language).out.decode()
            expect(part == Call([name, '-h'], language=language).out.decode(), f'help {name} is not {name} -h')
            expect(part.startswith(f'  {name} ') and part != page and part.split('\n')[0] in page, f'help {name}: {part[:60]}')
            expect('--lang' in part, f'help {name}: without the common options')
    Call(['help', 'bild']).says('“bild”', '“build”')


def screen():
    """What a terminal is told: where a product went, and no bytes that it cannot show."""
    def in_terminal(*arguments):
        with tempfile.TemporaryDirectory() as folder:
            with open(f'{folder}/plan.md', 'wb') as file:
                file.write(PLAN)
            master, slave = os.openpty()
            done = subprocess.run([KEHOACH, *arguments, '--lang', 'vi'], cwd=folder, stdout=slave, stderr=slave, stdin=slave, timeout=60)
            os.close(slave)
            said = b''
            while True:
                try:
                    part = os.read(master, 4096)
                except OSError:  # the other end is closed
                    break
                if not part:
                    break
                said += part
            os.close(master)
            return done.returncode, said.decode()
    status, said = in_terminal('matrix', '-f', 'xlsx', 'plan.md')
    expect(status == 2 and 'KH0917' in said and 'PK' not in said and '-o matrix.xlsx' in said, f'xlsx on a screen: {said[:200]}')
    expect('đã ghi: plan.html, plan.matrix.csv' in in_terminal('build', '--to', 'html,csv', 'plan.md')[1], 'build: does not say what it wrote')
    expect(in_terminal('build', '-q', '--to', 'html', 'plan.md')[1] == '', '-q: says what it wrote')


def tables_beside():
    """Tables of an office that cannot be read are explained in the language asked for."""
    faults = {
        'co-quan.tsv': [('id\tabc\nx\ty\n', 'dòng 1: thiếu tên cột id hoặc full_name', 'line 1: no column id, or no full_name'),
                        ('id\tfull_name\n\tSở X\n', 'dòng 2: thiếu mã', 'line 2: no id')],
        'noi-nhan.tsv': [('rank\tx\n', 'dòng 1: thiếu tên cột rank', 'line 1: no column rank'),
                         ('rank\tbodies\twhen\n99\tso-y-te\talways\n', 'dòng 2: cột rank', 'line 2: the column rank'),
                         ('rank\tbodies\twhen\n3\tkhong-co\talways\n', 'không có cơ quan với mã khong-co', 'no body with the id khong-co')],
    }
    for name, rows in faults.items():
        for content, vietnamese, english in rows:
            files = {'plan.md': PLAN, name: content.encode()}
            Call(['check', 'plan.md'], files).says('KH0902', vietnamese)
            said = Call(['check', 'plan.md'], files, language='en').says('KH0902', english).err
            expect('dòng' not in said, f'{name}: Vietnamese in English: {said[:200]}')


def outputs():
    Call(['matrix', 'plan.md', '-o', 'ra'], {'plan.md': PLAN, 'ra': None}).says('KH0903', 'không ghi được', 'thư mục')
    Call(['matrix', 'plan.md', '-o', 'khong-co/ra.txt'], {'plan.md': PLAN}).says('KH0903', 'không có thư mục ấy')


def main():
    for check in (foreign_files, bytes_of_no_text, quiet, arguments, help_pages, screen, tables_beside, outputs):
        check()
    print('\n'.join(problems))
    print(f'{len(problems)} problems')
    return len(problems) > 0


sys.exit(main())
