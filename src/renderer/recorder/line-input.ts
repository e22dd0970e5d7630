/**
 * One sound input: its channel and gain, a meter, and a short delay. What a recorder takes from
 * behind the delay began a moment before somebody said "record": the first syllable is not cut.
 */
import type { InputSettings, Level } from '../../core/modules/recordings/contract.ts'

type InputAtPage = 'opening' | 'open' | 'missing' | 'failed'

const constraints = {
  // A line is no room with a loudspeaker: nothing is to be removed or levelled.
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
} as const

/** By its id, else by its name: a browser gives new ids when its data are cleared. */
async function findDevice(settings: InputSettings): Promise<string | undefined> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const inputs = devices.filter(({ kind }) => kind === 'audioinput')
  const found =
    inputs.find(({ deviceId }) => deviceId === settings.device.id) ??
    inputs.find(({ label }) => label !== '' && label === settings.device.label)
  return found?.deviceId
}

const decibels = (level: number): number => Math.max(-90, 20 * Math.log10(Math.max(level, 1e-6)))

/** The way of the sound: channel, gain, meter, delay, and what recorders take from. */
interface Graph {
  readonly source: AudioNode
  readonly gain: GainNode
  readonly meter: AnalyserNode
  readonly taken: MediaStreamAudioDestinationNode
}

function graphOf(context: AudioContext, settings: InputSettings, mediaStream: MediaStream): Graph {
  const oneChannel = { channelCount: 1, channelCountMode: 'explicit' } as const
  const source = new MediaStreamAudioSourceNode(context, { mediaStream })
  const gain = new GainNode(context, { gain: 10 ** (settings.gainDb / 20), ...oneChannel })
  const meter = new AnalyserNode(context, { fftSize: 4096 })
  const delayTime = settings.preRollMs / 1000
  const delay = new DelayNode(context, { maxDelayTime: 1, delayTime, ...oneChannel })
  const taken = new MediaStreamAudioDestinationNode(context, oneChannel)
  if (settings.channel === 'mix') source.connect(gain)
  else {
    const splitter = new ChannelSplitterNode(context, { numberOfOutputs: 2 })
    source.connect(splitter)
    splitter.connect(gain, settings.channel === 'left' ? 0 : 1)
  }
  gain.connect(meter)
  gain.connect(delay).connect(taken)
  return { source, gain, meter, taken }
}

export class LineInput {
  readonly settings: InputSettings
  state: InputAtPage = 'opening'
  readonly #context: () => AudioContext
  readonly #changed: () => void
  #stream: MediaStream | undefined
  #graph: Graph | undefined
  #closed = false

  /** @param context made at the first sound: a browser that already listens asks for no press. */
  constructor(context: () => AudioContext, settings: InputSettings, changed: () => void) {
    this.#context = context
    this.settings = settings
    this.#changed = changed
  }

  /** What recorders take from, behind the delay. */
  get stream(): MediaStream | undefined {
    return this.#graph?.taken.stream
  }

  /** Tried again whenever the list of devices changes. */
  async open(): Promise<void> {
    if (this.#closed || this.state === 'open') return
    const deviceId = await findDevice(this.settings)
    if (deviceId === undefined) return this.#enter('missing')
    const channelCount = this.settings.channel === 'mix' ? 1 : 2
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { deviceId: { exact: deviceId }, channelCount, ...constraints },
      })
      if (this.#closed || this.#stream) return stopAll(stream)
      this.#use(stream)
    } catch (error) {
      const gone = error instanceof DOMException && error.name === 'NotFoundError'
      this.#enter(gone ? 'missing' : 'failed')
    }
  }

  #use(stream: MediaStream): void {
    this.#stream = stream
    this.#graph = graphOf(this.#context(), this.settings, stream)
    for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#lost())
    this.#enter('open')
  }

  /** The way behind the source stays: what is in the delay is still recorded. */
  #lost(): void {
    if (this.#closed) return
    this.#graph?.source.disconnect()
    this.#stream = undefined
    this.#enter('missing')
  }

  #enter(state: InputAtPage): void {
    if (this.state === state) return
    this.state = state
    this.#changed()
  }

  level(): Level {
    const samples = new Float32Array(this.#graph?.meter.fftSize ?? 1)
    this.#graph?.meter.getFloatTimeDomainData(samples)
    let peak = 0
    let sum = 0
    for (const sample of samples) {
      peak = Math.max(peak, Math.abs(sample))
      sum += sample * sample
    }
    const rms = Math.sqrt(sum / samples.length)
    return {
      gateway: this.settings.gateway,
      peakDb: Math.min(0, decibels(peak)),
      rmsDb: Math.min(0, decibels(rms)),
    }
  }

  close(): void {
    this.#closed = true
    this.#graph?.source.disconnect()
    this.#graph?.gain.disconnect()
    if (this.#stream) stopAll(this.#stream)
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
