// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { parseAddress } from '../address.js';
import { HEADER_LIST, isHeaderList } from './headers.js';

/**
 * The global JSCommSettings, as pages written for JSCommunicator have them.
 * Accepted and without a meaning here: webserver.url_prefix (the phone's files
 * find each other) and i18n.translate with true.
 *
 * @typedef {import('../config.js').Config} Config
 * @typedef {(path: string, expected: string, value: unknown) => void} Complain
 */

/** @type {Record<string, [string, (value: unknown) => boolean]>} */
const TYPES = {
  flag: ['true or false', (value) => typeof value === 'boolean'],
  text: ['a text', (value) => typeof value === 'string'],
  number: ['a number above 0', (value) => typeof value === 'number' && Number.isFinite(value) && value > 0],
  headers: [HEADER_LIST, isHeaderList],
};

const GROUP = 'an object';

/** Where each key is found, of which type it is, and which of ours it sets. */
/** @type {[string, keyof TYPES, keyof Config][]} */
const KEYS = [
  ['websocket.connection_recovery_min_interval', 'number', 'recovery_min'],
  ['websocket.connection_recovery_max_interval', 'number', 'recovery_max'],
  ['registration.on_startup', 'flag', 'autostart'],
  ['registration.expiry', 'number', 'register_expires'],
  ['registration.user_control', 'flag', 'registration_control'],
  ['registration.server', 'text', 'registrar'],
  ['dialing.auto_dial.default_destination', 'text', 'destination'],
  ['dialing.auto_dial.on_startup', 'flag', 'auto_dial'],
  ['dialing.auto_dial.use_video', 'flag', 'dial_video'],
  ['dialing.edit_destination', 'flag', 'edit_destination'],
  ['dialing.show_destination', 'flag', 'show_destination'],
  ['dialing.audio_dialing', 'flag', 'audio'],
  ['dialing.video_dialing', 'flag', 'video_button'],
  ['dialing.prefer_video', 'flag', 'prefer_video'],
  ['dialing.no_answer_timeout', 'number', 'no_answer_timeout'],
  ['dialing.clear_dialbox', 'flag', 'clear_destination'],
  ['chat.enable', 'flag', 'chat'],
  ['session.show_dtmf_pad', 'flag', 'show_keypad'],
  ['session.dtmf_duration', 'number', 'tone_duration'],
  ['session.dialpad_tone', 'flag', 'dialpad_tone'],
  ['session.message_tone', 'flag', 'message_tone'],
  ['session.require_relay_candidate', 'flag', 'relay_only'],
  ['i18n.show_menu', 'flag', 'language_menu'],
  ['i18n.default_lang', 'text', 'language'],
  ['extra_headers', 'headers', 'extra_headers'],
];

/** What was complained of, so that a second phone in the page does not repeat it. @type {WeakMap<object, Set<string>>} */
const told = new WeakMap();

/**
 * What JSCommSettings say, as keys of Config. What they leave out is left out
 * here, too; what is null counts as left out.
 *
 * @param {unknown} settings
 * @returns {Partial<Config>}
 */
