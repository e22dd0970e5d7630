import { useState } from 'react'
import { Checkbox, Input } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../../core/kernel/beijing-time.ts'
import { receivedSchema } from '../../../../../core/modules/map-files/contract.ts'
import { api } from '../../../../client.ts'
import { fetchOffer } from '../../../../print/fetch-offer.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { Field } from '../../../../ui/Field.tsx'
import { useLayout } from '../../../../ui/layout-store.ts'
import { coreNow } from '../../../../ui/now.ts'
import { fileProblem, putFile } from '../../../../ui/put-file.ts'
import { useMapDesk } from '../desk.ts'
import { ToolPanel } from '../ToolPanel.tsx'
import { composeSheet, pngOf, type Sheet } from './sheet.ts'
import { useSheet } from './use-sheet.ts'
import panel from '../ToolPanel.module.css'
import styles from '../exchange/Exchange.module.css'

/** What no file system takes in a name. */
const notInNames = /[\\/:*?"<>|\r\n\t]/g

/** The view as it is, on paper or as a picture. */
export function PrintTool() {
  const { county, selected } = useMapDesk()
  const theme = useLayout((layout) => layout.theme)
  const [title, setTitle] = useState(`${county.name}应急指挥图`)
  const [withLegend, setWithLegend] = useState(true)
  const [keep, setKeep] = useState(false)
  const incident = selected?.startsWith('incident:') ? selected.slice('incident:'.length) : null
  const { pdf, png } = useOutput({ title: title.trim(), withLegend, keep, incident })
  const refusedBecause = title.trim() === '' ? '请填写标题' : undefined
  const error = pdf.error ?? png.error
  const done = pdf.data ?? png.data
  return (
    <ToolPanel label="打印地图" width="wide" head={<h2>打印地图</h2>}>
      <Field label="标题" required>
        {(control) => (
          <Input
            {...control}
            value={title}
            maxLength={60}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <div className={panel.row}>
        <Checkbox checked={withLegend} onChange={({ target }) => setWithLegend(target.checked)}>
          带图例
        </Checkbox>
        <Checkbox checked={keep} onChange={({ target }) => setKeep(target.checked)}>
          PDF 留存一份{incident === null ? '' : '（归入选中的事件）'}
        </Checkbox>
      </div>
      <p className={panel.note}>
        按当前视野出图，带比例尺、指北针、经纬度边框、时间和审图号。
        {theme !== 'light' && '要印在纸上，先切换到浅色主题更省墨。'}
      </p>
      {error && (
        <p className={panel.problem} role="alert">
          没有生成。{fileProblem(error)}
        </p>
      )}
      {!error && done && (
        <p className={styles.good} role="status">
          ✓ 已生成 {done.name}，已开始下载。
        </p>
      )}
      <div className={styles.foot}>
        <ActionButton
          busy={png.isPending}
          refusedBecause={refusedBecause}
          onPress={() => png.mutate()}
        >
          PNG 图片
        </ActionButton>
        <ActionButton
          kind="primary"
          busy={pdf.isPending}
          refusedBecause={refusedBecause}
          onPress={() => pdf.mutate()}
        >
          PDF（A4）
        </ActionButton>
      </div>
    </ToolPanel>
  )
}

interface Order {
  readonly title: string
  readonly withLegend: boolean
  readonly keep: boolean
  readonly incident: string | null
}

function useOutput({ title, withLegend, keep, incident }: Order) {
  const desk = useMapDesk()
  const sheetOf = useSheet()
  const png = useMutation({
    mutationFn: async () => {
      const sheet = sheetOf(title, withLegend, true)
      const blob = await pngOf(composeSheet(desk.map, sheet))
      const name = pictureName(sheet)
      const url = URL.createObjectURL(blob)
      fetchOffer({ path: url, name })
      URL.revokeObjectURL(url)
      return { name }
    },
  })
  const pdf = useMutation({
    mutationFn: async () => {
      const sheet = sheetOf(title, withLegend, false)
      const blob = await pngOf(composeSheet(desk.map, sheet))
      const { path } = await api.mapFiles.picture({ title, caption: sheet.credit })
      const { token } = receivedSchema.parse(await putFile(path, blob))
      const print = { kind: 'map_print', subject: token, incident, format: 'pdf', keep } as const
      const offer = await api.documents.print(print)
      fetchOffer(offer)
      return offer
    },
  })
  return { png, pdf }
}

/** `【演练】石城县应急指挥图 20261129-2142.png` */
function pictureName({ title, drill }: Sheet): string {
  const [day = '', time = ''] = beijingDateTime(coreNow()).split(' ')
  const when = `${day.replaceAll('-', '')}-${time.replaceAll(':', '').slice(0, 4)}`
  return `${drill === undefined ? '' : `【${drill}】`}${title.replaceAll(notInNames, '_')} ${when}.png`
}
