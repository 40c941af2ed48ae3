// A printer for tests: reads {zpl, width, height} (millimetres) as a line of JSON each, writes each picture as a line of Base64.
import { createInterface } from "node:readline";
import { ready } from "zpl-renderer-js";

// The nearest to 300 dpi that is a printer's: dots are whole.
const DOTS_PER_MILLIMETRE = 12;

const { api } = await ready;
for await (const line of createInterface({ input: process.stdin })) {
  const { zpl, width, height } = JSON.parse(line);
  console.log(await api.zplToBase64Async(zpl, width, height, DOTS_PER_MILLIMETRE));
}
process.exit(0);
