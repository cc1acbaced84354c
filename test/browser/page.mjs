// Checks of any page that the program writes. Each takes an open page or a file and returns problems, one line each.
import { open } from './tools.mjs';

const WIDTHS = [1920, 1280, 1024, 768, 375, 360, 320];

// It fits every screen.
export async function fits(page) {
  const problems = [], before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) problems.push(`at ${width} px the page is ${wide} px wide`);
  }
  await page.setViewportSize(before);
  return problems;
}

export async function structure(page) {
  return page.evaluate(() => {
    const problems = [], ids = new Set();
    for (const { id } of document.querySelectorAll('[id]')) {
      if (ids.has(id)) problems.push('two elements are called ' + id);
      ids.add(id);
    }
    for (const link of document.querySelectorAll('a[href^="#"]'))
      if (!ids.has(decodeURIComponent(link.hash.slice(1)))) problems.push('a link leads nowhere: ' + link.hash);
    let level = 0;
    for (const heading of document.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
      const own = +heading.tagName[1];
      if (own > level + 1) problems.push('a heading level is left out before: ' + heading.textContent.slice(0, 60));
      level = own;
    }
    if (document.querySelectorAll('h1').length !== 1) problems.push('there is not one h1');
    if (document.documentElement.lang !== 'vi') problems.push('lang is ' + document.documentElement.lang);
    for (const th of document.querySelectorAll('th')) if (!th.scope) problems.push('a header cell has no scope');
    return problems;
  });
}

export async function skipLink(page) {
  await page.keyboard.press('Tab');
  if (await page.evaluate(() => document.activeElement.className) !== 'skip') return ['the first stop is no skip link'];
  await page.keyboard.press('Enter');
  return await page.evaluate(() => location.hash) === '#trang-noi-dung' ? [] : ['the skip link does not lead to the text'];
}

export async function withoutScript(browser, file) {
  const page = await open(browser, file, { javaScriptEnabled: false }), problems = [];
  if (await page.locator('form.filter:not([hidden])').count()) problems.push('without a script the form shows');
  if (await page.locator('tr[hidden]').count()) problems.push('without a script rows are hidden');
  await page.context().close();
  return problems;
}

// Words of a picture stand apart from each other and within it.
export async function pictures(page) {
  return page.evaluate(() => {
    const problems = [];
    for (const svg of document.querySelectorAll('svg')) {
      const { width, height } = svg.viewBox.baseVal;
      const boxes = [...svg.querySelectorAll('text')].map((text) => {
        const { x, y, width, height } = text.getBBox(), moved = text.closest('g')?.transform.baseVal.consolidate()?.matrix.f ?? 0;
        return { words: text.textContent, x, y: y + moved, width, height };
      });
      boxes.sort((a, b) => a.y - b.y);
      boxes.forEach((a, i) => {
        if (a.x < -0.5 || a.x + a.width > width + 0.5 || a.y < -1 || a.y + a.height > height + 1.5) problems.push('outside: ' + a.words);
        // Lines stand close: letters reach less far than the box of the face.
        for (let j = i + 1; j < boxes.length && boxes[j].y < a.y + a.height * 0.6; j++) {
          const b = boxes[j], across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
          if (across > 0.5) problems.push(`“${a.words}” and “${b.words}” overlap`);
        }
      });
      for (const part of ['title', 'desc']) if (!svg.querySelector(part)?.textContent.trim()) problems.push('a picture has no ' + part);
    }
    for (const figure of document.querySelectorAll('figure.picture'))
      if (!figure.querySelector('details table')) problems.push('a picture has no table of its figures');
    return problems;
  });
}
