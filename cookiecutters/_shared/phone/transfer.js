// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress, withoutScheme } from './address.js';

/** Milliseconds that the other party's new call may ring. */
const PATIENCE = 90000;

/** What may become a header of ours, by the other party's will (RFC 3891): one line without blanks. */
const WORD = /^[!-~]*$/;

/**
 * Asks the other party to call somebody else (REFER, RFC 3515).
 *
 * @param {any} rtc  JsSIP's RTCSession.
 * @param {string} address  `user@host`.
 * @param {() => void} ontaken  Told when the other party will try.
 * @returns {Promise<boolean>}  Whether that call was answered, or left to itself.
 */
export function passOn(rtc, address, ontaken) {
  return new Promise((resolve) => {
    const succeeded = () => resolve(true);
    const failed = () => resolve(false);
    const timer = setTimeout(failed, PATIENCE);
    rtc.on('ended', () => clearTimeout(timer));
    const sent = rtc.refer(`sip:${address}`, {
      eventHandlers: {
        // Who hangs up at once has taken it: some phones report no more.
        requestSucceeded: () => {
          ontaken();
          rtc.on('ended', succeeded);
        },
        accepted: succeeded,
        failed,
        requestFailed: failed,
      },
    });
    if (!sent) {
      failed();
    }
  });
}

/**
 * Whom the other party wants called.
 *
 * @param {any} request  JsSIP's IncomingRequest, a REFER.
 * @returns {string | null}  `user@host`.
 */
export function referredTo(request) {
  const { uri } = request.refer_to;
  // Where a server looks for somebody is for that server to say, not for whoever asks.
  uri.clearParams();
  uri.port = null;
  if (!WORD.test(unescaped(uri.getHeader('replaces') ?? ''))) {
    uri.clearHeaders();
  }
  const address = parseAddress(withoutScheme(uri.toAor()), '');
  if (address) {
    // JsSIP calls what stands in the request: it must be what the visitor is told, and the site is asked for.
    uri.user = address.slice(0, address.lastIndexOf('@'));
  }
  return address;
}

/** @param {string} text */
function unescaped(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '\n';
  }
}
