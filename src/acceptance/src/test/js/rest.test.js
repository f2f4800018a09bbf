import assert from "node:assert/strict";
import { test } from "node:test";
import { ElevenLabsClient } from "@elevenlabs/elevenlabs-js";
import { agentFor, agents, apiKey, baseUrl, client, conversations, socketOrigin } from "./server.js";
import { shopAgent } from "./shop.js";

/** The SDK is strict: an answer that lacks anything the contract requires never reaches the test. */
const isAgent = (agentId) => (agent) => agent.agentId === agentId;

test("an agent is created, found, changed and deleted", async (t) => {
  const { agentId } = await agents.create(shopAgent());
  let kept = true;
  t.after(() => kept && agents.delete(agentId));

  const created = await agents.get(agentId);
  assert.equal(created.agentId, agentId);
  assert.equal(created.name, "Harbor Coffee Roasters");
  assert.equal(created.conversationConfig.agent.firstMessage, "Welcome to Harbor Coffee Roasters. How may I help you?");
  assert.match(created.conversationConfig.agent.prompt.prompt, /espresso roast costs 16 dollars/);
  assert.equal(created.conversationConfig.turn.turnTimeout, 30);

  const listed = await agents.list({ search: "Harbor Coffee" });
  assert.ok(listed.agents.some(isAgent(agentId)));

  const changed = await agents.update(agentId, {
    name: "Harbour Coffee",
    conversationConfig: { agent: { firstMessage: "Hello!" } },
  });
  assert.equal(changed.name, "Harbour Coffee");
  const found = await agents.get(agentId);
  assert.equal(found.conversationConfig.agent.firstMessage, "Hello!");
  assert.match(found.conversationConfig.agent.prompt.prompt, /espresso roast/, "a change leaves alone what it does not name");

  await agents.delete(agentId);
  kept = false;
  await assert.rejects(agents.get(agentId), { statusCode: 404 });
});

test("agents are listed page by page", async (t) => {
  const made = [];
  for (let shop = 0; shop < 3; shop++) {
    made.push(await agentFor(t, { ...shopAgent(shop), name: `Page tester ${shop}` }));
  }
  const seen = [];
  let cursor;
  do {
    const page = await agents.list({ search: "Page tester", pageSize: 2, cursor });
    assert.ok(page.agents.length <= 2);
    seen.push(...page.agents.map((agent) => agent.agentId));
    assert.equal(page.hasMore, Boolean(page.nextCursor));
    cursor = page.nextCursor;
  } while (cursor);
  assert.deepEqual(seen.sort(), made.sort());
});

test("conversations are listed, and one that is not there is not found", async () => {
  const listed = await conversations.list({ pageSize: 1 });
  assert.ok(Array.isArray(listed.conversations));
  assert.equal(typeof listed.hasMore, "boolean");
  await assert.rejects(conversations.get("conv_none"), { statusCode: 404 });
});

test("a signed URL leads to the conversation socket", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { signedUrl } = await conversations.getSignedUrl({ agentId });
  const url = new URL(signedUrl);
  assert.equal(url.origin.replace(/^http/, "ws"), new URL(socketOrigin).origin);
  assert.equal(url.pathname, "/v1/convai/conversation");
  assert.equal(url.searchParams.get("agent_id"), agentId);
  assert.ok(url.searchParams.get("conversation_signature"));
});

test("a token for WebRTC is honestly refused", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  await assert.rejects(conversations.getWebrtcToken({ agentId }), (error) => {
    assert.equal(error.statusCode, 501);
    assert.ok(error.body.detail.message, "the refusal says why");
    return true;
  });
});

test("a wrong key is refused", async () => {
  const stranger = new ElevenLabsClient({ apiKey: `${apiKey}x`, baseUrl, maxRetries: 0 });
  await assert.rejects(stranger.conversationalAi.agents.list(), (error) => {
    assert.equal(error.statusCode, 401);
    assert.ok(error.body.detail.status);
    assert.ok(error.body.detail.message);
    return true;
  });
});

