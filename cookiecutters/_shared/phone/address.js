// SPDX-License-Identifier: MIT

const USER = String.raw`[A-Za-z0-9\-_.!~*'()&=+$,;?/%#]+`;
const HOST = String.raw`(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?`;
const ADDRESS = new RegExp(`^${USER}@${HOST}$`);
const NAME = new RegExp(`^${USER}$`);
const TELEPHONE = /^\+?[\d\s().\/-]*\d[\d\s().\/-]*$/;
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/**
 * What somebody typed, as `user@host`: a name or number is completed with the
 * domain, spaces and dashes of a telephone number are dropped.
 *
 * @param {string} typed
 * @param {string} domain  '' when names cannot be completed.
 * @returns {string | null}  Null for what is no address.
 */
export function parseAddress(typed, domain) {
  const text = typed.trim().replace(/^(?:sip|tel):/i, '');
  const plain = TELEPHONE.test(text) ? text.replace(/[\s().\/-]/g, '') : text;
  if (ADDRESS.test(plain)) {
    return plain;
  }
  return domain && NAME.test(plain) ? `${plain}@${domain}` : null;
}

/**
 * Whether one of the destinations that a session allows covers an address.
 *
 * @param {string[]} destinations  `user@host`, `*@host` or `*@*`.
 * @param {string} address  `user@host`.
 */
export function covers(destinations, address) {
  const [user, host] = split(address);
  return destinations.some((destination) => {
    const [users, hosts] = split(destination);
    return (users === '*' || users === user) && (hosts === '*' || hosts === host);
  });
}

/** @param {string} address */
function split(address) {
  const at = address.lastIndexOf('@');
  return [address.slice(0, at).toLowerCase(), address.slice(at + 1).toLowerCase()];
}

/** @param {string} uri  `sip:user@host` or `user@host`. */
export function withoutScheme(uri) {
  return uri.replace(/^sips?:/i, '');
}

/**
 * A name from the network, fit to be shown: no control or direction
 * characters that would disguise it, and not endless.
 *
 * @param {unknown} name
 */
export function cleanName(name) {
  return String(name ?? '').replace(UNSEEN, '').trim().slice(0, 80);
}
