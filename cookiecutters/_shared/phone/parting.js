// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Milliseconds in which the goodbye of a party that has closed its end may still come. */
const GOODBYE = 2000;

/**
 * Finds out that the other party is gone without a goodbye: when a page is left, Firefox closes
 * its connection to the server before the page may say one over it.
 *
 * @param {RTCPeerConnection} connection
 * @param {() => void} ongone
 */
export function watchParting(connection, ongone) {
  connection.addEventListener('connectionstatechange', () => {
    const transport = connection.getSenders().find((sender) => sender.transport)?.transport;
    if (transport) {
      const gone = () => transport.state === 'closed';
      transport.onstatechange = () => gone() && setTimeout(() => gone() && ongone(), GOODBYE);
    }
  });
}