export function readSettings(settings) {
  if (settings === undefined || settings === null) {
    return {};
  }
  if (!isGroup(settings)) {
    console.error(`phone: JSCommSettings must be ${GROUP}, not ${typeName(settings)}`);
    return {};
  }
  const reader = new Reader(settings);
  const simple = KEYS.map(([path, type, key]) => [key, reader.read(path, type)]);
  const all = { ...Object.fromEntries(simple), ...registration(reader), ...language(reader), ...connection(reader) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** Reads keys by their path, and complains of those of a wrong type. */
class Reader {
  #settings;

  /** @param {object} settings */
  constructor(settings) {
    this.#settings = settings;
  }

  /**
   * @param {string} path
   * @param {keyof TYPES} type
   * @returns {any}  Undefined for a key that is missing, null or of a wrong type.
   */
  read(path, type) {
    const value = this.raw(path);
    const [expected, fits] = TYPES[type];
    return value === undefined || fits(value) ? value : this.complain(path, expected, value);
  }

  /**
   * @param {string} path
   * @returns {any}  Undefined for null, too.
   */
  raw(path) {
    const names = path.split('.');
    /** @type {any} */
    let value = this.#settings;
    for (const [depth, name] of names.entries()) {
      if (!isGroup(value)) {
        return value === undefined ? value : this.complain(names.slice(0, depth).join('.'), GROUP, value);
      }
      value = Reflect.get(value, name) ?? undefined;
    }
    return value;
  }

  /**
   * Once for each key. The value itself may be a password.
   *
   * @param {string} path
   * @param {string} expected
   * @param {unknown} value
   * @returns {undefined}
   */
  complain(path, expected, value) {
    const before = told.get(this.#settings) ?? new Set();
    if (!before.has(path)) {
      console.error(`phone: JSCommSettings.${path} must be ${expected}, not ${typeName(value)}`);
    }
    told.set(this.#settings, before.add(path));
  }
}

/** @param {unknown} value */
function isGroup(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param {unknown} value */
function typeName(value) {
  return Array.isArray(value) ? 'a list' : typeof value;
}

/**
 * Where the page neither registers nor lets the visitor do so, nobody can call.
 *
 * @param {Reader} reader
 * @returns {Partial<Config>}
 */
function registration(reader) {
  const never = [reader.read('registration.on_startup', 'flag'), reader.read('registration.user_control', 'flag')];
  return never.every((value) => value === false) ? { receive: false } : {};
}

/**
 * @param {Reader} reader
 * @returns {Partial<Config>}
 */
function language(reader) {
  return reader.read('i18n.translate', 'flag') === false ? { language_menu: false, language: undefined } : {};
}

/**
 * @param {Reader} reader
 * @returns {Partial<Config>}
 */
function connection(reader) {
  const [url, ...others] = list(reader, 'websocket.servers', 'a WebSocket URL (wss://…) or a list of them', (server) => (
    typeof server === 'string' && /^wss?:\/\//i.test(server) ? server : null
  )) ?? [];
  const stun = list(reader, 'stun_servers', '{server: "stun:…"} or a list of such objects', (entry) => iceServer(entry, /^stuns?:/i));
  const turn = list(reader, 'turn_servers', '{server: "turn:…", username, password} or a list of such objects', (entry) => (
    iceServer(entry, /^turns?:/i)
  ));
  return {
    ...account(reader),
    ...(url && { websocket_url: url, websocket_urls: others }),
    ...((stun || turn) && { ice_servers: [...(stun ?? []), ...(turn ?? [])] }),
  };
}

/**
 * A single entry or a list of them; those that are of no use are left out.
 *
 * @template T
 * @param {Reader} reader
 * @param {string} path
 * @param {string} expected
 * @param {(entry: any) => T | null} convert
 * @returns {T[] | undefined}
 */
function list(reader, path, expected, convert) {
  const value = reader.raw(path);
  if (value === undefined) {
    return undefined;
  }
  const entries = Array.isArray(value) ? value : [value];
  const converted = entries.map(convert).filter((entry) => entry !== null);
  if (converted.length < entries.length) {
    const [wrong] = entries.filter((entry) => convert(entry) === null);
    reader.complain(path, expected, wrong);
  }
  return converted;
}

/**
 * @param {any} entry
 * @param {RegExp} scheme
 * @returns {RTCIceServer | null}
 */
function iceServer(entry, scheme) {
  if (typeof entry?.server !== 'string' || !scheme.test(entry.server)) {
    return null;
  }
  const { server, username, password } = entry;
  return { urls: server, ...(username && { username: String(username), credential: String(password ?? '') }) };
}

/**
 * @param {Reader} reader
 * @returns {Partial<Config>}
 */
function account(reader) {
  const named = reader.read('user.uri', 'text');
  const address = named === undefined ? '' : parseAddress(named, '');
  if (address === null) {
    reader.complain('user.uri', 'a SIP address like sip:bob@example.org', named);
  }
  const uri = address ? `sip:${address}` : '';
  const name = reader.read('user.display_name', 'text') ?? '';
  const user = { uri, display_name: name, password: reader.read('user.sip_auth_password', 'text') ?? null };
  return {
    ...((uri || name) && { user }),
    authorization_user: reader.read('user.sip_auth_user', 'text'),
    authorization_full: reader.read('user.sip_auth_user_full_uri', 'flag'),
  };
}
