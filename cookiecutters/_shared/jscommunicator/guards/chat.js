// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * JSCommunicator reads an event of JsSIP as it was before version 1: without this, no
 * message is sent or received.
 *
 * @param {any} event  JsSIP's "newMessage".
 */
export function withData(event) {
  const { message, request } = event;
  return { ...event, data: { message, request: withTexts(request) } };
}

/**
 * The sender's address as text: JSCommunicator compares it with what its page shows.
 *
 * @param {any} request
 */
function withTexts(request) {
  const { from, body } = request;
  const uri = Object.assign(new String(from.uri.toAor()), { user: from.uri.user });
  return { from: { uri, display_name: from.display_name }, body };
}
