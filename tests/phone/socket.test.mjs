import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { after, before, beforeEach, test } from 'node:test';
import { Failure } from '../../cookiecutters/_shared/phone/failure.js';
import { FreshSocket } from '../../cookiecutters/_shared/phone/socket.js';
import { until } from './helpers.mjs';

const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
const { WebSocket, WebSocketServer } = require('ws');
const JsSIP = require('jssip');

let server;
let base;
/** Paths of the connections, in order, and the connections. */
let paths = [];
let connections = [];

before(async () => {
  // In a browser nobody need listen for errors.
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.on('error', () => {});
    }
  };
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
  await new Promise((resolve) => server.once('listening', resolve));
  base = `ws://127.0.0.1:${server.address().port}`;
  server.on('connection', (socket, { url }) => {
    paths.push(url);
    connections.push(socket);
  });
});
after(() => {
  server.clients.forEach((socket) => socket.terminate());
  server.close();
});
beforeEach(() => {
  paths = [];
  connections = [];
});

/** A socket and what happened to it. Its sources are URLs, errors or functions, in turn; waits between tries may go before. */
function watched(...sources) {
  const events = [];
  const recovery = sources[0]?.min ? sources.shift() : { min: 0.01, max: 0.02 };
  const socket = new FreshSocket({
    url: `${base}/;secret=1`,
    source: async () => {
      const next = sources.shift();
      const value = typeof next === 'function' ? await next() : next;
      if (value instanceof Error) {
        throw value;
      }
      return `${base}${value}`;
    },
    onfailure: (failure) => events.push(`failure ${failure.key}`),
    recovery,
  });
  socket.onconnect = () => events.push('connect');
  socket.ondisconnect = (error) => events.push(`disconnect ${error}`);
  socket.ondata = (data) => events.push(`data ${data}`);
  return { socket, events };
}

async function connected(...sources) {
  const pair = watched(...sources);
  pair.socket.connect();
  await until(() => pair.events.includes('connect'));
  return pair;
}

test('JsSIP takes it for a socket, and sees no token', () => {
  const { socket } = watched();
  assert.equal(socket.url, `${base}/`);
  const ua = new JsSIP.UA({ uri: 'sip:a@example.org', sockets: [socket] });
  assert.equal(ua.transport.via_transport, 'WS');
});

test('each connection has a URL of its own', async () => {
  const { socket, events } = await connected('/1', '/2');
  connections[0].terminate();
  await until(() => events.includes('disconnect true'));
  socket.connect();
  await until(() => paths.length === 2);
  assert.deepEqual(paths, ['/1', '/2']);
  socket.disconnect();
});

test('messages pass both ways', async () => {
  const { socket, events } = await connected('/');
  const got = new Promise((resolve) => connections[0].once('message', (data) => resolve(String(data))));
  assert.equal(socket.send('ping'), true);
  assert.equal(await got, 'ping');
  connections[0].send('pong');
  await until(() => events.includes('data pong'));
  socket.disconnect();
  assert.equal(socket.send('late'), false);
});

test('disconnect() while the URL is awaited wins', async () => {
  let give;
  const { socket, events } = watched(() => new Promise((resolve) => { give = resolve; }));
  socket.connect();
  socket.disconnect();
  give('/late');
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual([paths, events], [[], []]);
});

test('disconnect() closes and is not told as a loss', async () => {
  const { socket, events } = await connected('/');
  socket.disconnect();
  await until(() => connections[0].readyState === WebSocket.CLOSED);
  assert.deepEqual(events, ['connect']);
});

test('without a URL JsSIP is told to try again', async () => {
  const { socket, events } = watched(new Failure('site_unreachable'), '/again');
  socket.connect();
  await until(() => events.length === 2);
  assert.deepEqual(events, ['failure site_unreachable', 'disconnect true']);
  socket.connect();
  await until(() => paths.length === 1);
  socket.disconnect();
});

test('the wait that the site asks for is kept, and told', async () => {
  const { socket, events } = watched(new Failure('too_many_requests', { wait: 1 }), '/later');
  const began = Date.now();
  socket.connect();
  await until(() => events.includes('disconnect true'));
  assert.ok(socket.retryAt >= began + 1000);
  socket.connect();
  await until(() => paths.length === 1);
  assert.ok(Date.now() - began >= 950);
  await until(() => events.includes('connect'));
  assert.equal(socket.retryAt, 0);
  socket.disconnect();
});

test('the tries become rarer, and nobody has to sit them out', async () => {
  const refused = () => new Failure('site_unreachable');
  const { socket } = watched({ min: 5, max: 20 }, refused, refused, refused, refused, refused, refused, refused, '/now');
  const waits = [];
  socket.ondisconnect = () => waits.push(Math.round((socket.retryAt - Date.now()) / 1000));
  socket.connect();
  for (let round = 1; round <= 7; round++) {
    await until(() => waits.length === round);
    socket.connect();
    socket.hurry();
  }
  await until(() => paths.includes('/now'));
  assert.ok(waits.every((wait) => wait >= 5 && wait <= 20), waits);
  socket.disconnect();
});

test('after a final failure nobody tries again', async () => {
  const { socket, events } = watched(new Failure('signed_out', { final: true }));
  socket.connect();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.deepEqual(events, ['failure signed_out']);
  socket.disconnect();
});

