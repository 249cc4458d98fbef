// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { HEADER_LIST, isHeaderList } from './bus/headers.js';
import { readSettings } from './bus/settings.js';

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
 * @property {string} language  Code of the language to begin with; '' or the page's own: the texts of the page.
 * @property {Record<string, string>} strings
 *
 * Those that only few sites need; JSCommSettings (see bus/settings.js) sets them, too:
 * @property {Account | null} user  Who calls where `session` is null; null: the login form asks.
 * @property {string} authorization_user  Name for the digest, if it is not the name in the address.
 * @property {boolean} authorization_full  That name is `user@host`, where `authorization_user` is ''.
 * @property {string} registrar  SIP URI of the registrar, if it is not the domain.
 * @property {number} register_expires  Seconds. A token that ends sooner shortens it.
 * @property {boolean} registration_control  False: no buttons to go online and offline.
 * @property {string[]} websocket_urls  Tried in turn when `websocket_url` fails; used when `session` is null.
 * @property {number} recovery_min  Seconds before the first try to connect again.
 * @property {number} recovery_max  Seconds between two tries to connect, at most.
 * @property {string[]} extra_headers  "Name: value", sent with each INVITE.
 * @property {number} no_answer_timeout  Seconds that an incoming call rings.
 * @property {boolean} show_destination  False: the visitor does not see `destination`.
 * @property {boolean} clear_destination  The destination is emptied after a call.
 * @property {boolean} prefer_video  Enter in the destination makes a video call.
 * @property {boolean} auto_dial  Calls `destination` at the first connection.
 * @property {boolean} dial_video  That call, and one by ?dial=, is a video call.
 * @property {boolean} video_button  False: video calls are answered, but not made by a button.
 * @property {boolean} show_keypad  Opens the keypad when a call is connected.
 * @property {number} tone_duration  Milliseconds that a digit sounds.
 * @property {boolean} dialpad_tone  Digits are heard.
 * @property {boolean} message_tone  A message is heard.
 *
 * @typedef {object} Account
 * @property {string} uri  `sip:user@host`.
 * @property {string} display_name
 * @property {string | null} password  '' when the server asks for none; null: the login form asks.
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
  language: '',
  strings: {},
  user: null,
  authorization_user: '',
  authorization_full: false,
  registrar: '',
  register_expires: 600,
  registration_control: true,
  websocket_urls: [],
  recovery_min: 2,
  recovery_max: 30,
  extra_headers: [],
  no_answer_timeout: 60,
  show_destination: true,
  clear_destination: false,
  prefer_video: false,
  auto_dial: false,
  dial_video: false,
  video_button: true,
  show_keypad: false,
  tone_duration: 160,
  dialpad_tone: true,
  message_tone: true,
};

/** Keys whose value is more than one of a type: what it must be, in words, and whether it is. */
/** @type {Record<string, [string, (value: unknown) => boolean]>} */
const CHECKS = {
  extra_headers: [HEADER_LIST, isHeaderList],
  user: ['an object of uri, display_name, password', isAccount],
};

/** Who calls and over which server: with a session, that is up to the site. */
const IDENTITY = [
  'user', 'authorization_user', 'authorization_full', 'registrar', 'websocket_url', 'websocket_urls', 'ice_servers',
];

/**
 * The settings of one phone: what data-jsc-phone says, and over it what the page's
 * JSCommSettings say. A key of the wrong type is named on the console and counts
 * as missing.
 *
 * @param {string} json  The value of data-jsc-phone.
 * @param {unknown} [settings]  JSCommSettings, if the page has any.
 * @returns {Config}
 */
export function readConfig(json, settings = Reflect.get(globalThis, 'JSCommSettings')) {
  const own = { ...DEFAULTS, ...accepted(parse(json)) };
  own.edit_destination ||= own.destination === '';
  const claimed = Object.entries(readSettings(settings)).filter(([key]) => !own.session || !IDENTITY.includes(key));
  return { ...own, ...Object.fromEntries(claimed) };
}

/**
 * @param {Record<string, unknown>} given
 * @returns {Partial<Config>}
 */
function accepted(given) {
  const known = Object.entries(DEFAULTS).filter(([key]) => given[key] !== undefined && given[key] !== null);
  const fit = known.filter(([key, fallback]) => fits(key, given[key], fallback));
  return Object.fromEntries(fit.map(([key]) => [key, given[key]]));
}

/**
 * @param {string} key
 * @param {unknown} value
 * @param {unknown} fallback
 */
function fits(key, value, fallback) {
  const [expected, isFit] = CHECKS[key] ?? [kind(fallback), () => kind(value) === kind(fallback)];
  const fit = isFit(value);
  if (!fit) {
    console.error(`phone: setting "${key}" must be ${expected}, not ${kind(value)}`);
  }
  return fit;
}

/** @param {any} value */
function isAccount(value) {
  const texts = [value?.uri, value?.display_name, value?.password ?? ''];
  return texts.every((text) => typeof text === 'string');
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
