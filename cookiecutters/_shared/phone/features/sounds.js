// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

import { Player } from '../player.js';
import { lasting } from '../storage.js';
import { keySound, SOUNDS } from '../tones.js';
import { followOutcome } from './follow_outcome.js';

/**
 * @typedef {import('../state.js').State} State
 * @typedef {keyof typeof SOUNDS} Name
 */

const KEY = 'sounds';
const USUAL = { ring: true, volume: 60 };

/** Sounds that nobody asked for: the visitor may switch them off. */
const UNASKED = ['ring', 'waiting', 'message'];

/**
 * What is heard as long as the state lasts.
 *
 * @param {State} state
 * @param {boolean} hears  Whether the far end's own sound already plays.
 */
export function lastingSound({ call, waiting }, hears) {
  if (call?.phase === 'incoming') {
    return 'ring';
  }
  if (waiting) {
    return 'waiting';
  }
  return call?.direction === 'out' && call.phase === 'ringing' && !hears ? 'ringback' : '';
}

/**
 * What is heard once, because of a change.
 *
 * @param {State} state
 * @param {State} before
 */
export function passingSound(state, before) {
  if (state.message && state.message.id !== before.message?.id) {
    return 'message';
  }
  const { call } = before;
  const failed = call?.direction === 'out' && !call.since && state.call?.id !== call.id;
  if (failed && state.notice?.level === 'error') {
    return state.notice.key === 'busy' ? 'busy' : 'failed';
  }
  return '';
}

/**
 * The digit that was sent or received just now, or ''.
 *
 * @param {State} state
 * @param {State} before
 */
export function newTone({ call }, { call: earlier }) {
  if (!call || call.id !== earlier?.id) {
    return '';
  }
  const digits = [call.tones, call.heard].find((some, index) => some !== [earlier.tones, earlier.heard][index]);
  return digits?.slice(-1) ?? '';
}

/**
 * Ringing and tones, synthesised: no file is loaded.
 *
 * @param {import('./index.js').Context} context
 */
export function bindSounds({ config, view, store, stage, follow, signal }) {
  const player = new Player(signal);
  const settings = bindSettings({ view, signal }, () => apply(store.state));
  const silence = bindSilence({ view, signal }, () => apply(store.state));

  /** @param {string} name */
  const allowed = (name) => name !== '' && (settings.ring || !UNASKED.includes(name));

  /** @param {State} state */
  function apply(state) {
    const name = lastingSound(state, stage.hears);
    const silent = silence(name === 'ring' && settings.ring && settings.volume > 0);
    player.volume = settings.volume / 100;
    player.loop(allowed(name) && !silent ? SOUNDS[name] : null);
  }

  followOutcome(follow, (state, before) => {
    apply(state);
    const name = passingSound(state, before);
    if (allowed(name) && (name !== 'message' || config.message_tone)) {
      player.once(SOUNDS[name]);
    }
    const tone = newTone(state, before);
    if (tone && config.dialpad_tone) {
      player.once(keySound(tone, config.tone_duration));
    }
  });
  // How loud that is.
  view.on('ring-volume', 'change', () => settings.ring && !store.state.call && player.once(SOUNDS.message), signal);
  apply(store.state);
}

/**
 * The button that stops the ringing of one call and leaves the call alone.
 *
 * @param {Pick<import('./index.js').Context, 'view' | 'signal'>} context
 * @param {() => void} onchange
 * @returns {(rings: boolean) => boolean}  Shows it where it rings, and says whether that is not to be heard.
 */
function bindSilence({ view, signal }, onchange) {
  const button = view.role('silence');
  let pressed = false;
  view.on('silence', 'click', () => {
    pressed = !pressed;
    onchange();
  }, signal);
  return (rings) => {
    pressed &&= rings;
    button.hidden = !rings;
    button.setAttribute('aria-pressed', String(pressed));
    return pressed;
  };
}

/**
 * Whether and how loud it rings, as the visitor chose.
 *
 * @param {Pick<import('./index.js').Context, 'view' | 'signal'>} context
 * @param {() => void} onchange
 */
function bindSettings({ view, signal }, onchange) {
  const settings = read();
  view.input('ring').checked = settings.ring;
  view.input('ring-volume').value = String(settings.volume);
  const change = () => {
    settings.ring = view.input('ring').checked;
    settings.volume = Number(view.input('ring-volume').value);
    lasting.write(KEY, settings);
    onchange();
  };
  view.on('ring', 'change', change, signal);
  view.on('ring-volume', 'input', change, signal);
  return settings;
}

function read() {
  const { ring, volume } = { ...USUAL, ...lasting.read(KEY) };
  return {
    ring: ring !== false,
    volume: Number.isFinite(volume) ? Math.min(Math.max(volume, 0), 100) : USUAL.volume,
  };
}
