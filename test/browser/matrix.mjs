// Checks of the matrix on a page: filters, order, count, print, links. What is right is computed from the rows themselves, in
// another way than the page does.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { open } from './tools.mjs';

// All rows as the page came, with their attributes and the words of their cells.
export const rows = (page) => page.evaluate(() => [...document.querySelectorAll('#bang-phan-cong tbody tr')].map((row) => ({
  ...row.dataset, cells: [...row.cells].map((cell) => cell.textContent) })));

const shown = (page) => page.evaluate(() => [...document.querySelectorAll('#bang-phan-cong tbody tr')]
  .filter((row) => !row.hidden && !row.closest('tbody').hidden).map((row) => row.cells[0].textContent));

const options = (page, name) => page.locator(`form.filter select[name="${name}"] option`).evaluateAll((all) => all.map((o) => o.value));
const choose = (page, name, value) => page.locator(`form.filter select[name="${name}"]`).selectOption(value);
const status = (page) => page.locator('form.filter [role=status]').textContent();
const reset = (page) => page.locator('form.filter [type=reset]').click();

const list = (row, key) => (row[key] || '').split('|').filter(Boolean);
const bare = (words) => words.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();

async function expect(page, all, right, what) {
  return compare(all.filter(right).map((row) => row.cells[0]), await shown(page), await status(page), what);
}

function compare(wanted, got, said, what) {
  const problems = [];
  if (got.join() !== wanted.join()) problems.push(`${what}: rows ${got.slice(0, 9)}… are shown, right are ${wanted.slice(0, 9)}…`);
  if (!said.includes(String(wanted.length))) problems.push(`${what}: ${wanted.length} rows are right, but it says “${said}”`);
  return problems;
}

// Sets boxes one way after the other, all in the page, and tells what is shown then.
const tryAll = (page, settings) => page.evaluate((all) => all.map((values) => {
  const form = document.querySelector('form.filter');
  for (const box of form.querySelectorAll('select')) box.value = values[box.name] || '';
  form.elements.role.dispatchEvent(new Event('input', { bubbles: true }));
  return { status: form.querySelector('[role=status]').textContent, shown: [...document.querySelectorAll('#bang-phan-cong tbody tr')]
    .filter((row) => !row.hidden && !row.closest('tbody').hidden).map((row) => row.cells[0].textContent) };
}), settings);

// The boxes and what is right for a row: bodies in any role and as lead, quarters, holes.
export async function filters(page) {
  const all = await rows(page), keys = (await options(page, 'role')).filter(Boolean), tried = [];
  const add = (values, right) => tried.push({ values, right });
  for (const name of (await options(page, 'name')).slice(1, 5)) {
    add({ name }, (row) => keys.some((key) => list(row, key).includes(name)));
    add({ name, role: 'lead' }, (row) => list(row, 'lead').includes(name));
  }
  for (const quarter of (await options(page, 'span-quarters')).slice(1))
    add({ 'span-quarters': quarter }, (row) => list(row, 'quarters').some((span) => {
      const [from, to] = span.split('-').map(Number);
      return from <= quarter && quarter <= to;
    }));
  for (const hole of (await options(page, 'list-lacks')).slice(1)) add({ 'list-lacks': hole }, (row) => list(row, 'lacks').includes(hole));
  add({}, () => true);
  const got = await tryAll(page, tried.map(({ values }) => values));
  return tried.flatMap(({ values, right }, i) =>
    compare(all.filter(right).map((row) => row.cells[0]), got[i].shown, got[i].status, JSON.stringify(values)));
}

// One quarter of many, and back.
export async function quarter(page) {
  const all = await rows(page), value = (await options(page, 'span-quarters'))[5];
  await choose(page, 'span-quarters', value);
  const problems = await expect(page, all, (row) => list(row, 'quarters').some((span) => {
    const [from, to] = span.split('-').map(Number);
    return from <= value && value <= to;
  }), 'quarter ' + value);
  await reset(page);
  return problems;
}

// Words without marks find words with them; the button brings all rows back.
export async function words(page) {
  const all = await rows(page), problems = [], field = page.locator('form.filter input[name=words]');
  for (const wanted of ['tuyen truyền', 'khong co chu nao nhu the']) {
    await field.fill(wanted);
    problems.push(...await expect(page, all, (row) => bare(row.cells.join('\n')).includes(bare(wanted)), wanted));
  }
  await reset(page);
  await page.waitForSelector('#bang-phan-cong tr[hidden]', { state: 'detached' }); // a function would be eval'd: the page forbids it
  return problems.concat(await expect(page, all, () => true, 'reset'));
}

