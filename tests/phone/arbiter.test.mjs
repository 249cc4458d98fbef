// The bus of the phone beside the ArbiterJS 1.0 that Debian packages: same calls, same results.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import vm from 'node:vm';
import { createArbiter, theArbiter } from '../../cookiecutters/_shared/phone/bus/arbiter.js';

const DEBIAN = process.env.ARBITER_JS || '/usr/share/javascript/arbiter/Arbiter.js';

/** The original, in a world of its own; null where the package libjs-arbiter is not installed. */
function original() {
  return existsSync(DEBIAN)
    ? vm.runInNewContext(`${readFileSync(DEBIAN, 'utf8')}; Arbiter`, { setTimeout })
    : null;
}

/** Lets a scene happen on a bus. What it logs is what its subscribers saw. */
async function play(bus, scene) {
  const seen = [];
  const log = (...entry) => { seen.push(entry); };
  await scene(bus, log);
  await new Promise((resolve) => { setTimeout(resolve, 60); });
  return JSON.parse(JSON.stringify(seen, (_, value) => (value === undefined ? '(undefined)' : value)));
}

/** A subscriber that logs what it is given, and returns something. */
const hears = (log, name, answer) => function heard(data, topic) {
  log(name, data, topic, this === globalThis || this === undefined ? '' : this);
  return answer;
};

const fails = () => { throw new Error('a subscriber failed'); };

const SCENES = {
  'one topic': (bus, log) => {
    log(bus.subscribe('a/b', hears(log, 'a/b')));
    log(bus.publish('a/b', 7), bus.publish('a/c', 8), bus.publish('a', 9));
  },
  'data of each kind': (bus, log) => {
    bus.subscribe('a', hears(log, 'a'));
    [null, undefined, 0, '', false, [1], { x: 1 }].forEach((data) => log(bus.publish('a', data)));
    bus.publish('a');
  },
  'topics in a text': (bus, log) => {
    log(bus.subscribe('a, b  c', hears(log, 'all')));
    ['a', 'b', 'c', 'd', 'a, b'].forEach((topic) => bus.publish(topic, topic));
  },
  'topics in a list': (bus, log) => {
    log(bus.subscribe(['a', 'b/*'], hears(log, 'all')));
    ['a', 'b', 'b/', 'b/c', 'b/c/d'].forEach((topic) => bus.publish(topic, topic));
  },
  'a wildcard is a prefix': (bus, log) => {
    bus.subscribe('jsc/*', hears(log, 'jsc/*'));
    bus.subscribe('jsc/*/*', hears(log, 'jsc/*/*'));
    bus.subscribe('*', hears(log, 'everything'));
    bus.subscribe('js*', hears(log, 'js*'));
    ['jsc/ua/idle', 'jsc/', 'jsc', 'jsc/*/', 'other', ''].forEach((topic) => bus.publish(topic, 1));
  },
  'what event-demo subscribes to': (bus, log) => {
    log(bus.subscribe(['jsc/*', 'jsc/*/*'], { async: true }, hears(log, 'demo')));
    bus.publish('jsc/call/incoming', 'sip:bob@example.org', { async: true });
    log('published');
  },
  'exact ones come before wildcards': (bus, log) => {
    bus.subscribe('*', { priority: 9 }, hears(log, 'wildcard'));
    bus.subscribe('a', hears(log, 'exact'));
    bus.publish('a', 1);
  },
  'priority': (bus, log) => {
    bus.subscribe('a', hears(log, 'none'));
    bus.subscribe('a', { priority: -1 }, hears(log, 'low'));
    bus.subscribe('a', { priority: 10 }, hears(log, 'high'));
    bus.subscribe('a', { priority: 10 }, hears(log, 'high, too'));
    bus.subscribe('a', null, hears(log, 'null options'));
    bus.publish('a', 1);
  },
  'this': (bus, log) => {
    bus.subscribe('a', {}, { name: 'the context' }, hears(log, 'a'));
    bus.subscribe('a', undefined, { name: 'another' }, hears(log, 'b'));
    bus.publish('a', 1);
  },
  'false stops the rest': (bus, log) => {
    bus.subscribe('a', hears(log, 1, undefined));
    bus.subscribe('a', hears(log, 2, false));
    bus.subscribe('a', hears(log, 3));
    bus.subscribe('*', hears(log, 4));
    log(bus.publish('a', 1), bus.publish('a', 2, { cancelable: true }), bus.publish('a', 3, { cancelable: false }));
    log(bus.publish('a', 4, { cancelable: 'no' }));
  },
  'nothing else that is falsy stops them': (bus, log) => {
    [0, null, '', undefined].forEach((answer) => bus.subscribe('a', hears(log, 'a', answer)));
    bus.publish('a', 1);
  },
  'one that throws': (bus, log) => {
    bus.subscribe('a', fails);
    bus.subscribe('a', hears(log, 'after it'));
    log(bus.publish('a', 1));
    bus.subscribe('b', 'no function');
    log(bus.publish('b', 1));
  },
  'later, if who publishes wants it': (bus, log) => {
    bus.subscribe('a', hears(log, 1, false));
    bus.subscribe('a', hears(log, 2));
    log(bus.publish('a', 1, { async: true }), bus.publish('a', 2, { async: 1 }));
    log('published');
  },
  'later, if who subscribes wants it': (bus, log) => {
    bus.subscribe('a', { async: true }, hears(log, 'later', false));
    bus.subscribe('a', hears(log, 'now'));
    log(bus.publish('a', 1));
    log('published');
  },
  'in order, though later': (bus, log) => {
    bus.subscribe('*', hears(log, 'all'));
    ['jsc/ua/incall', 'jsc/call/outgoing', 'jsc/call/connected'].forEach((topic) => bus.publish(topic, null, { async: true }));
  },
  'messages that are kept': (bus, log) => {
    log(bus.publish('a', 1, { persist: true }), bus.publish('a', 2, { persist: true }), bus.publish('a', 3));
    log(bus.publish('a/b', 4, { persist: 'yes' }));
    bus.subscribe('a', {}, { name: 'context' }, hears(log, 'late'));
    bus.subscribe('a', { persist: true }, hears(log, 'not interested'));
    bus.subscribe('a*', hears(log, 'wildcard'));
    bus.subscribe('a/b a', hears(log, 'two'));
    bus.publish('a', 5);
  },
  'kept messages of other topics do not reach a wildcard': (bus, log) => {
    bus.publish('a/b', 1, { persist: true });
    bus.publish('a/', 2, { persist: true });
    bus.subscribe('a/*', hears(log, 'wildcard'));
  },
  'unsubscribe and resubscribe': (bus, log) => {
    const ids = bus.subscribe('a', hears(log, 'a'));
    log(bus.unsubscribe(ids));
    bus.publish('a', 1);
    log(bus.resubscribe(ids[0]));
    bus.publish('a', 2);
    log(bus.unsubscribe(99), bus.resubscribe(0), bus.unsubscribe(undefined), bus.unsubscribe('1'));
    bus.publish('a', 3);
  },
  'a list of several ids is none': (bus, log) => {
    const ids = bus.subscribe('a, b', hears(log, 'a or b'));
    log(ids, bus.unsubscribe(ids), bus.unsubscribe(ids[1]));
    bus.publish('a', 1);
    bus.publish('b', 1);
  },
  'unsubscribed by one before': (bus, log) => {
    let id = 0;
    bus.subscribe('a', () => log(bus.unsubscribe(id)));
    [id] = bus.subscribe('a', hears(log, 'gone'));
    bus.publish('a', 1);
  },
  'unsubscribed on the way': (bus, log) => {
    const id = bus.subscribe('a', hears(log, 'still told'));
    bus.publish('a', 1, { async: true });
    bus.unsubscribe(id);
  },
  'what they share': (bus, log) => {
    bus.subscribe('a', (data, topic, shared) => { shared.note = 'seen'; });
    bus.subscribe('a', (data, topic, shared) => { log(shared); });
    bus.publish('a', 1);
    bus.publish('a', 2);
  },
  'a message in a message': (bus, log) => {
    bus.subscribe('a', () => { log('begins'); bus.publish('b', 1); log('ends'); });
    bus.subscribe('b', hears(log, 'b'));
    bus.publish('a', 1);
  },
  'too little to subscribe': (bus, log) => {
    log(bus.subscribe(), bus.subscribe('a'), bus.subscribe([], hears(log, 'none')), bus.subscribe('', hears(log, 'empty')));
    log(bus.publish('', 1));
  },
  'a bus of its own': (bus, log) => {
    const other = bus.create();
    bus.subscribe('a', hears(log, 'the first'));
    log(other.subscribe('a', hears(log, 'the other')));
    other.publish('a', 1);
    log(bus.version, other.version);
  },
};

