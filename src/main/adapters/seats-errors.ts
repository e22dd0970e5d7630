/** Where every error of a call passes once: what the operator reads is decided here. */
import { ORPCError } from '@orpc/server'
import { DatabaseError } from '../../core/kernel/database.ts'
import type { Logger } from '../../core/module.ts'
import { errorDetails } from './logger.ts'

/** What is needed of oRPC's interceptor options. */
interface Call {
  readonly path: readonly string[]
  readonly procedure: {
    readonly '~orpc': {
      readonly errorMap: Readonly<
        Record<string, { readonly message?: string | undefined } | undefined>
      >
    }
  }
  next(): PromiseLike<unknown>
}

/** A write that failed outside the log ends in the same sentences as one inside it. */
const codeOfDatabase: Readonly<Partial<Record<DatabaseError['reason'], string>>> = {
  full: 'DISK_FULL',
  'read-only': 'READ_ONLY',
  corrupt: 'DAMAGED',
}

interface InputIssue {
  readonly message: string
  readonly path?: readonly unknown[] | undefined
}

function inputIssues(error: ORPCError<string, unknown>): readonly InputIssue[] {
  const { data } = error
  if (typeof data !== 'object' || data === null || !('issues' in data)) return []
  return Array.isArray(data.issues) ? (data.issues as readonly InputIssue[]) : []
}

function refusal(error: ORPCError<string, unknown>, call: Call): ORPCError<string, unknown> {
  if (error.code === 'BAD_REQUEST') {
    const [issue] = inputIssues(error)
    const message = `输入不合要求：${issue?.message ?? error.message}`
    const issues = inputIssues(error).map(({ path, message: text }) => ({
      path: path?.map(String),
      message: text,
    }))
    return new ORPCError('BAD_REQUEST', { message, data: { issues } })
  }
  const declared = call.procedure['~orpc'].errorMap[error.code]?.message
  // A message of our own stays; the library's default is the code or an English phrase.
  const isDefault = error.message === new ORPCError(error.code).message
  if (declared === undefined || !isDefault) return error
  return new ORPCError(error.code, { message: declared, data: error.data, cause: error })
}

/**
 * Interceptor for every procedure. Expected refusals get the sentence their procedure declares;
 * anything else is our mistake: logged under an id, and the operator sees that id.
 */
export function oneSentencePerError(logger: Logger, newErrorId: () => string) {
  return async (call: Call): Promise<unknown> => {
    try {
      return await call.next()
    } catch (error) {
      if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
        throw refusal(error, call)
      }
      const code = error instanceof DatabaseError ? codeOfDatabase[error.reason] : undefined
      if (code !== undefined) throw refusal(new ORPCError(code), call)
      const id = newErrorId()
      logger.error('call.failed', { id, path: call.path.join('.'), ...errorDetails(error) })
      const message = `程序内部错误，编号 ${id}，已记入日志。`
      throw new ORPCError('INTERNAL', { status: 500, message, data: { id } })
    }
  }
}
