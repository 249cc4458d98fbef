// SPDX-License-Identifier: MIT
// phpcs:ignoreFile

/** Where JSCommunicator's own files are. */
export const UPSTREAM = new URL('./upstream/', import.meta.url).href;

/**
 * JSCommSettings, as JSCommunicator's config-sample.js documents it, from the
 * phone's settings and the session of the visitor.
 *
 * @param {import('../phone/config.js').Config} config
 * @param {import('../phone/session.js').Session} session
 */
export function settingsOf(config, session) {
  return {
    webserver: { url_prefix: UPSTREAM },
    ...iceServers(session.iceServers),
    websocket: {
      servers: addressOf(session.url),
      connection_recovery_min_interval: 2,
      connection_recovery_max_interval: 30,
    },
    user: userOf(session.user),
    registration: {
      on_startup: session.user?.register ?? true,
      expiry: session.life === null ? 600 : Math.max(30, Math.min(600, Math.floor(session.life) - 30)),
      user_control: config.receive,
      server: null,
    },
    dialing: {
      auto_dial: { default_destination: config.destination, on_startup: false, use_video: false },
      edit_destination: config.edit_destination,
      show_destination: true,
      audio_dialing: config.audio,
      video_dialing: config.video,
      prefer_video: !config.audio,
      no_answer_timeout: 60,
      clear_dialbox: false,
    },
    chat: { enable: config.chat },
    session: {
      show_dtmf_pad: true,
      dtmf_duration: 160,
      dialpad_tone: true,
      message_tone: true,
      require_relay_candidate: config.relay_only,
    },
    i18n: { translate: true, show_menu: config.language_menu, default_lang: config.language },
    extra_headers: [],
  };
}

/** The URL without its token: the phone's socket asks for a fresh one at each connection. @param {string} url */
function addressOf(url) {
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}/`;
}

/**
 * Without a user of the site, JSCommunicator shows its login form.
 *
 * @param {import('../phone/state.js').User | null} user
 */
function userOf(user) {
  return {
    display_name: user?.display_name ?? null,
    uri: user?.uri ?? null,
    sip_auth_user: '',
    sip_auth_password: user ? '' : null,
    sip_auth_user_full_uri: true,
  };
}

/** @param {RTCIceServer[]} servers */
function iceServers(servers) {
  const all = servers.flatMap(({ urls, username, credential }) => [urls].flat().map((server) => ({
    server, username: username ?? '', password: credential ?? '',
  })));
  return {
    stun_servers: all.filter(({ server }) => server.startsWith('stun')).map(({ server }) => ({ server })),
    turn_servers: all.filter(({ server }) => server.startsWith('turn')),
  };
}

/**
 * Lets the JSCommSettings of a page change what ours say, group by group.
 *
 * @param {Record<string, any>} settings
 * @param {any} pages
 * @param {boolean} known  Whether the site says who the visitor is: then the page does not.
 */
export function mergeSettings(settings, pages, known) {
  const fixed = known ? ['webserver', 'websocket', 'user'] : ['webserver'];
  const wanted = Object.entries(Object(pages)).filter(([group]) => !fixed.includes(group));
  return Object.fromEntries(Object.entries({ ...settings, ...Object.fromEntries(wanted) }).map(
    ([group, value]) => [group, grouped(value) && grouped(settings[group]) ? { ...settings[group], ...value } : value],
  ));
}

/** @param {unknown} value */
function grouped(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
