import { useState } from 'react'
import { App, Dropdown } from 'antd'
import {
  coordinateFormats,
  coordinateFormatWords,
  writeCoordinates,
} from '../../../../../core/kernel/coordinates.ts'
import { useCoordinateFormat } from '../../../../map/coordinate-format.ts'
import { copyText } from '../../../../ui/copy-text.ts'
import { classes } from '../../../../ui/classes.ts'
import { useMapDesk } from '../desk.ts'
import { useDrawn } from '../drawn.ts'
import type { LatLon } from '../map-geometry.ts'
import { whereWords } from './near-words.ts'
import { usePointer } from './use-pointer.ts'
import { useSurroundings } from './use-surroundings.ts'
import styles from './Cursor.module.css'

/** Coordinates under the pointer in the chosen form, the township and the nearest place. */
export function CursorLine() {
  const { map, openTool } = useMapDesk()
  const { at, word } = usePointer(map)
  const surroundings = useSurroundings()
  const { township, place } = whereWords(surroundings, at)
  const rough = useDrawn().filter(({ thing }) => thing.townshipOnly).length
  return (
    <>
      <Coordinates at={at} word={word} />
      {rough > 0 && (
        <button
          type="button"
          className={classes(styles.button, styles.rough)}
          title="只知道在哪个乡镇，画在驻地、打斜线；点开列表"
          onClick={() => openTool('list')}
        >
          仅到乡镇 {rough}
        </button>
      )}
      {township !== '' && <span className={styles.township}>{township}</span>}
      <span className={styles.place} title={place}>
        {place}
      </span>
    </>
  )
}

function Coordinates({ at, word }: { readonly at: LatLon; readonly word: string }) {
  const { message } = App.useApp()
  const { format, setFormat } = useCoordinateFormat()
  // What is copied is what was under the pointer when the menu was opened.
  const [held, setHeld] = useState<LatLon>()
  const shown = held ?? at
  const copy = async () => {
    const text = writeCoordinates(shown, format)
    if (await copyText(text)) void message.success(`已复制 ${text}`)
    else void message.error('浏览器不让复制，请选中文字后按 Ctrl+C。')
  }
  return (
    <Dropdown
      trigger={['click']}
      onOpenChange={(open) => setHeld(open ? at : undefined)}
      menu={{
        selectedKeys: [format],
        items: [
          { key: 'copy', label: `复制 ${writeCoordinates(shown, format)}` },
          { type: 'divider' },
          ...coordinateFormats.map((one) => ({
            key: one,
            label: `${coordinateFormatWords[one]}　${writeCoordinates(shown, one)}`,
          })),
        ],
        onClick: ({ key }) => {
          const chosen = coordinateFormats.find((one) => one === key)
          if (chosen) setFormat(chosen)
          else void copy()
        },
      }}
    >
      <button
        type="button"
        className={styles.button}
        title="WGS-84（与 CGCS2000 相差不到 1 米）；点开换写法或复制"
        aria-label={`${word}坐标 ${writeCoordinates(shown, format)}，换写法或复制`}
      >
        <span className={styles.word}>{word}</span> {writeCoordinates(shown, format)}
      </button>
    </Dropdown>
  )
}
