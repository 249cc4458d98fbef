// Who said what to whom.

import assert from 'node:assert/strict';
import test from 'node:test';

import { Conversations, MOST, cleanText } from '../../cookiecutters/_shared/phone/conversations.js';

const BOB = { name: 'Bob', address: 'bob@example.org' };

/** @param {object} peer */
const from = (peer, text = 'hello') => ({ id: 1, at: 1000, text, peer });

/** @param {number} count */
function crowd(count) {
  return Array.from({ length: count }, (_, number) => ({ name: '', address: `user${number}@example.org` }));
}

test('an answer belongs to the conversation that was begun, whatever the case of the address', () => {
  const conversations = new Conversations();
  const begun = conversations.open({ name: '', address: 'Bob@Example.org' });
  assert.equal(conversations.receive(from(BOB)), begun);
  assert.equal(begun.name, 'Bob');
  assert.equal(begun.unread, true);
});

test('a name that the other party no longer gives stays', () => {
  const conversations = new Conversations();
  conversations.receive(from(BOB));
  assert.equal(conversations.receive(from({ ...BOB, name: '' })).name, 'Bob');
});

test('two people of one name have two conversations', () => {
  const conversations = new Conversations();
  conversations.receive(from(BOB));
  conversations.receive(from({ name: 'Bob', address: 'eve@example.org' }));
  assert.equal(conversations.shown.length, 2);
});

test('who is too many waits, and comes when there is room', () => {
  const conversations = new Conversations();
  const [first] = crowd(MOST).map((peer) => conversations.receive(from(peer)));
  assert.equal(conversations.open(BOB), null);
  const late = conversations.receive(from(BOB));
  assert.ok(!conversations.shown.includes(late));
  assert.equal(conversations.unread, MOST + 1);
  conversations.close(first);
  assert.ok(conversations.shown.includes(late));
});

test('a crowd of strangers is not remembered without end', () => {
  const conversations = new Conversations();
  crowd(1000).forEach((peer) => conversations.receive(from(peer)));
  assert.ok(conversations.all.length < 30);
  for (let count = 0; count < 1000; count++) {
    conversations.receive(from(crowd(1)[0], `number ${count}`));
  }
  const { entries } = conversations.find('user0@example.org');
  assert.equal(entries.length, 100);
  assert.equal(entries.at(-1).text, 'number 999');
});

test('a message that says nothing opens nothing', () => {
  const conversations = new Conversations();
  assert.equal(conversations.receive(from(BOB, ' \u0007\n ')), null);
  assert.equal(conversations.all.length, 0);
});

test('a text keeps its lines and its script, and loses what is not to be seen', () => {
  assert.equal(cleanText(' one\r\ntwo\rthree\t! '), 'one\ntwo\nthree !');
  assert.equal(cleanText('a\u202eb\u2066c\u0000d\u009be'), 'abcde');
  assert.equal(cleanText('שלום 👩‍👩‍👧 می‌خواهم'), 'שלום 👩‍👩‍👧 می‌خواهم');
});

test('the next page goes on where this one ends', () => {
  const conversations = new Conversations();
  conversations.receive(from(BOB));
  conversations.write(conversations.find(BOB.address), 'on its way', 2000);
  const kept = JSON.parse(JSON.stringify(conversations.all));

  const next = new Conversations();
  next.write(next.open({ name: '', address: 'BOB@example.org' }), 'new', 3000);
  next.open({ name: '', address: 'carol@example.org' });
  next.restore(kept);
  assert.deepEqual(next.find(BOB.address).entries.map(({ text, status }) => [text, status]), [
    ['hello', 'received'],
    // Nobody knows whether it arrived.
    ['on its way', 'failed'],
    ['new', 'sending'],
  ]);
  assert.equal(next.all.length, 2);
});

test('what is kept and makes no sense is left out', () => {
  const conversations = new Conversations();
  for (const kept of [null, 5, 'x', {}, [null, 5, {}, { address: 5 }, { address: 'a@b', name: 'A', entries: 'x' }]]) {
    conversations.restore(kept);
    assert.deepEqual(conversations.all, []);
  }
  conversations.restore([{ address: 'a@b', name: '', unread: false, entries: [null, { text: 5 }, { text: 'x', at: 'y' }] }]);
  assert.deepEqual(conversations.find('a@b').entries, []);
});
