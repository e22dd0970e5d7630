import type { LinkDownReason } from '../../../core/gateway/link.ts'

const reasonOfCode: Readonly<Record<string, LinkDownReason>> = {
  ENOENT: 'not-found',
  ENODEV: 'not-found',
  ENXIO: 'not-found',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  EBUSY: 'busy',
  EADDRINUSE: 'busy',
  EACCES: 'denied',
  EPERM: 'denied',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'vanished',
  EPIPE: 'vanished',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ETIMEDOUT: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
}

/** What a failed system call means to the operator; `io-error` where its code says nothing more. */
export function downReasonOf(error: unknown): { reason: LinkDownReason; detail: string } {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = error instanceof Error ? error.message : String(error)
  return { reason: reasonOfCode[code] ?? 'io-error', detail }
}