test("no key at all is refused", async () => {
  const response = await fetch(`${baseUrl}/v1/convai/agents`);
  assert.equal(response.status, 401);
});

test("what is wrong in a body is named by its place", async () => {
  // The SDK would not send such a thing of its own accord.
  const wrong = { additionalBodyParameters: { conversation_config: { turn: { turn_timeout: "soon" } } } };
  await assert.rejects(agents.create(shopAgent(), wrong), (error) => {
    assert.equal(error.name, "UnprocessableEntityError");
    assert.equal(error.statusCode, 422);
    const [problem] = error.body.detail;
    assert.deepEqual(problem.loc, ["body", "conversation_config", "turn", "turn_timeout"]);
    assert.ok(problem.msg);
    assert.ok(problem.type);
    return true;
  });
});

test("a body that is no JSON is refused", async () => {
  const response = await fetch(`${baseUrl}/v1/convai/agents/create`, {
    method: "POST",
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: '{"conversation_config": ',
  });
  assert.ok([400, 422].includes(response.status), `answered ${response.status}`);
  assert.ok((await response.json()).detail);
});

test("an agent keeps what the SDK does not know", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { data } = await client.conversationalAi.agents.get(agentId).withRawResponse();
  const response = await fetch(`${baseUrl}/v1/convai/agents/${agentId}`, {
    method: "PATCH",
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ conversation_config: { conversation: { of_tomorrow: { kept: [1, "two"] } } } }),
  });
  assert.equal(response.status, 200);
  const again = await fetch(`${baseUrl}/v1/convai/agents/${agentId}`, { headers: { "xi-api-key": apiKey } });
  const document = await again.json();
  assert.deepEqual(document.conversation_config.conversation.of_tomorrow, { kept: [1, "two"] });
  assert.equal(document.name, data.name);
});

const tools = client.conversationalAi.tools;
const mcpServers = client.conversationalAi.mcpServers;

/** An agent of the shop that uses tools and servers kept apart from it. */
function agentUsing(test, uses) {
  const agent = shopAgent();
  agent.conversationConfig.agent.prompt = { ...agent.conversationConfig.agent.prompt, ...uses };
  return agentFor(test, agent);
}

const isTool = (id) => (tool) => tool.id === id;

test("a tool is kept, found, changed, used by an agent and deleted", async (t) => {
  const config = {
    type: "webhook",
    name: "order_status",
    description: "Tells how far an order is.",
    apiSchema: { url: "https://shop.example/orders/{id}", pathParamsSchema: { id: { type: "string", description: "Which order." } } },
  };
  const created = await tools.create({ toolConfig: config });
  let kept = true;
  t.after(() => kept && tools.delete(created.id, { force: true }));
  assert.equal(created.toolConfig.type, "webhook");
  assert.equal(created.toolConfig.apiSchema.method, "GET");
  assert.equal(created.usageStats.totalCalls, 0);
  assert.equal(created.accessInfo.isCreator, true);

  assert.deepEqual(await tools.get(created.id), created);
  const listed = await tools.list({ search: "ORDER_", types: ["webhook"], pageSize: 100, sortBy: "name" });
  assert.ok(listed.tools.some(isTool(created.id)));
  assert.ok(!(await tools.list({ types: ["client"] })).tools.some(isTool(created.id)));

  const changed = await tools.update(created.id, { toolConfig: { ...config, description: "Tells where an order is." } });
  assert.equal(changed.toolConfig.description, "Tells where an order is.");

  const agentId = await agentUsing(t, { toolIds: [created.id] });
  const dependents = await tools.getDependentAgents(created.id);
  assert.deepEqual(dependents.agents.map((agent) => agent.id), [agentId]);
  assert.equal(dependents.branches[0].isMain, true);
  const executions = await tools.executions.get(created.id);
  assert.deepEqual(executions.executions, []);
  await assert.rejects(tools.delete(created.id), { statusCode: 409 });
  await tools.delete(created.id, { force: true });
  kept = false;
  await assert.rejects(tools.get(created.id), { statusCode: 404 });
});

