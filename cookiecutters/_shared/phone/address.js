// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?$/;
const NAME = /^[A-Za-z0-9\-_.!~*'()&=+$,;?/#]+$/;
const TELEPHONE = /^[\s().-]*\+?[\d\s().\/-]*\d[\d\s().\/-]*$/;
// "Bob" <sip:bob@example.org>
const IN_BRACKETS = /^[^<>]*<([^<>]*)>$/;
const PARAMETERS = /(@[^;?@]*);[^?@]*$/;
// Control, direction and invisible characters; not the joiners that names in some scripts need.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** Characters of the longest address that somebody may type. */
const LONGEST = 255;

/**
 * What somebody typed, as `user@host`: a name or number is completed with the
 * domain; spaces and dashes of a telephone number, URI parameters and a name
 * in front of `<sip:…>` are dropped. The user part is what JsSIP will send, so
 * that the session is asked for the same address.
 *
 * @param {string} typed
 * @param {string} domain  '' when names cannot be completed.
 * @returns {string | null}  Null for what is no address.
 */
export function parseAddress(typed, domain) {
  const text = typed.trim();
  if (text.length > LONGEST) {
    return null;
  }
  const plain = text.replace(IN_BRACKETS, '$1').replace(/^(?:sip|tel):/i, '').replace(PARAMETERS, '$1');
  const at = plain.lastIndexOf('@');
  const user = userOf(at < 0 ? plain : plain.slice(0, at));
  const host = at < 0 ? domain : plain.slice(at + 1);
  return user && HOST.test(host) ? `${user}@${host}` : null;
}

/**
 * @param {string} text
 * @returns {string}  '' when it cannot be a user part.
 */
function userOf(text) {
  if (TELEPHONE.test(text)) {
    // +49 (0)30: the 0 is for calls inside the country.
    return text.replace(/^(\s*\+.*?)\(0\)/, '$1').replace(/[\s().\/-]/g, '');
  }
  const user = decoded(text);
  return NAME.test(user) ? user : '';
}

/** @param {string} text  With %62 for b, perhaps. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
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
 * @param {number} [longest]  Characters.
 */
export function cleanName(name, longest = 80) {
  const text = String(name ?? '').replace(UNSEEN, '').trim();
  // By characters: half of an emoji is none.
  return [...text].slice(0, longest).join('');
}
