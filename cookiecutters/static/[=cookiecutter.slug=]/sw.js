// SPDX-License-Identifier: [= cookiecutter.licence =]

// Shows offline.html when a page cannot be loaded. Change the version with any of these files.
const VERSION = '[= cookiecutter.slug =]-1';

// A site in another language may lie in a folder of this one, and has caches of its own.
const OWN = ` ${self.registration.scope}`;
const CACHE = VERSION + OWN;
const FILES = ['offline.html', 'style.css', 'logo.svg', 'favicon.svg'];

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.mode === 'navigate') {
    event.respondWith(fetch(event.request).catch(() => caches.match('offline.html')));
  } else if (event.request.method === 'GET' && FILES.some((name) => url.href === new URL(name, self.registration.scope).href)) {
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request)));
  }
});

async function forgetOthers() {
  const names = await caches.keys();
  const old = names.filter((name) => name.endsWith(OWN) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}
