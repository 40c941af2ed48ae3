import { pages } from '../capture/src/main/web/vite-pages.ts';

export default pages(['index.html'], true);
