/**
 * After so many milliseconds of sound. A timer of the page would be held back while its window is
 * hidden; the sound goes on.
 */
export function afterSound(context: AudioContext, ms: number, run: () => void): void {
  if (ms <= 0) return run()
  const silence = new GainNode(context, { gain: 0 })
  const clock = new ConstantSourceNode(context)
  clock.connect(silence).connect(context.destination)
  clock.addEventListener('ended', () => {
    silence.disconnect()
    run()
  })
  clock.start()
  clock.stop(context.currentTime + ms / 1000)
}