// Each header sorts upwards, downwards, and back, and says so; the first by keyboard.
export async function sorting(page) {
  const problems = [];
  const seen = await page.evaluate(() => {
    const body = () => [...document.querySelectorAll('#bang-phan-cong tbody tr')];
    return [...document.querySelectorAll('#bang-phan-cong thead th')].map((th, column) => [0, 1, 2].map(() => {
      th.querySelector('button').click();
      return { state: th.getAttribute('aria-sort'), ids: body().map(({ cells }) => cells[0].textContent).join(),
        values: body().map(({ cells }) => cells[column].dataset.order || cells[column].textContent.trim()) };
    }));
  });
  const numbers = /^[\d-]+$/, collator = new Intl.Collator('vi', { numeric: true });
  const original = (await rows(page)).map((row) => row.cells[0]).join();
  seen.forEach((states, column) => {
    if (states.map(({ state }) => state).join() !== 'ascending,descending,none') problems.push(`column ${column}: aria-sort does not follow`);
    if (states[2].ids !== original) problems.push(`column ${column}: the rows do not come back`);
    states.slice(0, 2).forEach(({ values }, down) => {
      const filled = values.filter(Boolean);
      if (values.slice(0, filled.length).some((value) => !value)) problems.push(`column ${column}: an empty cell is not last`);
      const wrong = filled.findIndex((value, i) => i && numbers.test(value) && numbers.test(filled[i - 1]) &&
        collator.compare(filled[i - 1], value) * (down ? -1 : 1) > 0);
      if (wrong > 0) problems.push(`column ${column}: “${filled[wrong - 1]}” before “${filled[wrong]}”`);
    });
  });
  await page.locator('#bang-phan-cong thead th button').first().focus();
  await page.keyboard.press('Enter');
  if (await page.locator('#bang-phan-cong th').first().getAttribute('aria-sort') !== 'ascending') problems.push('the key does not sort');
  await reset(page);
  return problems;
}

// Letters sort as in Vietnamese without marks first; the box does what the headers do.
export async function sortingWords(page) {
  const problems = [];
  await choose(page, 'sort', '2');
  const names = (await rows(page)).map((row) => bare(row.cells[1].replace(/\d+/g, (digits) => digits.padStart(8, '0')).trim()));
  if (names.some((name, i) => i && names[i - 1] > name)) problems.push('tasks are not in the order of their letters');
  if (await page.locator('#bang-phan-cong th').nth(1).getAttribute('aria-sort') !== 'ascending') problems.push('the box does not mark the header');
  await reset(page);
  return problems;
}

// What the pictures show: rows of the timeline that stand for tasks, and of each body the cells of its counts.
const drawn = (page) => page.evaluate(() => [...document.querySelectorAll('figure.picture[data-table]')].map((figure) => ({
  note: figure.querySelector('.follows').hidden ? '' : figure.querySelector('.follows').textContent,
  rows: [...figure.querySelectorAll('g[data-figures]')].filter((g) => g.getClientRects().length && g.getAttribute('display') !== 'none')
    .map((g) => ({ rows: g.dataset.rows, body: g.dataset.body, at: g.getCTM().f, counts: Object.entries([...g.querySelectorAll('text[data-cell]')]
      .filter((text) => text.getAttribute('display') !== 'none')
      .reduce((cells, text) => ({ ...cells, [text.dataset.cell]: [...cells[text.dataset.cell] || [], +text.textContent] }), {})) })),
  figures: [...figure.querySelectorAll('tbody tr')].filter((row) => !row.hidden).map((row) => [...row.cells].map((cell) => cell.textContent)),
  words: [...figure.querySelectorAll('svg:not([hidden]) desc')].map((desc) => desc.textContent).join(' ') })));

// The counts of each body over tasks that are shown, told from the rows; each task once, who leads it has that part alone.
function countsOf(all, right) {
  const tasks = new Map();
  all.forEach((row, i) => tasks.set(+(row.of ?? i), [...tasks.get(+(row.of ?? i)) || [], row]));
  const counts = {}, shown = [...tasks].filter(([, rows]) => rows.some(right));
  for (const [, [row]] of shown)
    for (const name of new Set([...list(row, 'lead'), ...list(row, 'coordinate')]))
      for (const cell of list(row, 'columns')) ((counts[name] ||= {})[cell] ||= [0, 0])[list(row, 'lead').includes(name) ? 0 : 1]++;
  return { counts, tasks: shown.map(([at]) => at) };
}

