// What the tests of the pages share: the packages, installed into the build folder at need; the browser; the checkers.
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const SKIPPED = 77;
const here = path.dirname(fileURLToPath(import.meta.url));

// The folder with the packages, or null when they cannot be had.
export function install(folder) {
  const wanted = ['axe-core/axe.min.js', 'playwright-core/index.mjs', 'vnu-jar/build/dist/vnu.jar'];
  const missing = () => wanted.some((file) => !existsSync(path.join(folder, 'node_modules', file)));
  if (missing()) {
    mkdirSync(folder, { recursive: true });
    copyFileSync(path.join(here, 'package.json'), path.join(folder, 'package.json'));
    const options = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error'];
    spawnSync('npm', ['install', ...options], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return missing() ? null : path.join(folder, 'node_modules');
}

export function chromium() {
  const found = spawnSync('sh', ['-c', 'command -v chromium || command -v chromium-browser || command -v google-chrome']);
  return found.stdout.toString().trim();
}

export async function launch(modules) {
  const playwright = await import(pathToFileURL(path.join(modules, 'playwright-core/index.mjs')));
  return playwright.chromium.launch({ executablePath: chromium(), args: ['--no-sandbox', '--disable-gpu'] });
}

export const address = (file) => pathToFileURL(file).href;

// A page with what it complained of and asked for.
export async function open(browser, file, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', (message) => message.type() === 'error' && page.complaints.push(message.text()));
  page.on('pageerror', (error) => page.complaints.push(String(error)));
  page.on('request', (request) => {
    if (!request.isNavigationRequest() && !request.url().startsWith('data:')) page.complaints.push('asks for ' + request.url());
  });
  await page.goto(address(file));
  return page;
}

// Violations of the rules of accessibility, one line each. The page's own content policy lets no other script in: the checker comes
// as the debugger's own words do.
export async function axe(page, modules) {
  await page.evaluate(text(path.join(modules, 'axe-core/axe.min.js')) + '; 0');
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, help, nodes }) => `axe: ${id}: ${help}: ${nodes[0].html.slice(0, 120)} (${nodes.length})`);
}

// Errors of the Nu HTML checker, in all files at once.
export function nu(modules, files) {
  const done = spawnSync('java', ['-jar', path.join(modules, 'vnu-jar/build/dist/vnu.jar'), '--errors-only', ...files],
    { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (done.error) return [String(done.error)];
  const lines = done.stderr.split('\n').filter(Boolean);
  return lines.length || !done.status ? lines.map((line) => 'Nu: ' + line) : [`Nu: exit ${done.status}`];
}

export function kehoach(program, ...options) {
  try {
    execFileSync(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    if (error.status !== 1) throw new Error(`kehoach ${options.join(' ')}: exit ${error.status}: ${error.stderr}`);
  }
}

export const text = (file) => readFileSync(file, 'utf8');
