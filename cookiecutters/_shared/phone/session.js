// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { covers } from './address.js';
import { Failure } from './failure.js';
import { sameOrigin } from './origin.js';

/** Milliseconds that the endpoint has to answer. */
const PATIENCE = 10000;

/** Seconds of life below which a session is not worth a new call. */
const TOO_SHORT = 5;

/** @typedef {import('./state.js').User} User */

/**
 * What the session endpoint granted: an identity, a WebSocket URL for one
 * connection, ICE servers. The URL holds a token: it is never shown or logged.
 */
export class Session {
  /**
   * @param {any} answer  The endpoint's JSON (see SessionClient).
   * @param {number} now  Milliseconds.
   */
  constructor(answer, now) {
    /** @type {string} */
    this.url = answer.websocket.url;
    /** @type {RTCIceServer[]} */
    this.iceServers = Array.isArray(answer.ice_servers) ? answer.ice_servers : [];
    /** @type {User | null} */
    this.user = answer.user ?? null;
    /** @type {string[]} */
    this.destinations = Array.isArray(answer.destinations) ? answer.destinations : ['*@*'];
    /** Seconds that the token was valid for when it came; null: no end. @type {number | null} */
    this.life = lifeOf(answer);
    this.received = now;
  }

  /** Who connects: when this changes, so must the SIP identity. */
  get identity() {
    return this.user ? `${this.user.uri} ${this.user.register}` : '';
  }

  /**
   * Milliseconds from now until a share of the token's life is over.
   *
   * @param {number} share  0 to 1.
   * @param {number} now  Milliseconds, same clock as at construction.
   */
  until(share, now) {
    return this.life === null ? Infinity : this.received + this.life * share * 1000 - now;
  }

  /**
   * Whether a call to an address can be made with this session.
   *
   * @param {string | null} address
   * @param {number} now  Milliseconds.
   */
  serves(address, now) {
    const lasting = this.until(1, now) > TOO_SHORT * 1000;
    return lasting && (address === null || covers(this.destinations, address));
  }
}

/**
 * Two times of the server's, so that a wrong clock at the visitor's does no harm.
 *
 * @param {any} answer
 */
function lifeOf({ websocket, server_time: now }) {
  if (typeof websocket.expires !== 'number') {
    return null;
  }
  return Math.max(0, websocket.expires - (typeof now === 'number' ? now : Date.now() / 1000));
}

/**
 * Asks the site for sessions.
 *
 * POST {"destination": "user@host" | null}, answered with
 * {"websocket": {"url", "expires"}, "ice_servers": [], "user": {...} | null,
 * "destinations": [], "server_time"} or with {"nonce_required": true}.
 */
export class SessionClient {
  #url;
  #nonceUrl;
  #nonceHeader;
  #nonceRequired = false;

  /** @param {{url: string, nonce_url?: string | null, nonce_header?: string | null}} settings */
  constructor({ url, nonce_url: nonceUrl, nonce_header: nonceHeader }) {
    this.#url = url;
    this.#nonceUrl = nonceUrl ?? '';
    this.#nonceHeader = nonceHeader ?? '';
  }

  /**
   * @param {string | null} destination  `user@host` that is to be called.
   * @returns {Promise<Session>}
   * @throws {Failure}
   */
  async open(destination) {
    let answer = await this.#ask(destination);
    if (answer.nonce_required && !this.#nonceRequired) {
      this.#nonceRequired = true;
      answer = await this.#ask(destination);
    }
    if (answer.nonce_required || !/^wss?:\/\//i.test(answer.websocket?.url)) {
      throw new Failure('site_error');
    }
    return new Session(answer, Date.now());
  }

  /**
   * @param {string | null} destination
   * @returns {Promise<any>}
   */
  async #ask(destination) {
    const response = await request(this.#url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...(await this.#nonce()) },
      body: JSON.stringify({ destination }),
    });
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
      throw refusal(response, answer);
    }
    if (!answer || typeof answer !== 'object') {
      throw new Failure('site_error');
    }
    return answer;
  }

  /**
   * A site that no longer knows the visitor gives no nonce; its answer to the
   * request without one then says what to do.
   *
   * @returns {Promise<Record<string, string>>}
   */
  async #nonce() {
    if (!this.#nonceRequired || !this.#nonceUrl || !this.#nonceHeader || !sameOrigin(this.#url, this.#nonceUrl)) {
      return {};
    }
    const response = await request(this.#nonceUrl, { method: 'GET' });
    const nonce = response.ok ? (await response.text()).trim() : '';
    return /^[\w.~-]{2,200}$/.test(nonce) ? { [this.#nonceHeader]: nonce } : {};
  }
}

/**
 * @param {string} url
 * @param {RequestInit} options
 */
async function request(url, options) {
  try {
    return await fetch(url, {
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    });
  } catch {
    throw new Failure('site_unreachable');
  }
}

/**
 * @param {Response} response
 * @param {any} answer
 */
function refusal(response, answer) {
  const text = typeof answer?.message === 'string' ? answer.message.slice(0, 300) : '';
  switch (response.status) {
    case 401:
      return new Failure('signed_out', { final: true, text });
    case 403:
      return new Failure('refused_by_site', { final: true, text });
    case 429:
      return throttled(response);
    case 503:
      // Without JSON it comes from a site in maintenance, or from a proxy.
      return new Failure(answer ? 'not_configured' : 'site_error', { text, wait: retryAfter(response) });
    default:
      return new Failure('site_error');
  }
}

/** @param {Response} response */
function throttled(response) {
  const wait = retryAfter(response) || 30;
  return new Failure('too_many_requests', { wait, values: [String(wait)] });
}

/**
 * Seconds of a Retry-After header, which holds seconds or a date (RFC 9110); 0 without one.
 *
 * @param {Response} response
 */
function retryAfter(response) {
  const value = response.headers.get('Retry-After') ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(3600, Math.max(0, Math.ceil(seconds))) : 0;
}

/**
 * Stands in for the client where the site has no endpoint: the visitor signs in
 * with a SIP account. Of several URLs each connection takes the next.
 */
export class FixedSession {
  #urls;
  #iceServers;
  #opened = 0;

  /** @param {{websocket_url: string, websocket_urls?: string[], ice_servers: RTCIceServer[]}} config */
  constructor({ websocket_url: url, websocket_urls: others = [], ice_servers: iceServers }) {
    this.#urls = [url, ...others];
    this.#iceServers = iceServers;
  }

  /** @returns {Promise<Session>} */
  async open() {
    const url = this.#urls[this.#opened++ % this.#urls.length];
    if (!/^wss?:\/\//i.test(url)) {
      throw new Failure('not_configured', { final: true });
    }
    return new Session({ websocket: { url, expires: null }, ice_servers: this.#iceServers, user: null }, Date.now());
  }
}
