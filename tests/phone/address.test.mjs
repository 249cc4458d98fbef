import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { cleanName, covers, parseAddress } from '../../cookiecutters/_shared/phone/address.js';

const DOMAIN = 'example.org';

for (const [typed, address] of [
  ['helpdesk', 'helpdesk@example.org'],
  [' bob@sip.example.net ', 'bob@sip.example.net'],
  ['sip:bob@example.net:5061', 'bob@example.net:5061'],
  ['SIP:bob@[2001:db8::1]', 'bob@[2001:db8::1]'],
  ['+49 (30) 1234-56', '+4930123456@example.org'],
  ['+49 (0)30 1234', '+49301234@example.org'],
  ['(+49) 30/1234', '+49301234@example.org'],
  ['030 12-34@example.net', '0301234@example.net'],
  ['tel:+1.555.0100', '+15550100@example.org'],
  ['*43', '*43@example.org'],
  ['a%62', 'ab@example.org'],
  ['sip:bob@example.org;user=phone;transport=ws', 'bob@example.org'],
  ['<sip:bob@example.org>', 'bob@example.org'],
  ['"Bob B." <sip:b@c.example;x=1>', 'b@c.example'],
]) {
  test(`"${typed}" is ${address}`, () => assert.equal(parseAddress(typed, DOMAIN), address));
}

for (const typed of ['', '   ', 'bob smith', 'a@b@c', '50%', 'a%40b', 'a%0d%0ab', 'sip:bob@c?Subject=x', 'sips:bob@c', 'bob@', '@example.org', 'bob@exa mple.org',
  'bob@example.org\r\nX: y', 'bob@-example.org', '<sip:b@c', 'x'.repeat(300), '1'.repeat(200) + 'ü']) {
  test(`${JSON.stringify(typed)} cannot be called`, () => assert.equal(parseAddress(typed, DOMAIN), null));
}

test('JsSIP calls what was parsed', () => {
  const { normalizeTarget } = createRequire(new URL('../../frontend/package.json', import.meta.url))('jssip/lib/Utils');
  for (const typed of ['bob', '*43#', 'a%62', '+49 (0)30/12.34-5', '(+49)30', '(030) 1', "o'neil!x", 'a.b-c_d~e']) {
    const address = parseAddress(typed, DOMAIN);
    assert.equal(decodeURIComponent(normalizeTarget(`sip:${address}`).toAor()), `sip:${address}`, typed);
  }
});

test('a name needs a domain', () => assert.equal(parseAddress('bob', ''), null));

test('destinations cover addresses in any case', () => {
  assert.ok(covers(['*@example.org'], 'Bob@Example.ORG'));
  assert.ok(covers(['bob@example.org'], 'BOB@example.org'));
  assert.ok(covers(['*@*'], 'x@y'));
  assert.ok(!covers(['*@example.org'], 'bob@example.org.evil.test'));
  assert.ok(!covers(['bob@example.org'], 'rob@example.org'));
  assert.ok(!covers([], 'bob@example.org'));
});

test('a name from the network hides nothing', () => {
  assert.equal(cleanName(' A\u202elice\u0000\n '), 'Alice');
  assert.equal(cleanName(null), '');
  assert.equal(cleanName('x'.repeat(500)).length, 80);
  assert.equal(cleanName('😀'.repeat(100)), '😀'.repeat(80));
  assert.equal(cleanName('a\u061cb\u2067c\u2060\u00add'), 'abcd');
  assert.equal(cleanName('علی\u200cرضا'), 'علی\u200cرضا');
  assert.equal(cleanName('日本 <b>'), '日本 <b>');
});
