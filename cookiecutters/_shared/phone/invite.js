// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { cleanName, withoutScheme } from './address.js';

/**
 * Who is at the other end. Both texts come from the network.
 *
 * @param {any} party  JsSIP's RTCSession or Message.
 * @returns {import('./state.js').Peer}
 */
export function peerOf(party) {
  const { display_name: name, uri } = party.remote_identity;
  return { name: cleanName(name), address: cleanName(withoutScheme(uri.toAor())) };
}

/**
 * Whether an incoming INVITE offers a picture.
 *
 * @param {any} request  JsSIP's IncomingRequest.
 */
export function offersVideo(request) {
  return /^m=video [1-9]/m.test(request.body ?? '');
}

/**
 * Whether a description of media can be reached through a relay (TURN server).
 *
 * @param {string} sdp
 */
export function hasRelay(sdp) {
  return /^a=candidate:.* typ relay(?: |$)/m.test(sdp);
}
