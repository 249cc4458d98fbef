// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * @typedef {import('../config.js').Config} Config
 * @typedef {import('../account.js').Credentials} Credentials
 */

/**
 * The account that the page's own settings name, as if the visitor had signed in.
 *
 * @param {Config} config
 * @returns {Credentials | null}  Null where the login form asks, or the site's session says who calls.
 */
export function accountInPage({ session, user }) {
  if (session || !user?.uri || user.password === null) {
    return null;
  }
  return { address: user.uri.replace(/^sips?:/i, ''), password: user.password, name: user.display_name };
}

/**
 * The name for the digest. One that was set belongs to the account in the page, not
 * to whoever signs in instead.
 *
 * @param {Config} config
 * @param {string} address  `user@host` of the account.
 * @returns {string | undefined}  Undefined: the name in the address.
 */
export function digestName({ user, authorization_user: name, authorization_full: full }, address) {
  const others = Boolean(user?.uri) && user?.uri !== `sip:${address}`;
  return (!others && name) || (full ? address : undefined);
}

/**
 * A TURN server without credentials takes those of the SIP account; one that is
 * left without any would fail every call.
 *
 * @param {RTCIceServer[]} servers
 * @param {Config} config
 * @param {Credentials | null} credentials
 */
export function withCredentials(servers, config, credentials) {
  const account = credentials && {
    username: digestName(config, credentials.address) ?? credentials.address.split('@')[0],
    credential: credentials.password,
  };
  return servers.flatMap((server) => {
    const complete = server.username || ![server.urls].flat().some((url) => /^turns?:/i.test(url));
    return complete ? [server] : account ? [{ ...server, ...account }] : [];
  });
}
