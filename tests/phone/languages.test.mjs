// Languages of the phone.

import assert from 'node:assert/strict';
import test from 'node:test';

import { loadLanguage, nearest } from '../../cookiecutters/_shared/phone/languages.js';
import { translator } from '../../cookiecutters/_shared/phone/messages.js';

test('a dialect is shown in its language', () => {
  const codes = ['de', 'en', 'nb', 'pt'];
  assert.equal(nearest('de', codes), 'de');
  assert.equal(nearest('de-AT', codes), 'de');
  assert.equal(nearest('PT-br', codes), 'pt');
  assert.equal(nearest('no', codes), 'nb');
  assert.equal(nearest('no-NO', codes), 'nb');
  assert.equal(nearest('fi', codes), '');
  assert.equal(nearest('', codes), '');
});

test('only codes of languages are fetched', async () => {
  for (const code of ['', '..', '../phone/config', 'https://evil.example/x', 'de/..', 'toolongforone']) {
    await assert.rejects(loadLanguage(code), RangeError);
  }
});

test('another language takes the place of the page’s, as far as it goes', () => {
  const t = translator({ hello: 'Hello %s', bye: 'Bye' });
  t.use({ hello: 'Hallo %s' });
  assert.equal(t('hello', 'Bob'), 'Hallo Bob');
  assert.equal(t('bye'), 'Bye');
  t.use({});
  assert.equal(t('hello', 'Bob'), 'Hello Bob');
});

test('the name of a property of every object is no text', () => {
  assert.equal(translator({})('constructor'), 'constructor');
});
