import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { after, before, test } from 'node:test';
import { readConfig } from '../../cookiecutters/_shared/phone/config.js';
import { Line } from '../../cookiecutters/_shared/phone/line.js';
import { Session } from '../../cookiecutters/_shared/phone/session.js';
import { answer, until } from './helpers.mjs';

const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
const { WebSocket, WebSocketServer } = require('ws');

let server;
let base;
/** Pairs of the path of a connection and what came over it. */
const heard = [];
/** Paths of the connections that stand. */
const open = new Set();

before(async () => {
  globalThis.WebSocket = WebSocket;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
  await new Promise((resolve) => server.once('listening', resolve));
  base = `ws://127.0.0.1:${server.address().port}`;
  server.on('connection', (socket, { url }) => {
    open.add(url);
    socket.on('close', () => open.delete(url));
    socket.on('message', (data) => heard.push(`${url} ${data}`));
  });
});
after(() => {
  server.clients.forEach((socket) => socket.terminate());
  server.close();
});

/** The newest stand-in. */
let ua;

/** Stands in for JsSIP, which ignores register() while an answer is due. */
class SlowUA extends EventEmitter {
  registering = false;
  constructor({ sockets: [socket] }) {
    super();
    this.socket = socket;
    ua = this;
  }
  start() {
    this.socket.connect();
  }
  register() {
    if (!this.registering) {
      this.registering = true;
      this.socket.send('REGISTER');
    }
  }
  stop() {}
  isRegistered() {
    return true;
  }
}

/** A line that is connected at `path`; `events` are its further ones. */
async function connected(path, events = {}) {
  const websocket = { url: `${base}${path}`, expires: null };
  const session = new Session(answer({ websocket }), Date.now());
  const line = new Line(SlowUA, session, null, readConfig('{}'), true, { source: async () => websocket.url, ...events });
  line.start();
  await until(() => line.connected);
  return line;
}

/** What a caller's session is to the line. */
function callerArrives() {
  const session = new EventEmitter();
  ua.emit('newRTCSession', { originator: 'remote', session, request: {} });
  return session;
}

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('a registration under way on the old connection is made again on the new one', async () => {
  const line = await connected('/old');
  ua.register();
  setTimeout(() => { ua.registering = false; }, 200);
  await line.move(`${base}/new`, () => true);
  await until(() => heard.includes('/new REGISTER'));
  assert.deepEqual(heard, ['/old REGISTER', '/new REGISTER']);
  line.stop();
});

for (const end of ['ended', 'failed']) {
  test(`a call that came over the old connection keeps it until it has ${end}`, async () => {
    const line = await connected('/kept', { incoming: () => {} });
    const moving = line.move(`${base}/next`, () => true);
    const session = callerArrives();
    await moving;
    await pause(2500);
    assert.ok(open.has('/kept'));
    session.emit(end);
    await until(() => !open.has('/kept'));
    assert.ok(line.connected);
    line.stop();
  });
}

test('a call that is refused as it arrives keeps nothing', async () => {
  const line = await connected('/left', { incoming: (session) => session.emit('failed') });
  await line.move(`${base}/next`, () => true);
  callerArrives();
  await until(() => !open.has('/left'));
  line.stop();
});

test('stop() closes what a call has kept, at once', async () => {
  const line = await connected('/stopped', { incoming: () => {} });
  await line.move(`${base}/next`, () => true);
  callerArrives();
  line.stop();
  await until(() => !open.has('/stopped'), 500);
});
