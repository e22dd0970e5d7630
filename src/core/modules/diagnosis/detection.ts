/** One detection at a time on this console; its state is shown to every seat. */
import type { DetectableLink, DetectReport } from '../../gateway/detect.ts'
import type { CoreContext } from '../../module.ts'
import type { Detection, PortToDetect } from './contract.ts'
import { conclusion, findingWords, heardWords, stepWords } from './words.ts'

export interface DetectionDesk {
  readonly state: Detection
  start(port: PortToDetect): boolean
  stop(): void
}

const before: Detection = {
  running: false,
  port: null,
  words: '',
  todo: [],
  findings: [],
  heard: [],
}

const linkOf = (port: PortToDetect): DetectableLink =>
  port.kind === 'serial' ? { ...port, baud: 9600 } : port

function shown(port: PortToDetect, report: DetectReport): Detection {
  return {
    running: false,
    port,
    ...conclusion(report, linkOf(port)),
    findings: report.findings.map((finding) => ({
      driver: finding.driver,
      title: finding.title,
      baud: finding.baud ?? null,
      certainty: finding.certainty,
      words: findingWords(finding),
    })),
    heard: report.heard.map((one) => ({ words: heardWords(one), hex: one.hex })),
  }
}

function openDetectionDesk(context: CoreContext): DetectionDesk {
  let state = before
  let stopped = false
  function become(next: Detection): void {
    state = next
    context.changed('diagnosis', [])
  }
  async function run(port: PortToDetect): Promise<void> {
    try {
      const report = await context.gateways.detect(linkOf(port), {
        onStep: (step) => become({ ...state, words: stepWords(step) }),
        isStopped: () => stopped,
      })
      become(shown(port, report))
    } catch (error) {
      context.logger.error('detection.failed', { error: String(error) })
      become({ ...before, port, words: '识别时程序出错，已记入日志，请改用手工设置。' })
    }
  }
  return {
    get state() {
      return state
    },
    start(port) {
      if (state.running) return false
      stopped = false
      become({ ...before, running: true, port, words: '正在打开端口…' })
      void run(port)
      return true
    },
    stop() {
      stopped = true
    },
  }
}

const desks = new WeakMap<CoreContext, DetectionDesk>()

export function detectionDesk(context: CoreContext): DetectionDesk {
  const known = desks.get(context) ?? openDetectionDesk(context)
  desks.set(context, known)
  return known
}
