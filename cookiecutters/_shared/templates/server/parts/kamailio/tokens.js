// Verifies reSIProcate's WebSocket tokens inside Kamailio (app_jsdt: ECMAScript 5).
// phpcs:ignoreFile
//
//   WSSessionInfo  = 1:<created>:<expires>:<from>:<destination>     unix seconds; user@host
//   WSSessionExtra = any text without ":"
//   WSSessionMAC   = hex( HMAC-SHA1( secret, info ":" extra ) )
//
// They come as parameters of the path (";WSSessionInfo=...") or as cookies; a parameter
// goes before the cookie of its name. Each value is percent-decoded once.
//
// acceptToken() writes what the connection may do into the hash table "conn" and an empty
// text into $var(refusal), or else the reason there. Text is handled as UTF-8 bytes.

var LATEST = 2147483647; // Kamailio counts in 32 bits
var SHORTEST_SECRET = 32;

function acceptToken() {
	KSR.pv.sets('$var(refusal)', refusal());
	return 1;
}

function refusal() {
	var token = readToken(text('$hu'), text('$hdr(Cookie)'));
	if (!token.info || !token.mac) {
		return 'no token';
	}
	var all = secrets();
	if (!all.length) {
		return 'no secret of this server is long enough';
	}
	if (!signed(token, all)) {
		return 'token not signed by a secret of this server';
	}
	return remember(token.info.split(':'), token.extra);
}

// Checks the fields of a signed token and keeps them for this connection.
function remember(fields, extra) {
	if (fields.length !== 5 || fields[0] !== '1' || !/^[0-9]{1,10}$/.test(fields[2])) {
		return 'token of an unknown kind';
	}
	if (Number(fields[2]) < Math.floor(Date.now() / 1000)) {
		return 'token expired';
	}
	var from = address(fields[3]);
	var destination = address(fields[4]);
	if (!from || !destination || from.user === '*' || from.host === '*') {
		return 'token names no usable address';
	}
	keep('from', from.user + '@' + from.host);
	keep('to_user', destination.user);
	keep('to_host', destination.host);
	keep('extra', extra);
	KSR.pv.seti('$sht(conn=>$si/$sp/expires)', Math.min(Number(fields[2]), LATEST));
	return '';
}

function keep(name, value) {
	KSR.pv.sets('$sht(conn=>$si/$sp/' + name + ')', decodeURIComponent(escape(value)));
}

// Returns user and host in the form in which they are compared, or null. An escaped "*"
// is refused: nobody is called that, and decoded it would be a wildcard.
function address(written) {
	var parts = written.split('@');
	if (parts.length !== 2 || !/^[A-Za-z0-9.*-]+$/.test(parts[1])) {
		return null;
	}
	var user = lower(percentDecode(parts[0]));
	if (user === '' || /[\x00-\x20]/.test(user) || (user === '*' && parts[0] !== '*')) {
		return null;
	}
	return { user: user, host: lower(parts[1]) };
}

function lower(value) {
	return value.replace(/[A-Z]/g, function (letter) {
		return letter.toLowerCase();
	});
}

function text(name) {
	var value = KSR.pv.get(name);
	return value === null || value === undefined ? '' : unescape(encodeURIComponent(value));
}

function readToken(path, cookies) {
	var parameters = pairs(path.split('?')[0].split(';').slice(1), true);
	var jar = pairs(cookies.split(';'), false);
	function value(name) {
		var lowered = lower(name);
		return lowered in parameters ? parameters[lowered] : jar[name] || '';
	}
	return {
		info: value('WSSessionInfo'),
		extra: value('WSSessionExtra'),
		mac: value('WSSessionMAC'),
	};
}

// Of parameters (their names in any case) the first of a name counts, of cookies the last.
function pairs(list, parameters) {
	var found = Object.create(null);
	list.forEach(function (item) {
		var at = item.indexOf('=');
		var name = item.slice(0, at).trim();
		name = parameters ? lower(name) : name;
		if (at > 0 && !(parameters && name in found)) {
			found[name] = formDecode(item.slice(at + 1).trim().replace(/^"(.*)"$/, '$1'));
		}
	});
	return found;
}

