import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HandoffCode } from './handoff-code';
import { handoffMessages as messages } from './handoff-messages';
import type { Photo } from './photo';
import { isPlace, isSeal, type LoggerState, type SealState } from './saying';
import type { Scan } from './scan';
import type { ScanInput } from './scan-input';
import { isOf, shipperOf } from './shipper-scan';
import { choices, mark } from './view';

/** One half of a handoff, while it is being done. It is kept after each touch: a dead battery costs nothing. */
export interface HandoffStep {
  kind: 'take' | 'give';
  code: HandoffCode;
  /** The shipper's number as its label is read, if a device stated it otherwise. */
  named?: string;
  loggers: readonly string[];
  /** Codes that led here, as they were read. */
  scans: readonly Scan[];
  shipper?: Scan;
  seal?: { scan: Scan; number: string };
  /** A seal that is not the expected one, until the person says that the shipper does carry it. */
  doubted?: { scan: Scan; number: string };
  sealState?: SealState;
  loggerStates: Readonly<Record<string, LoggerState>>;
  /** Of the package's condition; its bytes are kept with the step. */
  photo?: Photo | undefined;
}

/** Takes over or hands over one shipper: shipper, seal, what is seen of seal and loggers, one button. */
class HandoffStepElement extends LitElement {
  static override properties = { step: { attribute: false }, others: { attribute: false }, photographs: { type: Boolean }, sent: { state: true }, making: { state: true } };
  step: HandoffStep | undefined;
  others: readonly string[] = [];
  /** Whether this party keeps photos. */
  photographs = false;
  private sent = false;
  /** Whether a photo is being made: it belongs to what is stated. */
  private making = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('step')) {
      this.sent = false;
    }
  }

  private get input(): ScanInput | null {
    return this.querySelector('scan-input');
  }

  private become(change: Partial<HandoffStep>): void {
    if (this.step !== undefined) {
      this.step = { ...this.step, ...change };
      this.dispatchEvent(new CustomEvent<HandoffStep>('step', { detail: this.step }));
    }
  }

  private scanned(step: HandoffStep, scan: Scan): void {
    const { shipper, seal } = step.code;
    const ours = isOf(scan, shipper, step.named);
    if (step.shipper === undefined) {
      const other = scan.raw === seal ? undefined : shipperOf(scan);
      if (ours) {
        this.become({ shipper: scan });
      } else {
        this.input?.refuse(other === undefined ? messages.shipperFirst(shipper) : messages.wrongShipper(other, shipper));
      }
    } else if (ours) {
      this.input?.refuse(messages.thatIsTheShipper);
    } else if (scan.raw === seal) {
      this.become({ seal: { scan, number: seal }, doubted: undefined });
    } else if (isSeal(scan.raw)) {
      this.become({ doubted: { scan, number: scan.raw } });
      this.input?.refuse(messages.wrongSeal(scan.raw, seal));
    } else {
      this.input?.refuse(messages.noSeal);
    }
  }

  /** A seal that is not there cannot be read. */
  private get ready(): boolean {
    const step = this.step;
    return (
      step !== undefined &&
      !this.sent &&
      !this.making &&
      step.shipper !== undefined &&
      (step.seal !== undefined || (step.kind === 'take' && step.sealState === 'MISSING')) &&
      (step.kind === 'give' ? step.code.to !== '' && isPlace(step.code.place) : step.sealState !== undefined) &&
      step.loggers.every(logger => logger in step.loggerStates)
    );
  }

  private finish(): void {
    if (this.ready) {
      this.sent = true;
      this.dispatchEvent(new CustomEvent<HandoffStep>('finish', { detail: this.step }));
    }
  }

  protected override render(): TemplateResult | typeof nothing {
    const step = this.step;
    if (step === undefined) {
      return nothing;
    }
    const { code } = step;
    const scannedAll = step.shipper !== undefined && (step.seal !== undefined || step.sealState === 'MISSING');
    return html`
      <h1>${step.kind === 'take' ? messages.take : messages.give} <span class="code">${code.shipper}</span></h1>
      <p class="quiet">${step.kind === 'take' ? html`${messages.from(code.from)} ${messages.at(code.place)} · ` : nothing}${messages.units(code.materials.length)} · <span class="code">${code.coi}</span></p>
      <ul class="marks checks">
        <li>${step.shipper === undefined ? mark('absent', `${messages.shipper}: ${messages.expected(code.shipper)}`) : mark('good', `${messages.shipper} ${code.shipper} ${messages.scanned}`)}</li>
        <li>${step.seal === undefined ? mark('absent', `${messages.seal}: ${messages.expected(code.seal)}`) : mark(step.seal.number === code.seal ? 'good' : 'warning', `${messages.seal} ${step.seal.number} ${messages.scanned}`)}</li>
      </ul>
      <scan-input
        label=${scannedAll ? messages.allScanned : step.shipper === undefined ? messages.scanShipper : messages.scanSeal}
        hint=${messages.expected(step.shipper === undefined ? code.shipper : code.seal)}
        @scan=${(event: CustomEvent<Scan>) => this.scanned(step, event.detail)}
      ></scan-input>
      ${step.doubted === undefined
        ? nothing
        : html`<p><button class="plain wide" @click=${() => this.become({ seal: step.doubted, doubted: undefined })}>${messages.sealIsOther(step.doubted.number)}</button></p>`}
      ${step.kind === 'take'
        ? choices('seal-state', messages.sealState, messages.sealStates, step.sealState, state => this.become({ sealState: state }))
        : this.where(step)}
      ${step.loggers.length === 0 ? html`<p class="quiet">${messages.noLogger}</p>` : nothing}
      ${step.loggers.map(logger =>
        choices(`logger-${logger}`, messages.loggerState(logger), messages.loggerStates, step.loggerStates[logger], state =>
          this.become({ loggerStates: { ...step.loggerStates, [logger]: state } }),
        ),
      )}
      ${this.photographs ? html`<photo-input .photo=${step.photo} @making=${(event: CustomEvent<boolean>) => (this.making = event.detail)} @photo=${(event: CustomEvent<Photo | undefined>) => this.become({ photo: event.detail })}></photo-input>` : nothing}
      <div class="foot">
        <button class="big" ?disabled=${!this.ready} @click=${() => this.finish()}>${step.kind === 'take' ? messages.take : messages.give}</button>
      </div>
      <button class="plain wide" @click=${() => this.dispatchEvent(new CustomEvent('back'))}>${messages.back}</button>
    `;
  }

  private where(step: HandoffStep): TemplateResult {
    const { code } = step;
    return html`
      <p><label>${messages.receiver}
        <select name="receiver" @change=${(event: Event) => this.become({ code: { ...code, to: (event.target as HTMLSelectElement).value } })}>
          <option value="" ?selected=${code.to === ''}>${messages.choose}</option>
          ${this.others.map(party => html`<option value=${party} ?selected=${party === code.to}>${party}</option>`)}
        </select>
      </label></p>
      <p><label>${messages.place}
        <input name="place" .value=${code.place} autocomplete="off" autocapitalize="characters" maxlength="30" aria-describedby="place-hint"
          @change=${(event: Event) => this.become({ code: { ...code, place: (event.target as HTMLInputElement).value.trim().toUpperCase() } })} />
        <span class="quiet" id="place-hint">${messages.placeHint}</span>
      </label></p>
    `;
  }
}

customElements.define('handoff-step', HandoffStepElement);
