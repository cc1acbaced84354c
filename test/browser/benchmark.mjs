#!/usr/bin/env node
// What the page of a large matrix costs its reader: from a key or a click to the picture that shows what it did, as the browser
// itself counts (event timing), on a computer's screen and on a phone's. Printed beside the budget; nothing fails by time.
//
// usage: benchmark.mjs KEHOACH FOLDER-FOR-PACKAGES [ROWS] [RUNS]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { chromium, install, kehoach, launch, open, SKIPPED } from './tools.mjs';
import { thousands } from './cases.mjs';

const [program, packages, rows = '5000', runs = '7'] = process.argv.slice(2);
const BUDGET = 100; // milliseconds from input to picture
const SCREENS = [{ width: 1280, height: 900 }, { width: 360, height: 800 }];
const WORDS = 'truyen thong so 77';

// The page notes every event that took longer than a frame, and the frames themselves.
const watch = (page) => page.evaluate(() => {
  window.noted = [];
  new PerformanceObserver((list) => window.noted.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'event', durationThreshold: 16, buffered: false });
});

// Does one thing and waits until all is painted; the longest of its events.
async function cost(page, act) {
  await page.evaluate(() => { window.noted.length = 0; });
  await act();
  await page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 120))), 250)));
  return page.evaluate(() => Math.max(0, ...window.noted));
}

async function typing(page) {
  const field = page.locator('form.filter input[name=words]'), costs = [];
  await field.focus();
  for (const letter of WORDS) costs.push(await cost(page, () => page.keyboard.press(letter === ' ' ? 'Space' : letter)));
  for (const _ of WORDS) costs.push(await cost(page, () => page.keyboard.press('Backspace')));
  return costs;
}

// The box of a phone and of a computer alike: its arrows go through every column, up and down.
async function sorting(page) {
  const box = page.locator('form.filter select[name=sort]'), costs = [], count = await box.locator('option').count();
  await box.focus();
  for (let i = 1; i < count; i++) costs.push(await cost(page, () => page.keyboard.press('ArrowDown')));
  return costs;
}

async function headers(page) {
  const costs = [];
  for (const button of await page.locator('#bang-phan-cong thead button').all())
    for (let i = 0; i < 3 && await button.isVisible(); i++) costs.push(await cost(page, () => button.click()));
  return costs;
}

async function boxes(page) {
  const costs = [];
  for (const name of ['name', 'role', 'span-quarters', 'list-lacks']) {
    await page.locator(`form.filter select[name="${name}"]`).focus();
    for (const key of ['ArrowDown', 'ArrowUp']) costs.push(await cost(page, () => page.keyboard.press(key)));
  }
  return costs;
}

function show(screen, name, all) {
  if (!all.length) return;
  const sorted = [...all].sort((a, b) => a - b), worst = sorted.at(-1), middle = sorted[sorted.length >> 1];
  console.log(`${(screen.width + ' px').padEnd(8)} ${name.padEnd(10)} ${String(middle).padStart(6)} ${String(worst).padStart(6)}${name === 'load' ? '' : '  ≤ ' + BUDGET}`);
}

async function main() {
  const modules = chromium() && install(path.resolve(packages));
  if (!modules) return SKIPPED;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'kehoach-pages-')), plan = path.join(folder, 'plan.md'), file = path.join(folder, 'plan.html');
  const browser = await launch(modules);
  try {
    writeFileSync(plan, thousands(+rows));
    kehoach(program, 'matrix', '-o', file, plan);
    console.log(`${rows} rows; milliseconds from input to picture: median of all, worst (least of ${runs} runs)`);
    for (const viewport of SCREENS) {
      const least = {};
      for (let run = 0; run < +runs; run++) {
        const begin = performance.now(), page = await open(browser, file, { viewport });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 500))));
        await watch(page);
        const seen = { 'load': [Math.round(performance.now() - begin - 500)], 'a key': await typing(page), 'a box': await boxes(page), 'sorting': await sorting(page), 'a header': await headers(page) };
        for (const [name, costs] of Object.entries(seen)) least[name] = costs.map((one, i) => Math.min(one, least[name]?.[i] ?? Infinity));
        await page.context().close();
      }
      for (const [name, costs] of Object.entries(least)) show(viewport, name, costs);
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return 0;
}

process.exitCode = await main();
