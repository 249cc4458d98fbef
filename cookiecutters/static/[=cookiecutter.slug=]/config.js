[% set endpoint = cookiecutter.session_url %]
// SPDX-License-Identifier: [= cookiecutter.licence =]

// The phone's settings. Everybody can read this file: no password belongs here.
export default {
  // A script on this host that signs tokens (jscomm-scaffold php makes one), or null: then the
  // phone asks for a SIP address and password.
[% if endpoint %]
  session: {
    url: [= endpoint | tojson =],
    nonce_url: [= (endpoint | replace("/session.php", "/nonce.php") if endpoint.endswith("/session.php") else none) | tojson =],
    nonce_header: 'X-Phone-Nonce',
  },
[% else %]
  session: null,
[% endif %]

  // The SIP server. Its host stands in the Content-Security-Policy of index.html, too.
  websocket_url: [= cookiecutter.websocket_url | tojson =],
  sip_domain: [= cookiecutter.sip_domain | tojson =],

  // With the login form, for callers behind strict firewalls: { urls: 'stun:stun.example.org' }.
  // A TURN server would need a password, which everybody could read here.
  ice_servers: [],

  // Whom visitors call: a name, a number or an address. Empty: they enter it.
  destination: [= cookiecutter.destination | tojson =],
  edit_destination: [= (not (endpoint and cookiecutter.destination)) | tojson =],

  audio: true,
  video: true,
  // Text messages.
  chat: true,
  // true: ?dial=helpdesk in the address of the page fills in whom to call. Nobody is called without a click.
  dial_links: false,
  // Whether people can be called here.
  receive: [= (not (endpoint and cookiecutter.destination)) | tojson =],
  // true: go online without a click.
  autostart: false,
  // A menu of the languages[= "" if cookiecutter.phone == "jscommunicator" else " in assets/languages/" =].
  language_menu: true,
};
