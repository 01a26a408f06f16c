/** Two short notes, up: heard in a room full of talk, and not an alarm. Made here, so that nothing is fetched. */
const NOTES = [
  { hertz: 659, at: 0 },
  { hertz: 880, at: 0.11 },
] as const;
const NOTE_SECONDS = 0.32;
/** The loudest: a full swing hurts in headphones. */
const LOUDEST = 0.35;

/** `volume` from 0 to 1. The audio is opened with the first sound: some systems list every app that has it open. */
export function createChime(open: () => AudioContext): (volume: number) => void {
  let audio: AudioContext | undefined;
  return (volume) => {
    audio ??= open();
    const context = audio;
    // Asleep until somebody has clicked once; where it stays so there is still the badge.
    void context.resume().then(
      () => play(context, volume),
      () => undefined,
    );
  };
}

function play(audio: AudioContext, volume: number): void {
  for (const { at, hertz } of NOTES) {
    const from = audio.currentTime + at;
    const note = audio.createOscillator();
    const loudness = audio.createGain();
    note.type = "sine";
    note.frequency.value = hertz;
    loudness.gain.setValueAtTime(0.0001, from);
    loudness.gain.exponentialRampToValueAtTime(Math.max(0.0002, volume * LOUDEST), from + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.0001, from + NOTE_SECONDS);
    note.connect(loudness).connect(audio.destination);
    note.start(from);
    note.stop(from + NOTE_SECONDS);
  }
}
