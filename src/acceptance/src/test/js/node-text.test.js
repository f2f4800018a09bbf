import assert from "node:assert/strict";
import { test } from "node:test";
import { chat } from "./chat.js";
import { agentFor, apiKey, conversations, endedConversation, saidBy, socketOrigin } from "./server.js";
import { QUESTIONS, shopAgent } from "./shop.js";

test("three questions are asked and answered in writing", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  assert.match(await minutes.nth("agent", 1), /^Welcome to Harbor/);

  assert.match(await ask("When are you open on Saturday?"), QUESTIONS.saturday.answer(0));
  assert.match(await ask("How much is a bag of the espresso roast?"), QUESTIONS.espresso.answer(0));
  assert.match(await ask("Is there free parking?"), QUESTIONS.parking.answer(0));

  assert.deepEqual(minutes.all("sound"), [], "nobody speaks in a conversation in writing");
  assert.deepEqual(minutes.all("error"), []);
  const answers = minutes.all("agent");
  await session.endSession();
  const conversation = await endedConversation(session.getId());
  assert.equal(conversation.status, "done");
  assert.deepEqual(saidBy(conversation, "user"), [
    "When are you open on Saturday?",
    "How much is a bag of the espresso roast?",
    "Is there free parking?",
  ]);
  assert.deepEqual(saidBy(conversation, "agent"), answers.map((answer) => answer.trim()));
});

test("an answer in writing grows before it is whole", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  const before = minutes.all("part").length;
  const answer = await ask("How long does the delivery take?");
  const parts = minutes.all("part").slice(before);
  assert.equal(parts.at(0).type, "start");
  assert.equal(parts.at(-1).type, "stop");
  assert.equal(parts.map((part) => part.text).join("").trim(), answer.trim());
});

test("a private agent is opened by a signed URL and by nothing less", async (t) => {
  const agentId = await agentFor(t, { ...shopAgent(), platformSettings: { auth: { enableAuth: true } } });
  await assert.rejects(chat(t, { agentId, origin: socketOrigin }), (error) => {
    assert.equal(error.closeCode, 1008);
    assert.match(error.message, /private|sign/i);
    return true;
  });

  const { signedUrl } = await conversations.getSignedUrl({ agentId });
  const { minutes, ask } = await chat(t, { signedUrl });
  await minutes.nth("agent", 1);
  assert.match(await ask("Do you sell gift cards?"), QUESTIONS.gifts.answer(0));

  const forged = new URL(signedUrl);
  const signature = forged.searchParams.get("conversation_signature");
  forged.searchParams.set("conversation_signature", signature.slice(0, -2) + (signature.endsWith("AA") ? "BB" : "AA"));
  await assert.rejects(chat(t, { signedUrl: forged.toString() }), { closeCode: 1008 });
});

test("a private agent opens to an API key or a conversation token in the subprotocol", async (t) => {
  const agentId = await agentFor(t, { ...shopAgent(), platformSettings: { auth: { enableAuth: true } } });
  const { signedUrl } = await conversations.getSignedUrl({ agentId });
  for (const authorization of [apiKey, new URL(signedUrl).searchParams.get("conversation_signature")]) {
    const { minutes } = await chat(t, { agentId, origin: socketOrigin, authorization });
    await minutes.nth("agent", 1);
  }
  for (const authorization of [`${apiKey.slice(0, -1)}x`, "made.up", "sk_nobody"]) {
    await assert.rejects(chat(t, { agentId, origin: socketOrigin, authorization }), { closeCode: 1008 });
  }
});

test("an agent that does not exist is refused with a reason", async (t) => {
  await assert.rejects(chat(t, { agentId: "agent_nobody", origin: socketOrigin }), (error) => {
    assert.equal(error.closeCode, 1008);
    assert.match(error.message, /agent/i);
    return true;
  });
});

const ORDER_STATUS = {
  type: "client",
  name: "order_status",
  description: "Looks up the status of a customer's order: where an order is and when it arrives.",
  expectsResponse: true,
  responseTimeoutSecs: 20,
  parameters: {
    type: "object",
    required: ["order_number"],
    properties: { order_number: { type: "string", description: "The number of the order, four digits" } },
  },
};

test("the agent uses a tool of the client and tells what came of it", async (t) => {
  const agentId = await agentFor(t, shopAgent(0, { prompt: { tools: [ORDER_STATUS] } }));
  const asked = [];
  const { session, minutes, ask } = await chat(t, {
    agentId,
    origin: socketOrigin,
    clientTools: {
      order_status: (parameters) => {
        asked.push(parameters);
        return "Order 4711 is in the hands of the courier and arrives on Thursday.";
      },
    },
  });
  await minutes.nth("agent", 1);
  session.sendUserMessage("What is the status of my order? The order number is 4711.");
  await minutes.until("an answer that tells of Thursday", () =>
    minutes.all("agent").some((answer) => /thursday/i.test(answer)) || undefined,
  );
  assert.deepEqual(asked, [{ order_number: "4711" }]);
  assert.match(await ask("What does the barista workshop cost?"), QUESTIONS.workshop.answer(0), "and the talk goes on");

  await session.endSession();
  const conversation = await endedConversation(session.getId());
  const uses = conversation.transcript.flatMap((turn) => turn.toolCalls ?? []);
  assert.equal(uses.length, 1);
  assert.equal(uses[0].toolName, "order_status");
  assert.deepEqual(JSON.parse(uses[0].paramsAsJson), { order_number: "4711" });
  const results = conversation.transcript.flatMap((turn) => turn.toolResults ?? []);
  assert.match(results[0].resultValue, /courier/);
});

test("a note about the context is taken without a word", async (t) => {
  const agentId = await agentFor(t, shopAgent());
  const { session, minutes, ask } = await chat(t, { agentId, origin: socketOrigin });
  await minutes.nth("agent", 1);
  session.sendContextualUpdate("The customer looks at the page of the decaf.");
  assert.match(await ask("How much does the decaf cost?"), QUESTIONS.decaf.answer(0));
  assert.equal(minutes.all("agent").length, 2, "the note itself is not answered");
  assert.deepEqual(minutes.all("error"), []);
});

test("an override that the owner released is followed, one that he did not is refused", async (t) => {
  const released = { overrides: { conversationConfigOverride: { agent: { firstMessage: true } } } };
  const agentId = await agentFor(t, { ...shopAgent(), platformSettings: released });
  const { minutes } = await chat(t, {
    agentId,
    origin: socketOrigin,
    overrides: { agent: { firstMessage: "Good evening, Ada." } },
  });
  assert.equal(await minutes.nth("agent", 1), "Good evening, Ada.");

  const forbidden = { agent: { prompt: { prompt: "You sell tea." } } };
  await assert.rejects(chat(t, { agentId, origin: socketOrigin, overrides: forbidden }), { closeCode: 1008 });
});

test("a greeting takes the variables of its caller", async (t) => {
  const agentId = await agentFor(t, shopAgent(0, { agent: { firstMessage: "Hello {{customer}}, how may I help you?" } }));
  const { minutes } = await chat(t, { agentId, origin: socketOrigin, dynamicVariables: { customer: "Grace" } });
  assert.equal(await minutes.nth("agent", 1), "Hello Grace, how may I help you?");

  await assert.rejects(chat(t, { agentId, origin: socketOrigin }), (error) => {
    assert.equal(error.closeCode, 1008);
    assert.match(error.message, /customer/);
    return true;
  });
});
