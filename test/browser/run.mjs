#!/usr/bin/env node
// The HTML pages in a real browser: those of plans and their matrices, and some hard cases. They fit every screen, are filtered,
// sorted and printed as they should, need nothing from outside, work without a script, and the checkers find nothing.
//
// usage: run.mjs KEHOACH FOLDER-FOR-PACKAGES PLAN-OR-FOLDER...   exit 77 (skipped) without Chromium or the packages
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import * as matrix from './matrix.mjs';
import * as page from './page.mjs';
import { axe, chromium, install, kehoach, launch, nu, open, SKIPPED, text } from './tools.mjs';
import { hardCases } from './cases.mjs';

const [program, packages, ...given] = process.argv.slice(2);

function plansOf(paths) {
  return paths.flatMap((one) => statSync(one).isDirectory()
    ? readdirSync(one).filter((name) => name.endsWith('.md')).sort().map((name) => path.join(one, name)) : [one]);
}

// The parts of a check, one after the other on one open page; and what it complained of and asked for.
async function checkParts(browser, file, parts) {
  const opened = await open(browser, file), problems = [];
  for (const part of parts) problems.push(...await part(opened));
  problems.push(...opened.complaints.map((complaint) => 'the browser: ' + complaint));
  await opened.context().close();
  return problems;
}

const anyPage = (modules) => [page.structure, page.skipLink, page.pictures, page.fits, (opened) => axe(opened, modules)];

async function checkPlain(browser, modules, file) {
  return [...await page.withoutScript(browser, file), ...await checkParts(browser, file, anyPage(modules))];
}

async function checkMatrix(browser, modules, file) {
  const parts = [matrix.filters, matrix.words, matrix.sorting, matrix.sortingWords, matrix.picturesFollow, matrix.print, matrix.narrow];
  const whenRows = parts.map((part) => async (opened) => await opened.locator('#bang-phan-cong tbody tr').count() ? part(opened) : []);
  return [...await page.withoutScript(browser, file), ...await checkParts(browser, file, [...anyPage(modules), ...whenRows])];
}

// Of thousands of rows what depends on their number; the rest is the same as of few.
const checkLarge = (browser, file) => checkParts(browser, file, [matrix.words, matrix.sortingWords, matrix.quarter, matrix.picturesFollow]);

// The list, and some of the many extracts, which are all of one make.
const sample = (names) => names.filter((name, i) => name === 'index.html' || i % 24 === 0);

// Every other page that the program can make: extracts of one plan and of several with their list, recipients, comparisons,
// views of the matrix.
function otherPages(folder, plans) {
  const made = [], at = (name) => path.join(folder, name);
  const make = (name, ...options) => { kehoach(program, ...options, '-o', at(name)); made.push(at(name)); };
  for (const [name, given] of [['extracts', plans], ['extracts-one', plans.slice(0, 1)]]) {
    kehoach(program, 'extract', '--all', '--to', 'html', '-o', at(name), ...given);
    made.push(...sample(readdirSync(at(name)).sort()).map((file) => path.join(at(name), file)));
  }
  plans.slice(0, 2).forEach((plan, i) => make(`recipients-${i}.html`, 'recipients', '-f', 'html', plan));
  make('diff.html', 'diff', '-f', 'html', plans[0], plans[1]);
  make('diff-same.html', 'diff', '-f', 'html', plans[0], plans[0]);
  make('diff-draft.html', 'diff', '-f', 'html', plans[0], changed(folder, plans[0]));
  for (const view of ['agency', 'time', 'summary']) {
    make(`${view}.html`, 'matrix', '--by', view, plans[0]);
    make(`${view}-all.html`, 'matrix', '--by', view, ...plans);
  }
  make('english.html', 'matrix', '--by', 'summary', '--lang', 'en', ...plans);
  make('pictures-in-plan.html', 'build', '--to', 'html', pictured(folder, plans[0]));
  return made;
}

// Another draft: words, bodies and times changed, an item gone, one new.
function changed(folder, plan) {
  const file = path.join(folder, 'draft.md'), lines = text(plan).split('\n'), items = lines.flatMap((line, i) => /^- Cơ quan/.test(line) ? [i] : []);
  items.forEach((at, i) => { if (i % 2) lines[at] = lines[at].replace(/:.*/, ': Sở Nội vụ; Sở Y tế.'); else if (i % 3 === 0) lines[at] = ''; });
  writeFileSync(file, lines.join('\n').replaceAll('2026', '2027') + '\nMột đoạn nữa.\n');
  return file;
}

function pictured(folder, plan) {
  const file = path.join(folder, 'pictured.md');
  writeFileSync(file, text(plan).replace(/^---\n/, '---\nphụ lục phân công: có biểu đồ\n'));
  return file;
}

// STEM.html and STEM.matrix.html of each plan, in one folder.
function build(plans, folder) {
  for (const plan of plans) kehoach(program, 'build', '-q', '--to', 'html,matrix-html', '-o', folder, plan);
  return plans.map((plan) => path.join(folder, path.basename(plan).replace(/\.(md|txt)$/, '')));
}

async function main() {
  const modules = chromium() && install(path.resolve(packages));
  if (!modules) {
    console.log('no Chromium, or its packages cannot be installed: skipped');
    return SKIPPED;
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kehoach-pages-'));
  const browser = await launch(modules);
  let passed = 0, failed = 0;
  const report = (name, problems) => {
    if (process.env.KEHOACH_PAGES_VERBOSE) console.log(new Date().toISOString(), name);
    problems.slice(0, 12).forEach((problem) => console.log(`${name}: ${problem}`));
    problems.length ? failed++ : passed++;
  };
  try {
    const plans = plansOf(given), files = [];
    for (const stem of build(plans, folder)) {
      files.push(stem + '.html', stem + '.matrix.html');
      report(path.basename(stem) + '.html', await checkPlain(browser, modules, stem + '.html'));
      report(path.basename(stem) + '.matrix.html', await checkMatrix(browser, modules, stem + '.matrix.html'));
      report(path.basename(stem) + ' links', await matrix.links(browser, stem + '.matrix.html', stem + '.html'));
    }
    const all = path.join(folder, 'all-plans.html');
    kehoach(program, 'matrix', '-o', all, ...plans);
    files.push(all);
    report('all plans', await checkMatrix(browser, modules, all));
    const agency = path.join(folder, 'by-agency.html');
    kehoach(program, 'matrix', '--by', 'agency', '-o', agency, plans[0]);
    files.push(agency);
    report('by agency', await checkMatrix(browser, modules, agency));
    for (const other of otherPages(folder, plans)) {
      files.push(other);
      report(path.relative(folder, other), await checkPlain(browser, modules, other));
    }
    for (const [name, source, options = [], large = false] of hardCases()) {
      const file = path.join(folder, name + '.html');
      writeFileSync(path.join(folder, name + '.md'), source);
      kehoach(program, 'matrix', ...options, '-o', file, path.join(folder, name + '.md'));
      files.push(file);
      report(name, await (large ? checkLarge(browser, file) : checkMatrix(browser, modules, file)));
    }
    report('Nu HTML checker', nu(modules, files));
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main();
