// Every operation of the contract, in an order in which each finds what it needs.

import { agents, branches, farewell } from "./agents.js";
import { conversations } from "./conversations.js";
import { knowledge } from "./knowledge.js";
import { telephony } from "./telephony.js";
import { environmentVariables, mcpServers, secrets, tests, tools } from "./tools.js";
import { speech, workspace } from "./workspace.js";

export const CHAPTERS = [
  agents, tools, secrets, mcpServers, environmentVariables, knowledge, branches, conversations, tests, telephony, workspace, speech, farewell,
];
