import { svg, html, type TemplateResult } from 'lit';
import qrcode from 'qrcode-generator';

/** Modules of white around a symbol (ISO/IEC 18004). */
const QUIET = 4;

/** A QR symbol of the text, black on white in every scheme: scanners know no dark mode. */
export function codePicture(text: string, label: string): TemplateResult {
  const code = qrcode(0, 'M');
  code.addData(text, 'Byte');
  code.make();
  const count = code.getModuleCount();
  const size = count + 2 * QUIET;
  let dark = '';
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      if (code.isDark(row, column)) {
        dark += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
      }
    }
  }
  return html`<svg class="code-picture" role="img" aria-label=${label} viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">
    ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${dark} fill="#000"></path>`}
  </svg>`;
}
