// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { notice } from './state.js';

/**
 * Something that keeps the phone from working, with what to tell the visitor.
 */
export class Failure extends Error {
  /**
   * @param {string} key  Key of the text in `strings` (see messages.js).
   * @param {object} [options]
   * @param {boolean} [options.final]  True when trying again by itself is useless.
   * @param {string} [options.text]  A text of the site's own, shown instead of the key's.
   * @param {number} [options.wait]  Seconds to wait before the next try.
   * @param {string[]} [options.values]  What replaces each %s of the text.
   * @param {'error' | 'info'} [options.level]
   */
  constructor(key, { final = false, text = '', wait = 0, values = [], level = 'error' } = {}) {
    super(key);
    this.name = 'Failure';
    this.key = key;
    this.final = final;
    this.text = text;
    this.wait = wait;
    this.values = values;
    this.level = level;
  }
}

/**
 * Whatever was thrown, as a Failure. The console is told what was thrown but
 * its message, which may hold a URL with a token.
 *
 * @param {unknown} error
 * @returns {Failure}
 */
export function failureOf(error) {
  if (error instanceof Failure) {
    return error;
  }
  console.error('phone:', error instanceof Error ? error.name : typeof error);
  return new Failure('failed');
}

/** @param {Failure} failure */
export function noticeOf({ key, text, values, level }) {
  return notice(key, { text, values, level });
}

/**
 * Why a registration failed. Where the answer says nothing of the account, another try is worth it.
 *
 * @param {number} status  0 without an answer.
 * @param {boolean} signedIn  With the login form.
 */
export function registrationFailure(status, signedIn) {
  if ([401, 403, 407].includes(status)) {
    return new Failure(signedIn ? 'login_refused' : 'registration_refused', { final: true });
  }
  return new Failure(status === 439 ? 'outbound_unsupported' : 'registration_failed');
}

/**
 * JsSIP ends the call when a handler throws; ours must not. Nor must JsSIP's
 * fault keep us from closing the microphone.
 *
 * @param {(event: any) => void} handler
 * @returns {(event: any) => void}
 */
export function guarded(handler) {
  return (event) => {
    try {
      handler(event);
    } catch (error) {
      failureOf(error);
    }
  };
}
