import assert from "node:assert/strict";
import { operation } from "../operations.js";
import { keeps, lists, SECRET } from "./fixtures.js";

export async function tools(walk) {
  const body = {
    tool_config: {
      type: "webhook",
      name: "order_status",
      description: "Tells how far an order is.",
      api_schema: { url: "https://shop.example/orders/{id}", path_params_schema: { id: { type: "string", description: "Which order." } } },
    },
  };
  const { id } = (await walk.drive("tools.create", { body, check: keeps(body) })) ?? {};
  await walk.drive("tools.get", { steps: [id], check: keeps({ ...body, id }) });
  await walk.drive("tools.list", { query: { search: "order", page_size: 100 }, check: lists("tools", id) });
  const change = { tool_config: { ...body.tool_config, description: "Tells where an order is." } };
  await walk.drive("tools.update", { steps: [id], body: change, check: keeps(change) });
  await walk.drive("tools.getDependentAgents", { steps: [id], check: (answer) => assert.deepEqual(answer.agents, []) });
  await walk.drive("tools.executions.get", { steps: [id], check: (answer) => assert.deepEqual(answer.executions, []) });
  await walk.drive("tools.delete", { steps: [id] });
}

export async function secrets(walk) {
  const { secret_id: id } = (await walk.drive("secrets.create", { body: { type: "new", name: "walk_key", value: SECRET } })) ?? {};
  await walk.drive("secrets.get", { steps: [id], check: keeps({ secret_id: id, name: "walk_key" }) });
  await walk.drive("secrets.list", { query: { search: "walk_key" }, check: lists("secrets", id, "secret_id") });
  await walk.drive("secrets.update", { steps: [id], body: { type: "update", name: "walk_key_2", value: `${SECRET}!` }, check: keeps({ name: "walk_key_2" }) });
  for (const wrong of [{ type: "new", name: "walk_key", value: [SECRET] }, { type: SECRET, name: 1, value: SECRET }, { [SECRET]: SECRET }]) {
    await walk.raw(operation("secrets.create"), { body: wrong });
  }
  await walk.raw(operation("secrets.create"), { body: `{"type": "new", "value": "${SECRET}` });
  await walk.drive("secrets.getDependencies", { steps: [id, "tools"], check: (answer) => assert.deepEqual(answer.dependencies, []) });
  await walk.drive("secrets.delete", { steps: [id] });
}

export async function mcpServers(walk, world) {
  const body = { config: { name: "Warehouse", url: `${world.site}/mcp`, transport: "STREAMABLE_HTTP", approval_policy: "require_approval_per_tool" } };
  const { id } = (await walk.drive("mcpServers.create", { body, check: keeps(body) })) ?? {};
  await walk.drive("mcpServers.get", { steps: [id], check: keeps({ ...body, id }) });
  await walk.drive("mcpServers.list", { check: lists("mcp_servers", id) });
  const change = { response_timeout_secs: 60 };
  await walk.drive("mcpServers.update", { steps: [id], body: change, check: (answer) => keeps(change)(answer.config) });
  await walk.drive("mcpServers.tools.list", { steps: [id], check: (answer) => assert.deepEqual([answer.error_message ?? null, answer.tools.map((tool) => tool.name)], [null, ["stock"]]) });
  const policy = { approval_policy: "require_approval_per_tool" };
  await walk.drive("mcpServers.approvalPolicy.update", { steps: [id], body: policy, check: (answer) => keeps(policy)(answer.config) });
  const approval = { tool_name: "stock", tool_description: "Tells what is in stock.", approval_policy: "auto_approved" };
  await walk.drive("mcpServers.toolApprovals.create", { steps: [id], body: approval, check: (answer) => assert.equal(answer.config.tool_approval_hashes[0].tool_name, "stock") });
  await walk.drive("mcpServers.toolApprovals.delete", { steps: [id, "stock"], check: (answer) => assert.deepEqual(answer.config.tool_approval_hashes, []) });
  await walk.drive("mcpServers.toolConfigs.create", { steps: [id], body: { tool_name: "stock", response_timeout_secs: 9 } });
  await walk.drive("mcpServers.toolConfigs.get", { steps: [id, "stock"], check: keeps({ tool_name: "stock", response_timeout_secs: 9 }) });
  await walk.drive("mcpServers.toolConfigs.update", { steps: [id, "stock"], body: { execution_mode: "async" } });
  await walk.drive("mcpServers.toolConfigs.get", { steps: [id, "stock"], check: keeps({ response_timeout_secs: 9, execution_mode: "async" }) });
  await walk.drive("mcpServers.toolConfigs.delete", { steps: [id, "stock"] });
  await walk.drive("mcpServers.delete", { steps: [id] });
}

