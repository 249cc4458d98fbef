// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/*
 * What the phone sounds like: notes, and how they become samples. Knows no browser.
 */

/**
 * @typedef {object} Note
 * @property {number[]} frequencies  Hertz, heard together.
 * @property {number} at  Seconds after the beginning.
 * @property {number} seconds
 * @property {number} level  At most 1.
 * @property {boolean} [bell]  Fades from the start, as a struck bell does.
 *
 * @typedef {object} Sound
 * @property {Note[]} notes
 * @property {number} length  Seconds of one round.
 */

/** The tone of European exchanges. */
const EXCHANGE = [425];

/** @type {Readonly<Record<string, Sound>>} */
export const SOUNDS = Object.freeze({
  ring: {
    length: 3.2,
    notes: [bell(659.26, 0), bell(523.25, 0.28), bell(659.26, 0.56), bell(783.99, 0.84)],
  },
  ringback: { length: 5, notes: [{ frequencies: EXCHANGE, at: 0, seconds: 1, level: 0.35 }] },
  busy: {
    length: 2.9,
    notes: [0, 0.96, 1.92].map((at) => ({ frequencies: EXCHANGE, at, seconds: 0.48, level: 0.35 })),
  },
  failed: { length: 0.9, notes: [bell(392, 0), bell(293.66, 0.22)] },
  waiting: {
    length: 6,
    notes: [0, 0.4].map((at) => ({ frequencies: EXCHANGE, at, seconds: 0.2, level: 0.15 })),
  },
  message: { length: 0.8, notes: [bell(783.99, 0), bell(1046.5, 0.14)] },
});

const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477, 1633];
const KEYS = '123A456B789C*0#D';

/**
 * The two frequencies of a key (ITU-T Q.23).
 *
 * @param {string} key  One of 0-9 * # A-D.
 * @param {number} milliseconds
 * @returns {Sound}
 */
export function keySound(key, milliseconds) {
  const place = KEYS.indexOf(key);
  const seconds = Math.min(Math.max(milliseconds, 40), 1000) / 1000;
  const frequencies = [ROWS[Math.floor(place / 4)], COLUMNS[place % 4]];
  return { length: seconds, notes: place < 0 ? [] : [{ frequencies, at: 0, seconds, level: 0.3 }] };
}

/**
 * @param {number} frequency
 * @param {number} at
 * @returns {Note}
 */
function bell(frequency, at) {
  return { frequencies: [frequency, frequency * 2], at, seconds: 0.65, level: 0.45, bell: true };
}

/**
 * One round of a sound.
 *
 * @param {Sound} sound
 * @param {number} rate  Samples a second.
 */
export function samples({ notes, length }, rate) {
  const wave = new Float32Array(Math.ceil(length * rate));
  notes.forEach((note) => add(wave, note, rate));
  return wave;
}

/**
 * @param {Float32Array} wave
 * @param {Note} note
 * @param {number} rate
 */
function add(wave, { frequencies, at, seconds, level, bell: fades }, rate) {
  const first = Math.round(at * rate);
  const last = Math.min(first + Math.round(seconds * rate), wave.length);
  for (let place = first; place < last; place++) {
    const time = (place - first) / rate;
    const sum = frequencies.reduce((total, frequency) => total + Math.sin(2 * Math.PI * frequency * time), 0);
    const fading = fades ? Math.exp((-5 * time) / seconds) : 1;
    wave[place] += (level * edge(time, seconds) * fading * sum) / frequencies.length;
  }
}

/** Seconds in which a note comes and goes: shorter ones click. */
const EDGE = 0.01;

/**
 * @param {number} time
 * @param {number} seconds
 */
function edge(time, seconds) {
  return Math.min(time / EDGE, (seconds - time) / EDGE, 1);
}
