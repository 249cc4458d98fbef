import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cleanName, covers, parseAddress } from '../../cookiecutters/_shared/phone/address.js';

const DOMAIN = 'example.org';

for (const [typed, address] of [
  ['helpdesk', 'helpdesk@example.org'],
  [' bob@sip.example.net ', 'bob@sip.example.net'],
  ['sip:bob@example.net:5061', 'bob@example.net:5061'],
  ['SIP:bob@[2001:db8::1]', 'bob@[2001:db8::1]'],
  ['+49 (30) 1234-56', '+493012345 6'.replace(' ', '') + '@example.org'],
  ['tel:+1.555.0100', '+15550100@example.org'],
  ['*43', '*43@example.org'],
  ['a%62', 'a%62@example.org'],
]) {
  test(`"${typed}" is ${address}`, () => assert.equal(parseAddress(typed, DOMAIN), address));
}

for (const typed of ['', '   ', 'bob smith', 'a@b@c', '<sip:bob@example.org>', 'bob@', '@example.org', 'bob@exa mple.org',
  'bob@example.org\r\nX: y', 'bob@-example.org', '"Bob" <sip:b@c>']) {
  test(`${JSON.stringify(typed)} cannot be called`, () => assert.equal(parseAddress(typed, DOMAIN), null));
}

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
  assert.equal(cleanName('日本 <b>'), '日本 <b>');
});
