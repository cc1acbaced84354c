#!/usr/bin/env python3
"""The HTML page of a plan in a real browser: it fits every screen, can be filtered by keyboard, says what it shows, needs
nothing from outside and works without a script.

usage: page_test.py KEHOACH FILE-OR-FOLDER...      exit 77 (skipped) where there is no Chromium"""
import glob
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import chromium

STRUCTURE = '''(() => {
  const problems = [], ids = new Set();
  for (const element of document.querySelectorAll("[id]")) {
    if (ids.has(element.id)) problems.push("two elements are called " + element.id);
    ids.add(element.id);
  }
  for (const link of document.querySelectorAll("a[href^='#']"))
    if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) problems.push("a link leads nowhere: " + link.hash);
  let level = 0;
  for (const heading of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) {
    const own = +heading.tagName[1];
    if (own > level + 1) problems.push("a heading level is left out before: " + heading.textContent.slice(0, 60));
    level = own;
  }
  if (document.querySelectorAll("h1").length !== 1) problems.push("there is not one h1");
  if (document.documentElement.lang !== "vi") problems.push("lang is " + document.documentElement.lang);
  for (const th of document.querySelectorAll("th")) if (!th.scope) problems.push("a header cell has no scope");
  for (const image of document.images) if (!image.hasAttribute("alt")) problems.push("an image has no alt");
  for (const label of document.querySelectorAll("select,input")) if (!label.labels.length) problems.push("a field has no label");
  return problems;
})()'''

# Every stretch of text against the background it stands on: at least 4.5 to 1 (WCAG AA).
CONTRAST = '''(() => {
  const rgb = (s) => s.match(/[\\d.]+/g).map(Number);
  const light = (c) => c.slice(0, 3).map((v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
  const found = new Set();
  for (const e of document.querySelectorAll("body *")) {
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || ["SCRIPT", "STYLE"].includes(e.tagName)) continue;
    const a = light(rgb(getComputedStyle(e).color)), b = light(behind(e));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) found.add(e.tagName + "." + e.className + " " + ratio.toFixed(1));
  }
  return [...found];
})()'''

WIDTHS = (1920, 1280, 1024, 768, 375, 320)

FILTER = '''((name, role) => {
  const form = document.querySelector("form.filter"), table = document.getElementById(form.dataset.table);
  const all = [...table.tBodies[0].rows], shown = all.filter((row) => row.getClientRects().length);
  const has = (row, key) => (row.getAttribute("data-" + key) || "").split("|").includes(name);
  const keys = role ? [role] : [...form.elements.role.options].map((o) => o.value).filter(Boolean);
  const right = all.filter((row) => keys.some((key) => has(row, key)));
  return { all: all.length, shown: shown.length, right: right.length,
    same: shown.length === right.length && shown.every((row, i) => row === right[i]),
    status: form.querySelector("[role=status]").textContent };
})'''


