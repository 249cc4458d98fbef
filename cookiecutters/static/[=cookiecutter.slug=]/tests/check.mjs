// SPDX-License-Identifier: [= cookiecutter.licence =]

// Checks that the files of this site fit together: node tests/check.mjs
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import config from '../config.js';
import texts from '../texts.js';

const PAGES = ['index.html', 'legal.html', 'offline.html'];
const SNIPPETS = ['server/nginx-site.conf', 'server/apache-site.conf'];
const faults = [];

function read(name) {
  return readFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), 'utf8');
}

function expect(good, fault) {
  if (!good) {
    faults.push(fault);
  }
}

function checkLinks(page, html) {
  for (const [, link] of html.matchAll(/\s(?:src|href)="([^"]*)"/g)) {
    const own = !/^(?:#|\.\/$|https?:)/.test(link);
    expect(!own || existsSync(new URL(`../${link}`, import.meta.url)), `${page}: ${link} is missing`);
  }
}

function checkPolicy(page, html) {
  expect(!/<script(?![^>]*\ssrc=)/.test(html), `${page}: an inline script, which the policy forbids`);
  expect(!/\sstyle="|<style/.test(html), `${page}: an inline style, which the policy forbids`);
  expect(/<meta http-equiv="Content-Security-Policy"/.test(html), `${page}: no Content-Security-Policy`);
}

function checkServer() {
  const origin = /^wss?:\/\/[^/]+/.exec(config.websocket_url)?.[0] ?? 'wss:';
  const allowed = new RegExp(`connect-src 'self' ${origin.replaceAll('.', '\\.')}[;\\s]`);
  for (const name of ['index.html', ...SNIPPETS]) {
    expect(allowed.test(read(name)), `${name}: connect-src lacks ${origin}, the SIP server of config.js`);
  }
}

function checkOffline() {
  for (const [, list] of read('sw.js').matchAll(/FILES = \[([^\]]*)\]/g)) {
    for (const [, name] of list.matchAll(/'([^']+)'/g)) {
      expect(existsSync(new URL(`../${name}`, import.meta.url)), `sw.js: ${name} is missing`);
    }
  }
}

for (const page of PAGES) {
  const html = read(page);
  checkLinks(page, html);
  checkPolicy(page, html);
}
checkServer();
checkOffline();
JSON.parse(read('manifest.webmanifest'));
for (const [key, text] of Object.entries(texts)) {
  expect(typeof text === 'string' && text !== '', `texts.js: ${key} is empty`);
}

console.log(faults.length === 0 ? 'All fits together.' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
