// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/**
 * @typedef {import('./state.js').State} State
 * @typedef {(key: string, ...values: string[]) => string} Translate
 * @typedef {Translate & {use: (texts: Record<string, string>) => void}} Translator
 */

/**
 * Looks texts up in the strings of the page, or in those of another language that is
 * used instead. A missing one shows as its key.
 *
 * @param {Record<string, string>} strings
 * @returns {Translator}
 */
export function translator(strings) {
  let current = strings;
  /** @type {Translate} */
  const translate = (key, ...values) => fill(Object.hasOwn(current, key) ? current[key] : key, values);
  return Object.assign(translate, {
    /** @param {Record<string, string>} texts */
    use(texts) {
      current = { ...strings, ...texts };
    },
  });
}

/**
 * Replaces %s in turn, and %1$s by number, as printf does.
 *
 * @param {string} text
 * @param {string[]} values
 */
function fill(text, values) {
  let next = 0;
  return text.replace(/%(?:(\d+)\$)?([s%])/g, (_, number, type) => {
    if (type === '%') {
      return '%';
    }
    return values[number ? Number(number) - 1 : next++] ?? '';
  });
}

/** @type {Record<string, string>} */
const LINK_TEXTS = {
  offline: 'offline',
  connecting: 'connecting',
  retrying: 'retrying',
};

/** @type {Record<string, string>} */
const PHASE_TEXTS = {
  preparing: 'calling',
  calling: 'calling',
  ringing: 'ringing',
  answering: 'answering',
};

/**
 * One line that says what the phone is doing.
 *
 * @param {State} state
 * @param {Translate} t
 */
export function statusText(state, t) {
  return state.call ? callText(state.call, t) : linkText(state, t);
}

/**
 * @param {import('./state.js').Call} call
 * @param {Translate} t
 */
function callText(call, t) {
  if (call.asking) {
    return call.video ? t('allow_camera') : t('allow_microphone');
  }
  if (call.phase === 'active') {
    return activeText(call, t);
  }
  if (call.phase === 'incoming') {
    return call.video ? t('incoming_video') : t('incoming');
  }
  return t(PHASE_TEXTS[call.phase]);
}

/**
 * @param {import('./state.js').Call} call
 * @param {Translate} t
 */
function activeText({ transferring, interrupted, held, heldByPeer }, t) {
  if (transferring) {
    return t('transferring');
  }
  if (interrupted) {
    return t('media_interrupted');
  }
  if (held) {
    return t('on_hold');
  }
  return heldByPeer ? t('held_by_peer') : t('in_call');
}

/**
 * @param {State} state
 * @param {Translate} t
 */
function linkText(state, t) {
  if (state.elsewhere && !state.registered) {
    return t('elsewhere');
  }
  if (state.registered) {
    return t('online');
  }
  // Where nobody can be called, "offline" would sound as if nobody could call.
  const ready = state.link === 'online' || (state.link === 'offline' && !state.receive);
  return ready ? t('ready') : t(LINK_TEXTS[state.link]);
}

/**
 * What is announced at once: an incoming call, else the last notice.
 *
 * @param {State} state
 * @param {Translate} t
 */
export function alertText({ call, waiting, notice }, t) {
  if (waiting) {
    const { name, address } = waiting.peer;
    return waiting.video ? t('second_video_from', name || address) : t('second_from', name || address);
  }
  if (call?.phase === 'incoming') {
    const { name, address } = call.peer;
    return call.video ? t('incoming_video_from', name || address) : t('incoming_from', name || address);
  }
  return notice ? notice.text || t(notice.key, ...notice.values) : '';
}

/**
 * Duration as 0:05, 12:34 or 1:02:03.
 *
 * @param {number} seconds
 */
export function duration(seconds) {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, Math.floor(seconds) % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, index) => String(part).padStart(index ? 2 : 1, '0')).join(':');
}
