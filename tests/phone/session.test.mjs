import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { FixedSession, Session, SessionClient } from '../../cookiecutters/_shared/phone/session.js';
import { answer } from './helpers.mjs';

/** Replies to give in turn: [status, headers, body]; the last one stays. */
let replies = [];
let requests = [];
let base = '';
const server = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) {
    body += chunk;
  }
  requests.push({ method: request.method, url: request.url, headers: request.headers, body });
  const [status, headers, content] = replies.length > 1 ? replies.shift() : replies[0];
  response.writeHead(status, headers);
  response.end(typeof content === 'string' ? content : JSON.stringify(content));
});

before(() => new Promise((resolve) => {
  server.listen(0, '127.0.0.1', () => {
    base = `http://127.0.0.1:${server.address().port}`;
    resolve();
  });
}));
after(() => server.close());
beforeEach(() => {
  requests = [];
});

function client(settings = {}) {
  return new SessionClient({ url: `${base}/session`, nonce_url: `${base}/nonce`, nonce_header: 'X-WP-Nonce', ...settings });
}

async function failure(...given) {
  replies = given;
  return client().open(null).then(() => assert.fail('opened'), (error) => error);
}

test('asks by POST for one destination', async () => {
  replies = [[200, {}, answer()]];
  const session = await client().open('bob@example.org');
  assert.equal(session.url, answer().websocket.url);
  assert.equal(session.life, 300);
  assert.equal(session.user.uri, 'sip:alice@example.org');
  const [{ method, headers, body }] = requests;
  assert.equal(method, 'POST');
  assert.match(headers['content-type'], /^application\/json/);
  assert.deepEqual(JSON.parse(body), { destination: 'bob@example.org' });
  assert.equal(headers['x-wp-nonce'], undefined);
});

test('sends the nonces of a site to no other site', async () => {
  replies = [[200, {}, { nonce_required: true }], [200, {}, 'abc123'], [200, {}, answer()]];
  const other = base.replace('127.0.0.1', 'localhost');
  await assert.rejects(client({ nonce_url: `${other}/nonce` }).open(null));
  assert.deepEqual(requests.map(({ url, headers }) => [url, headers['x-wp-nonce']]), [
    ['/session', undefined], ['/session', undefined],
  ]);
});

test('fetches a nonce when one is required, and from then on before each request', async () => {
  replies = [[200, {}, { nonce_required: true }], [200, {}, 'abc123\n'], [200, {}, answer()],
    [200, {}, 'def456'], [200, {}, answer()]];
  const asking = client();
  await asking.open(null);
  await asking.open(null);
  assert.deepEqual(requests.map(({ url }) => url), ['/session', '/nonce', '/session', '/nonce', '/session']);
  assert.equal(requests[2].headers['x-wp-nonce'], 'abc123');
  assert.equal(requests[4].headers['x-wp-nonce'], 'def456');
});

test('asks without a nonce when the site gives none', async () => {
  replies = [[200, {}, { nonce_required: true }], [400, {}, '0'], [401, {}, {}]];
  await assert.rejects(client().open(null), { key: 'signed_out' });
  assert.equal(requests[2].headers['x-wp-nonce'], undefined);
});

test('a site that goes on wanting a nonce is wrong', async () => {
  assert.equal((await failure([200, {}, { nonce_required: true }])).key, 'site_error');
});

for (const [status, headers, body, expected] of [
  [401, {}, {}, { key: 'signed_out', final: true }],
  [403, {}, { message: 'Not you.' }, { key: 'refused_by_site', final: true, text: 'Not you.' }],
  [429, { 'Retry-After': '12' }, {}, { key: 'too_many_requests', final: false, wait: 12 }],
  [429, {}, {}, { key: 'too_many_requests', wait: 30 }],
  [503, { 'Retry-After': '3' }, { message: 'No server.' }, { key: 'not_configured', text: 'No server.', wait: 3 }],
  [503, { 'Retry-After': '9' }, '<html>Maintenance', { key: 'site_error', wait: 9 }],
  [500, {}, 'Fatal error', { key: 'site_error', final: false }],
  [404, {}, '<html>', { key: 'site_error' }],
  [200, {}, '<html>', { key: 'site_error' }],
  [200, {}, {}, { key: 'site_error' }],
  [200, {}, { websocket: { url: 'javascript:alert(1)' } }, { key: 'site_error' }],
  [302, { Location: '/elsewhere' }, '', { key: 'site_unreachable' }],
]) {
  test(`${status} ${JSON.stringify(body)} is ${expected.key}`, async () => {
    const error = await failure([status, headers, body]);
    for (const [name, value] of Object.entries(expected)) {
      assert.equal(error[name], value, name);
    }
  });
}

test('Retry-After may be a date', async () => {
  const error = await failure([429, { 'Retry-After': new Date(Date.now() + 20_000).toUTCString() }, {}]);
  assert.ok(error.wait >= 18 && error.wait <= 21, error.wait);
});

test('a message that is no text is not shown', async () => {
  assert.equal((await failure([403, {}, { message: { html: 'x' } }])).text, '');
});

test('no server at all is a failure to try again after', async () => {
  const lost = new SessionClient({ url: 'http://127.0.0.1:9/session' });
  await assert.rejects(lost.open(null), { key: 'site_unreachable', final: false });
});

test('life is counted by the clock of the server', () => {
  const wrong = new Session(answer(), 5_000_000);
  assert.equal(wrong.until(1, 5_000_000), 300_000);
  assert.equal(wrong.until(0.8, 5_000_000 + 100_000), 140_000);
  assert.ok(wrong.serves('bob@example.org', 5_000_000 + 290_000));
  assert.ok(!wrong.serves('bob@example.org', 5_000_000 + 296_000));
  assert.ok(!wrong.serves('bob@example.net', 5_000_000));
});

test('a URL without an end lasts', () => {
  const lasting = new Session(answer({ websocket: { url: 'wss://x/', expires: null } }), 0);
  assert.equal(lasting.life, null);
  assert.equal(lasting.until(0.8, 1e12), Infinity);
});

test('a site without an endpoint has one URL for all', async () => {
  const session = await new FixedSession({ websocket_url: 'wss://sip.example.org', ice_servers: [] }).open();
  assert.equal(session.url, 'wss://sip.example.org');
  assert.equal(session.user, null);
  await assert.rejects(new FixedSession({ websocket_url: '', ice_servers: [] }).open(), { key: 'not_configured', final: true });
});

test('of several URLs each connection takes the next', async () => {
  const sessions = new FixedSession({ websocket_url: 'wss://a', websocket_urls: ['wss://b'], ice_servers: [] });
  const urls = [];
  for (let count = 0; count < 3; count++) {
    urls.push((await sessions.open()).url);
  }
  assert.deepEqual(urls, ['wss://a', 'wss://b', 'wss://a']);
});
