// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** What isHeaderList() asks for, in words. */
export const HEADER_LIST = 'a list of "Name: value" that JsSIP does not write itself';

// RFC 3261: a token, a colon, and no end of line.
const HEADER = /^([\w.!%*+`'~-]+): *[^\u0000-\u0008\u000a-\u001f\u007f]+$/;

/** Headers of an INVITE that stand there once, with their compact forms. */
const TAKEN = [
  'via', 'v', 'from', 'f', 'to', 't', 'call-id', 'i', 'cseq', 'contact', 'm', 'max-forwards', 'content-type', 'c',
  'content-length', 'l', 'content-encoding', 'e', 'authorization', 'proxy-authorization', 'route', 'record-route',
];

/**
 * Whether a value is a list of headers that can be added to a request and do
 * not turn it into another one.
 *
 * @param {unknown} value
 */
export function isHeaderList(value) {
  return Array.isArray(value) && value.every(isHeader);
}

/** @param {unknown} value */
function isHeader(value) {
  const [, name] = (typeof value === 'string' && HEADER.exec(value)) || [];
  return name !== undefined && !TAKEN.includes(name.toLowerCase());
}
