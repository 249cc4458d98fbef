// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { peerOf } from './invite.js';
import { notice } from './state.js';

/** Texts for the final answers of a server or of the other party (RFC 3261). */
/** @type {Record<number, string>} */
const STATUS_TEXTS = {
  401: 'call_unauthorised',
  403: 'call_refused',
  404: 'not_found',
  407: 'call_unauthorised',
  408: 'no_answer',
  410: 'not_found',
  480: 'no_answer',
  484: 'not_found',
  485: 'not_found',
  486: 'busy',
  487: 'no_answer',
  488: 'incompatible',
  503: 'busy',
  600: 'busy',
  603: 'declined',
  604: 'not_found',
  606: 'incompatible',
};

/** In the Reason of a CANCEL (RFC 3326): another device of the visitor has answered, or rejected. */
const ELSEWHERE = /\bsip\b[^,]*;\s*cause\s*=\s*(200|6\d\d)\b/i;

/** JsSIP's cause of an end for want of sound. */
export const MEDIA_LOST = 'RTP Timeout';

/** Texts for the ends that JsSIP finds by itself (JsSIP.C.causes). */
/** @type {Record<string, string>} */
const CAUSE_TEXTS = {
  'Connection Error': 'server_unreachable',
  'Request Timeout': 'server_unreachable',
  'No Answer': 'no_answer',
  [MEDIA_LOST]: 'media_lost',
  'WebRTC Error': 'incompatible',
  'Bad Media Description': 'incompatible',
};

/**
 * Why an outgoing call came to nothing.
 *
 * @param {number} status  Of the final answer; 0 without one.
 * @param {string} cause  JsSIP's.
 */
export function failureText(status, cause) {
  return STATUS_TEXTS[status] ?? CAUSE_TEXTS[cause] ?? 'call_failed';
}

/**
 * What to say when a call that had been answered is over.
 *
 * @param {string} cause  JsSIP's.
 */
export function endNotice(cause) {
  return cause === MEDIA_LOST ? notice('media_lost') : notice('call_ended', { level: 'info' });
}

/**
 * What to say when a call was never answered.
 *
 * @param {any} rtc  JsSIP's RTCSession.
 * @param {{originator: string, message: any, cause: string}} event  Its "failed".
 * @param {boolean} [lost]  The server was lost: JsSIP then says that this side gave it up.
 */
export function failureNotice(rtc, { originator, message, cause }, lost = false) {
  if (rtc?.direction === 'incoming') {
    return missedNotice(rtc, lost ? 'remote' : originator, cause, message);
  }
  if (lost) {
    return notice('server_unreachable');
  }
  if (originator === 'local' && cause === 'Canceled') {
    return notice('call_cancelled', { level: 'info' });
  }
  return notice(failureText(message?.status_code ?? 0, cause));
}

/**
 * @param {any} rtc
 * @param {string} originator
 * @param {string} cause
 * @param {any} message  The CANCEL, if there is one.
 */
function missedNotice(rtc, originator, cause, message) {
  if (originator === 'local' && cause === 'Rejected') {
    return notice('call_rejected', { level: 'info' });
  }
  if (ELSEWHERE.test(message?.getHeaders('reason').join())) {
    return notice('other_device', { level: 'info' });
  }
  if (originator === 'remote' || cause === 'No Answer') {
    const { name, address } = peerOf(rtc);
    return notice('missed', { level: 'info', values: [name || address] });
  }
  return notice('call_failed');
}
