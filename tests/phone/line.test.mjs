import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { after, before, test } from 'node:test';
import { Line } from '../../cookiecutters/_shared/phone/line.js';
import { Session } from '../../cookiecutters/_shared/phone/session.js';
import { answer, until } from './helpers.mjs';

const require = createRequire(new URL('../../frontend/package.json', import.meta.url));
const { WebSocket, WebSocketServer } = require('ws');

let server;
let base;
/** Pairs of the path of a connection and what came over it. */
const heard = [];

before(async () => {
  globalThis.WebSocket = WebSocket;
  server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'sip' });
  await new Promise((resolve) => server.once('listening', resolve));
  base = `ws://127.0.0.1:${server.address().port}`;
  server.on('connection', (socket, { url }) => socket.on('message', (data) => heard.push(`${url} ${data}`)));
});
after(() => {
  server.clients.forEach((socket) => socket.terminate());
  server.close();
});

/** Stands in for JsSIP, which ignores register() while an answer is due. */
class SlowUA extends EventEmitter {
  registering = false;
  constructor({ sockets: [socket] }) {
    super();
    this.socket = socket;
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

test('a registration under way on the old connection is made again on the new one', async () => {
  const websocket = { url: `${base}/old`, expires: null };
  let ua;
  const UA = class extends SlowUA {
    constructor(settings) {
      super(settings);
      ua = this;
    }
  };
  const line = new Line(UA, new Session(answer({ websocket }), Date.now()), null, { source: async () => `${base}/old` });
  line.start();
  await until(() => line.connected);
  ua.register();
  setTimeout(() => { ua.registering = false; }, 200);
  await line.move(`${base}/new`, () => true);
  await until(() => heard.includes('/new REGISTER'));
  assert.deepEqual(heard, ['/old REGISTER', '/new REGISTER']);
  line.stop();
});
