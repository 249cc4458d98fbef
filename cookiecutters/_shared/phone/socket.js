// SPDX-License-Identifier: MIT

import { Failure, failureOf } from './failure.js';

/** Milliseconds that a connection may take to open. */
const PATIENCE = 10000;

/** Milliseconds between signs of life: many a proxy closes what was silent for half a minute. */
const KEEPALIVE = 25000;

/** RFC 5626, 3.5.1. */
const SIGN_OF_LIFE = '\r\n\r\n';

/**
 * JsSIP's "Socket" (https://jssip.net/documentation/api/socket/), whose
 * every connection uses a fresh URL: a token in the URL is good for a short
 * time, so one that reconnects with an old URL is refused for ever.
 */
export class FreshSocket {
  // JsSIP looks for a transport, a URL and a SIP URI before it connects. The
  // URL it is told holds no token.
  url;
  sip_uri;
  via_transport;

  /** Messages sent so far. */
  sent = 0;

  /** JsSIP sets these three. */
  onconnect = () => {};
  /** @type {(error: boolean, code?: number, reason?: string) => void} */
  ondisconnect = () => {};
  /** @type {(data: string | ArrayBuffer) => void} */
  ondata = () => {};

  #source;
  #onfailure;
  /** @type {WebSocket | null} */
  #current = null;
  #retiring = /** @type {Set<WebSocket>} */ (new Set());
  #retired = false;
  // Counts connect() and disconnect(): whoever awaited meanwhile is out of date.
  #generation = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #keepalive;

  /**
   * @param {object} options
   * @param {string} options.url  For its scheme and host only.
   * @param {() => Promise<string>} options.source  Gives the URL of the next connection.
   * @param {(failure: import('./failure.js').Failure) => void} options.onfailure  Told why there is no URL.
   *     After a final failure the socket stays down; after another JsSIP tries again.
   */
  constructor({ url, source, onfailure }) {
    const { protocol, host } = new URL(url);
    this.url = `${protocol}//${host}/`;
    this.sip_uri = `sip:${host};transport=ws`;
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS';
    this.#source = source;
    this.#onfailure = onfailure;
  }

  /** Called by JsSIP, at first and at each try of its back-off. It takes no async function for a method. */
  connect() {
    clearTimeout(this.#timer);
    if (!this.#retired) {
      this.#connect(++this.#generation);
    }
  }

  /** @param {number} generation */
  async #connect(generation) {
    try {
      const url = await this.#source();
      if (generation === this.#generation) {
        this.#open(new WebSocket(url, 'sip'));
      }
    } catch (error) {
      this.#refused(generation, failureOf(error));
    }
  }

  /** @param {WebSocket} socket */
  #open(socket) {
    this.#adopt(socket);
    socket.onopen = () => {
      clearTimeout(this.#timer);
      this.onconnect();
    };
    this.#timer = setTimeout(() => {
      dispose(socket);
      this.#lost(true, 1006, '');
    }, PATIENCE);
  }

  /**
   * @param {number} generation
   * @param {import('./failure.js').Failure} failure
   */
  #refused(generation, failure) {
    if (generation !== this.#generation) {
      return;
    }
    this.#onfailure(failure);
    if (!failure.final) {
      this.#timer = setTimeout(() => this.ondisconnect(true, 1006, 'no session'), failure.wait * 1000);
    }
  }

  /**
   * Ends it when its last messages have passed: connects no more. JsSIP, when
   * it is stopped while transactions go on, would for another two seconds.
   */
  retire() {
    this.#retired = true;
    if (!this.isConnected()) {
      this.disconnect();
    }
  }

  /** Called by JsSIP when the phone is stopped. */
  disconnect() {
    this.#generation++;
    clearTimeout(this.#timer);
    clearInterval(this.#keepalive);
    [this.#current, ...this.#retiring].forEach(dispose);
    this.#current = null;
    this.#retiring.clear();
  }

  /**
   * @param {string | ArrayBufferLike | Blob | ArrayBufferView} message
   * @returns {boolean}  False when it cannot be sent.
   */
  send(message) {
    if (!this.isConnected()) {
      return false;
    }
    this.sent++;
    this.#current?.send(/** @type {string} */ (message));
    return true;
  }

  isConnected() {
    return this.#current?.readyState === WebSocket.OPEN;
  }

  isConnecting() {
    return this.#current?.readyState === WebSocket.CONNECTING;
  }

  /**
   * Moves to a new connection without a gap: opens it, then sends through it.
   * The old one still receives until `release` is called, so that a new
   * registration can first replace what the server bound to it.
   *
   * @param {string} url
   * @param {() => boolean} wanted  Asked again when the connection is open.
   * @returns {Promise<(() => void) | null>}  `release`; null when it was no longer wanted.
   * @throws {Failure}  When the new connection fails; the old one is untouched.
   */
  async replace(url, wanted) {
    const generation = this.#generation;
    const next = new WebSocket(url, 'sip');
    await opened(next);
    const old = this.#current;
    if (generation !== this.#generation || this.#retired || !old || !wanted()) {
      dispose(next);
      return null;
    }
    this.#retiring.add(old);
    this.#adopt(next);
    return () => this.#release(old);
  }

  /** @param {WebSocket} old */
  #release(old) {
    this.#retiring.delete(old);
    dispose(old);
  }

  /** @param {WebSocket} socket */
  #adopt(socket) {
    this.#current = socket;
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }) => this.ondata(data);
    socket.onclose = (event) => this.#closed(socket, event);
    clearInterval(this.#keepalive);
    this.#keepalive = setInterval(() => this.#showLife(), KEEPALIVE);
  }

  #showLife() {
    [this.#current, ...this.#retiring].forEach((socket) => {
      if (socket?.readyState === WebSocket.OPEN) {
        socket.send(SIGN_OF_LIFE);
      }
    });
  }

  /**
   * @param {WebSocket} socket
   * @param {CloseEvent} event
   */
  #closed(socket, { wasClean, code, reason }) {
    this.#retiring.delete(socket);
    if (socket === this.#current) {
      this.#lost(!wasClean, code, reason);
    }
  }

  /**
   * @param {boolean} error
   * @param {number} code
   * @param {string} reason
   */
  #lost(error, code, reason) {
    clearTimeout(this.#timer);
    clearInterval(this.#keepalive);
    this.#current = null;
    this.#generation++;
    this.ondisconnect(error, code, reason);
  }
}

/** @param {WebSocket} socket */
function opened(socket) {
  return /** @type {Promise<void>} */ (new Promise((resolve, reject) => {
    const fail = () => {
      dispose(socket);
      reject(new Failure('server_unreachable'));
    };
    const timer = setTimeout(fail, PATIENCE);
    socket.onclose = fail;
    socket.onopen = () => {
      clearTimeout(timer);
      resolve();
    };
  }));
}

/** @param {WebSocket | null} socket */
function dispose(socket) {
  if (socket) {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
