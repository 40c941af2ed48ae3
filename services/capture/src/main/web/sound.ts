let audio: AudioContext | undefined;

/** A tone: how high (Hz), from when to when (seconds). */
type Tone = readonly [frequency: number, from: number, until: number];

const SOUNDS = {
  /** A code was read. */
  read: [[1_320, 0, 0.09]],
  /** Not this one. */
  wrong: [[220, 0, 0.18], [196, 0.22, 0.5]],
  /** Rises: go on. */
  go: [[660, 0, 0.15], [880, 0.17, 0.32], [1_320, 0.34, 0.6]],
  /** Falls, thrice: stop. Told apart from go with eyes shut. */
  hold: [[440, 0, 0.25], [294, 0.27, 0.6], [440, 0.8, 1.05], [294, 1.07, 1.4], [440, 1.6, 1.85], [294, 1.87, 2.2]],
} as const satisfies Record<string, readonly Tone[]>;

/** Plays a sound, and vibrates where a device can. Before the first touch a browser keeps silent; the screen says the same. */
export function play(sound: keyof typeof SOUNDS): void {
  try {
    audio ??= new AudioContext();
    const begin = audio.currentTime;
    for (const [frequency, from, until] of SOUNDS[sound]) {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = frequency;
      volume.gain.value = 0.25;
      tone.connect(volume).connect(audio.destination);
      tone.start(begin + from);
      tone.stop(begin + until);
    }
    if (audio.state === 'suspended') {
      void audio.resume().catch(() => undefined);
    }
  } catch {
    // A device without sound still shows colour and word.
  }
  if (sound === 'wrong' || sound === 'hold') {
    navigator.vibrate?.([200, 100, 200]);
  }
}
