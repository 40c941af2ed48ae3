import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { handoffMessages as messages } from './handoff-messages';
import { photoOf, type Photo } from './photo';
import { mark } from './view';

/** Takes a photo of a package, if somebody wants to. Fires `photo` with a `Photo`, or with nothing when it is taken away; and `making` with whether one is being made. */
class PhotoInput extends LitElement {
  static override properties = { photo: { attribute: false }, trouble: { state: true }, making: { state: true } };
  photo: Photo | undefined;
  private trouble = '';
  private making = false;
  private address = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    URL.revokeObjectURL(this.address);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('photo')) {
      URL.revokeObjectURL(this.address);
      this.address = this.photo === undefined ? '' : URL.createObjectURL(new Blob([this.photo.bytes], { type: this.photo.mediaType }));
    }
  }

  private become(photo: Photo | undefined): void {
    this.photo = photo;
    this.dispatchEvent(new CustomEvent<Photo | undefined>('photo', { detail: photo }));
  }

  private async taken(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const file = field.files?.[0];
    field.value = '';
    if (file === undefined) {
      return;
    }
    this.trouble = '';
    this.makes(true);
    const photo = await photoOf(file).catch(() => undefined);
    // Whoever left the step meanwhile wants no photo, and the step not back.
    if (!this.isConnected) {
      return;
    }
    this.makes(false);
    if (photo === undefined) {
      this.trouble = messages.noPicture;
    } else {
      this.become(photo);
    }
  }

  private makes(making: boolean): void {
    this.making = making;
    this.dispatchEvent(new CustomEvent<boolean>('making', { detail: making }));
  }

  protected override render(): TemplateResult {
    return html`<section class="photo" aria-label=${messages.photo}>
      <p><label>${messages.photo}
        <input type="file" name="photo" accept="image/*" capture="environment" aria-describedby="photo-hint" ?disabled=${this.making} @change=${(event: Event) => void this.taken(event)} />
        <span class="quiet" id="photo-hint">${messages.photoHint}</span>
      </label></p>
      <p role="status">${this.making ? mark('info', messages.photoMaking) : this.trouble === '' ? nothing : mark('warning', this.trouble)}</p>
      ${this.photo === undefined
        ? nothing
        : html`<img src=${this.address} alt=${messages.photo} />
            <p>${mark('good', messages.photoTaken(Math.ceil(this.photo.bytes.length / 1024)))} <button class="plain" ?disabled=${this.making} @click=${() => this.become(undefined)}>${messages.photoAway}</button></p>`}
    </section>`;
  }
}

customElements.define('photo-input', PhotoInput);
