// JSCommSettings, as pages for JSCommunicator have them.
import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { accountInPage, digestName, withCredentials } from '../../cookiecutters/_shared/phone/bus/identity.js';
import { readConfig } from '../../cookiecutters/_shared/phone/config.js';

/** Every key that JSCommunicator knows, each with another value than the phone's default. */
const ALL = {
  webserver: { url_prefix: '/jscommunicator/' },
  stun_servers: [{ server: 'stun:stun.example.org' }],
  turn_servers: [{ server: 'turn:turn.example.org?transport=udp', username: 'u', password: 'p' }],
  websocket: { servers: 'wss://ws.example.org/', connection_recovery_min_interval: 3, connection_recovery_max_interval: 40 },
  user: {
    display_name: 'Bob', uri: 'sip:bob@example.org', sip_auth_user: 'bobby', sip_auth_password: 'secret', sip_auth_user_full_uri: true,
  },
  registration: { on_startup: true, expiry: 3600, user_control: false, server: 'sip:registrar.example.org' },
  dialing: {
    auto_dial: { default_destination: 'alice', on_startup: true, use_video: true },
    edit_destination: false, show_destination: false, audio_dialing: false, video_dialing: false,
    prefer_video: true, no_answer_timeout: 25, clear_dialbox: true,
  },
  chat: { enable: true },
  session: { show_dtmf_pad: true, dtmf_duration: 200, dialpad_tone: false, message_tone: false, require_relay_candidate: true },
  i18n: { translate: true, show_menu: true, default_lang: 'de' },
  extra_headers: ['X-WS-Session-Extra: some_token=value'],
};

/** Reads settings; returns the configuration and what was said on the console. */
function read(settings, own = {}) {
  const error = mock.method(console, 'error', () => {});
  const config = readConfig(JSON.stringify(own), settings);
  const told = error.mock.calls.map(({ arguments: [text] }) => text);
  error.mock.restore();
  return { config, told };
}

test('every key', () => {
  const { config, told } = read(ALL);
  assert.deepEqual(told, []);
  const { strings, sip_domain: domain, transfer, click_to_call: links, dial_links: dialLinks, dtmf, receive, video, session, ...rest } = config;
  assert.deepEqual(rest, {
    websocket_url: 'wss://ws.example.org/', websocket_urls: [], recovery_min: 3, recovery_max: 40,
    ice_servers: [{ urls: 'stun:stun.example.org' }, { urls: 'turn:turn.example.org?transport=udp', username: 'u', credential: 'p' }],
    user: { uri: 'sip:bob@example.org', display_name: 'Bob', password: 'secret' },
    authorization_user: 'bobby', authorization_full: true,
    autostart: true, register_expires: 3600, registration_control: false, registrar: 'sip:registrar.example.org',
    destination: 'alice', auto_dial: true, dial_video: true, edit_destination: false, show_destination: false,
    audio: false, video_button: false, prefer_video: true, no_answer_timeout: 25, clear_destination: true,
    chat: true, show_keypad: true, tone_duration: 200, dialpad_tone: false, message_tone: false, relay_only: true,
    language_menu: true, language: 'de', extra_headers: ['X-WS-Session-Extra: some_token=value'],
  });
});

test('groups that are missing have defaults', () => {
  const defaults = read(undefined).config;
  for (const settings of [null, {}, { dialing: {} }, { dialing: { auto_dial: null }, user: null, i18n: undefined }]) {
    assert.deepEqual(read(settings), { config: defaults, told: [] });
  }
});

test('single objects and lists of servers are the same', () => {
  const one = { server: 'turn:t.example.org', username: 'u', password: 'p' };
  assert.deepEqual(
    read({ turn_servers: one, stun_servers: { server: 'stun:s' } }).config.ice_servers,
    read({ turn_servers: [one], stun_servers: [{ server: 'stun:s' }] }).config.ice_servers,
  );
  const { config } = read({ websocket: { servers: ['wss://a', 'wss://b', 'wss://c'] } });
  assert.deepEqual([config.websocket_url, config.websocket_urls], ['wss://a', ['wss://b', 'wss://c']]);
});

for (const [settings, name, expected] of [
  ['yes', 'JSCommSettings', 'an object'],
  [{ dialing: 'none' }, 'JSCommSettings.dialing', 'an object'],
  [{ dialing: { auto_dial: [] } }, 'JSCommSettings.dialing.auto_dial', 'an object'],
  [{ dialing: { audio_dialing: 1 } }, 'JSCommSettings.dialing.audio_dialing', 'true or false'],
  [{ registration: { expiry: '3600' } }, 'JSCommSettings.registration.expiry', 'a number above 0'],
  [{ registration: { expiry: Number.NaN } }, 'JSCommSettings.registration.expiry', 'a number above 0'],
  [{ websocket: { servers: 'https://x' } }, 'JSCommSettings.websocket.servers', 'a WebSocket URL'],
  [{ websocket: { servers: ['wss://a', 7] } }, 'JSCommSettings.websocket.servers', 'a WebSocket URL'],
  [{ stun_servers: 'stun:x' }, 'JSCommSettings.stun_servers', '{server'],
  [{ turn_servers: [{ server: 'http://x' }] }, 'JSCommSettings.turn_servers', '{server'],
  [{ user: { uri: 'bob' } }, 'JSCommSettings.user.uri', 'a SIP address'],
  [{ user: { uri: 'sip:bob@x', sip_auth_password: 1234 } }, 'JSCommSettings.user.sip_auth_password', 'a text'],
  [{ extra_headers: 'X: y' }, 'JSCommSettings.extra_headers', 'a list of "Name: value"'],
]) {
  test(`${name} of a wrong type (${JSON.stringify(settings)}) is named once and has its default`, () => {
    const { config, told } = read(settings);
    assert.equal(told.length, 1, told.join('\n'));
    assert.ok(told[0].startsWith(`phone: ${name} must be ${expected}`), told[0]);
    assert.ok(typeof settings === 'string' || read(settings).told.length === 0, 'a second phone does not repeat it');
    assert.equal(config.register_expires, 600);
  });
}

