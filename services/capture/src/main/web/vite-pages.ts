import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const WORKER = 'service-worker';
const FILES = 'self.unbrokenFiles';

/** The list of all files of the pages, written into the service worker, which keeps them on the device. */
function precache(publicDirectory: string): Plugin {
  const fingerprint = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex').slice(0, 16);
  return {
    name: 'unbroken-precache',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle[`${WORKER}.js`];
        if (worker === undefined) {
          return;
        }
        if (worker.type !== 'chunk' || !worker.code.includes(FILES) || worker.imports.length > 0) {
          throw new Error('expected a service worker of one file that asks for its list');
        }
        const built = Object.values(bundle)
          .filter(file => file !== worker && !file.fileName.endsWith('.map'))
          .map(file => ({ url: file.fileName, revision: fingerprint(file.type === 'chunk' ? file.code : file.source) }));
        const copied = existsSync(publicDirectory)
          ? readdirSync(publicDirectory).map(name => ({ url: name, revision: fingerprint(readFileSync(resolve(publicDirectory, name))) }))
          : [];
        const files = [...built, ...copied].sort((a, b) => (a.url < b.url ? -1 : 1));
        worker.code = worker.code.replaceAll(FILES, JSON.stringify(files));
      },
    },
  };
}

/**
 * How a party service's pages are built: each an HTML file beside its script, no router. Spring serves what is written here.
 *
 * @param pages the names of the HTML files
 */
export function pages(pages: string[], offline: boolean): UserConfig {
  const root = 'src/main/web';
  return defineConfig({
    root,
    base: './',
    worker: { format: 'es' },
    plugins: offline ? [precache(resolve(root, 'public'))] : [],
    build: {
      outDir: '../../../target/classes/META-INF/resources',
      emptyOutDir: true,
      // The content security policy allows files of our own and nothing inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: {
          ...Object.fromEntries(pages.map(page => [page.replace('.html', ''), `${root}/${page}`])),
          ...(offline ? { [WORKER]: '../capture/src/main/web/service-worker.ts' } : {}),
        },
        // A service worker keeps its address for ever; everything else has its content in its name.
        output: { entryFileNames: entry => (entry.name === WORKER ? '[name].js' : 'assets/[name]-[hash].js') },
      },
    },
  });
}
