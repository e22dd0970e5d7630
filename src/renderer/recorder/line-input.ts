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

export class LineInput {
  readonly settings: InputSettings
  state: InputAtPage = 'opening'
  readonly #context: AudioContext
  readonly #changed: () => void
  readonly #taken: MediaStreamAudioDestinationNode
  readonly #meter: AnalyserNode
  readonly #gain: GainNode
  readonly #delay: DelayNode
  #stream: MediaStream | undefined
  #source: AudioNode | undefined
  #closed = false

  constructor(context: AudioContext, settings: InputSettings, changed: () => void) {
    this.#context = context
    this.settings = settings
    this.#changed = changed
    const oneChannel = { channelCount: 1, channelCountMode: 'explicit' } as const
    this.#gain = new GainNode(context, { gain: 10 ** (settings.gainDb / 20), ...oneChannel })
    this.#meter = new AnalyserNode(context, { fftSize: 4096 })
    this.#delay = new DelayNode(context, {
      maxDelayTime: 1,
      delayTime: settings.preRollMs / 1000,
      ...oneChannel,
    })
    this.#taken = new MediaStreamAudioDestinationNode(context, oneChannel)
    this.#gain.connect(this.#meter)
    this.#gain.connect(this.#delay).connect(this.#taken)
  }

  /** What recorders take from, behind the delay. */
  get stream(): MediaStream {
    return this.#taken.stream
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
    const source = new MediaStreamAudioSourceNode(this.#context, { mediaStream: stream })
    this.#source = source
    if (this.settings.channel === 'mix') source.connect(this.#gain)
    else {
      const splitter = new ChannelSplitterNode(this.#context, { numberOfOutputs: 2 })
      source.connect(splitter)
      splitter.connect(this.#gain, this.settings.channel === 'left' ? 0 : 1)
    }
    for (const track of stream.getTracks()) track.addEventListener('ended', () => this.#lost())
    this.#enter('open')
  }

  #lost(): void {
    if (this.#closed) return
    this.#source?.disconnect()
    this.#source = undefined
    this.#stream = undefined
    this.#enter('missing')
  }

  #enter(state: InputAtPage): void {
    if (this.state === state) return
    this.state = state
    this.#changed()
  }

  level(): Level {
    const samples = new Float32Array(this.#meter.fftSize)
    this.#meter.getFloatTimeDomainData(samples)
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
    this.#source?.disconnect()
    this.#gain.disconnect()
    this.#delay.disconnect()
    if (this.#stream) stopAll(this.#stream)
  }
}

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