class Page:
    def __init__(self, browser, path):
        self.browser, self.path, self.problems = browser, path, []

    def expect(self, good, what):
        if not good:
            self.problems.append(what)

    def fits(self):
        for width in WIDTHS:
            self.browser.open(self.path, width)
            wide = self.browser.evaluate('document.documentElement.scrollWidth')
            self.expect(wide <= width, f'at {width} px the page is {wide} px wide')
        for problem in self.browser.complaints():
            self.expect(False, 'the browser complains: ' + problem)
        self.expect(not self.browser.requests(), f'the page asks for {self.browser.requests()}')

    def structure(self):
        self.browser.open(self.path, 1280)
        for problem in self.browser.evaluate(STRUCTURE):
            self.expect(False, problem)
        for problem in self.browser.evaluate(CONTRAST):
            self.expect(False, 'contrast: ' + problem)

    def keyboard(self):
        self.browser.open(self.path, 1280)
        self.browser.key('Tab')
        self.expect(self.browser.evaluate('document.activeElement.className') == 'skip', 'the first stop is no skip link')
        self.browser.key('Enter', text='\r')
        self.expect(self.browser.evaluate('location.hash') == '#trang-noi-dung', 'the skip link does not lead to the text')

    def filter(self):
        self.browser.open(self.path, 1280)
        if not self.browser.evaluate('!!document.querySelector("form.filter")'):
            return
        names = self.browser.evaluate('[...document.querySelector("form.filter select").options].map((o) => o.value)')
        roles = self.browser.evaluate('[...document.querySelector("form.filter").elements.role.options].map((o) => o.value)')
        for role in roles:
            for name in names[1:6]:
                self.choose(name, role)
                got = self.browser.evaluate(f'{FILTER}({name!r}, {role!r})')
                self.expect(got['same'], f'{name}, {role or "any role"}: {got["shown"]} rows shown, {got["right"]} are right')
                self.expect(str(got['shown']) in got['status'], f'{got["shown"]} rows are shown, but it says “{got["status"]}”')
        self.words()
        if len(names) > 1:
            self.arrows()

    def choose(self, name, role):
        self.browser.evaluate(f'''(() => {{ const form = document.querySelector("form.filter");
          form.elements.name.value = {name!r}; form.elements.role.value = {role!r};
          form.elements.role.dispatchEvent(new Event("input", {{ bubbles: true }})); }})()''')

    def words(self):
        """Words without marks find words with them; the button brings all rows back."""
        self.browser.evaluate('document.querySelector("form.filter [type=reset]").click()')
        self.browser.evaluate('document.querySelector("form.filter input").focus()')
        self.browser.type('khong co chu nao nhu the')
        rows = 'document.querySelectorAll("table tbody tr[data-task]:not([hidden])").length'
        self.expect(self.browser.evaluate(rows) == 0, 'words that stand nowhere find rows')
        self.browser.evaluate('document.querySelector("form.filter [type=reset]").click()')
        self.browser.evaluate('new Promise((done) => setTimeout(done, 20))')
        self.expect(self.browser.evaluate(rows + ' === document.querySelectorAll("tr[data-task]").length'),
                    'the reset button does not bring all rows back')

    def arrows(self):
        """By keyboard alone: an arrow in the box of names chooses the first."""
        self.browser.evaluate('document.querySelector("form.filter select").focus()')
        self.browser.key('ArrowDown')
        name = self.browser.evaluate('document.querySelector("form.filter select").value')
        self.expect(name and self.browser.evaluate(f'{FILTER}({name!r}, "")')['same'], 'the arrow key does not filter')

    def print(self):
        self.browser.send('Emulation.setEmulatedMedia', media='print')
        self.browser.open(self.path, 1280)
        seen = self.browser.evaluate('[...document.querySelectorAll("nav, .skip, form.filter")].filter((e) => e.getClientRects().length).length')
        self.expect(seen == 0, 'what is for the screen is printed')
        self.browser.send('Emulation.setEmulatedMedia', media='')

    def without_script(self):
        self.browser.send('Emulation.setScriptExecutionDisabled', value=True)
        self.browser.open(self.path, 1280)
        document = self.browser.send('DOM.getDocument')['root']['nodeId']
        form = self.browser.send('DOM.querySelector', nodeId=document, selector='form.filter:not([hidden])')['nodeId']
        row = self.browser.send('DOM.querySelector', nodeId=document, selector='tr[hidden]')['nodeId']
        self.expect(not form and not row, 'without a script the form shows or rows are hidden')
        self.browser.send('Emulation.setScriptExecutionDisabled', value=False)


def check(browser, path):
    page = Page(browser, path)
    for part in (page.fits, page.structure, page.keyboard, page.filter, page.print, page.without_script):
        part()
    return page.problems


def main():
    kehoach, *given = sys.argv[1:]
    plans = [plan for path in given for plan in (sorted(glob.glob(path + '/*.md')) if os.path.isdir(path) else [path])]
    if not chromium.program():
        print('no Chromium: skipped')
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder, chromium.Browser() as browser:
        for plan in plans:
            path = plan
            if not plan.endswith('.html'):
                path = os.path.join(folder, os.path.splitext(os.path.basename(plan))[0] + '.html')
                subprocess.run([kehoach, 'build', '--to', 'html', '-q', '-o', folder, plan], check=False)
            problems = check(browser, path)
            failed += bool(problems)
            for problem in problems:
                print(f'{plan}: {problem}')
    print(f'{len(plans) - failed} passed, {failed} failed')
    return failed > 0


sys.exit(main())
