import { useState } from 'react'
import { Segmented } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { meansWord } from '../../../../core/modules/reach/contract.ts'
import { queries } from '../../../client.ts'
import { classes } from '../../../ui/classes.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { useSmallDesk } from '../../../ui/use-small-desk.ts'
import { CellDetail } from './CellDetail.tsx'
import { DailyButtons } from './DailyButtons.tsx'
import { ModeBar } from './ModeBar.tsx'
import { ProposalRow } from './ProposalRow.tsx'
import { ReachTable, type ChosenCell } from './ReachTable.tsx'
import styles from './Reach.module.css'

const hourMs = 3_600_000
/** Ages turn without anything being written. */
const everyMs = 60_000

type Teams = 'out' | 'all' | 'none'

/** 联络保障: every township, post and team by means, with what to try where nothing gets through. */
export function ReachPanel() {
  const [teams, setTeams] = useState<Teams>('out')
  const [chosen, setChosen] = useState<ChosenCell>()
  const board = useQuery({
    ...queries.reach.board.queryOptions({ input: { teams } }),
    refetchInterval: everyMs,
  })
  const small = useSmallDesk()
  const { data } = board
  const row = data?.rows.find(({ key }) => key === chosen?.key)
  const hours = data ? data.freshMs / hourMs : 6
  return (
    <Panel
      title="联络保障"
      fixed
      extra={
        <>
          {!small && <span className={styles.note}>最近一次双向联络，超 {hours} 小时变黄</span>}
          <Segmented
            size="small"
            aria-label="联络保障：哪些队伍"
            value={teams}
            onChange={setTeams}
            options={[
              { value: 'none', label: '乡镇' },
              { value: 'out', label: '含在外队伍' },
              { value: 'all', label: '全部队伍' },
            ]}
          />
        </>
      }
    >
      <div className={styles.scroll}>
        <ModeBar>{!small && <DailyButtons />}</ModeBar>
        {board.isError && (
          <FailingState
            title="读不到联络保障"
            error={board.error}
            onRetry={() => void board.refetch()}
          />
        )}
        {board.isPending && <LoadingState what="联络保障" />}
        {data?.proposals.map((proposal, place) => (
          <ProposalRow
            key={proposal.key}
            proposal={proposal}
            hotkey={place === 0}
            onTry={(means) => setChosen({ key: proposal.key, means })}
          />
        ))}
        {data && data.means.length === 0 && (
          <EmptyState
            title="还没有登记联络方式"
            hint="在“资源 › 电台号簿”登记乡镇电台、卫星电话、北斗卡，在“设置 › 单位”填乡镇值班电话。"
          />
        )}
        {data && (
          <ReachTable
            board={data}
            chosen={chosen}
            onChoose={(cell) =>
              setChosen((was) =>
                was?.key === cell.key && was.means === cell.means ? undefined : cell,
              )
            }
            detail={
              row && chosen ? (
                <CellDetail
                  key={`${chosen.key} ${chosen.means}`}
                  row={row}
                  means={chosen.means}
                  onClose={() => setChosen(undefined)}
                />
              ) : null
            }
          />
        )}
        {(small || (data && data.unused.length > 0)) && (
          <div className={styles.bar}>
            <span className={classes(styles.note, styles.grow)}>
              {data &&
                data.unused.length > 0 &&
                `都没有登记：${data.unused.map(meansWord).join('、')}`}
            </span>
            {small && <DailyButtons small />}
          </div>
        )}
      </div>
    </Panel>
  )
}
