// Bundles JsSIP into the phone's one third-party file, with its licences, and the phone into one script and one style sheet.
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { minify } from 'terser';

const HERE = dirname(fileURLToPath(import.meta.url));
const PHONE = join(HERE, '..', 'cookiecutters', '_shared', 'phone');
const VENDOR = join(PHONE, 'vendor');
const SEPARATOR = `\n${'-'.repeat(72)}\n\n`;
const JQUERY = join(HERE, '..', 'cookiecutters', '_shared', 'jscommunicator', 'vendor');

/** What the phone does not use of JsSIP, and what stands in for it. */
const UNUSED = {
  Options: '',
  Subscriber: '',
  WebSocketInterface: '',
  // A SUBSCRIBE is answered as one for an event that nobody offers (RFC 6665, 4.2.1.1).
  Notifier: 'static init_incoming(request) { request.reply(489); }',
};

/** Leaves out what is unused: a tenth of JsSIP. */
const trim = {
  name: 'trim',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^\\./(${Object.keys(UNUSED).join('|')})$`) }, ({ path }) => ({
      path: path.slice(2), namespace: 'unused',
    }));
    // It says its name and version from the whole of its package.json.
    onLoad({ filter: /jssip[\\/]package\.json$/ }, async ({ path }) => {
      const { name, title, version } = JSON.parse(await readFile(path, 'utf8'));
      return { contents: JSON.stringify({ name, title, version }), loader: 'json' };
    });
    onLoad({ filter: /.*/, namespace: 'unused' }, ({ path }) => ({ contents: `module.exports = class { ${UNUSED[path]} };` }));
  },
};

/** Bundles, and says which files went in. */
async function bundle() {
  const manifest = await packageOf('jssip');
  const result = await build({
    absWorkingDir: HERE,
    entryPoints: ['jssip-entry.mjs'],
    outfile: join(VENDOR, 'jssip.js'),
    alias: { debug: './quiet-debug.cjs' },
    banner: { js: `/*! JsSIP ${manifest.version} | MIT | see jssip.LICENSE.txt */` },
    bundle: true,
    charset: 'utf8',
    format: 'esm',
    legalComments: 'inline',
    metafile: true,
    // But for the one that the phone sets: see renegotiation.js.
    mangleProps: /^_[a-z]/i,
    reserveProps: /^_rtcAnswerConstraints$/,
    minify: true,
    platform: 'browser',
    plugins: [trim],
    target: ['es2020'],
  });
  await shrink(join(VENDOR, 'jssip.js'));
  return Object.keys(result.metafile.inputs);
}

/** Terser makes scripts somewhat smaller than esbuild does. */
async function shrink(file) {
  const options = { module: true, compress: { passes: 3 }, format: { comments: 'some' } };
  const { code } = await minify(await readFile(file, 'utf8'), options);
  // What coding standards for PHP say of JavaScript does not matter here.
  await writeFile(file, `//phpcs:ignoreFile\n${code}`);
}

/** The package a bundled file belongs to; '' for our own files. */
function packageName(path) {
  const inside = path.split('node_modules/').slice(1).pop();
  if (!inside) {
    return '';
  }
  return inside.split('/').slice(0, inside.startsWith('@') ? 2 : 1).join('/');
}

async function packageOf(name) {
  return JSON.parse(await readFile(join(HERE, 'node_modules', name, 'package.json'), 'utf8'));
}

/** Licence text of a bundled package; one without a licence file stops the build. */
async function licence(name) {
  const folder = join(HERE, 'node_modules', name);
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) {
    throw new Error(`${name} ships no licence file`);
  }
  const { version, license } = await packageOf(name);
  const text = (await readFile(join(folder, file), 'utf8')).trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
}

/** Bundles the phone by the commands that its package.json gives to whoever edits an output. */
async function bundlePhone() {
  const { scripts } = JSON.parse(await readFile(join(PHONE, 'package.json'), 'utf8'));
  const PATH = [join(HERE, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const options = { cwd: PHONE, env: { ...process.env, PATH }, shell: process.platform === 'win32' };
  for (const [name, command] of Object.entries(scripts)) {
    const [program, ...words] = command.split(' ');
    if (name.startsWith('build:')) {
      await promisify(execFile)(program, words, options);
    }
  }
  const chunks = (await readdir(join(PHONE, 'chunks'))).map((name) => join(PHONE, 'chunks', name));
  await Promise.all([join(PHONE, 'phone.min.js'), ...chunks].map(shrink));
}

/** jQuery and parts of jQuery UI, for outputs around JSCommunicator where the site has none. */
async function bundleJquery() {
  await mkdir(JQUERY, { recursive: true });
  await copyFile(join(HERE, 'node_modules', 'jquery', 'dist', 'jquery.min.js'), join(JQUERY, 'jquery.js'));
  await build({
    absWorkingDir: HERE,
    entryPoints: ['jquery-ui-entry.mjs'],
    outfile: join(JQUERY, 'jquery-ui.js'),
    bundle: true,
    format: 'iife',
    legalComments: 'inline',
    minify: true,
    target: ['es2020'],
  });
  const texts = await Promise.all(['jquery', 'jquery-ui'].map(licence));
  await writeFile(join(JQUERY, 'jquery.LICENSE.txt'), texts.join(SEPARATOR));
}

await mkdir(VENDOR, { recursive: true });
const inputs = (await bundle()).map((path) => path.split(sep).join('/'));
const names = [...new Set(inputs.map(packageName))].filter(Boolean).sort();
const texts = await Promise.all(names.map(licence));
await writeFile(join(VENDOR, 'jssip.LICENSE.txt'), texts.join(SEPARATOR));
await copyFile(join(HERE, 'jssip.d.ts'), join(VENDOR, 'jssip.d.ts'));
await bundleJquery();
await bundlePhone();
console.log(`vendor/jssip.js holds ${names.join(', ')}`);
