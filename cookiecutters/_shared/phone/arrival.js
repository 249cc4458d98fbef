// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * Gathers what the other party sends in one stream: sound and picture may be
 * announced in streams of their own, or in none.
 *
 * @param {RTCPeerConnection} connection
 * @param {(stream: MediaStream) => void} onchange
 */
export function gatherRemote(connection, onchange) {
  const all = new MediaStream();
  connection.addEventListener('track', ({ track, streams }) => {
    all.addTrack(track);
    streams.forEach((stream) => stream.addEventListener('removetrack', (event) => {
      all.removeTrack(event.track);
      onchange(all);
    }));
    onchange(all);
  });
}
