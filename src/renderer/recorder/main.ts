/** The recorder page: it shows little and asks nobody; the console tells it what to do. */
import '../ui/tokens.css'
import './recorder.css'
import { ORPCError } from '@orpc/client'
import { api, connection, keepConnected, onConnection, onLive } from '../connection.ts'
import { Recorder, type RecorderView } from './recorder.ts'

function part(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

const state = part('state')
const begin = part('begin')
const list = part('inputs')
let refusal: string | undefined

const inputWords = {
  opening: '正在打开',
  open: '正常',
  missing: '找不到',
  failed: '打不开',
} as const

function words(view: RecorderView): string {
  if (connection().kind !== 'live') return '与控制台的连接中断，正在重新连接…'
  if (refusal !== undefined) return refusal
  if (view.replaced) return '另一个录音页已接手，本页可以关闭。'
  switch (view.access?.permission) {
    case undefined:
      return '正在查看声卡…'
    case 'unsupported':
      return '这个浏览器不能录音，请换用新版浏览器，并从本机地址打开。'
    case 'denied':
      return '没有使用话筒输入的许可：请在地址栏允许话筒，然后刷新本页。'
    case 'granted':
    case 'prompt':
      break
  }
  if (view.needsPress) return '浏览器要求先点一下，声音才能进来：'
  if (view.inputs.length === 0) return '还没有设置录音的输入：请在 设置 › 录音 里选择。'
  return view.recording > 0 ? `正在录音 ${view.recording} 路` : '待录音'
}

function show(view: RecorderView): void {
  state.textContent = words(view)
  begin.hidden = !view.needsPress || view.access?.permission !== 'granted'
  list.replaceChildren(
    ...view.inputs.map(({ settings, state: at }) => {
      const line = document.createElement('li')
      line.textContent = `${settings.device.label} · ${inputWords[at]}`
      return line
    }),
  )
}

const recorder = new Recorder(show)
begin.addEventListener('click', () => void recorder.press())
onConnection(() => void recorder.press())

const retryMs = 3000

/** Attached for as long as the line holds; an allowance given later is found by asking again. */
async function follow(ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    try {
      const { page, running } = recorder
      const orders = await api.recordings.attach({ page, running }, { signal: ended })
      refusal = undefined
      await recorder.attached()
      for await (const batch of orders) {
        for (const order of batch) recorder.obey(order)
        // Taken over: asking again would take it back, and so on for ever.
        if (batch.some(({ kind }) => kind === 'replaced')) return
      }
    } catch (error) {
      refusal = error instanceof ORPCError ? error.message : undefined
    }
    await recorder.press()
    await new Promise((resolve) => setTimeout(resolve, retryMs))
  }
}

onLive((_direct, ended) => void follow(ended))
void keepConnected()
void recorder.start()
