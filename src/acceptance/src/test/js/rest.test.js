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
