import type { NameList, Variables } from '../process/variable-names.ts'

/** Settings of the client, whatever the job says, so that its output can be read and shows no secret. */
export const clientVariables: Variables = {
  // At WARNING and above the client doesn't print its runs' ids, at DEBUG a traceback shows local variables.
  ZENML_LOGGING_VERBOSITY: 'INFO',
  ZENML_LOGGING_COLORS_DISABLED: 'true',
  ZENML_ANALYTICS_OPT_IN: 'false',
  // A run's id has to be read when it is printed, not when the buffer is full.
  PYTHONUNBUFFERED: '1'
}

/** Settings of the client unless `pass-env` says otherwise: boxes around a traceback break its words. */
export const defaultVariables: Variables = { ZENML_ENABLE_RICH_TRACEBACK: 'false' }

/** What the action itself sets for a command. */
export const ownNames: NameList = [
  ...Object.keys(clientVariables),
  'ZENML_ACTIVE_STACK_ID',
  'ZENML_ACTIVE_PROJECT_ID',
  'ZENML_CONFIG_PATH',
  'DISABLE_CREDENTIALS_DISK_CACHING',
  // These would undo what the others say.
  'ZENML_DEBUG',
  'ZENML_SERVER',
  'ZENML_PRO_API_URL',
  'ZENML_CONSOLE_LOGGING_FORMAT',
  'ZENML_LOGGING_FORMAT',
  'ZENML_GATED_TRIGGER_*'
]
