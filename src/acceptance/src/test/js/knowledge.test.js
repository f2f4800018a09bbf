import assert from "node:assert/strict";
import { test } from "node:test";
import { chat } from "./chat.js";
import { agentFor, agents, apiKey, baseUrl, client, endedConversation, PATIENCE_MS, socketOrigin } from "./server.js";
import { shopAgent } from "./shop.js";

const knowledge = client.conversationalAi.knowledgeBase;
const MODEL = "e5_mistral_7b_instruct";

/** A manual of many machines, of which each has its own price and its own brush. */
const manual = Array.from({ length: 60 }, (_, i) =>
  [
    `The grinder Corvus ${100 + i} costs ${40 + i} dollars and weighs ${3 + (i % 7)} kilograms.`,
    `To clean the grinder Corvus ${100 + i}, use brush number ${900 + i} and no water.`,
    "Spare burrs are ordered from the workshop on the harbour, and arrive within two weeks, wherever the machine was bought.",
  ].join(" "),
).join("\n\n");

async function documentFor(t, text, name = "Manual") {
  const { id } = await knowledge.documents.createFromText({ text, name });
  t.after(() => knowledge.documents.delete(id, { force: true }));
  return id;
}

async function indexed(id) {
  await knowledge.document.computeRagIndex(id, { model: MODEL });
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const { indexes } = await client.conversationalAi.getDocumentRagIndexes(id);
    if (indexes[0].status === "succeeded") {
      return indexes[0];
    }
    assert.notEqual(indexes[0].status, "failed");
    assert.ok(performance.now() < deadline, `the index is still ${indexes[0].status}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const agentWith = (id, more) => {
  const agent = shopAgent();
  Object.assign(agent.conversationConfig.agent.prompt, {
    knowledgeBase: [{ type: "text", name: "Manual", id, ...more.use }],
    ...(more.rag && { rag: more.rag }),
  });
  return agent;
};

test("a file comes in, and goes out by its link", async (t) => {
  const { id } = await knowledge.documents.createFromFile({ file: new File(["We open at nine."], "hours.txt", { type: "text/plain" }), name: "Hours" });
  t.after(() => knowledge.documents.delete(id));
  const document = await knowledge.documents.get(id);
  assert.equal(document.type, "file");
  assert.equal(document.filename, "hours.txt");
  assert.match(document.extractedInnerHtml, /We open at nine/);
  const { signedUrl } = await knowledge.documents.getSourceFileUrl(id);
  assert.equal(await (await fetch(signedUrl)).text(), "We open at nine.");
  assert.equal((await fetch(`${signedUrl.slice(0, -1)}x`)).status, 403);
});

test("a file that is too large is refused", async () => {
  const form = new FormData();
  form.append("file", new File([Buffer.alloc(21 * 1024 * 1024, "a")], "large.txt", { type: "text/plain" }));
  const response = await fetch(`${baseUrl}/v1/convai/knowledge-base/file`, { method: "POST", headers: { "xi-api-key": apiKey }, body: form });
  assert.equal(response.status, 413);
  assert.ok((await response.json()).detail.message);
});

test("a document is indexed by the job, and the right passage is found", async (t) => {
  const id = await documentFor(t, manual);
  const index = await indexed(id);
  assert.equal(index.progressPercentage, 100);
  const agentId = await agentFor(t, agentWith(id, { rag: { enabled: true } }));
  const response = await fetch(`${baseUrl}/v1/convai/agents/${agentId}/knowledge-base/rag-query`, {
    method: "POST",
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ query: "Which brush do I need for the Corvus 137?" }),
  });
  const { chunks } = await response.json();
  assert.ok(chunks.slice(0, 3).some((chunk) => chunk.text.includes("brush number 937")), JSON.stringify(chunks.slice(0, 3)));
});

test("some items of a batch may be wrong, and the others are indexed", async (t) => {
  const id = await documentFor(t, manual);
  const answers = await client.conversationalAi.knowledgeBase.getOrCreateRagIndexes({
    items: [
      { documentId: "kb_none", createIfMissing: true, model: MODEL },
      { documentId: id, createIfMissing: true, model: MODEL },
    ],
  });
  assert.equal(answers.kb_none.status, "failure");
  assert.equal(answers[id].status, "success");
});

test("in a call, passages are looked up for what is asked, and the transcript tells which", async (t) => {
  const id = await documentFor(t, manual);
  await indexed(id);
  const agentId = await agentFor(t, agentWith(id, { rag: { enabled: true } }));
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  assert.match(await ask("How much does the grinder Corvus 123 cost?"), /63 dollars/);
  await session.endSession();
  const conversation = await endedConversation(session.getId());
  const lookedUp = conversation.transcript.find((turn) => turn.role === "agent" && turn.ragRetrievalInfo);
  assert.ok(lookedUp, JSON.stringify(conversation.transcript));
  assert.equal(lookedUp.ragRetrievalInfo.retrievalQuery, "How much does the grinder Corvus 123 cost?");
  assert.ok(lookedUp.ragRetrievalInfo.chunks.every((chunk) => chunk.documentId === id));
});

test("without retrieval a document goes whole into the prompt", async (t) => {
  const id = await documentFor(t, "The aviary on the roof is open to visitors on Wednesday afternoons.", "Aviary");
  const agentId = await agentFor(t, agentWith(id, { use: { usageMode: "prompt" } }));
  const { minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  assert.match(await ask("When is the aviary open to visitors?"), /Wednesday/);
});

test("a document in use is kept, and an agent cannot use what is not there", async (t) => {
  const id = await documentFor(t, "Little.");
  const agentId = await agentFor(t, agentWith(id, {}));
  await assert.rejects(knowledge.documents.delete(id), { statusCode: 409 });
  const { agents: users } = await knowledge.documents.getAgents(id);
  assert.deepEqual(users.map((user) => user.id), [agentId]);
  await assert.rejects(agents.create(agentWith("kb_none", {})), (error) => {
    assert.equal(error.statusCode, 422);
    assert.deepEqual(error.body.detail[0].loc, ["body", "conversation_config", "agent", "prompt", "knowledge_base", 0, "id"]);
    return true;
  });
});