function formDecode(value) {
	return percentDecode(value.replace(/\+/g, ' '));
}

function percentDecode(value) {
	return value.replace(/%([0-9A-Fa-f]{2})/g, function (all, hex) {
		return String.fromCharCode(parseInt(hex, 16));
	});
}

// Tells whether one of the secrets signed the token. All bytes are compared in any case,
// so that the time taken says nothing about them.
function signed(token, secrets) {
	var given = lower(token.mac);
	return secrets.some(function (secret) {
		var wanted = hex(hmac(secret, token.info + ':' + token.extra));
		var difference = wanted.length ^ given.length;
		for (var i = 0; i < wanted.length; i++) {
			difference |= wanted.charCodeAt(i) ^ given.charCodeAt(i);
		}
		return difference === 0;
	});
}

// The hash table "secret" has them under 1, 2, ... without a gap. A short one, as that of
// the example, can be guessed and is none.
function secrets() {
	var all = [];
	for (var number = 1, value; (value = text('$sht(secret=>' + number + ')')) !== ''; number++) {
		if (value.length >= SHORTEST_SECRET) {
			all.push(value);
		}
	}
	return all;
}

// HMAC (RFC 2104) with SHA-1 (RFC 3174); strings of bytes in and out.
function hmac(secret, message) {
	var key = secret.length > 64 ? sha1(secret) : secret;
	return sha1(padded(key, 0x5c) + sha1(padded(key, 0x36) + message));
}

function padded(key, mask) {
	var block = '';
	for (var i = 0; i < 64; i++) {
		block += String.fromCharCode((i < key.length ? key.charCodeAt(i) : 0) ^ mask);
	}
	return block;
}

function sha1(message) {
	var state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
	var words = messageWords(message);
	for (var at = 0; at < words.length; at += 16) {
		state = sha1Block(state, words.slice(at, at + 16));
	}
	return state.map(wordBytes).join('');
}

function messageWords(message) {
	var words = [];
	var length = ((message.length + 8) >> 6) * 16 + 16;
	for (var i = 0; i < length; i++) {
		words.push(0);
	}
	for (var j = 0; j <= message.length; j++) {
		var octet = j < message.length ? message.charCodeAt(j) : 0x80;
		words[j >> 2] |= octet << (24 - 8 * (j & 3));
	}
	words[length - 1] = message.length * 8;
	return words;
}

function sha1Block(state, words) {
	var a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
	for (var round = 0; round < 80; round++) {
		if (round >= 16) {
			words[round] = rotated(
				words[round - 3] ^ words[round - 8] ^ words[round - 14] ^ words[round - 16], 1
			);
		}
		var next = (rotated(a, 5) + mixed(round, b, c, d) + e + words[round]) | 0;
		e = d;
		d = c;
		c = rotated(b, 30);
		b = a;
		a = next;
	}
	return [state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e].map(
		function (word) {
			return word | 0;
		}
	);
}

function mixed(round, b, c, d) {
	if (round < 20) {
		return ((b & c) | (~b & d)) + 0x5a827999;
	}
	if (round < 40) {
		return (b ^ c ^ d) + 0x6ed9eba1;
	}
	if (round < 60) {
		return ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
	}
	return (b ^ c ^ d) + 0xca62c1d6;
}

function rotated(word, bits) {
	return (word << bits) | (word >>> (32 - bits));
}

function wordBytes(word) {
	return String.fromCharCode(
		(word >>> 24) & 0xff, (word >>> 16) & 0xff, (word >>> 8) & 0xff, word & 0xff
	);
}

function hex(bytes) {
	return bytes.replace(/[\s\S]/g, function (octet) {
		return ('0' + octet.charCodeAt(0).toString(16)).slice(-2);
	});
}