// A filter acts on the pictures as on the table, and they come back as they were.
export async function picturesFollow(page) {
  if (!await page.locator('figure.picture[data-table]').count()) return [];
  const all = await rows(page), problems = [];
  // The page draws when it has time: what is not right at once is looked at again.
  const eventually = async (look) => {
    for (let tries = 0; ; tries++) {
      const found = await look();
      if (!found.length || tries === 50) return problems.push(...found);
      await page.waitForTimeout(100);
    }
  };
  await eventually(async () => (await drawn(page)).some(({ note }) => note) ? ['a filter that was taken back is still told of'] : []);
  const before = await drawn(page);
  const check = (right, what) => eventually(async () => {
    const problems = [];
    const wanted = countsOf(all, right), words = all.every(right) ? '' : await page.locator('.shown').textContent();
    for (const { note, rows: shown, figures, words: told } of await drawn(page)) {
      if (note !== words) problems.push(`${what}: over the picture stands “${note}”, not “${words}”`);
      if (shown.length && !told.includes(words)) problems.push(`${what}: the words of the picture do not say that it is filtered`);
      if (figures.length !== shown.length) problems.push(`${what}: ${shown.length} rows are drawn, the table has ${figures.length}`);
      const tasks = shown.filter((row) => row.rows).map(({ rows: span }) => span.split('-').map(Number));
      const missing = wanted.tasks.filter((at) => tasks.length && !tasks.some(([from, to]) => from <= at && at <= to));
      const wrong = tasks.filter(([from, to]) => !wanted.tasks.some((at) => from <= at && at <= to));
      if (missing.length || wrong.length) problems.push(`${what}: tasks ${missing} are not drawn, ${wrong} are`);
      for (const { body, counts } of shown.filter((row) => row.body)) {
        const got = JSON.stringify(counts.sort()), right = JSON.stringify(Object.entries(wanted.counts[body] || {}).sort());
        if (got !== right) problems.push(`${what}: ${body} has ${got}, right is ${right}`);
      }
    }
    return problems;
  });
  for (const name of (await options(page, 'name')).slice(1, 4)) {
    await choose(page, 'name', name);
    await check((row) => ['lead', 'coordinate', 'monitor'].some((key) => list(row, key).includes(name)), name);
  }
  await reset(page);
  await choose(page, 'list-lacks', 'product');
  await check((row) => list(row, 'lacks').includes('product'), 'no product');
  await reset(page);
  await eventually(async () => JSON.stringify(await drawn(page)) === JSON.stringify(before) ? [] : ['without a filter the pictures are not as they were']);
  return problems;
}

// On paper: no form, the rows that are shown, and a line that says what was asked for.
export async function print(page) {
  const all = await rows(page), problems = [];
  const name = (await options(page, 'name'))[1];
  if (name) await choose(page, 'name', name);
  await page.emulateMedia({ media: 'print' });
  const seen = await page.evaluate(() => {
    const visible = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.getClientRects().length);
    return { screen: visible('nav, .skip, form.filter, summary').length, rows: visible('#bang-phan-cong tbody tr').length,
      line: visible('.shown').map((e) => e.textContent).join() };
  });
  const count = (await shown(page)).length;
  if (seen.screen) problems.push('what is for the screen is printed');
  if (seen.rows !== count || (name && all.length > 1 && count > all.length)) problems.push(`${seen.rows} rows are printed, ${count} are shown`);
  if (name && !seen.line.includes(name)) problems.push(`the printed line says “${seen.line}”`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  if (pdf.length < 1000) problems.push('nothing is printed');
  await page.emulateMedia({ media: 'screen' });
  await reset(page);
  return problems;
}

// At 360 px each row is a card: every cell under its title, nothing to be pushed sideways.
export async function narrow(page) {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  const problems = await page.evaluate(() => {
    const region = document.querySelector('.stacks'), found = [];
    if (region.scrollWidth > region.clientWidth + 1) found.push('at 360 px the table is wider than the screen');
    const cells = [...document.querySelector('#bang-phan-cong tbody tr').cells].filter((cell) => cell.textContent);
    if (cells.some((cell, i) => i && cell.getBoundingClientRect().top < cells[i - 1].getBoundingClientRect().bottom - 1))
      found.push('at 360 px cells stand side by side');
    if (cells.some((cell) => !getComputedStyle(cell, '::before').content.includes(cell.dataset.title))) found.push('a cell has no title');
    return found;
  });
  await page.setViewportSize(before);
  return problems;
}

// Each row leads to an element of the plan's page in the file beside it, and a click goes there.
export async function links(browser, file, plan) {
  const page = await open(browser, file), problems = [];
  const found = await page.locator('#bang-phan-cong tbody a').evaluateAll((all) => all.map((a) => a.href));
  const target = await open(browser, plan), ids = new Set(await target.evaluate(() => [...document.querySelectorAll('[id]')].map((e) => e.id)));
  if (!found.length) problems.push('no row leads to the plan');
  for (const href of found) {
    const url = new URL(href), name = decodeURIComponent(url.hash.slice(1));
    url.hash = '';
    if (!existsSync(fileURLToPath(url)) || path.resolve(fileURLToPath(url)) !== path.resolve(plan)) problems.push('a link leads to ' + url);
    else if (!ids.has(name)) problems.push(`the plan's page has no “${name}”`);
  }
  if (found.length) {
    await page.locator('#bang-phan-cong tbody a').first().click();
    await page.waitForURL((url) => url.hash !== '');
    if (!await page.locator(':target').isVisible()) problems.push('a click does not show the place');
  }
  await page.context().close();
  await target.context().close();
  return problems;
}
