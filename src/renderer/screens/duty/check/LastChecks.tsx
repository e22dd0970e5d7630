import { useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import { checkResultWord } from '../../../../core/modules/checks/contract.ts'
import { queries } from '../../../client.ts'
import { TimeAgo } from '../../../ui/Age.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState } from '../../../ui/states.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import styles from './Check.module.css'

/** Who checked last, how long ago, and what was wrong; the ones before in short. */
export function LastChecks() {
  const records = useQuery(queries.checks.records.queryOptions({ input: {} }))
  const [last, ...before] = records.data ?? []
  return (
    <Panel title="上次检查">
      {records.isError && (
        <FailingState
          title="读不到检查记录"
          error={records.error}
          onRetry={() => void records.refetch()}
        />
      )}
      {records.data !== undefined && last === undefined && (
        <EmptyState title="还没有做过班前检查" hint="每班开始时查一遍，结果记入值班日志。" />
      )}
      {last !== undefined && (
        <div className={styles.last}>
          <div>
            <b>{last.name}</b> <TimeAgo atMs={last.at} />
          </div>
          <div className={styles.note}>
            {beijingDateTime(last.at)} · {last.seat}
          </div>
          <dl className={styles.results}>
            {last.items.map(({ key, title, result, words }) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>
                  <Tag tone={result === 'ok' ? 'ok' : result === 'fault' ? 'red' : 'plain'}>
                    {checkResultWord(result)}
                  </Tag>{' '}
                  {words}
                </dd>
              </div>
            ))}
          </dl>
          {before.length > 0 && <div className={styles.note}>更早</div>}
          {before.map(({ id, at, name, faults, unchecked }) => (
            <div key={id} className={styles.earlier}>
              {beijingDateTime(at).slice(5, 16)} {name}：
              {faults === 0 ? '没有问题' : `${faults} 项有问题`}
              {unchecked > 0 && `，${unchecked} 项未查`}
            </div>
          ))}
        </div>
      )}
    </Panel>
  )
}
