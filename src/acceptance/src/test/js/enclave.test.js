import assert from "node:assert/strict";
import { test } from "node:test";
import { chat } from "./chat.js";
import { apiKey, baseUrl, endedConversation, socketOrigin } from "./server.js";

const AGENT = {
  name: "The lighthouse",
  conversation_config: {
    agent: {
      first_message: "Hello, this is the lighthouse.",
      language: "en",
      prompt: { prompt: "You answer for a lighthouse.\nThe lighthouse is open on Sunday from 2 pm to 5 pm." },
    },
  },
};

async function signedAddress() {
  const response = await fetch(`${baseUrl}/v1/antiphon/enclave/signed-url`, {
    method: "POST",
    headers: { "xi-api-key": apiKey },
  });
  assert.equal(response.status, 200, await response.clone().text());
  return (await response.json()).signed_url;
}

test("an agent that the client brings answers from what it was given", async (t) => {
  const { session, minutes, ask } = await chat(t, {
    orchestrator: {
      url: await signedAddress(),
      agentConfig: AGENT,
      agentConfigOverrides: [{ conversation_config: { agent: { first_message: "Ahoy, this is the lighthouse." } } }],
      promptKnowledgeBase: ["The tower has 199 steps."],
    },
  });
  assert.equal(await minutes.nth("agent", 1), "Ahoy, this is the lighthouse.");
  assert.match(await ask("How many steps does the tower have?"), /199|hundred/i);
  assert.deepEqual(minutes.all("error"), []);

  await session.endSession();
  const conversation = await endedConversation(session.getId());
  assert.equal(conversation.status, "done");
  assert.equal(conversation.agentName, "The lighthouse");
});

test("nobody brings an agent without a key or a signed address", async (t) => {
  await assert.rejects(
    chat(t, { orchestrator: { url: `${socketOrigin}/v1/antiphon/enclave`, agentConfig: AGENT } }),
    { closeCode: 1008 },
  );
});

test("an agent that is none is refused with a reason", async (t) => {
  const broken = { conversation_config: { agent: { prompt: { temperature: "hot" } } } };
  await assert.rejects(chat(t, { orchestrator: { url: await signedAddress(), agentConfig: broken } }), (error) => {
    assert.equal(error.closeCode, 1008);
    assert.match(error.message, /brought/);
    return true;
  });
});