test("an agent may not use a tool or an MCP server that is not there", async () => {
  for (const [field, wire] of [["toolIds", "tool_ids"], ["mcpServerIds", "mcp_server_ids"]]) {
    const agent = shopAgent();
    agent.conversationConfig.agent.prompt[field] = ["nothing"];
    await assert.rejects(agents.create(agent), (error) => {
      assert.equal(error.statusCode, 422);
      assert.deepEqual(error.body.detail[0].loc, ["body", "conversation_config", "agent", "prompt", wire, 0]);
      return true;
    });
  }
});

test("an MCP server is kept, found, changed and deleted, and so is what is settled about its tools", async (t) => {
  const created = await mcpServers.create({
    config: { name: "Warehouse", url: "https://warehouse.example/mcp", transport: "STREAMABLE_HTTP", requestHeaders: { "X-Shop": "7" } },
  });
  let kept = true;
  t.after(() => kept && mcpServers.delete(created.id));
  assert.equal(created.config.approvalPolicy, "require_approval_all");
  assert.deepEqual(await mcpServers.get(created.id), created);
  assert.ok((await mcpServers.list()).mcpServers.some(isTool(created.id)));

  const changed = await mcpServers.update(created.id, { responseTimeoutSecs: 60 });
  assert.equal(changed.config.responseTimeoutSecs, 60);
  const perTool = await mcpServers.approvalPolicy.update(created.id, { approvalPolicy: "require_approval_per_tool" });
  assert.equal(perTool.config.approvalPolicy, "require_approval_per_tool");

  const approved = await mcpServers.toolApprovals.create(created.id, {
    toolName: "stock",
    toolDescription: "Tells what is in stock.",
    inputSchema: { type: "object", properties: { sku: { type: "string" } } },
    approvalPolicy: "auto_approved",
  });
  assert.deepEqual(approved.config.toolApprovalHashes.map((each) => [each.toolName, each.approvalPolicy]), [["stock", "auto_approved"]]);
  assert.match(approved.config.toolApprovalHashes[0].toolHash, /^[0-9a-f]{64}$/);
  assert.deepEqual((await mcpServers.toolApprovals.delete(created.id, "stock")).config.toolApprovalHashes, []);

  await mcpServers.toolConfigs.create(created.id, { toolName: "stock", responseTimeoutSecs: 9 });
  await assert.rejects(mcpServers.toolConfigs.create(created.id, { toolName: "stock" }), { statusCode: 409 });
  await mcpServers.toolConfigs.update(created.id, "stock", { executionMode: "async" });
  const settled = await mcpServers.toolConfigs.get(created.id, "stock");
  assert.equal(settled.responseTimeoutSecs, 9);
  assert.equal(settled.executionMode, "async");
  await mcpServers.toolConfigs.delete(created.id, "stock");
  await assert.rejects(mcpServers.toolConfigs.get(created.id, "stock"), { statusCode: 404 });

  const agentId = await agentUsing(t, { mcpServerIds: [created.id] });
  assert.deepEqual((await mcpServers.get(created.id)).dependentAgents.map((agent) => agent.id), [agentId]);
  await assert.rejects(mcpServers.delete(created.id), { statusCode: 409 });
  await agents.update(agentId, { conversationConfig: { agent: { prompt: { mcpServerIds: [] } } } });
  await mcpServers.delete(created.id);
  kept = false;
  await assert.rejects(mcpServers.get(created.id), { statusCode: 404 });
});

test("an MCP server that cannot be reached says so instead of tools, and this server's own network is closed", async (t) => {
  const { id } = await mcpServers.create({ config: { name: "Inside", url: "http://169.254.169.254/latest", transport: "SSE" } });
  t.after(() => mcpServers.delete(id));
  const listing = await mcpServers.tools.list(id);
  assert.equal(listing.success, false);
  assert.deepEqual(listing.tools, []);
  assert.match(listing.errorMessage, /may not reach/);
});
