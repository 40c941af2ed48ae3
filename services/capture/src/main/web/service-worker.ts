/** So much of a service worker's world as is used here; the types of pages and workers do not go together in one program. */
interface Worker {
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  skipWaiting(): Promise<void>;
  /** Written here by the build. */
  readonly unbrokenFiles: { url: string; revision: string | null }[];
}
declare const self: Worker;

import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';

// All files of the pages, before anybody needs them: a page opens with no network. Answers of the API are never kept here.
cleanupOutdatedCaches();
precacheAndRoute(self.unbrokenFiles, { ignoreURLParametersMatching: [/./] });

// A new version waits until the person says so: never under a running scan.
self.addEventListener('message', event => {
  if (event.data === 'take over') {
    void self.skipWaiting();
  }
});