test('a password is never printed', () => {
  const { told } = read({ user: { sip_auth_password: ['secret'] }, turn_servers: [{ password: 'secret' }] });
  assert.equal(told.length, 2);
  assert.doesNotMatch(told.join(), /secret/);
});

test('what the site grants goes before what the page says', () => {
  const session = { url: '/session', nonce_url: null, nonce_header: null };
  const { config } = read(ALL, { session, websocket_url: '', ice_servers: [] });
  assert.deepEqual(
    [config.user, config.websocket_url, config.ice_servers, config.authorization_user, config.registrar],
    [null, '', [], '', ''],
  );
  assert.deepEqual([config.prefer_video, config.no_answer_timeout, config.destination], [true, 25, 'alice']);
  assert.equal(accountInPage(config), null);
});

test('the settings of the page go before those of the fragment in all else', () => {
  const { config } = read({ dialing: { no_answer_timeout: 5 } }, { no_answer_timeout: 30, chat: true });
  assert.deepEqual([config.no_answer_timeout, config.chat], [5, true]);
});

test('a destination that only the page can set', () => {
  const { config } = read({ dialing: { edit_destination: false } });
  assert.deepEqual([config.edit_destination, config.destination], [false, '']);
});

test('who never registers can call only', () => {
  assert.equal(read({ registration: { on_startup: false, user_control: false } }).config.receive, false);
  assert.equal(read({ registration: { on_startup: false, user_control: true } }).config.receive, true);
  assert.equal(read({ registration: { on_startup: false } }).config.receive, true);
});

test('without translation there is no menu and no other language', () => {
  const { config } = read({ i18n: { translate: false, show_menu: true, default_lang: 'fr' } });
  assert.deepEqual([config.language_menu, config.language], [false, '']);
});

test('headers that would change the request are refused', () => {
  const accepted = (...headers) => read({ extra_headers: headers }).config.extra_headers.length > 0;
  for (const good of ['X-WS-Session-Extra: some_token=value', 'Subject: Help, please', 'Priority:urgent', 'X-Name: Jürgen "J" <j@x>', 'x.y~z: \t1']) {
    assert.ok(accepted(good), good);
  }
  for (const bad of ['X: y\r\nRoute: <sip:evil>', 'X: y\nZ: 1', 'X: y\r', 'X\r\nY: 1', 'X y: 1', ': 1', 'X', 'X:', 'X: a\u0000b', 'Contact: <sip:eve@x>', 'FROM: x',
    'v: SIP/2.0/WS x', 'Content-Length: 0', 'Proxy-Authorization: Digest', 7, null]) {
    assert.ok(!accepted(bad), String(bad));
    assert.ok(!accepted('X: y', bad), 'all or none');
  }
  assert.deepEqual(read(undefined, { extra_headers: ['X: y\r\nZ: 1'] }).config.extra_headers, []);
});

test('an account in the page signs in by itself', () => {
  const account = (user) => accountInPage(read({ user }).config);
  assert.deepEqual(account({ uri: 'sip:bob@example.org', sip_auth_password: 'x' }), { address: 'bob@example.org', password: 'x', name: '' });
  assert.deepEqual(account({ uri: 'bob@example.org', sip_auth_password: '', display_name: 'B' }), { address: 'bob@example.org', password: '', name: 'B' });
  assert.equal(account({ uri: 'sip:bob@example.org', sip_auth_password: null }), null);
  assert.equal(account({ uri: 'sip:bob@example.org' }), null);
  assert.equal(account({ uri: null, display_name: 'Bob', sip_auth_password: 'x' }), null);
});

test('the name for the digest', () => {
  const name = (user, address = 'bob@example.org') => digestName(read({ user }).config, address);
  const uri = 'sip:bob@example.org';
  assert.equal(name({ uri, sip_auth_user: 'x', sip_auth_user_full_uri: true }), 'x');
  assert.equal(name({ uri, sip_auth_user: '', sip_auth_user_full_uri: true }), 'bob@example.org');
  assert.equal(name({ uri, sip_auth_user_full_uri: false }), undefined);
  assert.equal(name({ uri, sip_auth_user: 'x', sip_auth_user_full_uri: true }, 'ivy@example.org'), 'ivy@example.org', 'not of another account');
  assert.equal(name({ uri, sip_auth_user: 'x' }, 'ivy@example.org'), undefined);
});

test('a TURN server without credentials takes those of the account', () => {
  const settings = { turn_servers: [{ server: 'turn:t' }, { server: 'turn:u', username: 'u', password: 'p' }], stun_servers: { server: 'stun:s' } };
  const { config } = read(settings);
  const credentials = { address: 'bob@example.org', password: 'x', name: '' };
  assert.deepEqual(withCredentials(config.ice_servers, config, credentials), [
    { urls: 'stun:s' }, { urls: 'turn:t', username: 'bob', credential: 'x' }, { urls: 'turn:u', username: 'u', credential: 'p' },
  ]);
  const full = read({ ...settings, user: { sip_auth_user_full_uri: true } }).config;
  assert.equal(withCredentials(full.ice_servers, full, credentials)[1].username, 'bob@example.org');
  assert.deepEqual(withCredentials(config.ice_servers, config, null).map(({ urls }) => urls), ['stun:s', 'turn:u'], 'else the browser would refuse');
});
