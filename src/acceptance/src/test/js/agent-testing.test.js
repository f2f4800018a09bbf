import assert from "node:assert/strict";
import { test } from "node:test";
import { agentFor, agents, apiKey, baseUrl, client, PATIENCE_MS } from "./server.js";
import { shopAgent } from "./shop.js";

// Agents put to the test. The server of these tests has no language model, so that rules judge and users read their part.

const tests = client.conversationalAi.tests;
const SAYS = (message) => [{ role: "user", message, timeInCallSecs: 0 }];

async function testFor(t, body) {
  const { id } = await tests.create(body);
  t.after(() => tests.delete(id).catch(() => {}));
  return id;
}

async function folderFor(t, body) {
  const folder = await tests.folders.create(body);
  t.after(() => tests.folders.delete(folder.id, { force: true }).catch(() => {}));
  return folder;
}

/** The invocation once all its tests have come to something. */
async function settled(invocationId) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const invocation = await tests.invocations.get(invocationId);
    if (invocation.testRuns.every((run) => run.status !== "pending")) {
      return invocation;
    }
    assert.ok(performance.now() < deadline, `tests of ${invocationId} are still waiting`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

test("tests of all kinds are kept, found, changed and deleted", async (t) => {
  const reply = await testFor(t, { type: "llm", name: "Kept reply", successCondition: "Says \"nine\".", chatHistory: SAYS("Hours?") });
  const tool = await testFor(t, {
    type: "tool",
    name: "Kept tool",
    toolCallParameters: {
      referencedTool: { id: "order", type: "client" },
      parameters: [{ path: "size", eval: { type: "regex", pattern: "^[0-9]+" } }],
    },
  });
  const simulation = await testFor(t, { type: "simulation", name: "Kept talk", successCondition: "Sold.", simulationScenario: "Coffee!" });

  const kept = await tests.get(reply);
  assert.equal(kept.type, "llm");
  assert.equal(kept.successCondition, "Says \"nine\".");
  assert.equal((await tests.get(tool)).toolCallParameters.parameters[0].eval.type, "regex");
  assert.equal((await tests.get(simulation)).simulationMaxTurns, 5);

  const listed = await tests.list({ search: "Kept", types: ["llm", "tool"], pageSize: 100 });
  assert.ok(listed.tests.some((each) => each.id === reply) && listed.tests.some((each) => each.id === tool));
  assert.ok(!listed.tests.some((each) => each.id === simulation));

  const changed = await tests.update(reply, { type: "llm", name: "Changed reply", successCondition: "Says \"ten\"." });
  assert.equal(changed.name, "Changed reply");
  assert.deepEqual((await tests.get(reply)).chatHistory, [], "a test that takes another's place takes nothing over");

  await tests.delete(tool);
  await assert.rejects(tests.get(tool), { statusCode: 404 });
  await assert.rejects(tests.create({ type: "simulation", name: "No", simulationMaxTurns: 51 }), { statusCode: 422 });
});

test("folders hold tests, which move among them", async (t) => {
  const outer = await folderFor(t, { name: "Outer" });
  const inner = await folderFor(t, { name: "Inner", parentFolderId: outer.id });
  const id = await testFor(t, { type: "llm", name: "Mover", successCondition: "a" });
  await tests.move({ entityIds: [id], moveTo: inner.id });
  const summary = (await tests.summaries({ testIds: [id] })).tests[id];
  assert.deepEqual(summary.folderPath.map((step) => step.name), ["Outer", "Inner"]);
  assert.equal((await tests.folders.get(inner.id)).childrenCount, 1);
  assert.equal((await tests.folders.update(inner.id, { name: "Innermost" })).name, "Innermost");
  assert.deepEqual((await tests.list({ parentFolderId: outer.id, types: ["folder"] })).tests.map((each) => each.name), ["Innermost"]);
  await assert.rejects(tests.move({ entityIds: [outer.id], moveTo: inner.id }), { statusCode: 422 });
  await assert.rejects(tests.folders.delete(outer.id), { statusCode: 409 });
  await tests.folders.delete(outer.id, { force: true });
  await assert.rejects(tests.get(id), { statusCode: 404 });
});

test("an agent is put to tests, which pass or fail for a reason", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const right = await testFor(t, {
    type: "llm",
    name: "Espresso",
    successCondition: "The agent says \"16 dollars\".",
    chatHistory: SAYS("How much is a bag of the espresso roast?"),
  });
  const wrong = await testFor(t, {
    type: "llm",
    name: "Free espresso",
    successCondition: "The agent says \"for free\".",
    chatHistory: SAYS("How much is a bag of the espresso roast?"),
  });
  const begun = await agents.runTests(agentId, { tests: [{ testId: right }, { testId: wrong }], repeatCount: 2 });
  assert.equal(begun.testRuns.length, 4);
  const done = await settled(begun.id);
  const of = (testId) => done.testRuns.filter((run) => run.testId === testId);
  assert.deepEqual(of(right).map((run) => run.status), ["passed", "passed"]);
  assert.deepEqual(of(wrong).map((run) => run.conditionResult.result), ["failure", "failure"]);
  assert.match(of(right)[0].agentResponses[0].message, /16 dollars/);
  assert.match(of(wrong)[0].conditionResult.rationale.summary, /for free/);
  assert.equal(done.resultGroups.length, 2);

  const [listed] = (await tests.invocations.list({ agentId })).results;
  assert.deepEqual([listed.id, listed.passedCount, listed.failedCount, listed.pendingCount], [begun.id, 2, 2, 0]);

  await tests.update(wrong, { type: "llm", name: "No tea", successCondition: "Does not say \"tea\".", chatHistory: SAYS("How much is a bag of the espresso roast?") });
  const again = of(wrong).map((run) => run.testRunId);
  await tests.invocations.resubmit(begun.id, { agentId, testRunIds: again });
  const better = await settled(begun.id);
  assert.ok(better.testRuns.every((run) => run.status === "passed"));
});

