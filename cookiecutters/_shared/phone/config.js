// SPDX-License-Identifier: MIT

/**
 * @typedef {object} Config  What the page says in data-jsc-phone. Public data only.
 * @property {{url: string, nonce_url: string | null, nonce_header: string | null} | null} session
 * @property {string} websocket_url  Used with the login form when `session` is null.
 * @property {RTCIceServer[]} ice_servers  Used when `session` is null.
 * @property {string} sip_domain  Completes a destination or a login without "@".
 * @property {string} destination  Prefilled destination, or ''.
 * @property {boolean} edit_destination  False: the visitor can call `destination` only, if there is one.
 * @property {boolean} audio
 * @property {boolean} video
 * @property {boolean} receive  False: nobody can go online here, only call.
 * @property {boolean} autostart  Go online without waiting for a click.
 * @property {'auto' | 'rtp' | 'info'} dtmf  How digits travel; auto: RTP, or INFO when the far end takes no RTP digits.
 * @property {boolean} chat  Messages by SIP MESSAGE.
 * @property {boolean} transfer  The other party can be passed on to somebody else.
 * @property {boolean} click_to_call  Links to sip: addresses in the page call with this phone.
 * @property {boolean} dial_links  ?dial= in the page's address fills in the destination. Nothing is called without a click.
 * @property {boolean} language_menu
 * @property {boolean} relay_only  No call without a relay (TURN) candidate.
 * @property {string} language  Of the page, as in its lang attribute.
 * @property {Record<string, string>} strings
 */

/** @type {Config} */
const DEFAULTS = {
  session: null,
  websocket_url: '',
  ice_servers: [],
  sip_domain: '',
  destination: '',
  edit_destination: true,
  audio: true,
  video: true,
  receive: true,
  autostart: false,
  dtmf: 'auto',
  chat: false,
  transfer: true,
  click_to_call: true,
  dial_links: false,
  language_menu: false,
  relay_only: false,
  language: 'en',
  strings: {},
};

/**
 * The settings of one phone. A key of the wrong type keeps its default and is
 * named on the console.
 *
 * @param {string} json  The value of data-jsc-phone.
 * @returns {Config}
 */
export function readConfig(json) {
  const given = parse(json);
  /** @type {Record<string, unknown>} */
  const config = { ...DEFAULTS };
  for (const [key, fallback] of Object.entries(DEFAULTS)) {
    const value = given[key];
    if (value === undefined || value === null) {
      continue;
    }
    if (kind(value) === kind(fallback) || key === 'session') {
      config[key] = value;
    } else {
      console.error(`phone: setting "${key}" must be ${kind(fallback)}, not ${kind(value)}`);
    }
  }
  config.edit_destination ||= config.destination === '';
  return /** @type {Config} */ (/** @type {unknown} */ (config));
}

/**
 * @param {string} json
 * @returns {Record<string, unknown>}
 */
function parse(json) {
  try {
    const value = JSON.parse(json);
    return kind(value) === 'object' ? value : {};
  } catch {
    console.error('phone: data-jsc-phone holds no JSON');
    return {};
  }
}

/** @param {unknown} value */
function kind(value) {
  return Array.isArray(value) ? 'array' : typeof value;
}
