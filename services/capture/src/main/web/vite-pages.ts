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

/** A page: an HTML file that holds one element, with the script and the style sheet of its name. */
export interface Page {
  /** Its address. */
  file: string;
  /** The name of its script, its style sheet and its element. */
  of: string;
  title: string;
}

/** The HTML files, all from one template. */
function template(pages: readonly Page[], root: string): Plugin {
  const files = new Map(pages.map(page => [resolve(root, page.file), page]));
  return {
    name: 'unbroken-pages',
    enforce: 'pre',
    resolveId: source => (files.has(resolve(source)) ? resolve(source) : undefined),
    load: id => {
      const page = files.get(id);
      return page === undefined ? undefined : html(page, existsSync(resolve(root, 'public', `${page.of}.webmanifest`)));
    },
  };
}

function html({ of, title }: Page, installable: boolean): string {
  const install = `
    <link rel="apple-touch-icon" href="/icon-192.png" />
    <link rel="manifest" href="/${of}.webmanifest" />`;
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="theme-color" content="#0b5563" />
    <title>${title} · Unbroken</title>
    <link rel="icon" type="image/svg+xml" href="./icon.svg" />${installable ? install : ''}
    <link rel="stylesheet" href="./${of}.css" />
    <script type="module" src="./${of}.ts"></script>
  </head>
  <body>
    <unbroken-${of}></unbroken-${of}>
    <noscript>This page needs JavaScript.</noscript>
  </body>
</html>
`;
}

/** How a party service's pages are built: no router. Spring serves what is written here. */
export function pages(pages: readonly Page[], offline: boolean): UserConfig {
  const root = 'src/main/web';
  return defineConfig({
    root,
    base: './',
    worker: { format: 'es' },
    plugins: [template(pages, root), ...(offline ? [precache(resolve(root, 'public'))] : [])],
    build: {
      outDir: '../../../target/classes/META-INF/resources',
      emptyOutDir: true,
      // The content security policy allows files of our own and nothing inline.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: {
          ...Object.fromEntries(pages.map(({ file }) => [file.replace('.html', ''), `${root}/${file}`])),
          ...(offline ? { [WORKER]: '../capture/src/main/web/service-worker.ts' } : {}),
        },
        // A service worker keeps its address for ever; everything else has its content in its name.
        output: { entryFileNames: entry => (entry.name === WORKER ? '[name].js' : 'assets/[name]-[hash].js') },
      },
    },
  });
}
