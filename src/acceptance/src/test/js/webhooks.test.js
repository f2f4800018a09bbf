import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { chat } from "./chat.js";
import { agentFor, apiKey, baseUrl, client, conversations, endedConversation, patiently, socketOrigin } from "./server.js";
import { QUESTIONS, shopAgent } from "./shop.js";

/** A server of the customer's that keeps what it is told; it fails as often as it is told to. */
async function receiver(t, failures = 0) {
  const told = [];
  const waiting = [];
  const server = createServer((request, response) => {
    const pieces = [];
    request.on("data", (piece) => pieces.push(piece));
    request.on("end", () => {
      const failing = told.length < failures;
      told.push({ headers: request.headers, body: Buffer.concat(pieces).toString() });
      response.writeHead(failing ? 503 : 200).end("seen");
      waiting.splice(0).forEach((wake) => wake());
    });
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return {
    url: `http://localhost:${server.address().port}/hook`,
    told,
    async nth(n) {
      while (told.length < n) {
        await patiently(new Promise((resolve) => waiting.push(resolve)), `delivery ${n}`);
      }
      return told[n - 1];
    },
  };
}

async function webhookFor(url) {
  const made = await client.webhooks.create({ settings: { authType: "hmac", name: "Post-call", webhookUrl: url } });
  return { id: made.webhookId, secret: made.webhookSecret };
}

/** An agent that tells the webhook; both go with the test, the agent first. */
async function analysedAgent(t, webhook) {
  const agentId = await agentFor(t, analysed(webhook.id));
  t.after(() => client.webhooks.delete(webhook.id));
  return agentId;
}

const analysed = (webhookId) => ({
  ...shopAgent(),
  platformSettings: {
    evaluation: {
      criteria: [{ id: "greets", name: "Greets", type: "prompt", conversationGoalPrompt: 'The agent says "welcome to harbor".' }],
    },
    dataCollection: { bags: { type: "integer", description: "How many bags the caller wants" } },
    workspaceOverrides: { webhooks: { postCallWebhookId: webhookId, events: ["transcript"] } },
  },
});

async function talk(t, agentId) {
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  assert.match(await ask("I want 7 bags. Is there free parking?"), QUESTIONS.parking.answer(0));
  await session.endSession();
  return session.getId();
}

async function extension(method, path, body) {
  const response = await fetch(`${baseUrl}/v1/antiphon/${path}`, {
    method,
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  assert.equal(response.status, 200, JSON.stringify(answer));
  return answer;
}

test("a conversation that ended is analysed, and the official client believes what a webhook is told of it", async (t) => {
  const customer = await receiver(t);
  const webhook = await webhookFor(customer.url);
  const agentId = await analysedAgent(t, webhook);
  const conversationId = await talk(t, agentId);

  const { headers, body } = await customer.nth(1);
  const signature = headers["elevenlabs-signature"];
  const event = await client.webhooks.constructEvent(body, signature, webhook.secret);
  assert.deepEqual(Object.keys(event).sort(), ["data", "event_timestamp", "type"]);
  assert.equal(event.type, "post_call_transcription");
  assert.equal(event.data.conversation_id, conversationId);
  assert.equal(event.data.status, "done");
  assert.equal(event.data.analysis.evaluation_criteria_results.greets.result, "success");
  assert.equal(event.data.analysis.data_collection_results.bags.value, 7);
  assert.equal(event.data.analysis.call_successful, "success");

  await assert.rejects(client.webhooks.constructEvent(body.replace("7 bags", "9 bags"), signature, webhook.secret));
  await assert.rejects(client.webhooks.constructEvent(body, signature, `${webhook.secret}x`));
  const old = signature.replace(/t=\d+/, `t=${Math.floor(Date.now() / 1000) - 3600}`);
  await assert.rejects(client.webhooks.constructEvent(body, old, webhook.secret));

  const shown = await endedConversation(conversationId);
  assert.equal(shown.analysis.callSuccessful, "success");
  assert.ok(shown.analysis.transcriptSummary.length > 0);
  const again = await conversations.analysis.run(conversationId);
  assert.equal(again.analysis.callSuccessful, "success");
  const judged = await conversations.analysis.runEvaluation(conversationId, { evaluationId: "greets" });
  assert.equal(judged.analysis.evaluationCriteriaResults.greets.result, "success");
});

test("what a receiver did not take comes again with the same id, and after a rotation both secrets sign", async (t) => {
  const customer = await receiver(t, 1);
  const webhook = await webhookFor(customer.url);
  const agentId = await analysedAgent(t, webhook);
  const { webhook_secret: fresh } = await extension("POST", `webhooks/${webhook.id}/rotate-secret`);
  await talk(t, agentId);

  const refused = await customer.nth(1);
  const taken = await customer.nth(2).catch(async (vain) => {
    const log = await extension("GET", `webhook-deliveries/${refused.headers["webhook-id"]}`);
    throw new Error(`${vain.message}: ${JSON.stringify({ ...log, payload: "" })}`);
  });
  assert.equal(taken.headers["webhook-id"], refused.headers["webhook-id"]);
  assert.equal(taken.body, refused.body);
  await client.webhooks.constructEvent(refused.body, refused.headers["elevenlabs-signature"], fresh);
  await client.webhooks.constructEvent(taken.body, taken.headers["elevenlabs-signature"], webhook.secret);

  const id = taken.headers["webhook-id"];
  let delivery = await extension("GET", `webhook-deliveries/${id}`);
  for (const deadline = performance.now() + 30_000; delivery.status !== "delivered"; ) {
    assert.ok(performance.now() < deadline, delivery.status);
    delivery = await extension("GET", `webhook-deliveries/${id}`);
  }
  assert.deepEqual(delivery.attempts.map((attempt) => attempt.response_status), [503, 200]);
  const { deliveries } = await extension("GET", `webhook-deliveries?webhook_id=${webhook.id}`);
  assert.deepEqual(deliveries.map((each) => each.delivery_id), [id]);
  await extension("POST", `webhook-deliveries/${id}/replay`);
  assert.equal((await customer.nth(3)).headers["webhook-id"], id);
});
