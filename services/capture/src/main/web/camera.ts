import type { Scan } from './scan';

const CHOSEN = 'unbroken-camera';
/** Enough for a label in a hand; more only costs time and battery. */
const WIDTH = 1_280;
const HEIGHT = 720;

/** What a page hears of a camera. */
export interface CameraListener {
  read(scans: Scan[]): void;
  failed(why: 'refused' | 'absent'): void;
}

/**
 * A camera that looks for codes. It stops whenever the page is not seen and starts again when it is: phones otherwise show a
 * black picture after a change of program.
 */
export class Camera {
  private stream: MediaStream | undefined;
  private readonly decoder = new Worker(new URL('./decoder.ts', import.meta.url), { type: 'module' });
  private readonly canvas = document.createElement('canvas');
  private awake: WakeLockSentinel | undefined;
  private closed = false;

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly listener: CameraListener,
  ) {
    this.decoder.onmessage = (event: MessageEvent<Scan[] | string>) => {
      if (Array.isArray(event.data) && event.data.length > 0 && !this.closed) {
        listener.read(event.data);
      }
      this.next();
    };
    document.addEventListener('visibilitychange', this.seen);
    window.addEventListener('pagehide', this.hidden);
  }

  async open(): Promise<void> {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: this.wanted() });
    } catch (failure) {
      this.listener.failed(failure instanceof DOMException && failure.name === 'NotAllowedError' ? 'refused' : 'absent');
      return;
    }
    if (this.closed) {
      this.stop();
      return;
    }
    this.video.srcObject = this.stream;
    await this.video.play().catch(() => undefined);
    this.awake = await navigator.wakeLock?.request('screen').catch(() => undefined);
    this.next();
  }

  /** Whether there is a light to switch. */
  get hasTorch(): boolean {
    const able = this.track()?.getCapabilities?.() as { torch?: boolean } | undefined;
    return able?.torch === true;
  }

  async torch(on: boolean): Promise<void> {
    await this.track()?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] });
  }

  /** Takes the camera after this one, and remembers it: which of several lenses is sharp differs by phone. */
  async other(): Promise<void> {
    const cameras = (await navigator.mediaDevices.enumerateDevices()).filter(device => device.kind === 'videoinput');
    const now = cameras.findIndex(camera => camera.deviceId === this.track()?.getSettings().deviceId);
    const next = cameras[(now + 1) % cameras.length];
    if (next !== undefined) {
      localStorage.setItem(CHOSEN, next.deviceId);
      this.stop();
      await this.open();
    }
  }

  close(): void {
    this.closed = true;
    this.stop();
    this.decoder.terminate();
    document.removeEventListener('visibilitychange', this.seen);
    window.removeEventListener('pagehide', this.hidden);
  }

  private wanted(): MediaTrackConstraints {
    const chosen = localStorage.getItem(CHOSEN);
    const size = { width: { ideal: WIDTH }, height: { ideal: HEIGHT } };
    return chosen === null ? { ...size, facingMode: 'environment' } : { ...size, deviceId: chosen };
  }

  private track(): MediaStreamTrack | undefined {
    return this.stream?.getVideoTracks()[0];
  }

  private next(): void {
    if (this.closed || this.stream === undefined) {
      return;
    }
    requestAnimationFrame(() => {
      const { videoWidth, videoHeight } = this.video;
      if (this.closed || this.stream === undefined) {
        return;
      }
      if (videoWidth === 0) {
        this.next();
        return;
      }
      this.canvas.width = videoWidth;
      this.canvas.height = videoHeight;
      const drawing = this.canvas.getContext('2d', { willReadFrequently: true });
      drawing?.drawImage(this.video, 0, 0);
      const picture = drawing?.getImageData(0, 0, videoWidth, videoHeight);
      if (picture !== undefined) {
        this.decoder.postMessage(picture, [picture.data.buffer]);
      }
    });
  }

  private stop(): void {
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = undefined;
    this.video.srcObject = null;
    void this.awake?.release().catch(() => undefined);
    this.awake = undefined;
  }

  private readonly hidden = (): void => this.stop();

  private readonly seen = (): void => {
    if (document.visibilityState === 'hidden') {
      this.stop();
    } else if (this.stream === undefined && !this.closed) {
      void this.open();
    }
  };
}
