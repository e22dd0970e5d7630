import type { DetectReport, DetectStep, Finding } from '../../gateway/detect.ts'
import { lineAdvice } from '../../gateway/doctor.ts'
import { gatewayReasonWords } from '../../gateway/health.ts'
import type { LinkDownReason, LinkSettings } from '../../gateway/link.ts'
import type { Detection } from './contract.ts'

const atBaud = (baud: number | undefined): string => (baud === undefined ? '' : `${baud} 波特`)

export function stepWords(step: DetectStep): string {
  if (step.kind === 'listening') {
    const speed = step.baud === undefined ? '正在听' : `正在听 ${atBaud(step.baud)}`
    return `${speed}（${step.n}/${step.of}）…`
  }
  return `没有听到数据，正在问「${step.title}」 ${atBaud(step.baud)}…`.replace(' …', '…')
}

const sureWords = {
  certain: '可以确定是',
  likely: '多半是',
  possible: '像是',
} as const

export function findingWords(finding: Finding): string {
  const { certainty, title, baud, how, good, damaged, says } = finding
  const speed = baud === undefined ? '' : `，${atBaud(baud)}`
  const proof =
    good > 0
      ? `${how === 'heard' ? '听到' : '问后答了'} ${good} 帧，校验${damaged === 0 ? '全对' : `对，另有 ${damaged} 帧损坏`}`
      : `形状像，但没有一帧校验是对的（${damaged} 帧）`
  return `${sureWords[certainty]}「${title}」${speed}：${proof}${says === undefined ? '' : `；${says}`}。`
}

/** One of our own gateways may hold the port: it is stopped first. */
function openingAdvice(reason: LinkDownReason, link: LinkSettings): string[] {
  const own = reason === 'busy' ? ['占着它的是本机的网关，就先「停用」那个网关'] : []
  return [...own, ...(lineAdvice(reason, link)?.todo ?? []), '处理后再识别一次']
}

/** What was found, in one sentence, and what to do where that is nothing. */
export function conclusion(
  report: DetectReport,
  link: LinkSettings,
): Pick<Detection, 'words' | 'todo'> {
  const { findings, heard, asked, problem, stopped, echo } = report
  if (problem) {
    const detail = /\p{Script=Han}/u.test(problem.detail) ? `：「${problem.detail}」正在用它` : ''
    return {
      words: `端口打不开：${gatewayReasonWords[problem.reason]}${detail}。`,
      todo: openingAdvice(problem.reason, link),
    }
  }
  const echoed = echo ? ['发出去的数据原样回来了：收发线短接、自环插头，或两线转换器开着回显'] : []
  const [best, second] = findings
  if (best && best.certainty !== 'possible') {
    const doubt = second && second.certainty !== 'possible' ? '也可能是下面第二种；' : ''
    return {
      words: findingWords(best),
      todo: [`${doubt}请核对后点「按此添加」，保存前还能试听`, ...echoed],
    }
  }
  if (stopped) return { words: '已停下，还没有结论。', todo: [] }
  if (heard.length > 0) {
    const bytes = heard.reduce((sum, one) => sum + one.bytes, 0)
    return {
      words: `听到 ${bytes} 字节，但各种速率都认不出是什么。`,
      todo: [
        '设备用的可能不是常用速率：查说明书，或在设备上看',
        '可能是没有公开的协议：向厂商要协议文件',
        '查地线有没有接好，RS-232 和 RS-485 有没有接错',
        ...echoed,
      ],
    }
  }
  return {
    words: `什么也没有听到，问了 ${new Set(asked.map(({ title }) => title)).size} 种设备也没有回答。`,
    todo: [
      '设备开机了吗？串口输出打开了吗？',
      '收发线有没有接反，地线接了吗？',
      '雨量水位站可能一小时才报一次：直接添加「水雨情测站」等它上报',
      ...echoed,
    ],
  }
}

export function heardWords({ baud, bytes }: DetectReport['heard'][number]): string {
  return `${baud === undefined ? '' : `${atBaud(baud)}：`}听到 ${bytes} 字节`
}
