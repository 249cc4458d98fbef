// What must hold for all sources: every text exists, nothing can run as HTML.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labels, sources, strings, template } from './helpers.mjs';

const KEY_USES = [
  /\bt\('(\w+)'/g,
  /\bnew Failure\(\s*'(\w+)'/g,
  /\bnotice\('(\w+)'/g,
  /\bcomplain\((?:[^)]*\? )?'(\w+)'/g,
  /within\([^)]*'(\w+)'\)/g,
];
const FORBIDDEN = [
  /\.(inner|outer)HTML\b/, /insertAdjacentHTML/, /document\.write/, /\beval\s*\(/, /new Function\b/,
  /\.style\b/, /setAttribute\(\s*['"](style|on\w+)/, /console\.(log|info|debug)/, /document\.cookie/,
  /\bhttps?:\/\/(?!jssip\.net\/documentation)/,
];

test('there are texts', () => assert.ok(Object.keys(strings()).length > 40));

test('every text that the program names exists', () => {
  const known = strings();
  for (const { name, text } of sources()) {
    const keys = KEY_USES.flatMap((pattern) => [...text.matchAll(pattern)].map(([, key]) => key));
    keys.forEach((key) => assert.ok(key in known, `${name} names "${key}"`));
  }
});

test('every text is named by the program', () => {
  const program = sources().map(({ text }) => text).join('\n');
  Object.keys(strings()).forEach((key) => assert.ok(program.includes(`'${key}'`), `nobody names "${key}"`));
});

test('nothing is HTML, script or style that comes from a string', () => {
  for (const { name, text } of sources()) {
    FORBIDDEN.forEach((pattern) => assert.doesNotMatch(text, pattern, name));
  }
});

test('only the module for it stores anything in the browser', () => {
  const storing = sources().filter(({ text }) => /localStorage|sessionStorage/.test(text)).map(({ name }) => name);
  assert.deepEqual(storing.filter((name) => name !== 'storage.js'), []);
});

test('every label of the fragment has a text, and every text a place', () => {
  const html = ['fragment.html', 'contact.html', 'upstream.html'].map(template).join('');
  const named = [...html.matchAll(/\bta?\(text\.(\w+)\)/g)].map(([, key]) => key);
  assert.deepEqual([...new Set(named)].sort(), Object.keys(labels()).sort());
});

test('the fragment holds no script, style, or text that is not translated', () => {
  const html = template('fragment.html').replace(/\[#[^]*?#\]/g, '').replace(/\[% set roles %\][^]*?\[% endset %\]/, '');
  assert.doesNotMatch(html, /<script|<style|\sstyle=|\son\w+=/);
  const visible = html.replace(/\[%-?[^]*?%\]/g, '').replace(/<[^>]*>/g, '').replace(/\[=[^]*?=\]/g, '').replace(/<!--|-->/g, '');
  assert.equal(visible.trim(), '');
});

test('every role that the program uses is in the fragment', () => {
  const roles = new Set([...template('fragment.html').matchAll(/data-jsc="([\w-]+)"/g)].map(([, role]) => role));
  const used = sources().flatMap(({ text }) => [...text.matchAll(/(?:#toggle|#text|#press|role|input|view\.on|media)\(\s*'([\w-]+)'/g)]);
  assert.ok(used.length > 30);
  used.forEach(([, role]) => assert.ok(roles.has(role), `no element for role "${role}"`));
});

test('files are short', () => {
  sources().forEach(({ name, text }) => assert.ok(text.split('\n').length <= 301, name));
});
