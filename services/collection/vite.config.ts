import { pages } from '../capture/src/main/web/vite-pages.ts';

export default pages([{ file: 'index.html', of: 'collection', title: 'Collection' }], true);
