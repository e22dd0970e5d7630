import { useQuery } from '@tanstack/react-query'
import { queries } from '../client.ts'
import styles from './Recordings.module.css'

/** In a gateway's row: whether its calls are recorded; nothing where nobody set that they are. */
export function LineState({ gateway }: { readonly gateway: string }) {
  const inputs = useQuery(queries.recordings.inputs.queryOptions()).data?.inputs ?? []
  const input = inputs.find((one) => one.gateway === gateway)
  if (!input || input.state === 'off') return null
  if (input.trouble) {
    return (
      <span className={styles.gap} title={input.advice}>
        录音：{input.stateWord}
      </span>
    )
  }
  return (
    <span className={input.state === 'recording' ? styles.live : undefined}>
      {input.state === 'recording' ? '● 正在录音' : input.stateWord}
    </span>
  )
}
