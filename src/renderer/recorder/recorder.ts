/** Does what the console orders: keeps inputs open, records calls, measures, tries. */
import type { InputSettings, RecorderOrder } from '../../core/modules/recordings/contract.ts'
import { api } from '../connection.ts'
import { LineInput } from './line-input.ts'
import { Part, trial } from './part.ts'
import { soundAccess, type SoundAccess } from './sound-access.ts'

const meterEveryMs = 200

export interface RecorderView {
  readonly access: SoundAccess | undefined
  /** The browser wants one press on the page before it lets sound through. */
  readonly needsPress: boolean
  readonly inputs: readonly LineInput[]
  readonly recording: number
  readonly replaced: boolean
}

export class Recorder {
  readonly page = crypto.randomUUID()
  #context: AudioContext | undefined
  readonly #show: (view: RecorderView) => void
  readonly #inputs = new Map<string, LineInput>()
  readonly #parts = new Map<string, { readonly part: number; readonly run: Part }>()
  #access: SoundAccess | undefined
  #replaced = false
  #meter: number | undefined

  constructor(show: (view: RecorderView) => void) {
    this.#show = show
    if ('mediaDevices' in navigator)
      navigator.mediaDevices.addEventListener('devicechange', () => void this.#lookAgain())
  }

  async start(): Promise<void> {
    await this.#lookAgain()
    await this.press()
  }

  /** After the first press somewhere on the page. */
  async press(): Promise<void> {
    // Where a press is still needed the promise stays open: it must not hold up the rest.
    void this.#context?.resume()
    this.#changed()
  }

  #audio(): AudioContext {
    if (this.#context) return this.#context
    const context = new AudioContext({ latencyHint: 'interactive' })
    context.addEventListener('statechange', () => this.#changed())
    this.#context = context
    return context
  }

  get #needsPress(): boolean {
    return this.#context !== undefined && this.#context.state !== 'running'
  }

  async #lookAgain(): Promise<void> {
    this.#access = await soundAccess()
    await Promise.all([...this.#inputs.values()].map((input) => input.open()))
    this.#changed()
  }

  get #view(): RecorderView {
    return {
      access: this.#access,
      needsPress: this.#needsPress,
      inputs: [...this.#inputs.values()],
      recording: this.#parts.size,
      replaced: this.#replaced,
    }
  }

  #changed(): void {
    this.#show(this.#view)
    void this.tell()
  }

  async tell(): Promise<void> {
    if (!this.#access || this.#replaced) return
    const { permission, devices } = this.#access
    const quiet = permission === 'granted' && this.#needsPress
    try {
      await api.recordings.tell({
        page: this.page,
        permission: quiet ? 'prompt' : permission,
        devices,
        inputs: [...this.#inputs.values()].map(({ settings, state }) => ({
          gateway: settings.gateway,
          state: quiet && state === 'open' ? 'opening' : state,
        })),
      })
    } catch {
      // Not attached or no line: it is told again after the next attachment.
    }
  }

  get running(): { recording: string; part: number }[] {
    return [...this.#parts].map(([recording, { part }]) => ({ recording, part }))
  }

  /** The line is back: what waited is sent. */
  async attached(): Promise<void> {
    this.#replaced = false
    await this.tell()
    for (const { run } of this.#parts.values()) void run.flush()
  }

  obey(order: RecorderOrder): void {
    switch (order.kind) {
      case 'inputs':
        return void this.#useInputs(order.inputs)
      case 'start':
        return this.#begin(order)
      case 'stop':
        return this.#parts.get(order.recording)?.run.stop()
      case 'meter':
        return this.#measure(order.on)
      case 'test':
        return void this.#try(order)
      case 'replaced':
        this.#replaced = true
        this.#measure(false)
        for (const { run } of this.#parts.values()) run.drop()
        void this.#useInputs([])
    }
  }

  async #useInputs(wanted: readonly InputSettings[]): Promise<void> {
    const asText = new Map(wanted.map((input) => [input.gateway, JSON.stringify(input)]))
    for (const [gateway, input] of this.#inputs) {
      if (asText.get(gateway) === JSON.stringify(input.settings)) continue
      this.#stopAt(input)
      input.close()
      this.#inputs.delete(gateway)
    }
    for (const settings of wanted) {
      if (this.#inputs.has(settings.gateway)) continue
      const input = new LineInput(
        () => this.#audio(),
        settings,
        () => this.#inputChanged(settings.gateway),
      )
      this.#inputs.set(settings.gateway, input)
    }
    this.#changed()
    await this.#lookAgain()
  }

  #inputChanged(gateway: string): void {
    this.#changed()
    const input = this.#inputs.get(gateway)
    if (input && input.state !== 'open') this.#stopAt(input)
  }

  #stopAt(input: LineInput): void {
    for (const { run } of this.#parts.values()) if (run.input === input) run.stop('device-lost')
  }

  #begin({ recording, part, gateway }: Extract<RecorderOrder, { kind: 'start' }>): void {
    const input = this.#inputs.get(gateway)
    const stream = input?.stream
    if (!input || !stream || this.#parts.get(recording)?.part === part) return
    const here = { page: this.page, recording, part }
    const run = new Part(this.#audio(), input, stream, {
      begun: async (agoMs) => (await api.recordings.begun({ ...here, agoMs })).known,
      send: async (piece) => (await api.recordings.piece({ ...here, ...piece })).stored,
      over: () => {
        if (this.#parts.get(recording)?.run === run) this.#parts.delete(recording)
        this.#show(this.#view)
      },
    })
    this.#parts.set(recording, { part, run })
    this.#show(this.#view)
  }

  #measure(on: boolean): void {
    window.clearInterval(this.#meter)
    if (!on) return
    this.#meter = window.setInterval(() => {
      const levels = [...this.#inputs.values()].map((input) => input.level())
      // A lost level is no loss.
      api.recordings.meter({ page: this.page, levels }).catch(() => undefined)
    }, meterEveryMs)
  }

  async #try({ test, gateway, ms }: Extract<RecorderOrder, { kind: 'test' }>): Promise<void> {
    const stream = this.#inputs.get(gateway)?.stream
    if (!stream) return
    const bytes = await trial(this.#audio(), stream, ms)
    await api.recordings.tested({ page: this.page, test, bytes })
  }
}
