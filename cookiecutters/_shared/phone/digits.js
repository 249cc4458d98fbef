// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { guarded } from './failure.js';

/**
 * Sends one digit: in the media (RFC 4733) when the far end takes that, which
 * needs neither the server nor a token that is still good; else by SIP INFO.
 *
 * @param {any} rtc  JsSIP's RTCSession.
 * @param {string} tone
 * @param {Pick<import('./config.js').Config, 'dtmf' | 'tone_duration'>} how
 * @param {boolean} connected  Whether the server can be reached. JsSIP ends the call over an INFO that cannot be sent.
 * @returns {boolean}  Whether it has left; one by INFO may still be refused.
 */
export function sendDigit(rtc, tone, { dtmf, tone_duration: duration }, connected) {
  const inMedia = dtmf !== 'info' && takesDigits(rtc);
  if (!rtc?.isEstablished() || (!inMedia && (dtmf === 'rtp' || !connected))) {
    return false;
  }
  rtc.sendDTMF(tone, { duration, transportType: inMedia ? 'RFC2833' : 'INFO' });
  return inMedia;
}

/**
 * Tells of a digit: one that came, or one by INFO, which the far end may refuse,
 * when that has taken it.
 *
 * @param {{originator: string, dtmf: any}} event  JsSIP's "newDTMF".
 * @param {(action: import('./state.js').Action) => void} dispatch
 */
export function tellDigit({ originator, dtmf }, dispatch) {
  const { tone } = dtmf;
  if (originator === 'remote') {
    dispatch({ type: 'call-heard', tone });
  } else {
    dtmf.on('succeeded', guarded(() => dispatch({ type: 'call-tone', tone })));
  }
}

/** @param {any} rtc */
function takesDigits(rtc) {
  /** @type {RTCRtpSender[]} */
  const senders = rtc?.connection?.getSenders() ?? [];
  return senders.some((sender) => sender.dtmf?.canInsertDTMF);
}
