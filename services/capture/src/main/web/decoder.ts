/// <reference lib="webworker" />
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import reader from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { ofScanner, type Scan } from './scan';

// From ourselves: the library would fetch it from elsewhere.
prepareZXingModule({ overrides: { locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? new URL(reader, self.location.href).href : prefix + path) } });

/** Answers each picture with the codes in it. Off the page's thread: a picture takes long enough to be felt. */
self.addEventListener('message', (event: MessageEvent<ImageData>) => {
  void readBarcodes(event.data, { formats: ['Code128', 'DataMatrix', 'QRCode'], textMode: 'Plain', tryHarder: true, maxNumberOfSymbols: 8 }).then(
    results => {
      const scans: Scan[] = results
        .filter(result => result.isValid)
        .map(result => ofScanner(`${result.symbologyIdentifier}${result.text}`));
      self.postMessage(scans);
    },
    (failure: unknown) => self.postMessage(String(failure)),
  );
});
