// What the better known features do, in a sentence each: Codex has words for those in beta only. Ours are about what was seen with
// 0.169.0 or is plain from the name and Codex's own documents; a feature that is not here is shown by its name alone.

const words: Readonly<Record<string, string>> = {
  // Tools of the model
  shell_tool: 'Lets the model run commands. Off, it can’t run any.',
  unified_exec: 'One tool for commands that may keep running and take input.',
  unified_exec_tty: 'Commands that keep running can have a terminal.',
  view_image: 'Lets the model look at a picture in the project.',
  image_generation: 'Lets the model make pictures.',
  code_mode: 'The model writes small scripts that call its tools, instead of calling them one by one.',
  code_mode_only: 'All tools are reached through code mode only.',
  code_mode_host: 'The process that runs the scripts of code mode.',
  sleep_tool: 'Lets the model wait for a while instead of asking again and again.',
  request_permissions_tool: 'Lets the model ask for more rights in the middle of a turn.',
  exec_permission_approvals: 'A command may ask for rights of its own, which you approve with it.',
  default_mode_request_user_input:
    'Lets the model ask you questions with answers to choose from outside of plan mode, too.',
  standalone_web_search: 'Web search as a tool of its own.',
  web_search_request: 'The old switch for web search; the key web_search says it now.',
  web_search_cached: 'The old switch for cached web search; the key web_search says it now.',
  artifact: 'Lets the model make documents and other artifacts.',
  deferred_executor: 'Changes which tools new chats start with; still being built.',
  token_budget: 'Tells the model how much of its context is left.',
  rollout_budget: 'Gives a chat a limit of tokens. Needs a table with limit_tokens: edit it as text.',
  current_time_reminder: 'Tells the model from time to time what time it is.',
  goals: 'Goals: a chat keeps working towards what you set.',
  // Agents
  multi_agent: 'The former way of sub-agents.',
  multi_agent_v2: 'Sub-agents: the model may hand parts of the work to others.',
  agent_message_board: 'Sub-agents leave messages for each other.',
  guardian_approval: 'Approvals can be reviewed by a second model instead of you (approvals_reviewer).',
  guardianv2: 'The next version of the reviewing model; still being built.',
  guardianv3: 'A later version of the reviewing model; still being built.',
  // MCP, apps, plugins, skills
  apps: 'Apps (connectors) of the ChatGPT account.',
  enable_mcp_apps: 'MCP servers can show a small page of their own.',
  plugins: 'Plugins and marketplaces. On, Codex asks github.com and chatgpt.com for them when it starts.',
  remote_plugin: 'Plugins that come from the ChatGPT account.',
  plugin_sharing: 'Plugins can be shared with others.',
  recommended_plugins: 'Recommends plugins.',
  tool_suggest: 'Suggests apps and plugins that fit the task.',
  skill_search: 'Finds skills by search instead of listing all to the model.',
  skill_mcp_dependency_install: 'A skill may ask to install the MCP servers that it needs.',
  omit_skill_descriptions: 'Leaves the descriptions of skills out of what the model reads.',
  mcp_lazy_stdio_startup: 'Starts an MCP server only when it is needed.',
  mcp_tool_list_changed: 'Takes in new tools when an MCP server says that its list changed.',
  mcp_oauth_refresh_coordination: 'Logins of MCP servers are renewed by one process at a time.',
  mcp_connection_sharing: 'Chats share connections to MCP servers.',
  non_prefixed_mcp_tool_names: 'Tools of MCP servers are named without the server’s name in front.',
  tool_call_mcp_elicitation: 'An MCP server can ask you something while one of its tools runs.',
  auth_elicitation: 'An MCP server can ask you to log in while it is used.',
  hooks: 'Hooks: your own commands at certain moments of a chat.',
  // Model and requests
  memories: 'Memories: Codex notes what it learned in chats and reads it in later ones.',
  fast_mode: 'The faster, dearer speed tier, where the account has it.',
  ultrafast_mode: 'The fastest speed tier, where the account has it.',
  enable_request_compression: 'Requests are sent compressed.',
  concurrent_reasoning_summaries: 'Summaries of the thinking are made beside the answer.',
  unbounded_connection_retries: 'Tries for ever to reach the provider. Off, it gives up after the usual tries.',
  respect_system_proxy: 'Uses the proxy that the system is set to.',
  network_proxy: 'Commands reach the network through a proxy of Codex that can be restricted.',
  credential_masking: 'Hides secrets from what the model reads.',
  secret_auth_storage: 'Keeps logins in the system’s store of secrets.',
  // Working in the project
  shell_snapshot: 'Keeps what your shell sets up, so that commands start faster.',
  login_shell_package_path: 'Finds programs as your login shell does.',
  undo: 'Kept a copy of the project at each turn. This app has checkpoints of its own.',
  write_stdin_approval: 'Asks before the model types into a running command.',
  use_legacy_landlock: 'The former sandbox of Linux.',
  prevent_idle_sleep: 'Keeps the computer awake while a turn runs.',
  context_management: 'Other ways of keeping a long chat within the model’s context.',
  async_compaction: 'Sums a long chat up while it goes on.',
  untrusted_as_tool_output: 'Text from outside is given to the model as the output of a tool, not as words of yours.',
  // Other surfaces of Codex
  computer_use: 'Lets the model use the computer’s screen; for Codex’s own app.',
  browser_use: 'Lets the model use a browser; for Codex’s own app.',
  in_app_browser: 'The browser inside of Codex’s own app.',
  remote_control: 'Was the control from another device.',
  personality: 'Was the tone of answers.',
  steer: 'Adding to a turn that runs: always on now.',
  apply_patch_freeform: 'Was another form of the tool that edits files.',
  responses_websockets: 'Was the connection by WebSocket.',
}

/** Our sentence about a feature; empty when there is none. */
export function featureWords(name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? '') : ''
}
