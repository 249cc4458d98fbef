import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { accountOf, userAgentSettings } from '../../cookiecutters/_shared/phone/account.js';
import { readConfig } from '../../cookiecutters/_shared/phone/config.js';
import { Session } from '../../cookiecutters/_shared/phone/session.js';
import { answer } from './helpers.mjs';

test('what is missing has a default', () => {
  const config = readConfig('{"sip_domain": "example.org"}');
  assert.deepEqual([config.sip_domain, config.session, config.audio, config.autostart], ['example.org', null, true, false]);
});

test('a wrong type keeps the default and is named', () => {
  const error = mock.method(console, 'error', () => {});
  assert.equal(readConfig('{"video": "no"}').video, true);
  assert.match(error.mock.calls[0].arguments[0], /"video" must be boolean/);
  assert.deepEqual(readConfig('not JSON').strings, {});
  assert.equal(readConfig('{"user": {"uri": 7}}').user, null);
  assert.match(error.mock.calls[2].arguments[0], /"user" must be an object of uri/);
  error.mock.restore();
});

test('a destination that is missing can be typed', () => {
  assert.equal(readConfig('{"edit_destination": false}').edit_destination, true);
  assert.equal(readConfig('{"edit_destination": false, "destination": "helpdesk"}').edit_destination, false);
});

test('the user of the session goes before who signed in', () => {
  const credentials = { address: 'eve@example.org', password: 'x', name: 'Eve' };
  assert.equal(accountOf(new Session(answer(), 0), credentials).uri, 'sip:alice@example.org');
  assert.equal(accountOf(new Session(answer({ user: null }), 0), credentials).uri, 'sip:eve@example.org');
});

test('a registration ends before the token', () => {
  const expires = (seconds) => {
    const websocket = { url: 'wss://x/', expires: seconds === null ? null : 1_700_000_000 + seconds };
    return userAgentSettings(new Session(answer({ websocket }), 0), null, {}, readConfig('{}')).register_expires;
  };
  assert.deepEqual([60, 300, 3600, null].map(expires), [30, 270, 600, 600]);
});

test('a password stays out of a session with a user', () => {
  const credentials = { address: 'eve@example.org', password: 'x', name: '' };
  assert.equal(userAgentSettings(new Session(answer(), 0), credentials, {}, readConfig('{}')).password, undefined);
  assert.equal(userAgentSettings(new Session(answer({ user: null }), 0), credentials, {}, readConfig('{}')).password, 'x');
});

test('who only calls is not registered', () => {
  const credentials = { address: 'eve@example.org', password: 'x', name: '' };
  const register = (config) => userAgentSettings(new Session(answer({ user: null }), 0), credentials, {}, readConfig(config)).register;
  assert.deepEqual([register('{}'), register('{"receive": false}')], [true, false]);
});
