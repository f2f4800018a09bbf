import assert from "node:assert/strict";
import { test } from "node:test";
import { chat } from "./chat.js";
import { until } from "./contract/book/fixtures.js";
import { agentFor, apiKey, baseUrl, client, conversations, endedConversation, PATIENCE_MS, socketOrigin } from "./server.js";
import { shopAgent } from "./shop.js";

const { users, analytics, settings, dashboard } = client.conversationalAi;

/** The id of a conversation in writing about parking. */
async function aboutParking(t, agentId, during = async () => {}) {
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin, userId: `ada-${agentId}`, dynamicVariables: { tier: "gold" } });
  await minutes.nth("agent", 1);
  await ask("Is there free parking?");
  await during(session.getId());
  await session.endSession();
  await endedConversation(session.getId());
  return session.getId();
}

const ids = (page) => page.conversations.map(({ conversationId }) => conversationId);

test("a conversation is listed by what it was, and by nothing that it was not", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await aboutParking(t, agentId);
  for (const fits of [
    {},
    { userId: `ada-${agentId}` },
    { textOnly: true },
    { excludeStatuses: ["failed", "in-progress"] },
    { dynamicVariableParams: ["tier:eq:gold"] },
    { callSuccessful: "unknown" },
    { search: "parking" },
    { callStartAfterUnix: 1, summaryMode: "include" },
  ]) {
    assert.deepEqual(ids(await conversations.list({ agentId, ...fits })), [id], JSON.stringify(fits));
  }
  for (const fitsNot of [
    { userId: "somebody" },
    { textOnly: false },
    { excludeStatuses: ["done"] },
    { toolNames: ["weather"] },
    { ratingMin: 1 },
    { hasFeedbackComment: true },
    { callSuccessful: "success" },
    { dynamicVariableParams: ["tier:neq:gold"] },
    { search: "giraffe" },
    { topicIds: ["topic"] },
  ]) {
    assert.deepEqual(ids(await conversations.list({ agentId, ...fitsNot })), [], JSON.stringify(fitsNot));
  }
  await assert.rejects(conversations.list({ cursor: "made up" }), { statusCode: 422 });
});

test("conversations about the same are of one topic, named after the most typical of them", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const asked = [];
  for (let i = 0; i < 3; i++) {
    asked.push(await aboutParking(t, agentId));
  }
  const found = await until(() => conversations.topics.get(agentId), ({ topics }) => topics[0]?.conversationCount === 3, PATIENCE_MS);
  assert.equal(found.topics.length, 1);
  const [topic] = found.topics;
  assert.match(topic.label, /parking/i);
  assert.match(topic.description, /parking/i);
  assert.equal(topic.metrics.conversationCount, 3);
  assert.ok(found.aggregatedRunCount > 0 && found.windowStartUnixSecs < found.windowEndUnixSecs);
  assert.deepEqual(ids(await conversations.list({ agentId, topicIds: [topic.topicId] })).sort(), asked.sort());
  await conversations.delete(asked[0]);
  assert.equal((await conversations.topics.get(agentId)).topics[0].conversationCount, 2);
  await assert.rejects(conversations.topics.get(agentId, { fromUnixSecs: 20, toUnixSecs: 10 }), { statusCode: 422 });
  await assert.rejects(conversations.topics.get("agent_none"), { statusCode: 404 });
});

test("what was said is found, summed up and deleted", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await aboutParking(t, agentId);
  const found = await conversations.messages.textSearch({ textQuery: "park", agentId });
  assert.ok(found.results.some((message) => message.conversationId === id && message.chunkHighlights.some(({ isHit }) => isHit)));
  const summary = await conversations.getSummary(id);
  assert.ok(summary.messages.some(({ message }) => /parking/i.test(message)));
  assert.deepEqual((await conversations.getSipMessages(id)).sipMessages, []);
  assert.equal((await conversations.resolve({ agentId, reference: id })).conversationId, id);
  await conversations.delete(id);
  await assert.rejects(conversations.get(id), { statusCode: 404 });
});

test("a conversation is tagged, and found by its tag", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await aboutParking(t, agentId);
  const { tagId } = await conversations.tags.create({ title: "Parking" });
  await conversations.tags.assign(id, { tagIds: [tagId] });
  assert.deepEqual(ids(await conversations.list({ tagIds: [tagId] })), [id]);
  assert.deepEqual((await conversations.get(id)).tagIds, [tagId]);
  assert.equal((await conversations.tags.update(tagId, { title: "Cars" })).title, "Cars");
  await conversations.tags.unassign(id, tagId);
  await conversations.tags.delete(tagId);
  await assert.rejects(conversations.tags.get(tagId), { statusCode: 404 });
});

test("a caller leaves a file while the conversation goes on, and not afterwards", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const file = () => new File(["Order 17"], "order.txt", { type: "text/plain" });
  const id = await aboutParking(t, agentId, async (open) => {
    const { fileId } = await conversations.files.create(open, { file: file() });
    assert.equal((await conversations.files.delete(open, fileId)).fileId, fileId);
    await conversations.files.create(open, { file: file() });
    assert.equal((await analytics.liveCount.get({ agentId })).count, 1);
  });
  assert.equal((await conversations.get(id)).metadata.featuresUsage.fileInput.used, true);
  await assert.rejects(conversations.files.create(id, { file: file() }), { statusCode: 409 });
});

test("users are listed with their last contact", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await aboutParking(t, agentId);
  const { users: found } = await users.list({ agentId });
  assert.deepEqual(found.map(({ userId, lastContactConversationId }) => [userId, lastContactConversationId]), [[`ada-${agentId}`, id]]);
});

test("settings and the dashboard are kept", async () => {
  const before = await settings.get();
  await settings.update({ ragRetentionPeriodDays: 9 });
  assert.equal((await settings.get()).ragRetentionPeriodDays, 9);
  await settings.update({ ragRetentionPeriodDays: before.ragRetentionPeriodDays });
  await dashboard.settings.update({ charts: [{ type: "call_success", name: "How calls go" }] });
  assert.equal((await dashboard.settings.get()).charts[0].name, "How calls go");
});

test("a recording that is not there has no ranges", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await aboutParking(t, agentId);
  const answer = await fetch(`${baseUrl}/v1/convai/conversations/${id}/audio`, { headers: { "xi-api-key": apiKey, range: "bytes=0-9" } });
  assert.equal(answer.status, 404);
});