test("the use of a tool is tested without using it, and settings may be sent along", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await testFor(t, {
    type: "tool",
    name: "Says goodbye",
    chatHistory: SAYS("Goodbye!"),
    toolCallParameters: { referencedTool: { id: "end_call", type: "system" } },
  });
  const without = await settled((await agents.runTests(agentId, { tests: [{ testId: id }] })).id);
  assert.equal(without.testRuns[0].status, "failed");
  const { conversationConfig } = shopAgent(0, {
    prompt: { builtInTools: { endCall: { name: "end_call", description: "", params: { systemToolType: "end_call" } } } },
  });
  const override = { conversationConfig, platformSettings: {} };
  const withTool = await settled((await agents.runTests(agentId, { tests: [{ testId: id }], agentConfigOverride: override })).id);
  assert.equal(withTool.ranAgainstDraft, true);
  assert.equal(withTool.testRuns[0].status, "passed", JSON.stringify(withTool.testRuns[0].conditionResult));
});

test("what was begun can be cancelled", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const id = await testFor(t, { type: "llm", name: "Cancelled", successCondition: "Says \"a\".", chatHistory: SAYS("Hours?") });
  const begun = await agents.runTests(agentId, { tests: [{ testId: id }], repeatCount: 50 });
  await tests.invocations.cancel(begun.id);
  const done = await settled(begun.id);
  assert.equal(done.cancelled, true);
  assert.ok(done.testRuns.some((run) => run.status === "cancelled"));
  await assert.rejects(tests.invocations.get("tinv_none"), { statusCode: 404 });
  await assert.rejects(agents.runTests(agentId, { tests: [{ testId: "test_none" }] }), { statusCode: 422 });
});

const CUSTOMER = {
  simulatedUserConfig: {
    prompt: { prompt: "You say \"How much is a bag of the espresso roast?\" and then \"Where can I park?\"" },
  },
};

test("a whole conversation is simulated and analysed", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { simulatedConversation, analysis } = await agents.simulateConversation(agentId, {
    simulationSpecification: CUSTOMER,
    extraEvaluationCriteria: [{ id: "price", name: "Price", conversationGoalPrompt: "The agent says \"16 dollars\"." }],
  });
  assert.deepEqual(simulatedConversation.map((turn) => turn.role), ["agent", "user", "agent", "user", "agent"]);
  assert.match(simulatedConversation[4].message, /behind the building/);
  assert.equal(analysis.evaluationCriteriaResults.price.result, "success");
  assert.equal(analysis.callSuccessful, "success");
  await assert.rejects(agents.simulateConversation("agent_none", { simulationSpecification: CUSTOMER }), { statusCode: 404 });
});

test("a simulated conversation can be followed while it goes on", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  await agents.simulateConversationStream(agentId, { simulationSpecification: CUSTOMER });
  const response = await fetch(`${baseUrl}/v1/convai/agents/${agentId}/simulate-conversation/stream`, {
    method: "POST",
    headers: { "xi-api-key": apiKey, "content-type": "application/json" },
    body: JSON.stringify({ simulation_specification: { simulated_user_config: { prompt: { prompt: "You say \"Where can I park?\"" } } } }),
  });
  const events = (await response.text()).split("\n\n").filter(Boolean).map((event) => JSON.parse(event.replace(/^data: /, "")));
  const said = events.flatMap((event) => event.simulated_conversation ?? []);
  assert.match(said.at(-1).message, /behind the building/);
  assert.ok(events.at(-1).analysis.transcript_summary.length > 0);
});
