// What the phone sounds like, without a browser.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { PHONE } from './helpers.mjs';

const { SOUNDS, keySound, samples } = await import(join(PHONE, 'tones.js'));
const RATE = 48_000;
const KEYS = [...'0123456789*#ABCD'];
const every = { ...SOUNDS, ...Object.fromEntries(KEYS.map((key) => [key, keySound(key, 160)])) };

/** How strong a frequency is in a wave (Goertzel). */
function strength(wave, frequency) {
  const turn = 2 * Math.cos((2 * Math.PI * frequency) / RATE);
  let [last, before] = [0, 0];
  for (const sample of wave) {
    [last, before] = [sample + turn * last - before, last];
  }
  return Math.sqrt(Math.max(last ** 2 + before ** 2 - turn * last * before, 0)) / wave.length;
}

for (const [name, sound] of Object.entries(every)) {
  test(`"${name}" can be heard and is never too loud`, () => {
    const loudest = samples(sound, RATE).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    assert.ok(loudest > 0.05 && loudest <= 1, String(loudest));
  });

  test(`"${name}" begins and ends without a click`, () => {
    const wave = samples(sound, RATE);
    const steps = wave.map((sample, place) => Math.abs(sample - (wave[place - 1] ?? 0)));
    assert.ok(Math.max(...steps.slice(0, 48)) < 0.02);
    assert.ok(Math.abs(wave.at(-1)) < 0.02);
  });
}

test('keys have the frequencies that exchanges know', () => {
  const wave = samples(keySound('5', 160), RATE);
  for (const right of [770, 1336]) {
    for (const wrong of [697, 852, 941, 1209, 1477]) {
      assert.ok(strength(wave, right) > 5 * strength(wave, wrong), `${right} and ${wrong}`);
    }
  }
});

test('what is no key makes no sound', () => assert.deepEqual(keySound('x', 160).notes, []));

test('a key sounds as long as the site says, within reason', () => {
  assert.equal(keySound('1', 250).length, 0.25);
  assert.equal(keySound('1', 60_000).length, 1);
  assert.equal(keySound('1', 0).length, 0.04);
});
