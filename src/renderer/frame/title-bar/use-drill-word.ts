import { useConnection } from '../../client.ts'

/** What this data folder is for, when it is not real events. */
export function useDrillWord(): string | undefined {
  const connection = useConnection()
  if (connection.kind !== 'live' || connection.hello.status === 'actual') return undefined
  return connection.hello.status === 'exercise' ? '演练' : '练习 · 不是实战'
}

/** A console for practising, beside the real one. */
export function usePractice(): boolean {
  const connection = useConnection()
  return connection.kind === 'live' && connection.hello.status === 'test'
}