test('replace() opens the new connection before the old one closes', async () => {
  const { socket, events } = await connected('/old');
  const release = await socket.replace(`${base}/new`, () => true);
  assert.equal(connections[0].readyState, WebSocket.OPEN);
  const got = new Promise((resolve) => connections[1].once('message', (data) => resolve(String(data))));
  socket.send('REGISTER');
  assert.equal(await got, 'REGISTER');
  connections[0].send('from the old one');
  await until(() => events.includes('data from the old one'));
  release();
  await until(() => connections[0].readyState === WebSocket.CLOSED);
  assert.ok(socket.isConnected());
  assert.ok(!events.some((event) => event.startsWith('disconnect')));
  socket.disconnect();
});

test('replace() gives way to a call that came meanwhile', async () => {
  const { socket } = await connected('/old');
  assert.equal(await socket.replace(`${base}/new`, () => false), null);
  await until(() => connections[1].readyState === WebSocket.CLOSED);
  assert.equal(connections[0].readyState, WebSocket.OPEN);
  socket.disconnect();
});

test('a replacement that cannot open leaves the old connection alone', async () => {
  const { socket, events } = await connected('/old');
  await assert.rejects(socket.replace('ws://127.0.0.1:9/', () => true), { key: 'server_unreachable' });
  assert.ok(socket.isConnected());
  assert.deepEqual(events, ['connect']);
  socket.disconnect();
});

test('disconnect() during replace() leaves nothing open', async () => {
  const { socket } = await connected('/old');
  const replacing = socket.replace(`${base}/new`, () => true);
  socket.disconnect();
  assert.equal(await replacing, null);
  await until(() => connections.every(({ readyState }) => readyState === WebSocket.CLOSED));
});

test('disconnect() closes a connection that still lingers', async () => {
  const { socket } = await connected('/old');
  await socket.replace(`${base}/new`, () => true);
  socket.disconnect();
  await until(() => connections.every(({ readyState }) => readyState === WebSocket.CLOSED));
});

test('a retired socket connects no more', async () => {
  const { socket, events } = await connected('/', '/again');
  socket.retire();
  assert.ok(socket.isConnected(), 'the last messages may pass');
  connections[0].terminate();
  await until(() => events.includes('disconnect true'));
  socket.connect();
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(paths.length, 1);
});

test('a retired socket is not replaced', async () => {
  const { socket } = await connected('/old');
  const replacing = socket.replace(`${base}/new`, () => true);
  socket.retire();
  assert.equal(await replacing, null);
  socket.disconnect();
});

test('a replacement that the server closes at once is told as a loss', async () => {
  const { socket, events } = await connected('/old');
  server.once('connection', (fresh) => fresh.close(1008));
  await socket.replace(`${base}/new`, () => true);
  await until(() => events.includes('disconnect false'));
  assert.ok(!socket.isConnected());
  socket.disconnect();
});

/** The address of a server that takes connections and says nothing. */
async function silentServer(t) {
  const silent = createServer();
  const callers = [];
  silent.on('connection', (caller) => callers.push(caller.on('error', () => {})));
  await new Promise((resolve) => silent.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    callers.forEach((caller) => caller.destroy());
    silent.close();
  });
  return `ws://127.0.0.1:${silent.address().port}/`;
}

test('a server that never answers is given up, and JsSIP tries again', async (t) => {
  const url = await silentServer(t);
  const lost = [];
  const silent = new FreshSocket({ url, source: async () => url, onfailure: () => {} });
  silent.ondisconnect = (...told) => lost.push(told);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  silent.connect();
  await new Promise(setImmediate);
  assert.ok(silent.isConnecting());
  t.mock.timers.tick(9999);
  assert.deepEqual(lost, []);
  t.mock.timers.tick(1);
  assert.deepEqual(lost.map(([error, code]) => [error, code]), [[true, 1006]]);
  assert.ok(!silent.isConnecting());
  silent.disconnect();
  t.mock.timers.tick(60_000);
  assert.equal(lost.length, 1);
});

test('a connection that opened in time stays', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { socket, events } = watched('/');
  const up = new Promise((resolve) => { socket.onconnect = resolve; });
  socket.connect();
  await up;
  t.mock.timers.tick(60_000);
  assert.ok(socket.isConnected());
  assert.deepEqual(events, []);
  socket.disconnect();
});

/** All that comes over a connection of the server. */
function heardBy(connection) {
  const heard = [];
  connection.on('message', (data) => heard.push(String(data)));
  return heard;
}

test('signs of life go over every connection that stands, until it is closed', async (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { socket } = await connected('/old');
  const release = await socket.replace(`${base}/new`, () => true);
  const [old, fresh] = connections.map(heardBy);
  t.mock.timers.tick(25_000);
  await until(() => old.length && fresh.length);
  release();
  t.mock.timers.tick(25_000);
  await until(() => fresh.length === 2);
  assert.deepEqual([old, fresh], [['\r\n\r\n'], ['\r\n\r\n', '\r\n\r\n']]);
  assert.equal(socket.sent, 0, 'they are no requests');
  socket.disconnect();
  t.mock.timers.tick(25_000);
});

for (const [kind, reply] of [['text', '\r\n'], ['binary', Buffer.from('\r\n')]]) {
  test(`JsSIP passes over the answer to a sign of life (${kind})`, async () => {
    const { socket } = watched('/');
    const ua = new JsSIP.UA({ uri: 'sip:a@example.org', sockets: [socket], register: false });
    const told = [];
    ['disconnected', 'newMessage', 'sipEvent'].forEach((name) => ua.on(name, () => told.push(name)));
    ua.start();
    await until(() => ua.isConnected());
    const heard = heardBy(connections[0]);
    connections[0].send(reply);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual([told, heard, ua.isConnected()], [[], [], true]);
    ua.stop();
  });
}
