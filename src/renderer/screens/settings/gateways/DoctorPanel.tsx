import { useQuery } from '@tanstack/react-query'
import type { Gateway } from '../../../../core/modules/gateways/contract.ts'
import type { SymptomShown } from '../../../../core/modules/diagnosis/contract.ts'
import { queries } from '../../../client.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { FailingState, LoadingState } from '../../../ui/states.tsx'
import styles from './Diagnosis.module.css'

const lookAgainMs = 3000
const marks: Readonly<Record<SymptomShown['severity'], string>> = {
  fault: '✕ 故障',
  warning: '! 注意',
  fine: '✓ 正常',
}
const tones = { fault: styles.bad, warning: styles.doubt, fine: styles.good } as const

/** What is wrong with one gateway, why we think so, and what to do; looked at again every few seconds. */
export function DoctorPanel({ gateway }: { readonly gateway: Gateway }) {
  const found = useQuery({
    ...queries.diagnosis.examine.queryOptions({ input: { id: gateway.id } }),
    refetchInterval: lookAgainMs,
  })
  return (
    <Panel
      title={`诊断 · ${gateway.name}`}
      footer="按线路状态和最近收发的数据判断，每 3 秒自动再看一次；不向设备发问。"
    >
      {found.isError && !found.data ? (
        <FailingState title="没有诊断成" error={found.error} onRetry={() => void found.refetch()} />
      ) : found.isPending ? (
        <LoadingState what="诊断" />
      ) : (
        <ul className={styles.symptoms} aria-label="诊断结果">
          {found.data.map(({ code, severity, title, because, todo }) => (
            <li key={code}>
              <h3>
                <span className={tones[severity]}>{marks[severity]}</span> {title}
              </h3>
              <p>{because}</p>
              {todo.length > 0 && (
                <ol>
                  {todo.map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
