import { defineConfig } from 'vite';

// Several small pages, no router. Spring serves what is written here as static files.
export default defineConfig({
  root: 'src/main/web',
  base: './',
  build: {
    outDir: '../../../target/classes/META-INF/resources',
    emptyOutDir: true,
    // The content security policy allows files of our own and nothing inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: { input: ['src/main/web/index.html', 'src/main/web/journey.html'] },
  },
});
