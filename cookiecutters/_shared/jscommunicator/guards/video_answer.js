// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * When a video call is answered with sound only, JSCommunicator adds a picture that is
 * not there to its own view. JsSIP ends the call over the error.
 *
 * @param {any} ui  JSCommUI.
 */
export function guardVideoAnswer(ui) {
  const { session_accepted: accepted } = ui;
  ui.session_accepted = (/** @type {any} */ call, /** @type {any} */ event) => {
    const getSenders = () => call.connection.getSenders().filter((/** @type {RTCRtpSender} */ { track }) => track);
    accepted.call(ui, { connection: { getSenders } }, event);
  };
}
