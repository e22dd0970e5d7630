/** What went wrong, in the operator's words. */
import { ORPCError } from '@orpc/client'
import { contract } from '../../core/api.ts'
import { procedure } from '../../core/contract-kit.ts'

const hasChinese = /\p{Script=Han}/u

type Sentences = Map<string, string>

function addSentences(into: Sentences, part: unknown): void {
  if (typeof part !== 'object' || part === null) return
  if ('~orpc' in part) {
    const { errorMap } = part['~orpc'] as { errorMap?: Record<string, { message?: string }> }
    for (const [code, { message }] of Object.entries(errorMap ?? {})) {
      if (message !== undefined && !into.has(code)) into.set(code, message)
    }
    return
  }
  for (const child of Object.values(part)) addSentences(into, child)
}

let known: Sentences | undefined

/** Every code of the contract with its sentence; the common refusals first. */
function sentences(): Sentences {
  if (known) return known
  const made: Sentences = new Map()
  addSentences(made, procedure)
  addSentences(made, contract)
  known = made
  return made
}

function firstIssue(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !('issues' in data)) return undefined
  const { issues } = data
  if (!Array.isArray(issues)) return undefined
  const messages = issues.map((issue: { message?: unknown }) =>
    typeof issue.message === 'string' ? issue.message : '',
  )
  return messages.find((message) => hasChinese.test(message))
}

/** The core's sentence carries the id under which the mistake is logged. */
function internalWords(message: string): string {
  return hasChinese.test(message) ? message : '程序内部出错，这一次没有完成。'
}

/**
 * The Chinese sentence for whatever a call threw: the contract's own for an expected refusal,
 * the id for our mistake, and for a lost connection that nothing is known to be recorded.
 */
export function describeError(error: unknown): string {
  if (!(error instanceof ORPCError))
    return '与调度台主机的连接中断，这一次没有确认已记录。恢复后请核对。'
  if (error.code === 'INTERNAL_SERVER_ERROR')
    return `${internalWords(error.message)}请告诉维护人员。`
  if (error.code === 'BAD_REQUEST')
    return firstIssue(error.data) ?? '填写的内容不合要求，请检查后重试。'
  if (hasChinese.test(error.message)) return error.message
  return sentences().get(error.code) ?? `操作没有完成（${error.code}）。`
}
