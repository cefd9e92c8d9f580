/** Why a run can't have a key, and what to write instead. */
export interface Refusal {
  readonly reason: string
  readonly remedy: string
}

const missing: Refusal = {
  reason: "The snapshot's stack has no such component",
  remedy: 'Remove it, or make a snapshot on a stack that has one.'
}

/**
 * By place and key, those that a configuration file of ZenML can have and a run of a snapshot can't, where the server's
 * schema doesn't name them. Measured on 0.98.0: parameters of a static pipeline, `build`, `schedule`, Docker settings,
 * and settings of a type of component that the stack lacks are refused with 400; with the others the run starts without
 * a word.
 */
const refusals: Readonly<Record<string, Refusal>> = {
  '/parameters': {
    reason: 'The parameters of a static pipeline are fixed when its snapshot is made',
    remedy: 'Set parameters of its steps ({parameters}), or make the pipeline dynamic.'
  },
  '/build': {
    reason: 'A run takes the container build of its snapshot, and the server refuses another one',
    remedy: 'Remove it. For another build, make a new snapshot with it.'
  },
  '/schedule': {
    reason: 'A run of a snapshot starts at once, and the server refuses a schedule for it',
    remedy: "Remove it, and write 'on: schedule' in the workflow."
  },
  '/stack': {
    reason: "A run cannot change its snapshot's stack",
    remedy: "Remove it: the environment decides, by its name or by 'stack' in environments."
  },
  'settings/docker': {
    reason: 'The container image is built when the snapshot is made, and the server refuses Docker settings for a run',
    remedy: 'Remove them. For another image, make a new snapshot with these settings.'
  },
  'settings/component': {
    reason: "The snapshot's stack has no such component, so that these settings would have no effect",
    remedy: 'Remove them, or give each environment a config of its own.'
  },
  'steps.*/step_operator': missing,
  'steps.*/experiment_tracker': missing,
  'steps.*/outputs': {
    reason: 'How a step stores its outputs is decided when the snapshot is made',
    remedy: 'Remove it. For other materializers, make a new snapshot with them.'
  },
  'steps/*': {
    reason: 'A dynamic pipeline makes its steps while it runs, so a run cannot configure one of them',
    remedy: "Write what holds for all steps at the top, as in 'enable_cache: false', or set 'parameters'."
  }
}

/** The types of components of a stack, of which settings go by type, type.flavor or type:name. */
const component =
  /^(?:alerter|annotator|artifact_store|container_registry|data_validator|deployer|experiment_tracker|feature_store|image_builder|log_store|model_deployer|model_registry|orchestrator|step_operator)(?![^.:])/

/** Why a key that the schema doesn't know can't stand at a place; undefined if nothing more is known of it. */
export function refusalOf(path: readonly string[], key: string, known: readonly string[]): Refusal | undefined {
  const place = path.map((part, nth) => (nth === 1 && path[0] === 'steps' ? '*' : part)).join('.')
  // A static pipeline has steps, so that an unknown one is misspelt.
  if (place === 'steps') return known.length === 0 ? refusals['steps/*'] : undefined

  const isOfSettings = place === 'settings' || place === 'steps.*.settings'
  const row = isOfSettings ? `settings/${component.test(key) ? 'component' : key}` : `${place}/${key}`
  return Object.hasOwn(refusals, row) ? refusals[row] : undefined
}
