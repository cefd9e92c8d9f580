import { oneLine } from '../text/foreign.ts'
import type { ModelVersion, Named } from '../zenml/entities.ts'

/** A model version in words: its name, with its number if that is another. */
export function versionWords({ name, number }: Pick<ModelVersion, 'name' | 'number'>): string {
  const shown = oneLine(name, 120)
  return shown === String(number) ? shown : `${shown} (number ${number})`
}

/** Several model versions in words. */
export function versionsWords(versions: readonly Pick<ModelVersion, 'name' | 'number'>[]): string {
  return `${versions.length === 1 ? 'version' : 'versions'} ${versions.map(versionWords).join(' and ')}`
}

/** A model's name, safe to print. */
export function modelWords({ model }: Pick<ModelVersion, 'model'>): string {
  return oneLine(model.name, 120)
}

/**
 * The command of ZenML's client (0.98.0) that gives a model version a stage, whoever has it. It takes names and ids, so
 * that names which a shell or the client itself reads in another way are left out.
 */
export function stageCommand(model: Named, version: Named, stage: string): string {
  return `zenml model version update ${nameOrId(model)} ${nameOrId(version)} --stage ${stage} --force`
}

/** What the client reads as the version that has a stage (`ModelStages` of 0.98.0). */
const stageWords = new Set(['none', 'staging', 'production', 'archived', 'latest'])

function nameOrId({ id, name }: Named): string {
  return /^\w[\w.-]{0,119}$/.test(name) && !stageWords.has(name) ? name : id
}
