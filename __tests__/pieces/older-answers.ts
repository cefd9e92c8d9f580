/** A run as a real server 0.84.3 lists it (0.85.0 is the same but for `in_progress` and `status_reason`), some tags left out. */
export const olderRun = {
  body: {
    created: '2026-11-28T19:24:00.572988',
    updated: '2026-11-28T19:24:04.045161',
    user_id: '62c0c30c-ad0e-4f9a-85d8-11fb97b779b1',
    project_id: 'e0c946c0-9af0-48e1-a8ab-eb1e597fba0b',
    status: 'completed',
    stack: {
      body: { created: '2026-11-28T19:22:15.258114', updated: '2026-11-28T19:22:15.258165', user_id: null },
      metadata: null,
      resources: null,
      id: '04025fd6-9660-4fc7-bf24-74b6f7d37d96',
      permission_denied: false,
      name: 'default'
    },
    pipeline: {
      body: {
        created: '2026-11-28T19:24:00.373931',
        updated: '2026-11-28T19:24:00.373990',
        user_id: '62c0c30c-ad0e-4f9a-85d8-11fb97b779b1',
        project_id: 'e0c946c0-9af0-48e1-a8ab-eb1e597fba0b'
      },
      metadata: null,
      resources: null,
      id: '46e30467-7a91-4d6c-8aea-a7d7a353e51e',
      permission_denied: false,
      name: 'worker-training'
    },
    build: null,
    schedule: null,
    code_reference: null,
    deployment_id: '33a2f7d2-c5e8-46ec-801c-bbfeeea345f2',
    trigger_execution: null,
    model_version_id: null
  },
  metadata: null,
  resources: {
    user: {
      body: {
        created: '2026-11-28T19:22:16.265447',
        updated: '2026-11-28T19:22:16.265483',
        active: true,
        activation_token: null,
        full_name: '',
        email_opted_in: false,
        is_service_account: true,
        is_admin: false,
        default_project_id: null,
        avatar_url: null
      },
      metadata: null,
      resources: null,
      id: '62c0c30c-ad0e-4f9a-85d8-11fb97b779b1',
      permission_denied: false,
      name: 'ci'
    },
    model_version: null,
    tags: [
      {
        body: {
          created: '2026-11-28T19:24:01.209293',
          updated: '2026-11-28T19:24:01.209332',
          user_id: '62c0c30c-ad0e-4f9a-85d8-11fb97b779b1',
          color: 'turquoise',
          exclusive: false
        },
        metadata: null,
        resources: null,
        id: 'ae65cb0f-0d2a-491b-ab3e-458a10a232e5',
        permission_denied: false,
        name: 'gate:environment=staging'
      }
    ],
    logs: null,
    log_collection: null
  },
  id: 'ca0b8748-e3e3-492b-901c-c063deb56391',
  permission_denied: false,
  name: 'worker-training-2026_11_28-19_24_00_542824'
} as const

/** The `exception_info` of a step that raised `KeyError: 'columns'`, by the version of the client that wrote it. */
export const olderExceptions = {
  // On a server 0.84.3.
  '0.84.3': {
    traceback:
      '  File "/home/ci/carets.py", line 10, in check\n    return look_up({"rows": 1}, "columns")\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\n  File "/home/ci/carets.py", line 5, in look_up\n    return table[key] + 1\n           ~~~~~^^^^^\n',
    step_code_line: 2
  },
  // On a server 0.98.0, as the next.
  '0.90.0': {
    traceback:
      'File "/home/ci/carets.py", line 10, in check\n  return look_up({"rows": 1}, "columns")\n         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n\nFile "/home/ci/carets.py", line 5, in look_up\n  return table[key] + 1\n         ~~~~~^^^^^\n',
    source: null,
    message: null,
    user_code_line: 2,
    step_code_line: 2
  },
  '0.98.0': {
    traceback:
      '  File "/home/ci/carets.py", line 10, in check\n    return look_up({"rows": 1}, "columns")\n           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  File "/home/ci/carets.py", line 5, in look_up\n    return table[key] + 1\n           ~~~~~^^^^^\nKeyError: \'columns\'\n',
    source: 'builtins.KeyError',
    message: "'columns'",
    user_code_line: 2
  }
} as const
