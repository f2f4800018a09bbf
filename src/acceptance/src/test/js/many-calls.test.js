import assert from "node:assert/strict";
import { test } from "node:test";
import { Caller } from "./caller.js";
import { agentFor, endedConversation, mostCalls, recording, saidBy } from "./server.js";
import { QUESTIONS, SHOPS, shopAgent } from "./shop.js";
import { likeness, spoken } from "./sounds.js";

const NAMES = Object.keys(QUESTIONS);

/** Rings all at once, each caller with a question of its own, and each shop called by as few as possible. */
async function callTogether(test, count) {
  const agents = [];
  for (let shop = 0; shop < Math.min(count, SHOPS); shop++) {
    agents.push(await agentFor(test, shopAgent(shop)));
  }
  const calls = Array.from({ length: count }, (_, i) => {
    const shop = i % agents.length;
    return { shop, name: NAMES[i % NAMES.length], caller: new Caller(agents[shop]) };
  });
  test.after(() => calls.forEach((call) => call.caller.hangUp()));
  await Promise.all(calls.map(async (call) => (call.id = (await call.caller.call()).conversation_id)));
  return calls;
}

/** So many voices are made at once that one may pause between two clauses. */
const PAUSE_MS = 3_000;

async function talk(call) {
  await call.caller.hearOut(1, PAUSE_MS);
  call.greeting = call.caller.sound;
  const { heard, answer } = await call.caller.ask(spoken(call.name), PAUSE_MS);
  call.heard = heard;
  call.answer = answer;
}

/** Everybody was asked and told what belongs to his own call. */
function assertApart(calls) {
  assert.equal(new Set(calls.map((call) => call.id)).size, calls.length);
  for (const call of calls) {
    assert.match(call.heard, QUESTIONS[call.name].heard, `what was asked in call ${call.name}`);
    assert.match(call.answer, QUESTIONS[call.name].answer(call.shop), `what was answered in call ${call.name}`);
    for (const other of calls.filter((other) => other.name !== call.name)) {
      assert.doesNotMatch(call.heard, QUESTIONS[other.name].heard, `${other.name} was heard in call ${call.name}`);
    }
  }
}

/** The same greeting sounds the same in two calls; another's sound in between would show. */
function assertGreetingsApart(calls) {
  for (const [i, one] of calls.entries()) {
    for (const other of calls.slice(i + 1)) {
      const alike = likeness(one.greeting, other.greeting);
      if (one.shop === other.shop) {
        assert.ok(alike > 0.95, `the greeting of shop ${one.shop} differs between two calls: ${alike}`);
      } else {
        assert.ok(alike < 0.8, `shops ${one.shop} and ${other.shop} sound alike: ${alike}`);
      }
    }
  }
}

async function assertKeptApart(calls) {
  calls.forEach((call) => call.caller.hangUp());
  for (const call of calls) {
    const conversation = await endedConversation(call.id);
    assert.equal(conversation.status, "done");
    assert.deepEqual(saidBy(conversation, "user"), [call.heard]);
    assert.equal(saidBy(conversation, "agent").at(-1), call.answer);
    assert.ok((await recording(call.id)).seconds > 3);
  }
}

test("two calls at once do not hear one another", async (t) => {
  const calls = await callTogether(t, 2);
  await Promise.all(calls.map(talk));
  assertApart(calls);
  assertGreetingsApart(calls);
  await assertKeptApart(calls);
});

test("as many calls as the server holds do not hear one another, and one more is refused", async (t) => {
  const calls = await callTogether(t, mostCalls);
  const agentId = await agentFor(t, shopAgent());
  const talking = Promise.all(calls.map(talk));

  const refused = await new Caller(agentId).callInVain();
  assert.equal(refused.code, 1011);
  assert.match(refused.reason, /busy/i);

  await talking;
  assertApart(calls);
  assertGreetingsApart(calls);

  calls[0].caller.hangUp();
  await endedConversation(calls[0].id);
  const late = new Caller(agentId);
  t.after(() => late.hangUp());
  assert.ok((await late.call()).conversation_id, "a place that was left is free");
  late.hangUp();
  await assertKeptApart(calls);
});
