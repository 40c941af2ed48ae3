// Runs the tests of one service's page logic, where it needs no browser: src/test/web/*.test.ts. Usage: node test-web.mjs manufacturing
import { existsSync, readdirSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { build } from 'vite';

const [, , service] = process.argv;
const here = import.meta.dirname;
const directory = resolve(here, service, 'src/test/web');
const tests = existsSync(directory) ? readdirSync(directory).filter(name => name.endsWith('.test.ts')) : [];
if (tests.length > 0) {
  const outDir = resolve(here, 'node_modules/.tests', service);
  await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    // Elements need a browser; what is tested here needs nothing of the kit but how events are read.
    resolve: { alias: { '@unbroken/kit': resolve(here, 'capture/src/main/web/stated.ts') } },
    ssr: { noExternal: true },
    build: { ssr: true, outDir, emptyOutDir: true, rollupOptions: { input: tests.map(test => resolve(directory, test)) } },
  });
  const built = tests.map(test => resolve(outDir, test.replace(/ts$/, 'js')));
  const ran = spawnSync(process.execPath, ['--test', ...built], { encoding: 'utf8' });
  if (ran.status !== 0) {
    console.error(ran.stdout, ran.stderr);
  }
  process.exit(ran.status ?? 1);
}