export async function environmentVariables(walk) {
  const label = `walk_${Date.now()}`;
  const body = { type: "string", label, values: { production: "https://shop.example" } };
  const { id } = (await walk.drive("environmentVariables.create", { body, check: keeps(body) })) ?? {};
  await walk.drive("environmentVariables.get", { steps: [id], check: keeps({ ...body, id }) });
  await walk.drive("environmentVariables.list", { query: { label }, check: lists("environment_variables", id) });
  const change = { values: { production: "https://shop.example/2", staging: "https://staging.shop.example" } };
  await walk.drive("environmentVariables.update", { steps: [id], body: change, check: keeps(change) });
}

const line = (text) => ({ role: "user", message: text, time_in_call_secs: 0 });

/** Tests of agents: kept, sorted into folders, run. */
export async function tests(walk, world) {
  const { id: folder } = (await walk.drive("tests.folders.create", { body: { name: "Walk" }, check: keeps({ name: "Walk" }) })) ?? {};
  await walk.drive("tests.folders.get", { steps: [folder], check: keeps({ id: folder, name: "Walk" }) });
  await walk.drive("tests.folders.update", { steps: [folder], body: { name: "Walks" }, check: keeps({ name: "Walks" }) });

  const body = {
    type: "llm",
    name: "Parking",
    chat_history: [line("Is there free parking?")],
    success_condition: "The agent says that there is free parking behind the building.",
    success_examples: [{ type: "success", response: "Yes, behind the building." }],
    failure_examples: [{ type: "failure", response: "I do not know." }],
  };
  const { id } = (await walk.drive("tests.create", { body })) ?? {};
  await walk.drive("tests.get", { steps: [id], check: keeps({ ...body, id }) });
  await walk.drive("tests.list", { query: { search: "Parking", page_size: 100 }, check: lists("tests", id) });
  await walk.drive("tests.summaries", { body: { test_ids: [id ?? "no_such_test"] }, check: (answer) => keeps({ id, name: "Parking" })(answer.tests[id]) });
  const change = { ...body, name: "Free parking" };
  await walk.drive("tests.update", { steps: [id], body: change, check: keeps(change) });
  await walk.drive("tests.move", { body: { entity_ids: [id ?? "no_such_test"], move_to: folder ?? "no_such_folder" } });
  await walk.drive("tests.list", { query: { parent_folder_id: folder ?? "no_such_folder" }, check: lists("tests", id) });

  const agent = world.agentId;
  const runs = { tests: [{ test_id: id ?? "no_such_test" }] };
  const { id: invocation, test_runs: started } = (await walk.drive("agents.runTests", { steps: [agent], body: runs, check: (answer) => assert.equal(answer.test_runs.length, 1) })) ?? {};
  const finished = await world.until(
    () => walk.drive("tests.invocations.get", { steps: [invocation], check: keeps({ id: invocation }) }),
    (answer) => answer.test_runs.every((run) => run.status !== "pending"),
  );
  if (finished) {
    await walk.drive("tests.invocations.get", { steps: [invocation], check: (answer) => assert.ok(["passed", "failed"].includes(answer.test_runs[0].status), answer.test_runs[0].status) });
  }
  await walk.drive("tests.invocations.list", { query: { agent_id: agent ?? "no_such_agent" }, check: lists("results", invocation) });
  await walk.drive("tests.invocations.resubmit", {
    steps: [invocation],
    body: { test_run_ids: [started?.[0].test_run_id ?? "no_such_run"], agent_id: agent ?? "no_such_agent" },
  });
  await walk.drive("tests.invocations.cancel", { steps: [invocation] });
  await walk.drive("tests.delete", { steps: [id] });
  await walk.drive("tests.folders.delete", { steps: [folder] });
  await simulations(walk, agent);
}

async function simulations(walk, agent) {
  const body = {
    simulation_specification: { simulated_user_config: { first_message: "Is there free parking?", language: "en", prompt: { prompt: "You ask whether there is free parking." } } },
    new_turns_limit: 2,
  };
  await walk.drive("agents.simulateConversation", { steps: [agent], body, check: (answer) => assert.ok(answer.simulated_conversation.length > 1) });
  await walk.drive("agents.simulateConversationStream", { steps: [agent], body });
}

