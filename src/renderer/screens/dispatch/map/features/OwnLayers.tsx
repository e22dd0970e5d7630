import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { layerColours, type FeatureLayer } from '../../../../../core/modules/features/contract.ts'
import { beijingDate } from '../../../../../core/kernel/beijing-time.ts'
import { queries } from '../../../../client.ts'
import { ActionButton } from '../../../../ui/ActionButton.tsx'
import { classes } from '../../../../ui/classes.ts'
import { describeError } from '../../../../ui/describe-error.ts'
import { PanelForm, ReasonForm } from '../PanelForm.tsx'
import { SymbolSwatch } from '../layers/SymbolSwatch.tsx'
import { LayerFields, type LayerLook } from './LayerFields.tsx'
import { useFeatureLayers } from './use-features.ts'
import layerStyles from '../layers/Layers.module.css'
import styles from './Features.module.css'

/** The county's own layers: called otherwise, drawn otherwise, taken off the map and brought back. */
export function OwnLayers({ onDone }: { readonly onDone: () => void }) {
  const own = useFeatureLayers().filter(({ standing }) => !standing)
  const gone = useQuery(queries.features.withdrawnLayers.queryOptions())
  return (
    <>
      {own.length === 0 && gone.data?.length === 0 && (
        <div className={layerStyles.none}>还没有自有图层。导入文件或新建图层后在这里管理。</div>
      )}
      {own.map((layer) => (
        <OwnLayer key={layer.id} layer={layer} />
      ))}
      {gone.error && <div className={layerStyles.problem}>{describeError(gone.error)}</div>}
      {gone.data?.map((layer) => (
        <Withdrawn key={layer.id} layer={layer} />
      ))}
      <div className={layerStyles.form}>
        <div className={layerStyles.buttons}>
          <ActionButton kind="quiet" hotkey="Escape" onPress={onDone}>
            返回
          </ActionButton>
        </div>
      </div>
    </>
  )
}

function OwnLayer({ layer }: { readonly layer: FeatureLayer }) {
  const [doing, setDoing] = useState<'look' | 'change' | 'withdraw' | 'imports'>('look')
  const back = () => setDoing('look')
  const { id, name, colour, count } = layer
  const withdraw = useMutation(queries.features.withdrawLayer.mutationOptions())
  return (
    <section aria-label={`图层 ${name}`}>
      <div className={layerStyles.row}>
        <SymbolSwatch shape="pin" token={colour} />
        <div className={layerStyles.rowName}>
          <b title={name}>{name}</b>
          <span>{count} 个</span>
        </div>
        {doing === 'look' && (
          <>
            <ActionButton kind="quiet" name={`改 ${name}`} onPress={() => setDoing('change')}>
              改
            </ActionButton>
            <ActionButton
              kind="quiet"
              name={`导入记录 ${name}`}
              onPress={() => setDoing('imports')}
            >
              导入记录
            </ActionButton>
            <ActionButton kind="quiet" name={`撤下 ${name}`} onPress={() => setDoing('withdraw')}>
              撤下
            </ActionButton>
          </>
        )}
      </div>
      {doing === 'change' && <ChangeLayer layer={layer} onDone={back} />}
      {doing === 'imports' && <Imports layer={layer} onDone={back} />}
      {doing === 'withdraw' && (
        <ReasonForm
          label={`撤下图层 ${name}`}
          word={`撤下 ${count} 个`}
          placeholder="为什么撤下，如 已有新版"
          busy={withdraw.isPending}
          problem={withdraw.error}
          onReason={(reason) => withdraw.mutate({ layer: id, withdrawn: true, reason })}
          onCancel={back}
        />
      )}
    </section>
  )
}

function ChangeLayer({
  layer: { id, name, colour },
  onDone,
}: {
  readonly layer: FeatureLayer
  readonly onDone: () => void
}) {
  const known = layerColours.find((one) => one === colour) ?? 'st-rest'
  const [look, setLook] = useState<LayerLook>({ name, colour: known })
  const change = useMutation(queries.features.changeLayer.mutationOptions({ onSuccess: onDone }))
  return (
    <PanelForm
      label={`改图层 ${name}`}
      word="存"
      busy={change.isPending}
      problem={change.error}
      onSave={() => change.mutate({ layer: id, ...look })}
      onCancel={onDone}
    >
      <LayerFields look={look} onLook={setLook} />
    </PanelForm>
  )
}

/** What came from files: each can be taken back as a whole, and brought back. */
function Imports({
  layer: { id, name },
  onDone,
}: {
  readonly layer: FeatureLayer
  readonly onDone: () => void
}) {
  const [taking, setTaking] = useState<string>()
  const imports = useQuery(queries.features.imports.queryOptions({ input: { layer: id } }))
  const withdraw = useMutation(
    queries.features.withdrawImport.mutationOptions({
      onSuccess: () => {
        setTaking(undefined)
        void imports.refetch()
      },
    }),
  )
  return (
    <div className={layerStyles.form} role="group" aria-label={`导入记录 ${name}`}>
      {imports.error && <div className={layerStyles.problem}>{describeError(imports.error)}</div>}
      {imports.data?.length === 0 && <div className={layerStyles.none}>没有从文件导入过。</div>}
      {imports.data?.map(({ import: brought, source, count, at, by, withdrawn }) => (
        <div key={brought}>
          <div className={styles.where}>
            <span className={classes(styles.source, withdrawn && styles.gone)}>
              {source}，{count} 个，{by} {beijingDate(at)}
              {withdrawn && '（已撤回）'}
            </span>
            <ActionButton
              kind="quiet"
              name={`${withdrawn ? '恢复' : '撤回'} ${source}`}
              busy={withdraw.isPending}
              onPress={() =>
                withdrawn
                  ? withdraw.mutate({ import: brought, withdrawn: false, reason: '恢复导入' })
                  : setTaking(brought)
              }
            >
              {withdrawn ? '恢复' : '撤回'}
            </ActionButton>
          </div>
          {taking === brought && (
            <ReasonForm
              label={`撤回导入 ${source}`}
              word="撤回"
              placeholder="为什么撤回，如 坐标系选错"
              busy={withdraw.isPending}
              problem={withdraw.error}
              onReason={(reason) => withdraw.mutate({ import: brought, withdrawn: true, reason })}
              onCancel={() => setTaking(undefined)}
            />
          )}
        </div>
      ))}
      <div className={layerStyles.buttons}>
        <ActionButton kind="quiet" onPress={onDone}>
          收起记录
        </ActionButton>
      </div>
    </div>
  )
}

/** Taken off the map, with everything in it; it is brought back as it was. */
function Withdrawn({ layer: { id, name } }: { readonly layer: Pick<FeatureLayer, 'id' | 'name'> }) {
  const restore = useMutation(queries.features.withdrawLayer.mutationOptions())
  return (
    <div className={layerStyles.row}>
      <div className={layerStyles.rowName}>
        <b className={styles.gone}>{name}</b>
        <span>已撤下</span>
        {restore.error && (
          <div className={layerStyles.problem} role="alert">
            {describeError(restore.error)}
          </div>
        )}
      </div>
      <ActionButton
        name={`恢复 ${name}`}
        busy={restore.isPending}
        onPress={() => restore.mutate({ layer: id, withdrawn: false, reason: '恢复图层' })}
      >
        恢复
      </ActionButton>
    </div>
  )
}
