// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

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

  /** When the next try is, in milliseconds; 0 while none is due. */
  retryAt = 0;

  /** JsSIP sets these three. */
  onconnect = () => {};
  /** @type {(error: boolean, code?: number, reason?: string) => void} */
  ondisconnect = () => {};
  /** @type {(data: string | ArrayBuffer) => void} */
  ondata = () => {};

  #source;
  #onfailure;
  #recovery;
  /** Connections in a row that came to nothing. */
  #tries = 0;
  #waiting = false;
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
   * @param {{min: number, max: number}} [options.recovery]  Seconds between tries, at first and at most.
   */
  constructor({ url, source, onfailure, recovery = { min: 2, max: 30 } }) {
    const { protocol, host } = new URL(url);
    this.url = `${protocol}//${host}/`;
    this.sip_uri = `sip:${host};transport=ws`;
    this.via_transport = protocol === 'wss:' ? 'WSS' : 'WS';
    this.#source = source;
    this.#onfailure = onfailure;
    this.#recovery = recovery;
  }

  /**
   * Called by JsSIP, at first and soon after each loss; the back-off is ours, for
   * JsSIP tells nobody how long its own is. It takes no async function for a method.
   */
  connect() {
    clearTimeout(this.#timer);
    if (this.#retired) {
      return;
    }
    const generation = ++this.#generation;
    const wait = this.retryAt - Date.now();
    this.#waiting = wait > 0;
    if (this.#waiting) {
      this.#timer = setTimeout(() => this.#connect(generation), wait);
    } else {
      this.#connect(generation);
    }
  }

  /** Tries at once, where it would wait. */
  hurry() {
    this.retryAt = 0;
    if (this.#waiting) {
      this.connect();
    }
  }

  /** @param {number} generation */
  async #connect(generation) {
    this.#waiting = false;
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
      this.#tries = this.retryAt = 0;
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
    if (!failure.final) {
      this.#postpone(failure.wait);
    }
    this.#onfailure(failure);
    if (!failure.final) {
      this.ondisconnect(true, 1006, 'no session');
    }
  }

  /** @param {number} least  Seconds. */
  #postpone(least) {
    const { min, max } = this.#recovery;
    const backOff = Math.min(max, Math.max(min, Math.random() * 2 ** ++this.#tries));
    this.retryAt = Date.now() + Math.max(least, backOff) * 1000;
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
    this.#waiting = false;
    this.retryAt = 0;
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
    this.#postpone(0);
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
