import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { formKeys } from '../../../../ui/form-keys.ts'
import { useMapDesk } from '../desk.ts'
import { FeatureForm } from './FeatureForm.tsx'
import { useFeatureLayers } from './use-features.ts'
import layerStyles from '../layers/Layers.module.css'
import mapStyles from '../MapPanel.module.css'

/** Registers one depot, shelter, risk point … by hand; or begins a layer of the county's own. */
export function AddFeatureTool() {
  const { openTool } = useMapDesk()
  const layers = useFeatureLayers()
  const [layer, setLayer] = useState('shelter')
  const [making, setMaking] = useState(false)
  const close = () => openTool(undefined)
  return (
    <section className={classes(mapStyles.box, layerStyles.panel)} aria-label="添加对象">
      <header className={layerStyles.head}>
        <h2>添加对象</h2>
        {!making && (
          <ActionButton kind="quiet" onPress={() => setMaking(true)}>
            新建图层
          </ActionButton>
        )}
      </header>
      <div className={layerStyles.scroll}>
        {making ? (
          <NewLayer
            onDone={(made) => {
              setMaking(false)
              if (made !== undefined) setLayer(made)
            }}
          />
        ) : (
          <>
            <div className={layerStyles.form}>
              <Select
                value={layer}
                aria-label="图层"
                options={layers.map(({ id, name }) => ({ value: id, label: name }))}
                onChange={setLayer}
              />
            </div>
            <FeatureForm key={layer} layer={layer} onDone={close} />
          </>
        )}
      </div>
    </section>
  )
}

function NewLayer({ onDone }: { readonly onDone: (layer: string | undefined) => void }) {
  const [name, setName] = useState('')
  const add = useMutation(
    queries.features.addLayer.mutationOptions({ onSuccess: ({ id }) => onDone(id) }),
  )
  const cancel = () => onDone(undefined)
  const save = () => {
    if (!add.isPending) add.mutate({ name, kind: 'own', colour: 'st-rest' })
  }
  return (
    <div
      className={layerStyles.form}
      role="group"
      aria-label="新建图层"
      onKeyDown={formKeys(save, cancel)}
    >
      <Input
        autoFocus
        value={name}
        maxLength={30}
        aria-label="图层名称"
        placeholder="图层名称，如 消防取水点"
        onChange={(event) => setName(event.target.value)}
      />
      {add.error !== null && <div className={layerStyles.problem}>{describeError(add.error)}</div>}
      <div className={layerStyles.buttons}>
        <ActionButton kind="primary" hint="Enter" onPress={save}>
          新建
        </ActionButton>
        <ActionButton kind="quiet" hint="Escape" onPress={cancel}>
          取消
        </ActionButton>
      </div>
    </div>
  )
}
