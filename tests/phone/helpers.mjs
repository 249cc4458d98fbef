// What the unit tests share.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const SHARED = join(HERE, '..', '..', 'cookiecutters', '_shared');

/** Where the phone's modules are. */
export const PHONE = join(SHARED, 'phone');

/** The phone's modules: names and texts. */
export function sources() {
  const built = (name) => name.startsWith('vendor/') || name.endsWith('.min.js');
  const names = readdirSync(PHONE, { recursive: true }).filter((name) => name.endsWith('.js') && !built(name));
  return names.map((name) => ({ name, text: readFileSync(join(PHONE, name), 'utf8') }));
}

/** A file of templates/phone. */
export function template(name) {
  return readFileSync(join(SHARED, 'templates', 'phone', name), 'utf8');
}

/** The texts that the phone's modules show, by key. */
export function strings() {
  return list('strings');
}

/** The texts in the fragment, by key. */
export function labels() {
  return list('labels');
}

/** A list of strings.jinja. */
function list(name) {
  const [, part] = template('strings.jinja').split(`[% set ${name} = [`);
  const entries = part.split('] %]')[0].matchAll(/^\s*\("(\w+)", "((?:[^"\\]|\\.)*)", "(.*)"\),$/gm);
  return Object.fromEntries([...entries].map(([, key, text]) => [key, text]));
}

/** The answer of a session endpoint; `changes` replace parts of it. */
export function answer(changes = {}) {
  return {
    websocket: { url: 'wss://sip.example.org/;WSSessionMAC=0', expires: 1_700_000_300 },
    ice_servers: [{ urls: ['stun:stun.example.org'] }],
    user: { uri: 'sip:alice@example.org', display_name: 'Alice', register: true, guest: false },
    destinations: ['*@example.org'],
    server_time: 1_700_000_000,
    ...changes,
  };
}

/** Waits until a condition holds. */
export async function until(condition, milliseconds = 3000) {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    if (Date.now() > end) {
      throw new Error(`not in ${milliseconds} ms: ${condition}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
