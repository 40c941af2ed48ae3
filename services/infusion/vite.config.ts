import { pages } from '../capture/src/main/web/vite-pages.ts';

export default pages([{ file: 'index.html', of: 'bedside', title: 'Bedside' }, { file: 'bedside.html', of: 'bedside', title: 'Bedside' }], false);
