import { useState } from 'react'
import { Select } from 'antd'
import { useMutation } from '@tanstack/react-query'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { useMapDesk } from '../desk.ts'
import { PanelForm } from '../PanelForm.tsx'
import { ToolPanel } from '../ToolPanel.tsx'
import { FeatureForm } from './FeatureForm.tsx'
import { LayerFields, type LayerLook } from './LayerFields.tsx'
import { OwnLayers } from './OwnLayers.tsx'
import { useFeatureLayers } from './use-features.ts'
import layerStyles from '../layers/Layers.module.css'

/** Registers one depot, shelter, risk point … by hand; or begins a layer of the county's own. */
export function AddFeatureTool() {
  const { openTool } = useMapDesk()
  const layers = useFeatureLayers()
  const [layer, setLayer] = useState('shelter')
  const [doing, setDoing] = useState<'add' | 'make' | 'manage'>('add')
  const back = () => setDoing('add')
  const close = () => openTool(undefined)
  return (
    <ToolPanel
      label="添加对象"
      flush
      escapes={false}
      head={
        <>
          <h2>添加对象</h2>
          {doing === 'add' && (
            <>
              <ActionButton kind="quiet" onPress={() => setDoing('make')}>
                新建图层
              </ActionButton>
              <ActionButton kind="quiet" onPress={() => setDoing('manage')}>
                管理图层
              </ActionButton>
            </>
          )}
        </>
      }
    >
      <div className={layerStyles.scroll}>
        {doing === 'manage' && <OwnLayers onDone={back} />}
        {doing === 'make' && (
          <NewLayer
            onDone={(made) => {
              back()
              if (made !== undefined) setLayer(made)
            }}
          />
        )}
        {doing === 'add' && (
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
    </ToolPanel>
  )
}

function NewLayer({ onDone }: { readonly onDone: (layer: string | undefined) => void }) {
  const [look, setLook] = useState<LayerLook>({ name: '', colour: 'st-rest' })
  const add = useMutation(
    queries.features.addLayer.mutationOptions({ onSuccess: ({ id }) => onDone(id) }),
  )
  return (
    <PanelForm
      label="新建图层"
      word="新建"
      busy={add.isPending}
      problem={add.error}
      onSave={() => add.mutate({ ...look, kind: 'own' })}
      onCancel={() => onDone(undefined)}
    >
      <LayerFields look={look} onLook={setLook} />
    </PanelForm>
  )
}
