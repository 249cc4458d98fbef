// How loud the meter shows the microphone to be.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { PHONE } from './helpers.mjs';

const { levelOf } = await import(join(PHONE, 'features', 'level.js'));
const wave = (loud) => Float32Array.from({ length: 1024 }, (_, place) => loud * Math.sin(place / 5));

test('silence is nothing', () => assert.equal(levelOf(new Float32Array(1024)), 0));

test('the loudest sound fills the meter', () => assert.ok(levelOf(wave(1)) > 0.9));

test('a voice is in between, and louder is more', () => {
  const levels = [0.001, 0.01, 0.1, 1].map((loud) => levelOf(wave(loud)));
  assert.deepEqual(levels, [...levels].sort());
  assert.ok(levels[1] > 0.2 && levels[2] < 0.8, String(levels));
});

test('it never leaves the meter', () => assert.equal(levelOf(Float32Array.of(2, -2)), 1));