for (const [name, scene] of Object.entries(SCENES)) {
  test(`as ArbiterJS 1.0: ${name}`, async (context) => {
    const bus = original();
    if (!bus) {
      context.skip('ArbiterJS is not here to compare with: install the Debian package libjs-arbiter');
      return;
    }
    const [expected, actual] = await Promise.all([play(bus, scene), play(createArbiter(), scene)]);
    assert.ok(expected.length > 0, 'the scene shows something');
    assert.deepEqual(actual, expected);
  });
}

test('a topic after a wildcard is told once', async () => {
  const seen = await play(createArbiter(), (bus, log) => {
    bus.subscribe('a*, b', hears(log, 'b'));
    bus.publish('b', 1);
    bus.publish('bc', 1);
  });
  assert.deepEqual(seen, [['b', 1, 'b', '']]);
});

test('the names of an object are topics like others', async () => {
  const seen = await play(createArbiter(), (bus, log) => {
    bus.subscribe('constructor', hears(log, 'c'));
    bus.publish('constructor', 1);
    bus.publish('__proto__', 1, { persist: true });
    log(bus.subscribe('__proto__', hears(log, 'p')));
  });
  assert.deepEqual(seen.map(([name]) => name), ['c', 'p', [2]]);
});

test('the bus of a page is used, not replaced', () => {
  const own = createArbiter();
  globalThis.Arbiter = own;
  assert.equal(theArbiter(), own);
  delete globalThis.Arbiter;
  assert.notEqual(theArbiter(), own);
  assert.equal(theArbiter(), globalThis.Arbiter);
  delete globalThis.Arbiter;
});

test('an element with the id Arbiter is no bus', () => {
  globalThis.Arbiter = { id: 'Arbiter' };
  assert.equal(typeof theArbiter().subscribe, 'function');
  delete globalThis.Arbiter;
});
