// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Failure } from './failure.js';
import { peerOf } from './invite.js';

/** Bytes of the longest text: a whole request should fit in a datagram (RFC 3428, 8). */
export const LONGEST = 1300;

/** Answers of a server to which a text was too long. */
const TOO_LONG = [413, 513];

/**
 * Sends a text by SIP MESSAGE (RFC 3428).
 *
 * @param {import('./vendor/jssip.js').UA} ua
 * @param {string} address  `user@host`.
 * @param {string} text
 * @returns {Promise<'sent' | 'delivered'>}  A server that answers 202 keeps it for the far end (RFC 3428, 7).
 * @throws {Failure}
 */
export function sendMessage(ua, address, text) {
  if (bytes(text) > LONGEST) {
    return Promise.reject(new Failure('message_too_long'));
  }
  return new Promise((resolve, reject) => {
    ua.sendMessage(`sip:${address}`, text, {
      contentType: 'text/plain;charset=utf-8',
      eventHandlers: {
        succeeded: (/** @type {any} */ { response }) => resolve(response.status_code === 202 ? 'sent' : 'delivered'),
        failed: (/** @type {any} */ { response }) => reject(new Failure(failureKey(response?.status_code ?? 0))),
      },
    });
  });
}

/** @param {number} status  0 without an answer. */
function failureKey(status) {
  if (TOO_LONG.includes(status)) {
    return 'message_too_long';
  }
  return status ? 'message_failed' : 'server_unreachable';
}

/**
 * Takes an incoming MESSAGE, or refuses it. JsSIP answers 200 to what is not refused.
 *
 * @param {any} message  JsSIP's.
 * @param {any} request
 * @returns {{peer: import('./state.js').Peer, text: string} | null}
 */
export function takeMessage(message, request) {
  const text = request.body ?? '';
  if (!/^text\/plain\s*(?:;|$)/i.test(request.getHeader('Content-Type') ?? '')) {
    message.reject({ status_code: 415, extraHeaders: ['Accept: text/plain'] });
  } else if (bytes(text) > LONGEST) {
    message.reject({ status_code: 513 });
  } else {
    return { peer: peerOf(message), text };
  }
  return null;
}

/** @param {string} text */
function bytes(text) {
  return new TextEncoder().encode(text).length;
}
